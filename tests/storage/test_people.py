"""Who talks to us, and forgetting them."""

from dataclasses import replace
from datetime import time

from sqlalchemy import func, select

from domain.case import Channel, Reason
from domain.intake import Blank, Draft
from domain.journal import What
from domain.machine import Flow
from domain.moments import When
from domain.money import Money
from domain.people import Asking, Identity, Person, Question, Wishes
from storage.engine import open_engine
from storage.schema import SCHEMA
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, MINUTE, YOU, a_dress, a_letter, a_person, a_proof, move_in, planned, updates

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


async def test_a_forgotten_person_leaves_nothing(stores: Stores, database_url: str) -> None:
    """After forget no table holds a row of that person; their files are named; the neighbour keeps everything."""
    await _furnish(stores, ME, "mine")
    neighbour = await _counts(database_url)
    await _furnish(stores, YOU, "yours")
    async with stores.begin() as store:
        files = await store.people.forget(YOU)
    left = await _counts(database_url)
    assert files == ["aa/yours"]
    # the inbox keeps the number of the update, so that it is known again, but none of its words
    assert left == neighbour | {"inbox": neighbour["inbox"] + 1}
    async with stores.begin() as store:
        assert await store.people.get(YOU) is None
        assert await store.people.get(ME) is not None


async def test_what_was_set_aside_loses_its_words(stores: Stores) -> None:
    """An update that could not be handled is empty once its person is forgotten, and one still in line is not."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, str(ME)), (2, str(ME))), NOW)
        row = await store.inbox.claim(NOW)
        assert row is not None
        await store.inbox.set_aside(row.id, "words of theirs")
        await store.people.forget(ME)
        waiting = await store.inbox.claim(NOW)
    assert waiting is not None
    assert waiting.raw == '{"update_id": 2}'


async def _furnish(stores: Stores, owner: int, name: str) -> None:
    case = a_dress(id=name, owner=owner)
    proof = a_proof(id=name, owner=owner, set_id=name, case=name)
    async with stores.begin() as store:
        await store.people.save(a_person(owner))
        await store.cases.add(case)
        await store.reminders.replace(owner, name, [planned(case=name)], NOW)
        await store.proofs.receive(proof, owner)
        await store.proofs.save(replace(proof, stored_as=f"aa/{name}"), NOW)
        await store.outbox.put(a_letter(name, chat=owner))
        await store.screens.put(owner, name, 5)
        await store.inbox.receive(updates((owner, str(owner))), NOW)
        row = await store.inbox.claim(NOW)
        assert row is not None
        await store.inbox.done(row.id)


async def _counts(url: str) -> dict[str, int]:
    engine = open_engine(url)
    async with engine.connect() as connection:
        counts = {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in SCHEMA.sorted_tables
        }
    await engine.dispose()
    return counts


async def test_whose_digest_is_due(stores: Stores) -> None:
    """The longest due first, so many at a time; not who wants none, not who cannot be reached, not before its time."""
    due = {1: NOW, 2: NOW - MINUTE, 3: None, 4: NOW - MINUTE, 5: NOW + MINUTE}
    await move_in(stores, *(a_person(number, digest_at=at) for number, at in due.items()))
    async with stores.begin() as store:
        await store.outbox.pause_person(4, NOW)
        assert [person.id for person in await store.people.to_be_digested(NOW, 9)] == [2, 1]
        assert [person.id for person in await store.people.to_be_digested(NOW, 1)] == [2]
