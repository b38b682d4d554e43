"""Evidence and the sets it came in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from domain import register
from domain.allowance import Used
from domain.errors import NoSuchCase
from domain.evidence import QUIET, Kind, State
from domain.findings import Field
from domain.mending import FieldMended
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, MINUTE, YOU, a_dress, a_person, a_proof, move_in

CASE = a_dress().id
FULL = a_proof(
    kind=Kind.FILE,
    name="../../etc/passwd",
    claimed_type="image/png",
    caption="<b>坏了</b>",
    text="看",
    forwarded_from="卖家",
    forwarded_at=NOW - MINUTE,
    compressed=True,
    message_id=2**40,
    size=19_999_999,
)
KEPT = replace(a_proof(), state=State.KEPT, sha256="ab" * 32, size=7, type="image/jpeg", stored_as="aa/bb/cc")


async def test_a_proof_comes_back_as_it_came(stores: Stores) -> None:
    """Every field of a proof survives, and what became of its bytes is added."""
    async with _at_home(stores) as store:
        assert await store.proofs.receive(FULL, ME)
        assert await store.proofs.get(ME, "p1") == FULL
        sealed = replace(FULL, state=State.KEPT, sha256="ab" * 32, size=7, type="image/png", stored_as="aa/bb/cc")
        await store.proofs.save(sealed, NOW)
        assert await store.proofs.get(ME, "p1") == sealed
        assert await store.proofs.stored() == {"aa/bb/cc"}


# what comes again, and why it is the same: changes to the second proof
AGAIN = [
    ({"unique_id": "other"}, "the same message, delivered twice"),
    ({"message_id": 2, "unique_id": "unique-p1"}, "the same file, sent twice in one album"),
    (
        {"message_id": 2, "unique_id": "unique-p1", "set_id": "s2", "case": CASE},
        "the same file, sent to the case again",
    ),
]


@pytest.mark.parametrize(("changes", "why"), AGAIN)
async def test_the_same_evidence_is_kept_once(stores: Stores, changes: dict[str, object], why: str) -> None:
    """What is known already gives False and adds nothing, not even an empty set waiting for an answer."""
    async with _at_home(stores) as store:
        assert await store.proofs.receive(a_proof(case=CASE), ME)
        assert not await store.proofs.receive(replace(a_proof("p2"), **changes), ME), why  # type: ignore[arg-type]  # a table of changes has mixed values
        assert [proof.id for proof in await store.proofs.of_case(ME, CASE)] == ["p1"]
        assert await store.proofs.set_of(ME, "s2") is None


@pytest.mark.parametrize("place", [{"case": CASE}, {"set_id": "s2", "case": CASE}])
async def test_a_file_that_could_not_be_had_may_come_again(stores: Stores, place: dict[str, Any]) -> None:
    """In its set and in its case: it is a proof of its own; that same message, delivered twice, is none."""
    async with _at_home(stores) as store:
        assert await store.proofs.receive(a_proof(case=CASE), ME)
        await store.proofs.save(replace(a_proof(), state=State.FAILED, failure="gone"), NOW)
        assert not await store.proofs.receive(a_proof("p2"), ME)
        assert await store.proofs.receive(a_proof("p3", message_id=3, unique_id="unique-p1", **place), ME)
        assert [proof.id for proof in await store.proofs.unfetched(NOW, 9)] == ["p3"]
        assert not await store.proofs.receive(a_proof("p4", message_id=4, unique_id="unique-p1", **place), ME)
        assert [proof.id for proof in await store.proofs.of_case(ME, CASE)] == ["p1", "p3"]


async def test_a_file_that_could_not_be_had_keeps_no_good_copy_out(stores: Stores) -> None:
    """Sent again outside the case, it goes into it by a tap; one that failed goes along whatever is there."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(case=CASE), ME)
        await store.proofs.save(replace(a_proof(), state=State.FAILED, failure="gone"), NOW)
        for name, number in (("p2", 2), ("p3", 3)):
            await store.proofs.receive(a_proof(name, set_id=f"s{number}", message_id=number, unique_id="unique-p1"), ME)
        await store.proofs.save(replace(KEPT, id="p2"), NOW)
        await store.proofs.save(replace(a_proof("p3"), state=State.FAILED, failure="gone"), NOW)
        for name in ("s2", "s3"):
            await store.proofs.assign(ME, name, CASE, NOW)
        assert [proof.id for proof in await store.proofs.of_case(ME, CASE)] == ["p1", "p2", "p3"]


