"""What each chat has spent."""

from domain.quotas import Thing
from storage.quotas import Spent
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, MINUTE


async def test_what_is_spent_is_known_by_chat_and_thing(stores: Stores, other_process: Stores) -> None:
    """Every worker sees it; another chat, another thing and a rolled back unit have spent nothing."""
    async with stores.begin() as store:
        await store.quotas.spend("a", Thing.UPLOAD, NOW, "album 1")
        await store.quotas.spend("a", Thing.UPLOAD, NOW + MINUTE, "album 2")
    async with other_process.begin() as store:
        assert await store.quotas.spent("a", Thing.UPLOAD) == Spent(NOW + MINUTE, "album 2")
        assert await store.quotas.spent("a", Thing.ACTION) == Spent()
        assert await store.quotas.spent("b", Thing.UPLOAD) == Spent()


async def test_what_is_whole_again_is_forgotten(stores: Stores) -> None:
    """Only who owes something still has a row."""
    async with stores.begin() as store:
        await store.quotas.spend("a", Thing.ACTION, NOW - MINUTE)
        await store.quotas.spend("b", Thing.ACTION, NOW + DAY)
        assert await store.quotas.forget(NOW) == 1
        assert await store.quotas.spent("b", Thing.ACTION) == Spent(NOW + DAY)
