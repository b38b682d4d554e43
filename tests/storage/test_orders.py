"""Wishes for dossiers: held by one maker, tried again, given up; their files known until they are sent."""

from datetime import timedelta

from domain.orders import Order, State
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, YOU, a_dress, a_letter, a_person

MINUTE = timedelta(minutes=1)


def an_order(name: str = "order1", owner: int = ME, minutes: int = 0) -> Order:
    """One's own dossier of the dress."""
    asked = NOW + minutes * MINUTE
    return Order(id=name, owner=owner, chat=owner, case="caseaaaaaaaa", language="zh", masked=False, asked=asked)


async def given(stores: Stores, *orders: Order) -> None:
    """A shopper with the dress, and these wishes."""
    async with stores.begin() as store:
        await store.people.save(a_person())
        await store.cases.add(a_dress(owner=ME))
        for order in orders:
            await store.orders.put(order)


async def test_the_oldest_is_held_by_one(stores: Stores) -> None:
    """A second maker gets the next one, a third none."""
    await given(stores, an_order("later", minutes=1), an_order("sooner"))
    async with stores.begin() as store:
        first, second, third = [await store.orders.claim(NOW) for _ in range(3)]
    assert first and first.id == "sooner" and first.attempts == 1  # noqa: PT018 - one claim
    assert second
    assert second.id == "later"
    assert third is None


async def test_after_a_restart_it_is_made_again(stores: Stores) -> None:
    """What a dead process held is free again, and that it was tried is remembered; the dead one settles nothing."""
    await given(stores, an_order())
    async with stores.begin() as store:
        dead = await store.orders.claim(NOW)
        assert dead
        assert not await store.orders.waiting(NOW)
        assert await store.orders.release_all() == 1
        again = await store.orders.claim(NOW)
        assert again
        assert again.attempts == 2
        assert not await store.orders.done(dead, ["a"])
        assert await store.orders.done(again, ["b"])
        assert await store.orders.stored() == {"b"}


async def test_a_failure_waits_before_the_next_try(stores: Stores) -> None:
    """Not before its moment; given up, never again."""
    await given(stores, an_order())
    async with stores.begin() as store:
        order = await store.orders.claim(NOW)
        assert order
        assert await store.orders.again(order, NOW + MINUTE)
        assert await store.orders.claim(NOW) is None
        order = await store.orders.claim(NOW + MINUTE)
        assert order
        assert await store.orders.failed(order)
        assert await store.orders.claim(NOW + 99 * MINUTE) is None


async def test_files_are_known_until_they_are_sent(stores: Stores) -> None:
    """While a letter of it waits, its files are kept; afterwards they are told once, to be removed."""
    await given(stores, an_order())
    async with stores.begin() as store:
        order = await store.orders.claim(NOW)
        assert order
        await store.orders.done(order, ["a", "b"])
        await store.outbox.put(a_letter("order:order1:file:1"))
        await store.outbox.put(a_letter("order:order10:file:1"))
        assert await store.orders.sent() == []
        assert await store.orders.forget(NOW + MINUTE) == 0
        for leased in await store.outbox.lease(NOW, 1):
            await store.outbox.sent(leased.token, 1, NOW)
        assert await store.orders.sent() == ["a", "b"]
        assert await store.orders.sent() == []
        assert await store.orders.forget(NOW + MINUTE) == 1


async def test_a_day_is_counted_with_what_is_still_open(stores: Stores) -> None:
    """Yesterday's that is not made yet blocks today's; one that was made does not; a stranger sees none of mine."""
    await given(stores, an_order("made"), an_order("open", minutes=1))
    async with stores.begin() as store:
        made = await store.orders.claim(NOW)
        assert made
        await store.orders.done(made, [])
        assert [each.id for each in await store.orders.since(ME, NOW + timedelta(days=1))] == ["open"]
        assert [each.state for each in await store.orders.since(ME, NOW)] == [State.DONE, State.WAITING]
        assert await store.orders.since(YOU, NOW) == []


async def test_with_the_person_the_wish_goes(stores: Stores) -> None:
    """Who is forgotten wishes nothing any more."""
    await given(stores, an_order())
    async with stores.begin() as store:
        await store.erasure.forget(ME, NOW)
        assert not await store.orders.waiting(NOW)
