"""The fetching road: bytes of evidence come into the vault, or it is said why not."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.fetch import GIVE_UP, Failure, failure_of
from bot.tryout import faults
from bot.tryout.faults import Fault
from domain.errors import VaultFull
from domain.evidence import Kind, Proof, State
from domain.people import Person
from tests.bot.echo import Echo
from tests.kit.clock import START, FixedClock
from tests.kit.running import RunningBot, Staging, running_bot

DATA = b"\xff\xd8\xff\xe0 something like a photo"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot in a world whose time stands still."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=Echo().voice())) as running:
        await running.until_idle()
        yield running


async def _note(bot: RunningBot, size: int = len(DATA), **facts: str) -> Proof:
    """小雨's file was sent, and all was tried that can be tried at once."""
    proof = await _put(bot, size, **facts)
    await bot.until_idle()
    return proof


async def _put(bot: RunningBot, size: int = len(DATA), **facts: str) -> Proof:
    """小雨's file is known, its bytes still at Telegram."""
    me = bot.server.world.xiaoyu
    content = bot.server.world.files.add("document", DATA.ljust(size, b"."), "a.jpg", "text/plain")["document"]
    proof = Proof(
        id="p" * 12,
        owner=me.id,
        set_id="set1",
        case=None,
        kind=Kind.FILE,
        sender="小雨",
        sent=START,
        received=START,
        message_id=1,
        file_id=content["file_id"],
        unique_id=content["file_unique_id"],
    )
    proof = replace(proof, **facts)  # type: ignore[arg-type] # all of them are words
    async with bot.stores.begin() as store:
        await store.people.save(Person(id=me.id, chat=me.id))
        assert await store.proofs.receive(proof, me.id)
    bot.app.world.nudges.proofs.nudge()
    return proof


async def _stands(bot: RunningBot, proof: Proof) -> Proof:
    async with bot.stores.look() as store:
        found = await store.proofs.get(proof.owner, proof.id)
    assert found is not None
    return found


async def test_bytes_are_kept_as_they_came(bot: RunningBot) -> None:
    """Size, hash and type are those of the bytes, whatever the sender claimed."""
    found = await _stands(bot, await _note(bot))
    assert (found.state, found.size, found.type) == (State.KEPT, len(DATA), "image/jpeg")
    assert found.sha256 == hashlib.sha256(DATA).hexdigest()
    assert await bot.app.world.vault.get(found.stored_as) == DATA


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_trouble_on_the_way_is_tried_again(bot: RunningBot, method: str) -> None:
    """A 502 or a broken download costs two seconds, and the bytes are whole in the end."""
    bot.server.world.faults.add(faults.bad_gateway(method))
    proof = await _note(bot)
    assert (await _stands(bot, proof)).state is State.NOTED
    await bot.advance(timedelta(seconds=2))
    found = await _stands(bot, proof)
    assert (found.state, found.sha256) == (State.KEPT, hashlib.sha256(DATA).hexdigest())


async def test_what_telegram_hands_to_no_bot_is_said_so_at_once(bot: RunningBot) -> None:
    """Above 20 MB there is nothing to try again."""
    found = await _stands(bot, await _note(bot, size=21 * 1024 * 1024))
    assert (found.state, found.failure) == (State.FAILED, "too_big")


@pytest.mark.parametrize(("data", "failure"), [(b"", "empty"), (b"." * 20_000_001, "too_big")])
async def test_what_is_here_may_still_not_be_kept(bot: RunningBot, data: bytes, failure: str) -> None:
    """Nothing at all, and one byte more than is kept, which a Bot API server of one's own hands out: said at once."""
    content = bot.server.world.files.add("document", data, "a.jpg", "image/jpeg")["document"]
    found = await _stands(bot, await _note(bot, file_id=content["file_id"]))
    assert (found.state, found.failure, found.stored_as) == (State.FAILED, failure, "")


async def test_after_a_day_without_success_a_file_is_given_up(bot: RunningBot) -> None:
    """Until then it is tried, ever more rarely; then its owner can be told."""
    bot.server.world.faults.add(faults.bad_gateway("getFile", times=None))
    proof = await _note(bot)
    for _ in range(23):
        await bot.advance(HOUR)
    assert (await _stands(bot, proof)).state is State.NOTED
    await bot.advance(HOUR)
    found = await _stands(bot, proof)
    assert (found.state, found.failure) == (State.FAILED, "unreachable")


async def test_a_bot_that_was_away_for_a_day_gives_no_file_up_at_its_first_try(bot: RunningBot) -> None:
    """Time that passed while nobody tried is no reason to write evidence off."""
    bot.server.world.faults.add(faults.bad_gateway("getFile", times=2))
    proof = await _note(bot)
    await bot.advance(2 * DAY)
    assert (await _stands(bot, proof)).state is State.NOTED
    await bot.advance(HOUR)
    assert (await _stands(bot, proof)).state is State.KEPT


async def test_a_deleted_proof_is_not_brought_back(bot: RunningBot, tmp_path: Path) -> None:
    """Whoever deletes their data while a file is on its way gets no row back with it."""
    world = bot.server.world
    world.faults.add(Fault("download", "slow", seconds=0.3))
    proof = await _put(bot)
    await world.wait_for(lambda: world.ledger.calls("getFile"))
    async with bot.stores.begin() as store:
        await store.erasure.forget(proof.owner, bot.clock.now())
    await bot.until_idle()
    assert world.ledger.calls("getFile"), "the file was not on its way"
    assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    async with bot.stores.look() as store:
        assert await store.proofs.get(proof.owner, proof.id) is None


@pytest.mark.parametrize(
    ("error", "age", "tries", "failure"),
    [
        (BadRequest("File is too big"), HOUR, 1, Failure.TOO_BIG),
        (BadRequest("Wrong file_id or the file is temporarily unavailable"), HOUR, 9, None),  # it may come back
        (BadRequest("Wrong file_id or the file is temporarily unavailable"), DAY, 8, Failure.GONE),
        (BadRequest("Invalid file_id"), HOUR, 1, Failure.GONE),
        (NetworkError("Bad Gateway"), HOUR, 9, None),
        (TimedOut(), GIVE_UP, 8, Failure.UNREACHABLE),
        (TimedOut(), 2 * GIVE_UP, 1, None),  # the bot was away for two days: this is its first try
        (VaultFull("no room"), HOUR, 9, None),  # the operator may make room
        (VaultFull("no room"), DAY, 8, Failure.NO_ROOM),
    ],
)
def test_a_failure_is_named_once_trying_makes_no_sense(
    error: Exception, age: timedelta, tries: int, failure: Failure | None
) -> None:
    """None means: try again."""
    assert failure_of(error, age, tries) is failure
