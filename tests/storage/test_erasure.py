"""Forgetting: a person or a case is gone with everything, and nothing else is."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.erasure import Holdings
from domain.evidence import State
from domain.orders import Order
from domain.outages import Kind, Outage
from domain.people import Identity
from domain.seeing import Blind
from storage.engine import address, open_engine
from storage.schema import SCHEMA
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, YOU, a_dress, a_letter, a_person, a_proof, planned, updates

Everything = dict[str, list[str]]


async def test_a_forgotten_person_leaves_nothing(stores: Stores, database_url: str) -> None:
    """No table holds a row or a word of theirs but what is to be removed; the neighbour's rows are as before."""
    await _furnish(stores, ME, "mine")
    before = await _everything(database_url)
    await _furnish(stores, YOU, "yours")
    async with stores.begin() as store:
        await store.erasure.forget(YOU, NOW)
    after = await _everything(database_url)
    assert sorted(await _unwanted(stores)) == ["aa/yours", "dossier/yours"]
    # the inbox keeps the number of the update, so that it is known again, but nothing of whose it was
    (number,) = set(after.pop("inbox")) - set(before.pop("inbox"))
    (tombstone,) = after.pop("erasures")
    assert after | {"unwanted": [], "erasures": []} == before | {"unwanted": [], "erasures": []}
    assert "yours" not in number + tombstone
    assert number.count(str(YOU)) == 1  # the update's own number, which the test chose to be the same
    async with stores.begin() as store:
        assert await store.people.get(YOU) is None
        assert await store.people.get(ME) is not None


@pytest.mark.parametrize("last", [YOU, None])
async def test_no_number_of_theirs_is_left(stores: Stores, database_url: str, last: int | None) -> None:
    """Neither by the tap that says so nor as the last who was told of an outage; whoever comes next is still told."""
    outage = Outage(NOW, NOW + timedelta(minutes=1))
    async with stores.begin() as store:
        await store.people.save(a_person(YOU))
        await store.people.save(a_person(YOU + 1))
        await store.outages.note(outage.began, outage.ended, Kind.RESTORED)
        await store.outages.told(outage, YOU)
        await store.outages.told(outage, last)
        await store.inbox.receive(updates((1, str(YOU))), NOW)
        row = await store.inbox.claim(NOW)
        assert row is not None
        await store.erasure.forget(YOU, NOW)
        await store.inbox.done(row.id)
        untold = await store.outages.untold()
        if untold is not None:
            assert [person.id for person in await store.outages.concerned(untold, 9)] == [YOU + 1]
    everything = await _everything(database_url)
    assert len(everything["inbox"]) == len(everything["outages"]) == 1
    assert not re.findall(rf"\b{YOU}\b", repr(everything))


async def test_what_was_set_aside_loses_its_words(stores: Stores) -> None:
    """An update that could not be handled is empty once its person is forgotten, and one still in line is not."""
    async with stores.begin() as store:
        await store.inbox.receive(updates((1, str(ME)), (2, str(ME))), NOW)
        row = await store.inbox.claim(NOW)
        assert row is not None
        await store.inbox.set_aside(row.id, "words of theirs")
        await store.erasure.forget(ME, NOW)
        waiting = await store.inbox.claim(NOW)
    assert waiting is not None
    assert waiting.raw == '{"update_id": 2}'


async def test_a_forgotten_case_takes_only_what_is_its_own(stores: Stores, database_url: str) -> None:
    """Its rows, its dossier and the letters about it go; the person's other case and the bytes that it shares stay."""
    await _furnish(stores, ME, "mine")
    before = await _everything(database_url)
    await _furnish(stores, ME, "other", message=2)
    shared = a_proof("shared", set_id="shared", case="mine", message_id=3, stored_as="aa/other", state=State.KEPT)
    async with stores.begin() as store:
        await store.proofs.receive(shared, ME)
        await store.outbox.put(a_letter("tap", payload={"reply_markup": {"data": "1|c|other|2|"}}))
        await store.outbox.put(a_letter("else", payload={"reply_markup": {"data": "1|c|mine|2|"}}))
        assert not await store.erasure.forget_case(YOU, "other")
        assert await store.erasure.forget_case(ME, "other")
        letters = {entry.letter.key for entry in await store.outbox.recent(ME, 9)}
    after = await _everything(database_url)
    assert await _unwanted(stores) == ["dossier/other"]
    assert letters == {"mine", "else"}
    for table in ("cases", "happenings", "reminders", "orders", "looks", "screens"):
        assert after[table] == before[table], table


async def test_what_is_kept_is_counted(stores: Stores) -> None:
    """Cases, those put away, evidence that stands with its bytes, whether a name is kept, since when; of one person."""
    await _furnish(stores, ME, "mine")
    await _furnish(stores, YOU, "yours")
    async with stores.begin() as store:
        await store.people.save(a_person(joined=NOW, identity=Identity(phone="138")))
        await store.cases.add(a_dress(id="away", owner=ME, archived=True))
        found = await store.erasure.holdings(ME)
        nobody = await store.erasure.holdings(12345)
    assert found == Holdings(cases=2, archived=1, files=1, size=7, named=True, since=NOW)
    assert nobody == Holdings(0, 0, 0, 0, named=False, since=None)


