"""Vaults as the bot has them: keys in a real database, under a master key of the tests."""

from pathlib import Path

from storage.keyring import Keyring
from storage.master import Master
from storage.places import Folder, Place
from storage.store import Stores
from storage.vault import Vault

MASTER = Master(bytes(range(32)))


def vault_in(root: Path, stores: Stores) -> Vault:
    """A vault in a folder, without a reserve: the disk of a test machine may be small."""
    return vault_over(Folder(root, reserve=0), stores)


def vault_over(place: Place, stores: Stores) -> Vault:
    """A vault in any place."""
    return Vault(place, Keyring(stores, MASTER))
