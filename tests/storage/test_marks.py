"""Named values of the bot itself."""

from storage.store import Stores


async def test_a_mark_keeps_its_last_value(stores: Stores) -> None:
    """What was put last under a name is read, by later units of work too; an unknown name has none."""
    async with stores.begin() as store:
        await store.marks.put("offset", "1")
        await store.marks.put("offset", "2")
        assert await store.marks.get("offset") == "2"
    async with stores.look() as store:
        assert await store.marks.get("offset") == "2"
        assert await store.marks.get("other") is None
