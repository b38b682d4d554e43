"""T30: people use the bot without a pause; it keeps no file open and loses nothing over a crash; its memory is told."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import audit
from tests.chaos.crowd import Shopper, move_in, people, picture
from tests.chaos.scale import size
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

A_SECOND = 5.0  # updates
LOOK = 1.0  # seconds between two looks at the process
WARM = 0.2  # of a life's looks, in which caches fill: they say nothing of growth
WAL = 64_000_000  # bytes
LONG = 600.0  # seconds from which a slope says something
FILES = 8  # more than at the least, for what is under way just now
GOAL = "0 lost; open files constant; WAL at most 64 MB; at most 1 MB/h more memory (over 24 h)"


@dataclass(slots=True)
class Health:
    """What the kernel says of the process that lives now: memory and open files by the second of its life."""

    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  #: MB
    files: list[int] = field(default_factory=list)
    wal: int = 0  #: bytes, the most ever seen

    def reborn(self) -> None:
        """Another process begins, with a memory of its own."""
        self.seconds, self.memory, self.files = [], [], []

    def looks(self, bot: BotProcess) -> None:
        """Take the figures of this moment."""
        house = Path("/proc") / str(bot.pid)
        pages = int((house / "statm").read_text().split()[1])
        self.seconds.append(time.monotonic())
        self.memory.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
        self.files.append(len(list((house / "fd").iterdir())))
        log = bot.data_dir / "refundkeeper.db-wal"
        self.wal = max(self.wal, log.stat().st_size if log.exists() else 0)

    def warm(self) -> "Health":
        """Without the beginning."""
        since = int(len(self.seconds) * WARM)
        return Health(self.seconds[since:], self.memory[since:], self.files[since:], self.wal)

    def told(self) -> dict[str, object]:
        """As figures; of a few seconds no slope is told, it would be noise."""
        grows = {"more MB/h": round(self.slope(), 1)} if len(self.seconds) * LOOK >= LONG else {}
        return {
            "open files": f"{min(self.files)} to {max(self.files)}",
            "WAL MB": round(self.wal / 1e6, 1),
            "memory MB": round(self.memory[-1]),
            **grows,
        }

    def slope(self) -> float:
        """MB an hour: the straight line nearest to all looks."""
        middle, mean = sum(self.seconds) / len(self.seconds), sum(self.memory) / len(self.memory)
        spread = sum((at - middle) ** 2 for at in self.seconds)
        pairs = zip(self.seconds, self.memory, strict=True)
        return sum((at - middle) * (memory - mean) for at, memory in pairs) / (spread or 1.0) * 3600


async def test_steady_use_loses_nothing_and_leaves_no_file_open(tmp_path: Path) -> None:
    """Texts, lists and photos at five a second, a crash after a quarter of the time; then all is there, and no more."""
    seconds = size("soak, seconds")
    async with staged(tmp_path) as (bot, clock):
        talkers, owners = people(bot.server.world, 20), people(bot.server.world, 12, first=100)
        await move_in(bot.database, owners, clock.now())
        await bot.starts()
        health = Health()
        await _used(bot, talkers, health, seconds / 4)
        await bot.is_killed()
        await bot.starts()
        health.reborn()
        await _used(bot, talkers, health, seconds * 3 / 4)
        await rest.comes(bot, clock)
        account = audit(bot, clock.now())
    counted = {"updates": account.updates, "lost": account.losses or 0, "duplicates": account.duplicates}
    warm = health.warm()
    figures.write(
        "T30", f"SQLite, {seconds} s at {A_SECOND:g} updates a second, one crash", GOAL, **counted, **warm.told()
    )
    assert not account.losses
    assert max(warm.files) - min(warm.files) <= FILES, "files are opened and not closed"
    assert warm.wal <= WAL


async def _used(bot: BotProcess, talkers: Sequence[Shopper], health: Health, seconds: float) -> None:
    """One after the other says or sends something and waits for nothing."""
    began, first = time.monotonic(), len(bot.server.world.updates.seen)
    for number in range(round(seconds * A_SECOND)):
        one = talkers[number % len(talkers)]
        if number % 25 == 7:
            one.person.sends_photo(picture(first + number))
        else:
            one.person.sends("/cases" if number % 5 == 3 else f"第 {first + number} 句")
        if not number % round(A_SECOND * LOOK):
            health.looks(bot)
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))  # the pace is the test's size
