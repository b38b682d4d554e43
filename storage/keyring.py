"""Keys to be used: asked of the database each time, so that a destroyed one opens nothing from that moment on."""

from domain.errors import ProofDamaged
from storage import sealing
from storage.master import Master
from storage.sealing import Key
from storage.store import Stores


class Keyring:
    """The keys of all persons under one master key. Never to be asked inside a unit of work: it needs its own."""

    def __init__(self, stores: Stores, master: Master) -> None:
        self._stores = stores
        self._master = master

    async def of(self, owner: int) -> Key:
        """
        The person's key, made at the first need and committed before this returns.

        Raises:
            NoSuchPerson: nobody of that id is known.
        """
        async with self._stores.look() as store:
            known = await store.keys.of(owner)
        if known is None:
            async with self._stores.begin() as store:
                known = await store.keys.add(self._master.wrap(sealing.new_key(owner)))
        return self._master.unwrap(known)

    async def get(self, key: str) -> Key:
        """
        The key of that id.

        Raises:
            ProofDamaged: it was destroyed: nobody reads again what it closed.
        """
        async with self._stores.look() as store:
            known = await store.keys.get(key)
        if known is None:
            raise ProofDamaged("the key of a file was destroyed, with the person's wish to be forgotten")
        return self._master.unwrap(known)
