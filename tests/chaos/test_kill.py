"""kill -9 between inbox and outbox, thirty times: what was sent is kept, once, and answered."""

import asyncio
import hashlib
import io
import random
from pathlib import Path

import pytest
from PIL import Image

from tests.kit.judge import judge_ledger
from tests.kit.process import BotProcess, installed

pytestmark = pytest.mark.chaos

KILLS = 30
ALBUM = 2
IN_FLIGHT = 4  # letters that may be sent twice by one crash (reliability.md, section 0)
#: Letters that certainly did not arrive, and albums with their answer written.
_OPEN = """
    select (select count(*) from outbox where state in ('waiting', 'leased') and not maybe_arrived),
           (select count(*) from proof_sets where answered),
           (select count(*) from proofs where state = 'kept')
"""


def _picture(number: int) -> bytes:
    """A small JPEG unlike all others: noise, because two plain colours may well become the same bytes."""
    out = io.BytesIO()
    Image.frombytes("RGB", (32, 32), random.Random(number).randbytes(32 * 32 * 3)).save(out, "JPEG", quality=95)
    return out.getvalue()


async def test_thirty_kills_lose_no_photo_and_no_answer(tmp_path: Path) -> None:
    """Every photo lies on disk with the hash of its bytes, every album has its answer, repeats stay bounded."""
    seed = 20261123
    chance = random.Random(seed)
    async with installed(tmp_path) as bot:
        world = bot.server.world
        people = [world.xiaoyu, world.emma, world.stranger]
        for person in people:
            person.starts()
        for kill in range(KILLS):
            await bot.starts()
            people[kill % 3].sends_photos([_picture(kill * ALBUM + place) for place in range(ALBUM)])
            await asyncio.sleep(chance.uniform(0.0, 0.9))  # the moment of the crash is the point of this test
            await bot.is_killed()
        await bot.starts()
        await _until_drained(bot)
        await bot.stops()
        judge_ledger(world.ledger.entries)
        _nothing_is_missing(bot, f"seed {seed}")
        answers = [entry for entry in world.ledger.calls("sendMessage") if "🗂" in str(entry.params.get("text", ""))]
        assert KILLS <= len(answers) <= KILLS + KILLS * IN_FLIGHT, f"{len(answers)} answers; seed {seed}"


async def _until_drained(bot: BotProcess) -> None:
    """Every album is answered and nothing is left to send, but what is in doubt and waits its minute."""
    async with asyncio.timeout(180):
        while bot.remembers(_OPEN) != [(0, KILLS, KILLS * ALBUM)]:  # noqa: ASYNC110 - the database of another process has no event
            await asyncio.sleep(0.2)


def _nothing_is_missing(bot: BotProcess, seed: str) -> None:
    inbox = dict(bot.remembers("select state, count(*) from inbox group by state"))
    # a letter that may have arrived waits a minute before it is repeated: it is in doubt, not lost
    unsent = bot.remembers("select key from outbox where state in ('waiting', 'leased') and not maybe_arrived")
    kept = bot.remembers("select stored_as, sha256, state from proofs")
    assert inbox.get("waiting", 0) == 0, f"{inbox}; {seed}"
    assert not unsent, f"{unsent}; {seed}"
    assert len(kept) == KILLS * ALBUM, f"{len(kept)} photos; {seed}"
    for name, sha256, state in kept:
        assert state == "kept", f"{state}; {seed}"
        stored = next((bot.data_dir / "evidence").rglob(Path(name).name))
        assert hashlib.sha256(stored.read_bytes()).hexdigest() == sha256, f"{name}; {seed}"
