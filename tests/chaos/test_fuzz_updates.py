"""T17: updates that are broken in every way that JSON allows; none stops the bot, none holds up anybody else."""

import copy
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import clockwork, incoming
from bot.tryout.updates import DAY, UpdateQueue, Waiting
from tests.chaos import figures
from tests.chaos.crowd import picture
from tests.chaos.scale import size
from tests.kit.chatting import Shopper
from tests.kit.entry import EVER
from tests.kit.running import RunningBot, running_bot

pytestmark = pytest.mark.chaos

SEED = 20261126
PATIENCE = 120.0  # seconds on a busy machine
AT_ONCE = 100  # between two looks whether a neighbour is answered
GOAL = "0 process exits, 0 blocked neighbours, 0 left waiting"
JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**31,
    2**63,
    -(2**70),
    1e308,
    "",
    "\x00",
    "\u202eabc",
    "9" * 5000,
    [],
    {},
    [[[[]]]],
    {"id": "x"},
    {"id": {}},
)


async def test_no_broken_update_stops_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is worked off or set aside; between them somebody else gets an answer."""
    monkeypatch.setattr(clockwork, "KEEP_IDS", EVER)  # the clock moves on for days: what was done early counts, too
    many, chance = size("fuzzed updates"), random.Random(SEED)
    with capture_logs():  # a console shows tracebacks with all their locals: a second of work each
        counts = await _fed(tmp_path, many, chance)
    figures.write("T17", f"{many} updates, each broken in one to four places", GOAL, **counts)
    assert sum(counts.values()) >= many, f"{counts} of {many}: some were lost"
    assert counts["done"] >= many / 6, "hardly anything got as far as a scene: this proves nothing"


async def _fed(folder: Path, many: int, chance: random.Random) -> dict[str, int]:
    """All of them go in; a neighbour talks between them; gives what became of everything."""
    async with running_bot(folder) as bot:
        world = bot.server.world
        neighbour = Shopper(bot, world.emma)
        await neighbour.says("/start")
        seeds = await _updates_of_a_life(bot)
        for first in range(0, many, AT_ONCE):
            for _ in range(min(AT_ONCE, many - first)):
                _push(world.updates, _broken(chance.choice(seeds), chance), world.now())
            last = neighbour.screen
            neighbour.person.sends("在吗")
            await world.hears(neighbour.person.chat, "", after=last, timeout=PATIENCE)
            counts = await _all_done(bot)  # before the line behind one that fails is so long that it is cut
        return counts


async def _all_done(bot: RunningBot) -> dict[str, int]:
    """What failed is tried three times more, and holds up its own chat meanwhile; gives what became of everything."""
    while True:
        async with bot.stores.look() as store:
            counts = dict(await store.inbox.counts())
        if not counts.get("waiting"):
            return counts
        await bot.advance(timedelta(seconds=31), PATIENCE)


async def _updates_of_a_life(bot: RunningBot) -> list[dict[str, Any]]:
    """Updates as Telegram makes them: words, taps, pictures, files, forwards, edits, blocking."""
    me = Shopper(bot, bot.server.world.xiaoyu)
    await me.says("/start")
    await me.registers()
    words = me.person.sends("他们说周五退")
    me.person.edits(words, "他们说周六退")
    me.person.sends_photos([picture(1), picture(2)], "开箱")
    me.person.sends_file("a.pdf", b"%PDF-1.4 x", "application/pdf")
    me.person.sends_location(31.2, 121.5)
    me.person.forwards(text="已同意退货", sender_name="店家")
    me.person.blocks()
    me.person.unblocks()
    await me.waits()
    seen = bot.server.world.updates.seen
    return [update for update in seen if incoming.queue_of(update, 0) == str(me.person.id)]


def _broken(update: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    broken = copy.deepcopy(update)
    for _ in range(chance.randint(1, 4)):
        parent, key = chance.choice(_places(broken) or [(broken, "message")])
        if chance.random() < 0.4 and isinstance(parent, dict):
            parent.pop(key, None)
        else:
            parent[key] = copy.deepcopy(chance.choice(JUNK))
    return broken


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every key and index in it, at any depth, but the update's own number."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = []
    for key, inner in items:
        if key != "update_id":
            found += [(value, key), *_places(inner)]
    return found


def _push(queue: UpdateQueue, update: dict[str, Any], now: float) -> None:
    number, queue._next = queue._next, queue._next + 1
    queue._waiting.append(Waiting(number, {**update, "update_id": number}, now + DAY, "fuzz"))
