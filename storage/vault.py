"""Original bytes: named at random, under their owner's key, written before any row speaks of them."""

import hashlib
import secrets
from collections.abc import Collection

from domain.errors import ProofDamaged
from domain.evidence import HEAD, type_of
from domain.ports import Sealed
from domain.ports import Vault as Port
from storage import places, sealing
from storage.keyring import Keyring
from storage.places import Place

ORPHAN_AGE = 3600.0  # seconds: a younger file may belong to a row that is being written just now


class Vault(Port):
    """
    domain.ports.Vault over a place.

    A file is ``ab/cd/<random>``: its name tells nothing of owner or content. Those of the time before encryption carry
    the SHA-256 of their plain bytes behind it; they stay readable, and `encrypt` makes them like the others.
    """

    def __init__(self, place: Place, keys: Keyring) -> None:
        self._place = place
        self._keys = keys

    async def put(self, owner: int, data: bytes) -> Sealed:
        """
        Keep bytes for good, encrypted: they survive a loss of power once this returns. Size and SHA-256 are theirs.

        Not inside a unit of work: the key is asked for in one of its own.

        Raises:
            VaultFull: there is no room; nothing was kept.
            VaultAway: the bucket cannot be reached.
            NoSuchPerson: nobody of that id is known, so there is no key.
        """
        key = await self._keys.of(owner)
        name = secrets.token_hex(16)
        stored_as = f"{name[:2]}/{name[2:4]}/{name}"
        await self._place.put(stored_as, sealing.close(key, stored_as, data))
        return Sealed(stored_as, len(data), hashlib.sha256(data).hexdigest(), type_of(data[:HEAD]))

    async def get(self, stored_as: str, sha256: str | None = None) -> bytes:
        """
        The bytes again. Not inside a unit of work, as above.

        Raises:
            ProofDamaged: they are gone or changed, their key is destroyed, or, where given, `sha256` is not theirs.
            VaultAway: the bucket cannot be reached.
        """
        kept = await self._place.get(places.check(stored_as))
        _, _, seal = stored_as.partition(".")
        if not seal:
            kept = sealing.open_(await self._keys.get(sealing.key_of(kept)), stored_as, kept)
        wanted = {seal, sha256 or ""} - {""}
        if wanted and wanted != {hashlib.sha256(kept).hexdigest()}:
            raise ProofDamaged(f"{stored_as} is no longer what was kept")
        return kept

    async def encrypt(self, owner: int, stored_as: str) -> str:
        """
        Keep a file of the time before encryption like the others; gives its new name, and leaves the old one there.

        Raises:
            As `get` and `put`.
        """
        return (await self.put(owner, await self.get(stored_as))).stored_as

    async def remove(self, stored_as: str) -> None:
        """Delete a file for good; one that is gone already is no error."""
        await self._place.remove(places.check(stored_as))

    async def sweep(self, known: Collection[str]) -> int:
        """
        Remove files that nobody knows, and halves of files; gives how many.

        Only those older than an hour on the place's own clock: a row may come yet.
        """
        orphans = set(await self._place.older(ORPHAN_AGE)) - set(known)
        for name in orphans:
            await self._place.remove(name)
        return len(orphans)
