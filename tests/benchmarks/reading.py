"""
Reading 70 drawn screens and 200 drawn, badly photographed waybills (tests/corpus), and the chat meanwhile.

Each picture goes through the fenced worker and through domain/reading, as one that a shopper sends. A field is right
if its value is, whether or not the shopper is asked; "clean" are screens as they were, or cut; "hard" those that were
made small, saved badly or photographed off another screen. The pictures are drawn from text in one font: real ones
have more on them and read worse. CPU is the worker's, its start included. The wait is from a message to its answer,
in a bot that is reading ten pictures at the same time, on the wall: a neighbour on the machine lengthens it.
"""

import asyncio
import resource
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from bot.eyes import BenchEyes
from domain.seeing import Seen
from storage import librarian
from tests.corpus import judged
from tests.corpus.judged import ASKED, MISSED, RIGHT, WRONG
from tests.corpus.screenshots import shots
from tests.corpus.waybills import waybills
from tests.kit.bench import Row, at_most, percentile
from tests.kit.running import Staging, running_bot

CLEAN, HARD, CPU, WAIT = 0.98, 0.90, 2.0, 200.0
ASKINGS, EVERY = 40, 0.25


def measure() -> list[Row]:
    """Fields, numbers, CPU, memory, waits."""
    return asyncio.run(_all())


async def _all() -> list[Row]:
    waits = await _waits()
    clean, hard, screens = await _screens()
    numbers, barred, labels = await _waybills()
    return [
        _fields("clean screens: key fields right", clean, CLEAN),
        _fields("hard screens: key fields right", hard, HARD),
        _spread("clean screens", clean),
        _spread("hard screens", hard),
        at_most("a screen", screens, CPU, "s CPU"),
        Row("waybills: bar codes read", f"{barred} of {numbers.total()}"),
        _spread("waybills: numbers", numbers),
        Row("wrong numbers taken without a question", str(numbers[WRONG]), "0 allowed", float(not numbers[WRONG]), 1),
        at_most("a waybill", labels, CPU, "s CPU"),
        Row("the worker's memory at its highest", f"{_children().ru_maxrss / 1024:,.0f} MB"),
        at_most("95 % of answers wait, while ten pictures are read", percentile(waits, 0.95) * 1000, WAIT, "ms"),
    ]


async def _screens() -> tuple[Counter[str], Counter[str], float]:
    library, clean, hard = librarian.load(), Counter[str](), Counter[str]()
    drawn, eyes, before = list(shots()), BenchEyes(), _worked()
    for shot in drawn:
        seen = await eyes.look(shot.data)
        told = judged.fields(seen if isinstance(seen, Seen) else Seen(0, 0), shot.truth, library)
        (hard if shot.hard else clean).update(told.values())
    await eyes.close()
    return clean, hard, (_worked() - before) / len(drawn)


async def _waybills() -> tuple[Counter[str], int, float]:
    library, numbers, barred = librarian.load(), Counter[str](), 0
    drawn, eyes, before = list(waybills()), BenchEyes(), _worked()
    for waybill in drawn:
        found = await eyes.look(waybill.data)
        seen = found if isinstance(found, Seen) else Seen(0, 0)
        numbers[judged.number(seen, waybill, library)] += 1
        barred += any(code.text == waybill.number for code in seen.codes)
    await eyes.close()
    return numbers, barred, (_worked() - before) / len(drawn)


async def _waits() -> list[float]:
    """How long each message waited for its answer."""
    waited: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        async with running_bot(Path(folder), staging=Staging(settings={"eyes": True})) as bot:
            world = bot.server.world
            world.emma.starts()
            await bot.until_idle()
            for shot in list(shots(kinds=("order", "chat")))[:10]:
                world.xiaoyu.sends_file(f"{shot.name}.png", shot.data, "image/png")
            for _ in range(ASKINGS):
                begun = perf_counter()
                await world.hears(bot.chat(world.emma), after=world.emma.starts(), timeout=30.0)
                waited.append(perf_counter() - begun)
                await asyncio.sleep(EVERY)
            await bot.until_idle(120)
    return waited


def _fields(name: str, verdicts: Counter[str], goal: float) -> Row:
    share = judged.share(verdicts)
    return Row(name, f"{share:.1%} of {verdicts.total()}", f"{goal:.0%} wanted", share / goal, 1)


def _spread(name: str, verdicts: Counter[str]) -> Row:
    return Row(f"{name}: how", ", ".join(f"{verdicts[kind]} {kind}" for kind in (RIGHT, ASKED, MISSED, WRONG)))


def _children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def _worked() -> float:
    used = _children()
    return used.ru_utime + used.ru_stime
