"""
From a tap to its answer: our bot, which keeps everything first, against stock echo bots that keep nothing.

All on the same local Bot API in one run, one after the other: each bot in a process of its own on one core, the server
and its 100 people on the other. An answer is an edited message that the server has accepted; the tap's spinner is
stopped as well. Ours on SQLite with synchronous=FULL, our own speed limits lifted. "The card" is the product: a tap on
a case's card, with its clocks and its keyboard; "an echo" is what the stock bots do, on our road. Rates are with
everybody tapping again as soon as they are answered, the median of three runs of 1,000 taps; CPU is of the bot's
process alone. Waits are at 20 taps a second, answered or not.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks._contest import Entrant, Match, match
from tests.kit.bench import Row, at_most, faster, percentile

ROUNDS, WARM, TAPS = 3, 200, 1_000
PACED, EVERY = 200, 1 / 20
LEAST = 0.5  # of the stock bot's rate
STOCK, AIOGRAM = Entrant("python-telegram-bot", "_stock_ptb"), Entrant("aiogram", "_stock_aiogram")
ECHO, CARD = Entrant("an echo", "_ours", "echo"), Entrant("the card", "_ours", "scenes")


@dataclass(slots=True)
class _Figures:
    """What one bot did, round by round."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # seconds a tap
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return median(self.rates)

    @property
    def ms(self) -> float:
        return median(self.cpu) * 1000


def measure() -> list[Row]:
    """Rates, CPU and waits."""
    figures: dict[Entrant, _Figures] = {each: _Figures() for each in (STOCK, AIOGRAM, ECHO, CARD)}
    for _ in range(ROUNDS):
        for entrant, found in figures.items():
            asyncio.run(_round(entrant, found))
    return [*_rates(figures), *_waits(figures)]


async def _round(entrant: Entrant, found: _Figures) -> None:
    async with match(entrant) as at_work:
        await at_work.crowd.saturate(WARM)
        await _full_speed(at_work, found)
        found.waits += await at_work.crowd.pace(PACED, EVERY)


async def _full_speed(at_work: Match, found: _Figures) -> None:
    before = at_work.worked()
    found.rates.append(await at_work.crowd.saturate(TAPS))
    found.cpu.append((at_work.worked() - before) / TAPS)


def _rates(figures: Mapping[Entrant, _Figures]) -> list[Row]:
    rows = []
    for ours in (ECHO, CARD):
        mine = figures[ours]
        rows += [
            faster(f"{ours.name}: taps answered", mine.rate, figures[STOCK].rate, STOCK.name, LEAST),
            Row(
                f"{ours.name}: taps answered",
                f"{mine.rate:,.0f}/s",
                f"{AIOGRAM.name}: {figures[AIOGRAM].rate:,.0f}/s",
                mine.rate / figures[AIOGRAM].rate,
            ),
            *(
                Row(
                    f"{ours.name}: CPU a tap",
                    f"{mine.ms:.2f} ms",
                    f"{other.name}: {their.ms:.2f} ms",
                    their.ms / mine.ms,
                )
                for other, their in figures.items()
                if not other.ours
            ),
        ]
    return rows


def _waits(figures: Mapping[Entrant, _Figures]) -> list[Row]:
    return [
        *(
            at_most(f"{ours.name}: 95 % of taps wait", percentile(figures[ours].waits, 0.95) * 1000, 50, "ms")
            for ours in (ECHO, CARD)
        ),
        *(
            Row(f"{each.name}: 95 % of taps wait", f"{percentile(figures[each].waits, 0.95) * 1000:.1f} ms")
            for each in (STOCK, AIOGRAM)
        ),
    ]
