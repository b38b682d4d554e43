"""T27: one person floods the bot, then ten together; nobody else waits for it, and their rows stay bounded."""

import asyncio
import time
from collections.abc import Sequence
from math import ceil
from pathlib import Path

import pytest

from tests.chaos import figures, rest
from tests.chaos.crowd import NOT_UNDERSTOOD, Shopper, people
from tests.chaos.scale import is_long, size
from tests.kit.bench import percentile
from tests.kit.entry import HASTE
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

ALLOWED = 20  # actions a minute
LIMITS = {"REFUND_ACTIONS_A_MINUTE": str(ALLOWED), "REFUND_UPLOADS_AN_HOUR": "30"}
FLOODS = {"one person, 50 a second": (1, 50.0), "ten persons, 10 a second each": (10, 10.0)}
GOAL = "others' p95 answer within 1 s; the flooders' rows bounded by what they are allowed"
OTHERS, EVERY = 8, 3.2  # people who use the bot as people do: a little slower than their allowance comes back
GOOD, TIRED = 1.0, 10.0  # seconds: on a machine of its own, and on one where everything else is tested too


@pytest.mark.parametrize("flood", FLOODS)
async def test_a_flood_is_nobody_elses_wait(tmp_path: Path, flood: str) -> None:
    """Others are answered while it lasts; it leaves no more rows than the flooders are allowed actions."""
    seconds, (many, rate) = size("flood, seconds"), FLOODS[flood]
    async with staged(tmp_path, {HASTE: "1", **LIMITS}) as (bot, _):
        world = bot.server.world
        flooders, others = people(world, many), people(world, OTHERS, first=100)
        await bot.starts()
        for each in (*flooders, *others):
            await world.hears(each.person.chat, "退款管家", timeout=60)
        pouring = asyncio.create_task(_pour(flooders, rate, seconds))
        waits = [wait for each in await asyncio.gather(*(_talk(one, seconds) for one in others)) for wait in each]
        sent = await pouring
        await _is_drained(bot, flooders)
        most = max(_rows(bot, each) for each in flooders)
    p95 = percentile(waits, 0.95)
    counted = {"sent": sent, "most rows of a flooder": most, "answers to others": len(waits), "p95 s": round(p95, 2)}
    figures.write("T27", f"{flood}, {seconds} s", GOAL, **counted)
    may = ALLOWED + ceil((seconds + TIRED) / 60 * ALLOWED)
    assert most <= 3 * may + 2, "each action is a row of the inbox and at most two letters"
    assert p95 <= (GOOD if is_long() else TIRED)


async def _pour(flooders: Sequence[Shopper], rate: float, seconds: float) -> int:
    """All of them type without waiting for anything; gives how often."""
    end, sent = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        for each in flooders:
            each.person.sends(f"第 {sent} 句")
            sent += 1
        await asyncio.sleep(1 / rate)  # the flood's speed is the size of this test
    return sent


async def _talk(one: Shopper, seconds: float) -> list[float]:
    """Say something now and then; gives how long each answer took."""
    end = time.monotonic() + seconds
    waits: list[float] = []
    while not waits or time.monotonic() < end:
        asked = time.monotonic()
        await one.says("在吗", NOT_UNDERSTOOD)
        waits.append(time.monotonic() - asked)
        await asyncio.sleep(max(0.0, asked + EVERY - time.monotonic()))  # as people do
    return waits


async def _is_drained(bot: BotProcess, flooders: Sequence[Shopper]) -> None:
    """What they sent is worked off, without being judged again later."""
    queues = ", ".join(f"'{each.person.id}'" for each in flooders)
    waiting = f"select count(*) from inbox where state = 'waiting' and queue in ({queues})"  # noqa: S608 - our own numbers
    await rest.until(lambda: not bot.server.world.updates.waiting() and not bot.remembers(waiting)[0][0])


def _rows(bot: BotProcess, flooder: Shopper) -> int:
    """Rows of the inbox and of the outbox that are theirs."""
    chat = flooder.person.id
    inbox = f"select count(*) from inbox where queue = '{chat}'"  # noqa: S608 - our own number
    outbox = f"select count(*) from outbox where chat = {chat}"  # noqa: S608 - as above
    return int(bot.remembers(inbox)[0][0]) + int(bot.remembers(outbox)[0][0])
