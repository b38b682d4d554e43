"""How much memory a process and those it starts have ever touched, and how much of the processor they took (Linux)."""

import asyncio
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> int:
    """The most bytes of memory that it had at once since its start, or since `forget`; 0 where it is gone."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024
    return 0


def forget(pid: int) -> int:
    """Its peak is counted anew from here; gives what it has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="utf-8")
    return peak(pid)


def cpu(pid: int) -> float:
    """Seconds of the processor that it took; 0 where it is gone."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS
    return 0.0


class Scales:
    """While the block lasts: the peaks of a process's children by the work that they do."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self.peaks: Counter[str] = Counter()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._weigh())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _weigh(self) -> None:
        while True:
            self._look()
            await asyncio.sleep(0.1)

    def _look(self) -> None:
        self.peaks |= workers(self._parent)


def workers(parent: int) -> Counter[str]:
    """The peaks of its children that live now, by the work that they do; none where it is gone."""
    peaks = Counter[str]()
    with suppress(OSError):
        for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split():
            peaks |= Counter({_craft(pid): peak(int(pid))})
    return peaks


def _craft(pid: str) -> str:
    """What a worker does, by its command: the module that `bot.workshop.inside` was given, or the module itself."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
        ours = [word for word in words if word.startswith(("bot.workshop.", "storage."))]
        return ours[-1] if ours else ""
    return ""
