"""724 updates that nobody here wrote: none stops the bot, and everybody else is still answered."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.tryout.updates import DAY, UpdateQueue, Waiting
from tests.chaos import rest
from tests.kit.judge import judge_ledger
from tests.kit.nursery import ROOT
from tests.kit.process import installed

SHARED = Path(os.environ.get("REFUND_SHARED", ROOT.parent / "shared"))
UPDATES = SHARED / "data" / "updates.jsonl"


def _foreign() -> list[dict[str, Any]]:
    if not UPDATES.exists():
        pytest.skip(f"the foreign updates are not here: {UPDATES.name} in the shared data folder")
    return [json.loads(line)["update"] for line in UPDATES.read_text(encoding="utf-8").splitlines()]


def _push(queue: UpdateQueue, update: dict[str, Any], now: float) -> None:
    """Put it into the queue as it is, whatever it is, under the next number."""
    number, queue._next = queue._next, queue._next + 1
    queue._waiting.append(Waiting(number, {**update, "update_id": number}, now + DAY, "foreign"))


async def test_all_foreign_updates_are_fed_and_the_bot_still_answers(tmp_path: Path) -> None:
    """Each is handled or set aside, none is left waiting, and 小雨 gets her answer."""
    updates = _foreign()
    async with installed(tmp_path, cold=True) as bot:
        world = bot.server.world
        for update in updates:
            _push(world.updates, update, world.now())
        await bot.starts()
        world.xiaoyu.starts()
        await world.hears(world.xiaoyu.chat, "退款管家", timeout=120)
        untried = "select count(*) from inbox where state = 'waiting' and attempts = 0"
        await rest.until(lambda: not bot.remembers(untried)[0][0])  # her chat need not be the last; what fails, waits
        await bot.stops()
        judge_ledger(world.ledger.calls())  # what was fed is not ours to judge
        counts = dict(bot.remembers("select state, count(*) from inbox group by state"))
    assert counts.get("waiting", 0) == 0, counts
    assert sum(counts.values()) == len(updates) + 1, counts
    assert 0 < counts.get("set_aside", 0) <= 60, counts