async def test_what_became_of_a_file_stays_so(stores: Stores) -> None:
    """Of two workers with the same file the slower one changes nothing, and learns it."""
    failed = replace(a_proof(), state=State.FAILED, failure="gone")
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(case=CASE), ME)
        assert await store.proofs.save(KEPT, NOW)
        assert not await store.proofs.save(failed, NOW)
        await store.proofs.receive(a_proof("p2", message_id=2, case=CASE), ME)
        assert await store.proofs.save(replace(failed, id="p2"), NOW)
        await store.proofs.receive(a_proof("p3", message_id=3, unique_id="unique-p2", case=CASE), ME)
        assert not await store.proofs.save(replace(KEPT, id="p2"), NOW)
        states = {proof.id: proof.state for proof in await store.proofs.of_case(ME, CASE)}
    assert states == {"p1": State.KEPT, "p2": State.FAILED, "p3": State.NOTED}


async def test_a_file_on_its_way_is_fetched_under_its_newest_name(stores: Stores) -> None:
    """Sent once more, it is no second proof; the message's own name for it counts, and the waiting is over."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(case=CASE), ME)
        await store.proofs.retry_later("p1", NOW + MINUTE)
        again = a_proof("p2", set_id="s2", message_id=2, unique_id="unique-p1", case=CASE)
        assert not await store.proofs.receive(again, ME)
        (coming,) = await store.proofs.unfetched(NOW, 9)
        assert (coming.id, coming.file_id) == ("p1", "file-p2")
        await store.proofs.save(KEPT, NOW)
        assert not await store.proofs.receive(again, ME)
        kept = await store.proofs.get(ME, "p1")
    assert kept is not None
    assert kept.file_id == "file-p2"


@pytest.mark.parametrize("goes", ["fails", "is deleted"])
async def test_the_copy_that_was_one_too_many_takes_its_place(stores: Stores, goes: str) -> None:
    """A file kept out of the case because it was there already is let in when that one is gone."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(case=CASE), ME)
        await store.proofs.receive(a_proof("p2", set_id="s2", message_id=2, unique_id="unique-p1"), ME)
        await store.proofs.assign(ME, "s2", CASE, NOW)
        assert [proof.id for proof in await store.proofs.of_case(ME, CASE)] == ["p1"]
        if goes == "fails":
            await store.proofs.save(replace(a_proof(), state=State.FAILED, failure="gone"), NOW)
        else:
            await store.proofs.delete(ME, "p1", NOW)
        there = [proof.id for proof in await store.proofs.of_case(ME, CASE)]
        links = await store.register.of_case(ME, CASE)
    assert there == (["p1", "p2"] if goes == "fails" else ["p2"])
    assert not register.check([link.line() for link in links], CASE).flaws


async def test_files_without_an_id_of_their_own_are_all_kept(stores: Stores) -> None:
    """Two texts, which have no file, are two pieces of evidence of one set."""
    async with _at_home(stores) as store:
        for number in (1, 2):
            text = a_proof(f"p{number}", kind=Kind.TEXT, file_id="", unique_id="", message_id=number, text="好")
            assert await store.proofs.receive(text, ME)
        found = await store.proofs.set_of(ME, "s1")
    assert found is not None
    assert [proof.unique_id for proof in found[1]] == ["", ""]


