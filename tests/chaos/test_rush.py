"""T16: very many are due in one minute; they are spread ahead of it, and what cannot wait goes first."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import accumulate, pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.tryout.ledger import Entry
from bot.tryout.world import World
from domain import desk
from domain.case import Case
from domain.journal import What
from domain.machine import Flow
from domain.people import Wishes
from tests.chaos import figures, movers, rest
from tests.chaos.audit import SENDS
from tests.chaos.scale import is_long, size
from tests.kit import weighing
from tests.kit.bench import most_within, percentile
from tests.kit.cases import a_case, told
from tests.kit.clock import START, SharedClock
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

SEED = 16
NINE = START.replace(hour=1) + timedelta(days=1)  # in Shanghai: the hour at which everybody wishes to be reminded
SPREAD = timedelta(minutes=30)
BEFORE = SPREAD + timedelta(minutes=1)
#: What happened last, up to two weeks ago. One in thirty cases has a last call, two thirds have a deadline.
LAST = (What.APPROVED, What.SIGNED, What.REFUSED, What.SHIPPED, What.REFUND_ANNOUNCED)
SHARES = {"last call": 1, "deadline": 20, "stage": 9}
IN_FLIGHT = 4  # letters that are under way together, and may arrive in any order
ALLOWED_MB, TOO_MANY = 300, 429
GOOD, TIRED = 250, 900  # ms between two letters, 99 in 100: on a machine of its own, and where all else is tested too
GOAL = "0 out of order (class, deadline); last calls all first; 99 % within 250 ms of the one before; 0 × 429; ≤ 300 MB"

_AT_NINE = f"from reminders where at = '{NINE:%Y-%m-%d %H:%M:%S.%f}'"


async def test_a_rush_goes_out_in_order_of_harm_and_within_telegrams_limits(tmp_path: Path) -> None:
    """All fall due at once; Telegram's own book says in which order they came, how fast, and that each came once."""
    many, wanted = size("rush, due"), size("rush, said")
    async with staged(tmp_path) as (bot, clock):
        ledger = bot.server.world.ledger
        await _move_in(bot, many)
        await _starts_before_nine(bot, clock)
        clock.advance(BEFORE)
        await rest.until(lambda: len(ledger.calls(SENDS)) >= wanted, patience=240 + wanted / 5)
        memory = weighing.peak(bot.pid) / 1e6
        await bot.stops()
        letters, refused = ledger.calls(SENDS), sum(one.status == TOO_MANY for one in ledger.refused)
        rush, pace = _rush(bot, letters), _pace(letters)
        minutes = [_busiest(bot, when) for when in ("at", "opens")]
    figures.write(
        "T16",
        f"{many} due in one minute, the first {wanted} said at Telegram's pace, SQLite",
        GOAL,
        **asdict(rush),
        **pace,
        refused_as_too_many=refused,
        memory_MB=round(memory),
        busiest_minute="{} as chosen, {} as spread".format(*minutes),
    )
    assert rush.said >= wanted
    assert (rush.lost, rush.twice, rush.out_of_order, refused) == (0, 0, 0, 0)
    assert rush.all_last_calls_after <= rush.last_calls + IN_FLIGHT - 1
    assert pace["p99_wait_ms"] <= (GOOD if is_long() else TIRED)
    assert memory <= ALLOWED_MB
    assert minutes[0] == many > 3 * minutes[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """What became of it."""

    said: int
    last_calls: int
    all_last_calls_after: int  #: letters
    out_of_order: int
    lost: int
    twice: int


async def _move_in(bot: BotProcess, many: int) -> None:
    """So many people, known for long, each of whom has one reminder at nine and none before."""
    models, dice, world = _models(), Random(SEED), bot.server.world
    classes = dice.choices(list(SHARES), list(SHARES.values()), k=many)
    homes = {_somebody(world, number): dice.choice(models[each]) for number, each in enumerate(classes)}
    await movers.move_in(bot.database, homes, START)
    await movers.knows_the_dates(bot.database)


async def _starts_before_nine(bot: BotProcess, clock: SharedClock) -> None:
    """A minute before the first of them may leave, with a Telegram that refuses whoever is too fast."""
    clock.advance(NINE - BEFORE - clock.now())
    bot.server.world.rates.on = True
    await bot.starts()


def _somebody(world: World, number: int) -> int:
    """Who pressed Start long ago."""
    person = world.settle_person(f"买家 {number}", "zh-hans").id
    world.chat_of(person).started = True
    return person


def _models() -> Mapping[str, Sequence[Case]]:
    """Cases of each class, with many deadlines."""
    models = defaultdict[str, list[Case]](list)
    for number, (what, days) in enumerate(product(LAST, range(14))):
        at = START - timedelta(days=days)
        case = a_case(Flow.RETURN, told(what, at, learned=at), id=f"model{number}", opened=at)
        first = next(iter(desk.settle(case, movers.library(), Wishes(), START).plan), None)
        if first is not None and first.at == NINE:
            models["last call" if first.final else "deadline" if first.due else "stage"].append(case)
    assert models.keys() == SHARES.keys(), "the knowledge on the shelf has changed: another step must be the last one"
    return models


def _rush(bot: BotProcess, letters: Sequence[Entry]) -> Rush:
    """Telegram's book beside what the plan said before."""
    harms, states = {}, Counter[str]()
    for owner, final, due, state in bot.remembers(f"select owner, final, due, state {_AT_NINE}"):
        harms[owner] = (not final, due is None, due or "")
        states[state] += 1
    came = [int(each.params["chat_id"]) for each in letters]
    order = [harms[chat] for chat in came]
    last_calls = [place for place, harm in enumerate(order, start=1) if not harm[0]]
    return Rush(
        said=len(set(came)),
        last_calls=min(sum(not harm[0] for harm in harms.values()), len(came)),
        all_last_calls_after=max(last_calls, default=0),
        out_of_order=sum(harm < worst for harm, worst in zip(order[IN_FLIGHT:], accumulate(order, max), strict=False)),
        lost=len(harms) - states["planned"] - states["handed_over"] - len(set(came)),
        twice=len(came) - len(set(came)),
    )


def _busiest(bot: BotProcess, when: str) -> int:
    """How many of those of nine o'clock may leave in the minute in which most of them may."""
    query = f"select count(*) {_AT_NINE} group by substr({when}, 1, 16) order by 1 desc"
    return int(bot.remembers(query)[0][0])


def _pace(letters: Sequence[Entry]) -> dict[str, Any]:
    """
    How fast they came: in any second, not only whole ones, and how long the next one took.

    That wait holds a lease and whatever else the bot had to do.
    """
    times = [each.at for each in letters]
    waits = [later - sooner for sooner, later in pairwise(times)]
    return {
        "a_second": round(len(waits) / (times[-1] - times[0]), 1),
        "most_in_a_second": most_within(times),
        "p99_wait_ms": round(percentile(waits, 0.99) * 1000),
    }
