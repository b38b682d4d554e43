"""The register on its table: it only grows, and whatever is done with evidence stands in it."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain import register
from domain.evidence import Kind, Proof, State
from domain.register import Link
from storage.engine import open_engine
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, MINUTE, YOU, a_dress, a_person, a_proof, move_in

CASE = a_dress().id
OTHER = "caseotheraaa"


def _kept(proof: Proof) -> Proof:
    return replace(proof, state=State.KEPT, sha256="ab" * 32, size=7, type="image/jpeg", stored_as="aa/bb/cc")


def _acts(chain: Sequence[Link], case: str) -> list[str]:
    """What a chain tells, in order; it must hold."""
    found = register.check([link.line() for link in chain], case)
    assert not found.flaws or not chain, found.flaws
    return [entry["act"] for entry in found.entries]


async def _execute(url: str, statement: str, **values: str) -> None:
    """As anybody can who has the database."""
    engine = open_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(statement), values)
    finally:
        await engine.dispose()


async def test_what_is_done_with_evidence_stands_in_its_chain(stores: Stores) -> None:
    """Received and kept in no case, moved into one, taken out again: both chains tell it, each whole in itself."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.proofs.receive(a_proof(), ME)
        await store.proofs.save(_kept(a_proof()), NOW)
        await store.proofs.assign(ME, "s1", CASE, NOW)
        await store.proofs.assign(ME, "s1", CASE, NOW)  # already there: nothing to tell
        await store.proofs.assign(ME, "s1", None, NOW + MINUTE)
        loose, of_case = await store.register.of_loose(ME), await store.register.of_case(ME, CASE)
    assert _acts(loose, "") == ["received", "kept", "moved_out", "moved_in"]
    assert _acts(of_case, CASE) == ["moved_in", "moved_out"]
    arrived = json.loads(of_case[0].written)
    assert (arrived["sha256"], arrived["from_seal"]) == ("ab" * 32, loose[2].seal)


async def test_an_entry_stands_and_falls_with_what_it_tells(stores: Stores) -> None:
    """What is rolled back leaves no entry; the same file twice is one; a failure is told; words are kept at once."""
    await move_in(stores, case=a_dress())
    with suppress(ZeroDivisionError):
        async with stores.begin() as store:
            await store.proofs.receive(a_proof(case=CASE), ME)
            raise ZeroDivisionError
    words = a_proof(
        "p2", case=CASE, message_id=2, kind=Kind.TEXT, file_id="", unique_id="", text="好", state=State.KEPT
    )
    async with stores.begin() as store:
        for _ in range(2):
            await store.proofs.receive(a_proof(case=CASE), ME)
        await store.proofs.save(replace(a_proof(), state=State.FAILED, failure="gone"), NOW)
        await store.proofs.receive(words, ME)
        chain = await store.register.of_case(ME, CASE)
    assert _acts(chain, CASE) == ["received", "missed", "received", "kept"]
    assert "好" not in "".join(link.written for link in chain)


async def test_evidence_from_before_the_register_is_entered_when_it_is_touched(
    stores: Stores, database_url: str
) -> None:
    """An old proof gets its entries, marked as written afterwards, before the case leaves the house."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.proofs.receive(a_proof(), ME)
        await store.proofs.save(_kept(a_proof()), NOW)
    await _execute(database_url, "UPDATE proofs SET case_id = :case", case=CASE)  # a proof of which its chain knows not
    async with stores.begin() as store:
        seal = await store.register.exported(ME, CASE, await store.proofs.of_case(ME, CASE), NOW, {"parts": 1})
        chain = await store.register.of_case(ME, CASE)
    assert _acts(chain, CASE) == ["received", "kept", "exported"]
    assert [json.loads(link.written).get("afterwards") for link in chain] == [True, True, None]
    assert chain[-1].seal == seal


@pytest.mark.parametrize(
    "change", ["UPDATE register SET entry = '{}'", "DELETE FROM register", "DELETE FROM register WHERE seq = 2"]
)
async def test_the_register_only_grows(stores: Stores, database_url: str, change: str) -> None:
    """Neither a changed nor a missing entry gets past the database itself."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.proofs.receive(a_proof(), ME)
        await store.proofs.assign(ME, "s1", CASE, NOW)
    with pytest.raises(DBAPIError, match="only grows"):
        await _execute(database_url, change)


async def test_the_register_goes_with_its_case_and_with_its_owner(stores: Stores, database_url: str) -> None:
    """Who is forgotten is forgotten here too: the guard lets the whole of it go, and nothing of others."""
    await move_in(stores, a_person(), a_person(YOU), case=a_dress())
    async with stores.begin() as store:
        await store.cases.add(a_dress(id=OTHER))
        for name, case in (("p1", CASE), ("p2", OTHER), ("p3", None)):
            await store.proofs.receive(a_proof(name, set_id=name, message_id=int(name[1]), case=case), ME)
        await store.proofs.receive(a_proof("p4", set_id="s4", owner=YOU), YOU)
    await _execute(database_url, "DELETE FROM cases WHERE id = :case", case=CASE)
    async with stores.begin() as store:
        assert await store.register.of_case(ME, CASE) == []
        assert _acts(await store.register.of_case(ME, OTHER), OTHER) == ["received"]
    async with stores.begin() as store:
        await store.erasure.forget(ME, NOW)
        assert await store.register.of_case(ME, OTHER) == []
        assert await store.register.of_loose(ME) == []
        assert _acts(await store.register.of_loose(YOU), "") == ["received"]


async def test_two_workers_write_one_chain(stores: Stores, other_process: Stores, database_url: str) -> None:
    """Bytes that two processes keep at the same moment stand one behind the other; on PostgreSQL the second waits."""
    if "sqlite" in database_url:
        pytest.skip("SQLite has one writer at a time anyway")
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        for number in (1, 2):
            await store.proofs.receive(a_proof(f"p{number}", message_id=number, case=CASE), ME)

    async def keep(where: Stores, name: str) -> None:
        async with where.begin() as store:
            await store.proofs.save(_kept(a_proof(name)), NOW)

    await asyncio.gather(keep(stores, "p1"), keep(other_process, "p2"))
    async with stores.begin() as store:
        assert _acts(await store.register.of_case(ME, CASE), CASE) == ["received", "received", "kept", "kept"]


async def test_nobody_reads_the_chain_of_another(stores: Stores) -> None:
    """For another owner there is no such chain."""
    await move_in(stores, a_person(), a_person(YOU), case=a_dress())
    async with stores.begin() as store:
        await store.proofs.receive(a_proof(case=CASE), ME)
        assert await store.register.of_case(YOU, CASE) == []