async def test_a_set_is_quiet_once_nothing_more_is_to_come(stores: Stores) -> None:
    """An album waits for its quiet time and for its bytes, and is answered by one only."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(), ME)
        await store.proofs.receive(a_proof("p2", message_id=2, received=NOW + MINUTE), ME)
        over = NOW + MINUTE + QUIET
        assert await store.proofs.quiet_sets(over, QUIET) == []  # bytes are still at Telegram
        await store.proofs.save(KEPT, NOW)
        await store.proofs.save(replace(KEPT, id="p2", state=State.FAILED, stored_as=""), NOW)
        assert await store.proofs.quiet_sets(over - QUIET, QUIET) == []  # the second came just now
        (album,) = await store.proofs.quiet_sets(over, QUIET)
        assert (album.id, album.owner, album.chat, album.last_seen) == ("s1", ME, ME, NOW + MINUTE)
        assert [await store.proofs.answer_set("s1") for _ in range(2)] == [True, False]
        assert await store.proofs.quiet_sets(over, QUIET) == []


async def test_what_still_comes_opens_an_answered_set_again(stores: Stores) -> None:
    """Whoever would answer what they saw before it came answers nothing; its answer is claimed anew, once."""
    async with _at_home(stores) as store:
        await store.proofs.receive(replace(KEPT, stored_as=""), ME)
        assert await store.proofs.answer_set("s1", NOW)
        assert not await store.proofs.receive(a_proof(), ME)
        assert await store.proofs.quiet_sets(NOW + MINUTE, QUIET) == []
        await store.proofs.receive(replace(KEPT, id="p2", unique_id="u2", message_id=2, received=NOW + MINUTE), ME)
        (grown,) = await store.proofs.quiet_sets(NOW + MINUTE + QUIET, QUIET)
        assert not await store.proofs.answer_set("s1", NOW)
        assert [await store.proofs.answer_set("s1", grown.last_seen) for _ in range(2)] == [True, False]


async def test_loose_is_what_is_in_no_case(stores: Stores) -> None:
    """Not what failed, what was deleted, what is another's, or a file that its set's case has from another set."""
    async with _at_home(stores) as store:
        for number, more in enumerate(({}, {"state": State.FAILED}, {"state": State.KEPT}, {}), start=1):
            await store.proofs.receive(a_proof(f"p{number}", message_id=number, set_id=f"s{number}", **more), ME)
        await store.proofs.delete(ME, "p4", NOW)
        assert [proof.id for proof in await store.proofs.loose(ME)] == ["p1", "p3"]
        assert await store.proofs.count_loose(ME) == 2
        assert await store.proofs.loose(YOU) == []
        assert await store.proofs.count_loose(YOU) == 0
        await store.proofs.assign(ME, "s3", CASE, NOW)
        await store.proofs.receive(a_proof("p5", message_id=5, set_id="s5", unique_id="unique-p3"), ME)
        await store.proofs.assign(ME, "s5", CASE, NOW)
        assert [proof.id for proof in await store.proofs.loose(ME)] == ["p1"]
        assert await store.proofs.count_loose(ME) == 1


async def test_the_evidence_just_before_a_message(stores: Stores) -> None:
    """The nearest of the same chat and owner, even if it was deleted; what comes behind it is none."""
    async with _at_home(stores) as store:
        for number in (5, 7, 9):
            await store.proofs.receive(a_proof(f"p{number}", message_id=number), ME)
        await store.proofs.delete(ME, "p7", NOW)
        before = [await store.proofs.just_before(ME, ME, number) for number in (8, 7, 5)]
        assert [proof.id if proof else None for proof in before] == ["p7", "p5", None]
        assert await store.proofs.just_before(YOU, ME, 8) is None
        assert await store.proofs.just_before(ME, YOU, 8) is None


async def test_bytes_are_tried_again_when_their_time_has_come(stores: Stores) -> None:
    """What is kept, failed or postponed is not fetched; what has no file never is."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(), ME)
        await store.proofs.receive(a_proof("p2", message_id=2, kind=Kind.TEXT, file_id="", unique_id=""), ME)
        assert [proof.id for proof in await store.proofs.unfetched(NOW, 9)] == ["p1"]
        await store.proofs.retry_later("p1", NOW + MINUTE)
        assert await store.proofs.unfetched(NOW, 9) == []
        assert [proof.id for proof in await store.proofs.unfetched(NOW + MINUTE, 9)] == ["p1"]
        await store.proofs.save(KEPT, NOW)
        assert await store.proofs.unfetched(NOW + MINUTE, 9) == []


