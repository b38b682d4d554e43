"""Which message shows what."""

import asyncio

from storage.store import Stores


async def test_the_newest_message_shows_the_screen(stores: Stores) -> None:
    """A screen is shown where it was put last, even if that message is the older one; both are understood."""
    async with stores.begin() as store:
        for message_id in (10, 11, 10):
            await store.screens.put(1, "case", message_id)
        assert await store.screens.shown(1, "case") == 10
        assert [await store.screens.at(1, message_id) for message_id in (10, 11, 12)] == ["case", "case", None]


async def test_a_message_shows_one_screen(stores: Stores) -> None:
    """A message edited to another screen no longer shows the first one."""
    async with stores.begin() as store:
        await store.screens.put(1, "draft", 10)
        await store.screens.put(1, "case", 10)
        assert await store.screens.at(1, 10) == "case"
        assert await store.screens.shown(1, "draft") is None


async def test_what_a_tap_made_of_a_message_stays(stores: Stores) -> None:
    """Its reader was faster than the note that it was sent: it shows what they opened."""
    async with stores.begin() as store:
        await store.screens.came(1, "case", 10)
        await store.screens.put(1, "reminders", 11)
        await store.screens.came(1, "case", 11)
        assert [await store.screens.at(1, message_id) for message_id in (10, 11)] == ["case", "reminders"]
        assert await store.screens.shown(1, "case") == 10


async def test_chats_do_not_mix(stores: Stores) -> None:
    """The same message id in another chat is another message."""
    async with stores.begin() as store:
        await store.screens.put(1, "case", 10)
        assert await store.screens.at(2, 10) is None
        assert await store.screens.shown(2, "case") is None


async def test_who_taps_and_who_sends_may_note_the_same_message(stores: Stores, other_process: Stores) -> None:
    """Of twenty units of work at once, each of which puts another screen, none fails: the message shows one of them."""

    async def put(number: int) -> None:
        async with (stores, other_process)[number % 2].begin() as store:
            await store.screens.put(1, f"case {number}", 10)

    await asyncio.gather(*map(put, range(20)))
    async with stores.look() as store:
        shown = await store.screens.at(1, 10)
        assert shown is not None
        assert [await store.screens.shown(1, f"case {number}") for number in range(20)].count(10) == 1