async def test_what_was_erased_is_not_in_the_files_of_sqlite(sqlite_url: str) -> None:
    """Of a third of sixty people no word can be read in the database or its log; without scrubbing, of some it can."""
    stores = Stores(open_engine(sqlite_url))
    path = Path(address(sqlite_url).database or "")
    for owner in range(100, 160):
        for message in (1, 1001, 2001):
            await _furnish(stores, owner, f"canary{owner}x{message}" + "pad" * (owner * message * 37 % 500), message)
    assert len(_readable(path)) == 60
    for owner in range(100, 160, 3):
        async with stores.begin() as store:
            await store.erasure.forget(owner, NOW)
            for name in await store.proofs.unwanted(9):  # as the fetching road does it
                await store.proofs.removed(name)
    await stores.scrub()
    left = _readable(path)
    await stores.close()
    assert left == {owner for owner in range(100, 160) if owner % 3 != 1}


def _readable(path: Path) -> set[int]:
    """The people of whom a word can be read in the database's files."""
    data = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    return {owner for owner in range(100, 160) if f"canary{owner}x".encode() in data}


@pytest.mark.parametrize("what", ["person", "case"])
async def test_a_unit_that_fails_erases_nothing(stores: Stores, database_url: str, what: str) -> None:
    """Rolled back, everything is there as before."""

    async def fail() -> None:
        async with stores.begin() as store:
            if what == "person":
                await store.erasure.forget(ME, NOW)
            else:
                await store.erasure.forget_case(ME, "mine")
            raise ZeroDivisionError

    await _furnish(stores, ME, "mine")
    before = await _everything(database_url)
    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _everything(database_url) == before


async def test_last_words_go_once_they_are_out(stores: Stores) -> None:
    """A farewell that waits stays, one that was sent goes; other letters stay."""
    keys = ("farewell:update:1:1", "farewell:update:2:1", "fare", "update:3:1")
    async with stores.begin() as store:
        for chat, key in enumerate(keys):
            await store.outbox.put(a_letter(key, chat=chat))
        for leased in await store.outbox.lease(NOW, 9, {1}):
            await store.outbox.sent(leased.token, 5, NOW)
        await store.erasure.forget_farewells()
        left = [bool(await store.outbox.recent(chat, 9)) for chat in range(len(keys))]
    assert left == [False, True, True, True]


async def _furnish(stores: Stores, owner: int, name: str, message: int = 1) -> None:
    """A person with a case, and everything that hangs on it, each with the name somewhere in it."""
    async with stores.begin() as store:
        if await store.people.get(owner) is None:
            await store.people.save(a_person(owner, identity=Identity(name=name)))
        await store.cases.add(a_dress(id=name, owner=owner))
        await store.reminders.replace(owner, name, [planned(case=name)], NOW)
        await store.screens.put(owner, name, message)
        letter = a_letter(name, chat=owner, payload={"text": name}, screen=name, due=NOW + timedelta(hours=1))
        await store.outbox.put(letter)
        await _keep_evidence(store, owner, name, message)
        await _have_a_dossier(store, owner, name)
        await store.inbox.receive(updates((owner + message - 1, str(owner))), NOW)
        row = await store.inbox.claim(NOW)
        assert row is not None
        await store.inbox.done(row.id)


async def _keep_evidence(store: Store, owner: int, name: str, message: int) -> None:
    proof = a_proof(id=name, owner=owner, set_id=name, case=name, caption=name, message_id=message, size=7)
    await store.proofs.receive(proof, owner)
    await store.proofs.save(replace(proof, state=State.KEPT, stored_as=f"aa/{name}"), NOW)
    await store.proofs.edit(owner, message, "", f"{name} edited", NOW)
    await store.looks.wish(proof)
    await store.looks.settle(proof.id, Blind.NO_PICTURE)


async def _have_a_dossier(store: Store, owner: int, name: str) -> None:
    await store.orders.put(Order(id=name, owner=owner, chat=owner, case=name, language="zh", masked=False, asked=NOW))
    claimed = await store.orders.claim(NOW)
    assert claimed is not None
    await store.orders.done(claimed, [f"dossier/{name}"])


async def _unwanted(stores: Stores) -> list[str]:
    async with stores.look() as store:
        return list(await store.proofs.unwanted(99))


async def _everything(url: str) -> Everything:
    """Every row of every table, as text."""
    engine = open_engine(url)
    async with engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, (await connection.execute(table.select())).all()))
            for table in SCHEMA.sorted_tables
            if table.name != "marks"
        }
    await engine.dispose()
    return found