async def test_a_set_takes_latecomers_with_it(stores: Stores) -> None:
    """Assigning puts all proofs of the set into the case, those that come later too, and None takes them out."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(), ME)
        await store.proofs.assign(ME, "s1", CASE, NOW)
        await store.proofs.receive(a_proof("p2", message_id=2), ME)
        assert [proof.case for proof in await store.proofs.of_case(ME, CASE)] == [CASE, CASE]
        await store.proofs.save(KEPT, NOW)  # loaded before it was assigned: must not take it out again
        assert len(await store.proofs.of_case(ME, CASE)) == 2
        await store.proofs.assign(ME, "s1", None, NOW)
        assert await store.proofs.of_case(ME, CASE) == []


async def test_a_file_the_case_has_already_stays_outside(stores: Stores) -> None:
    """A set assigned to a case brings in only what the case has not; nothing of the set is lost."""
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(case=CASE), ME)
        await store.proofs.receive(a_proof("p2", set_id="s2", message_id=2, unique_id="unique-p1"), ME)
        await store.proofs.receive(a_proof("p3", set_id="s2", message_id=3), ME)
        await store.proofs.assign(ME, "s2", CASE, NOW)
        assert [proof.id for proof in await store.proofs.of_case(ME, CASE)] == ["p1", "p3"]
        found = await store.proofs.set_of(ME, "s2")
    assert found is not None
    assert [(proof.id, proof.case) for proof in found[1]] == [("p2", None), ("p3", CASE)]


async def test_nobody_reaches_the_evidence_of_another(stores: Stores) -> None:
    """For another owner a proof, its set and its case do not exist, and a set is not to be joined."""
    async with _at_home(stores) as store:
        await store.people.save(a_person(YOU))
        await store.proofs.receive(a_proof(case=CASE), ME)
        assert await store.proofs.get(YOU, "p1") is None
        assert await store.proofs.set_of(YOU, "s1") is None
        assert await store.proofs.of_case(YOU, CASE) == []
        with pytest.raises(NoSuchCase):
            await store.proofs.assign(YOU, "s1", CASE, NOW)
        await store.proofs.assign(YOU, "s1", None, NOW)
        await store.proofs.save(replace(KEPT, owner=YOU), NOW)
        assert await store.proofs.of_case(ME, CASE) == [a_proof(case=CASE)]
        with pytest.raises(ValueError, match="another person"):
            await store.proofs.receive(a_proof("p2", owner=YOU, message_id=2), YOU)


@asynccontextmanager
async def _at_home(stores: Stores) -> AsyncIterator[Store]:
    """A unit of work in which the dress is known."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        yield store


async def test_what_was_put_right_stays_with_its_set(stores: Stores) -> None:
    """The newest word on a thing counts, and nobody else's set can be put right."""
    wrong, right = FieldMended(Field.ITEM, "连衣裙"), FieldMended(Field.ITEM, "真丝连衣裙")
    async with _at_home(stores) as store:
        await store.proofs.receive(a_proof(), ME)
        for mend in (wrong, right):
            await store.proofs.mend(ME, "s1", mend)
        await store.proofs.mend(YOU, "s1", wrong)
        found = await store.proofs.set_of(ME, "s1")
        assert found is not None
        assert found[0].mended == (right,)


async def test_only_files_that_are_there_take_room(stores: Stores) -> None:
    """Kept ones and those on their way; not words, not what could not be had, not what was deleted, not others'."""
    async with _at_home(stores) as store:
        await store.people.save(a_person(YOU))
        there: list[dict[str, Any]] = [
            {"size": 5},
            {"size": 7, "state": State.KEPT},
            {"size": 9, "state": State.KEPT},
            {"size": 100, "state": State.FAILED},
            {"size": 1_000, "file_id": "", "unique_id": "", "text": "好", "state": State.KEPT},
            {"size": 10_000, "owner": YOU, "set_id": "s2"},
        ]
        for number, facts in enumerate(there, start=1):
            assert await store.proofs.receive(a_proof(f"p{number}", message_id=number, **facts), facts.get("owner", ME))
        assert await store.proofs.used(ME) == Used(3, 21)
        assert await store.proofs.used(ME, besides="p2") == Used(2, 14)
        await store.proofs.delete(ME, "p3", NOW)
        assert await store.proofs.used(ME) == Used(2, 12)


async def test_two_at_once_cannot_both_take_the_last_place(stores: Stores, other_process: Stores) -> None:
    """Whoever asks second waits, and is told of the first one's file."""
    await move_in(stores)

    async def takes(those: Stores, name: str) -> int:
        async with those.begin() as store:
            files = (await store.proofs.used(ME)).files
            await asyncio.sleep(0.05)  # long enough that an unguarded second would have asked, too
            assert await store.proofs.receive(a_proof(name, message_id=ord(name), set_id=name), ME)
            return files

    assert sorted(await asyncio.gather(takes(stores, "a"), takes(other_process, "b"))) == [0, 1]
