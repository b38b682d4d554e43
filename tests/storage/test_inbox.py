"""The durable inbox."""

import asyncio
from itertools import count

import pytest

from storage.inbox import ERROR_LENGTH, later
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, MINUTE, updates


async def test_an_update_is_known_again(stores: Stores) -> None:
    """Received twice, even within one poll and after it was handled, an update is kept once."""
    async with stores.begin() as store:
        assert await store.inbox.receive(updates((7, "a"), (8, "a"), (7, "a")), NOW) == 2
        await _handle(store)
    async with stores.begin() as store:
        assert await store.inbox.receive(updates((7, "a"), (8, "a")), NOW) == 0
        assert await store.inbox.counts() == {"done": 1, "waiting": 1}
        assert await store.inbox.receive([], NOW) == 0


async def test_order_is_by_arrival(stores: Stores) -> None:
    """Telegram may begin its numbers anew: what came first is handled first, whatever its number."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((900, "a")), NOW)
        await store.inbox.receive(updates((5, "a"), (3, "b")), NOW)
        assert [await _handle(store) for _ in range(4)] == [900, 5, 3, None]


async def test_a_whole_backlog_is_kept_in_one_go(stores: Stores) -> None:
    """Ten thousand updates of an outage are new once and none the second time."""
    backlog = updates(*((number, str(number % 7)) for number in range(10_000)))
    async with stores.begin() as store:
        assert await store.inbox.receive(backlog, NOW) == 10_000
        assert await store.inbox.receive(backlog, NOW) == 0


async def test_a_retry_holds_up_its_own_chat_only(stores: Stores) -> None:
    """While the first update of a chat waits for its next try, its later ones wait too and other chats go on."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, "a"), (2, "a"), (3, "b")), NOW)
        first = await store.inbox.claim(NOW)
        assert first is not None
        await store.inbox.retry(first.id, NOW + MINUTE, "locked")
        assert [await _handle(store) for _ in range(2)] == [3, None]
        again = await store.inbox.claim(NOW + MINUTE)
        assert again is not None
        assert (again.update_id, again.attempts, again.raw) == (1, 1, '{"update_id": 1}')


async def test_several_are_the_first_of_their_chats(stores: Stores) -> None:
    """Claimed together come the oldest of each chat, in the order of arrival, and no more than asked for."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, "a"), (2, "a"), (3, "b"), (4, "c")), NOW)
        assert [row.update_id for row in await store.inbox.claim_some(NOW, 9)] == [1, 3, 4]
        assert [row.update_id for row in await store.inbox.claim_some(NOW, 2)] == [1, 3]


async def test_what_cannot_be_handled_is_in_nobodys_way(stores: Stores) -> None:
    """An update set aside keeps its words for a person to look at, and the next of its chat proceeds."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, "a"), (2, "a")), NOW)
        row = await store.inbox.claim(NOW)
        assert row is not None
        await store.inbox.set_aside(row.id, "x" * 10_000)
        await store.inbox.done(row.id)  # what is set aside stays so
        assert await _handle(store) == 2
        assert await store.inbox.counts() == {"done": 1, "set_aside": 1}


async def test_ids_are_forgotten_when_old(stores: Stores) -> None:
    """Forgetting deletes what was handled before the moment; what waits never goes, what was set aside on request."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, "a"), (2, "b"), (3, "c")), NOW)
        await store.inbox.receive(updates((4, "d")), NOW + DAY)
        await _handle(store)
        aside = await store.inbox.claim(NOW)
        assert aside is not None
        await store.inbox.set_aside(aside.id, "bad")
        assert await store.inbox.forget(NOW + MINUTE) == 1
        assert await store.inbox.forget(NOW + MINUTE, set_aside=True) == 1
        assert await store.inbox.counts() == {"waiting": 2}


async def test_a_handler_that_fails_leaves_the_update_waiting(stores: Stores) -> None:
    """A claim whose unit of work is rolled back is as if it had never been."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, "a")), NOW)
    with pytest.raises(RuntimeError):
        await _stumble(stores)
    async with stores.begin() as store:
        row = await store.inbox.claim(NOW)
    assert row is not None
    assert row.attempts == 0
    assert ERROR_LENGTH < 10_000


async def test_two_workers_share_the_line(stores: Stores, other_process: Stores) -> None:
    """Of 40 updates of five chats two workers at once handle each exactly once, each chat in its order."""
    async with stores.begin() as store:
        await store.inbox.receive(updates(*((number, f"chat {number % 5}") for number in range(40))), NOW)
    handled: list[int] = []

    async def work(via: Stores) -> None:
        idle = count()
        while next(idle) < 60 and len(handled) < 40:
            async with via.begin() as store:
                row = await store.inbox.claim(NOW)
                await asyncio.sleep(0.001)  # let the other one try while this is held
                if row:
                    handled.append(row.update_id)
                    await store.inbox.done(row.id)

    await asyncio.gather(work(stores), work(other_process))
    assert sorted(handled) == list(range(40))
    for chat in range(5):
        assert [number for number in handled if number % 5 == chat] == list(range(chat, 40, 5))


async def _handle(store: Store) -> int | None:
    row = await store.inbox.claim(NOW)
    if row is None:
        return None
    await store.inbox.done(row.id)
    return row.update_id


async def _stumble(stores: Stores) -> None:
    async with stores.begin() as store:
        await _handle(store)
        raise RuntimeError("stumbled")


async def test_what_was_put_off_waits_in_a_line_of_its_own(stores: Stores) -> None:
    """It holds up nobody, keeps its order, comes when it is time, and belongs to its chat all the while."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, "a"), (2, "a"), (3, "a")), NOW)
        for _ in range(2):
            row = await store.inbox.claim(NOW)
            assert row is not None
            await store.inbox.put_off(row, NOW + MINUTE)
        assert [await _handle(store) for _ in range(2)] == [3, None]
        assert [await store.inbox.behind(later("a"), most) for most in (1, 9)] == [1, 2]
        (again,) = await store.inbox.claim_some(NOW + MINUTE, 9)
        assert (again.update_id, again.chat, again.put_off, again.attempts) == (1, "a", True, 0)
        await store.inbox.put_off(again, NOW + DAY)
        assert await store.inbox.claim(NOW + MINUTE) is None


async def test_a_line_is_cut_behind_its_oldest(stores: Stores) -> None:
    """What waits behind the longest line there may be leaves no row, and is news when it comes again."""
    async with stores.begin() as store:
        await store.inbox.receive(updates(*((number, "a") for number in range(9)), (9, "b")), NOW)
        assert await store.inbox.cut("a", 4) == 5
        assert await store.inbox.cut("a", 4) == 0
        assert await store.inbox.counts() == {"waiting": 5}
        assert await store.inbox.receive(updates((8, "a"), (3, "a")), NOW) == 1
