"""Times of which something is missing, and who is told."""

from datetime import timedelta
from typing import Any

from domain.outages import Kind, Outage
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, ME, MINUTE, a_letter, a_person, move_in

BUTTONS: dict[str, Any] = {"text": "好", "reply_markup": {"inline_keyboard": []}}
SHORT = Outage(NOW, NOW + 5 * MINUTE)
LONG = Outage(NOW, NOW + 2 * DAY)


async def _send(store: Store, chat: int, key: str, payload: dict[str, Any]) -> None:
    await store.outbox.put(a_letter(key, chat=chat, payload=payload))
    (leased,) = await store.outbox.lease(NOW, 1)
    await store.outbox.sent(leased.token, 1, NOW)


async def test_an_outage_is_noted_once(stores: Stores) -> None:
    """Two workers that both note it, and one that notes it again after a crash, make one."""
    async with stores.begin() as store:
        await store.outages.note(NOW, NOW + MINUTE)
        await store.outages.note(NOW, NOW + 2 * MINUTE)
        assert await store.outages.untold() == Outage(NOW, NOW + MINUTE)
        await store.outages.told(Outage(NOW, NOW + MINUTE), None)
        assert await store.outages.untold() is None


async def test_the_oldest_outage_is_told_first_and_where_it_was_left(stores: Stores) -> None:
    """Who was told already is remembered, over a restart in the middle."""
    async with stores.begin() as store:
        await store.outages.note(NOW + DAY, NOW + 2 * DAY)
        await store.outages.note(NOW, NOW + MINUTE, Kind.RESTORED)
        oldest = await store.outages.untold()
        assert oldest == Outage(NOW, NOW + MINUTE, Kind.RESTORED)
        await store.outages.told(oldest, ME)
        assert await store.outages.untold() == Outage(NOW, NOW + MINUTE, Kind.RESTORED, told_up_to=ME)


async def test_taps_are_missed_by_who_saw_buttons_lately(stores: Stores) -> None:
    """A message with buttons within the hour before concerns its reader; older ones and bare ones do not."""
    await move_in(stores, *(a_person(number) for number in (1, 2, 3, 4)))
    async with stores.begin() as store:
        await _send(store, 1, "buttons", BUTTONS)
        await _send(store, 2, "bare", {"text": "好"})
        await _send(store, 4, "blocked", BUTTONS)
        await store.outbox.put(a_letter("not sent yet", chat=3, payload=BUTTONS))
        await store.outbox.pause_person(4, NOW)
        assert [person.id for person in await store.outages.concerned(SHORT, 9)] == [1]
        late = Outage(NOW + timedelta(minutes=61), NOW + 2 * timedelta(hours=1))
        assert await store.outages.concerned(late, 9) == []


async def test_messages_are_missed_by_everybody(stores: Stores) -> None:
    """After more than a day all are gone through, so many at a time; those who blocked us only after a restore."""
    await move_in(stores, a_person(1), a_person(2), a_person(3))
    async with stores.begin() as store:
        await store.outbox.pause_person(2, NOW)
        assert [person.id for person in await store.outages.concerned(LONG, 1)] == [1]
        after = Outage(LONG.began, LONG.ended, told_up_to=1)
        assert [person.id for person in await store.outages.concerned(after, 9)] == [3]
        restored = Outage(NOW, NOW + MINUTE, Kind.RESTORED)
        assert [person.id for person in await store.outages.concerned(restored, 9)] == [1, 2, 3]


async def test_what_overlaps_an_outage_was_late_because_of_it(stores: Stores) -> None:
    """The latest that was wrong in a stretch of time; touching ends do not overlap."""
    async with stores.begin() as store:
        await store.outages.note(NOW, NOW + DAY)
        await store.outages.note(NOW + 5 * DAY, NOW + 6 * DAY, Kind.RESTORED)
        for start, end, wrong in (
            (NOW - DAY, NOW + MINUTE, Kind.AWAY),
            (NOW + MINUTE, NOW + 2 * MINUTE, Kind.AWAY),
            (NOW - DAY, NOW, None),
            (NOW + DAY, NOW + 2 * DAY, None),
            (NOW, NOW + 9 * DAY, Kind.RESTORED),
        ):
            assert await store.outages.between(start, end) is wrong, (start, end)


def test_only_after_a_day_are_messages_lost() -> None:
    """Telegram keeps messages for 24 hours: what is lost is what was older than that when we came back."""
    assert Outage(NOW, NOW + DAY).lost is None
    assert Outage(NOW, NOW + DAY + MINUTE).lost == (NOW, NOW + MINUTE)
    assert Outage(NOW, NOW + MINUTE, Kind.RESTORED).lost == (NOW, NOW + MINUTE)
