"""What the kernel says of a bot over its lives: memory, open files, the database's log, its workers at their most."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.kit import weighing
from tests.kit.process import BotProcess

LOOK = 0.5  # seconds between two looks: a worker may be gone soon
WARM = 600.0  # seconds in which caches fill: they say nothing of growth
SHORT = 0.2  # of a life that is not much longer than that, this part is its warming up
LONG = 600.0  # seconds after warming up from which a slope says something
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Life:
    """One process from its start to its end: each look at it."""

    pid: int
    seconds: list[float] = field(default_factory=list)  #: on a clock that never jumps
    memory: list[float] = field(default_factory=list)  #: MB
    files: list[int] = field(default_factory=list)

    @property
    def lasted(self) -> float:
        """Seconds between the first look and the last."""
        return self.seconds[-1] - self.seconds[0] if self.seconds else 0.0

    def looks(self) -> None:
        """Take the figures of this moment, if it lives."""
        house = Path("/proc") / str(self.pid)
        with suppress(FileNotFoundError, ProcessLookupError):  # it may end while we look
            pages, files = int((house / "statm").read_text().split()[1]), len(list((house / "fd").iterdir()))
            if pages:  # who is dead and not yet buried has none
                self.seconds.append(time.monotonic())
                self.memory.append(pages * _PAGE / 1e6)
                self.files.append(files)

    def warm(self) -> "Life":
        """Without the beginning."""
        over = WARM if self.lasted >= WARM + LONG else self.lasted * SHORT
        since = sum(at - self.seconds[0] < over for at in self.seconds)
        return Life(self.pid, self.seconds[since:], self.memory[since:], self.files[since:])

    def stays_open(self) -> int:
        """How many more files are open at the least in its later half than in its earlier: talks end, leaks stay."""
        half = len(self.files) // 2
        return min(self.files[half:]) - min(self.files[:half])

    def slope(self) -> float:
        """MB an hour: the straight line nearest to all looks."""
        middle, mean = sum(self.seconds) / len(self.seconds), sum(self.memory) / len(self.memory)
        spread = sum((at - middle) ** 2 for at in self.seconds)
        pairs = zip(self.seconds, self.memory, strict=True)
        return sum((at - middle) * (memory - mean) for at, memory in pairs) / (spread or 1.0) * 3600


@dataclass(slots=True)
class Health:
    """All lives so far, and the most that was ever seen of what outlives a process."""

    lives: list[Life] = field(default_factory=list)
    wal: int = 0  #: bytes
    workers: Counter[str] = field(default_factory=Counter)  #: bytes, by craft

    @property
    def longest(self) -> Life:
        """The life that says most, without its beginning."""
        return max(self.lives, key=lambda life: life.lasted).warm()

    def looks(self, bot: BotProcess) -> None:
        """Take the figures of this moment, if it runs."""
        if not bot.pid:
            return
        if not self.lives or self.lives[-1].pid != bot.pid:
            self.lives.append(Life(bot.pid))
        self.lives[-1].looks()
        self.workers |= weighing.workers(bot.pid)
        log = bot.data_dir / "refundkeeper.db-wal"
        self.wal = max(self.wal, log.stat().st_size if log.exists() else 0)

    def told(self) -> dict[str, object]:
        """As figures; of a few minutes no slope is told, it would be noise."""
        life = self.longest
        grows = {"more MB/h": round(life.slope(), 1), "over s": round(life.lasted)} if life.lasted >= LONG else {}
        return {
            "open files": f"{min(life.files)} to {max(life.files)}",
            **({"WAL MB": round(self.wal / 1e6, 1)} if self.wal else {}),
            "memory MB": round(life.memory[-1]),
            **grows,
            "workers MB": {craft.rpartition(".")[2]: round(most / 1e6) for craft, most in self.workers.items()},
        }


@asynccontextmanager
async def watched(bot: BotProcess) -> AsyncIterator[Health]:
    """While the block lasts, a look every so often."""
    health = Health()

    async def watch() -> None:
        while True:
            health.looks(bot)
            await asyncio.sleep(LOOK)  # another process has no event here

    watching = asyncio.create_task(watch())
    try:
        yield health
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
