"""Who talks to us."""

from dataclasses import replace
from datetime import time

from domain.case import Channel, Reason
from domain.intake import Blank, Draft
from domain.journal import What
from domain.machine import Flow
from domain.moments import When
from domain.money import Money
from domain.people import Asking, Heard, Identity, Person, Question, Wishes
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, MINUTE, a_person, move_in

FULL = Person(
    id=ME,
    chat=ME,
    language="en",
    identity=Identity(name="王小雨", phone="138", address="上海"),
    wishes=Wishes("Africa/Cairo", time(7, 5), time(19), time(23, 59, 59), time(6)),
    focus="caseaaaaaaaa",
    focus_at=NOW,
    asking=Asking(Question.WHEN, "caseaaaaaaaa", What.SHIPPED, "a\x00\ud83db"),
    draft=Draft(
        flow=Flow.MEMBERSHIP,
        reason=Reason.RENEWED,
        stands=What.PAID,
        name="会员",
        price=Money(1_990),
        channel=Channel.APPLE,
        when=When(NOW, exact=False),
        answered=(Blank.KIND, Blank.NAME),
    ),
    heard=(Heard(7, "caseaaaaaaaa", "paid", mark="1a2b"), Heard(9, what=What.SIGNED, mark="3c4d", text="昨天")),
    joined=NOW,
)


async def test_a_person_comes_back_as_they_were(stores: Stores) -> None:
    """Every field of a person survives; of a typed text, what no database can hold is left out or shown as ?."""
    await move_in(stores, FULL)
    async with stores.look() as store:
        kept = await store.people.get(ME)
    assert kept == replace(FULL, asking=Asking(Question.WHEN, "caseaaaaaaaa", What.SHIPPED, "a?b"))


async def test_a_person_who_never_came_is_none(stores: Stores) -> None:
    """An unknown id gives None, in a unit that writes and in one that reads."""
    async with stores.begin() as store:
        assert await store.people.get(ME) is None
    async with stores.look() as store:
        assert await store.people.get(ME) is None


async def test_what_was_saved_is_seen_in_the_same_unit(stores: Stores) -> None:
    """A person read again after a save shows the save, also where the question was closed."""
    async with stores.begin() as store:
        await store.people.save(FULL)
        assert (await store.people.get(ME)) is not None
        await store.people.save(replace(FULL, asking=None, draft=None, language="zh"))
        again = await store.people.get(ME)
    assert again is not None
    assert (again.asking, again.draft, again.language) == (None, None, "zh")


async def test_a_scene_does_not_undo_that_somebody_left(stores: Stores) -> None:
    """A save of a person loaded before they blocked the bot leaves them unreachable; only resume ends that."""
    await move_in(stores)
    async with stores.begin() as store:
        await store.outbox.pause_person(ME, NOW)
        await store.people.save(a_person(language="en"))
        left = await store.people.get(ME)
        await store.outbox.resume(ME, NOW)
        back = await store.people.get(ME)
    assert left == a_person(language="en", unreachable_since=NOW)
    assert back == a_person(language="en", returned_at=NOW)


async def test_whose_digest_is_due(stores: Stores) -> None:
    """The longest due first, so many at a time; not who wants none, not who cannot be reached, not before its time."""
    due = {1: NOW, 2: NOW - MINUTE, 3: None, 4: NOW - MINUTE, 5: NOW + MINUTE}
    await move_in(stores, *(a_person(number, digest_at=at) for number, at in due.items()))
    async with stores.begin() as store:
        await store.outbox.pause_person(4, NOW)
        assert [person.id for person in await store.people.to_be_digested(NOW, 9)] == [2, 1]
        assert [person.id for person in await store.people.to_be_digested(NOW, 1)] == [2]
