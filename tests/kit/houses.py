"""Houses that are backed up and put back: a data folder with a vault, and a database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.backup import House
from storage.engine import open_engine
from storage.places import Folder
from storage.store import Stores
from tests.kit.vaults import MASTER


def a_house(url: str, folder: Path, bot: str = "123456789") -> House:
    """A house under the tests' master key; nothing is in it before somebody lives there."""
    return House(url, Folder(folder / "evidence", reserve=0), folder, bot, MASTER.secret.hex())


@asynccontextmanager
async def lived_in(house: House) -> AsyncIterator[Stores]:
    """Its database, for as long as the block lasts."""
    stores = Stores(open_engine(house.database))
    try:
        yield stores
    finally:
        await stores.close()
