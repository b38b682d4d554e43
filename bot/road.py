"""A road: one step done again and again, woken by a nudge, steadied after a failure, ended by a stop."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot.tally import Tally

log = structlog.get_logger(__name__)

IDLE = 1.0  # seconds between two looks when nobody nudges: rows of other processes, retries that fall due
LONGEST_REST = 30.0  # seconds between two tries of a step that keeps failing


class Nudge:
    """A tap on the shoulder that is never missed: whoever read `count` before looking is woken by what came since."""

    def __init__(self) -> None:
        self.count = 0
        self._bell = asyncio.Event()

    def nudge(self) -> None:
        """Wake everybody who waits."""
        self.count += 1
        self._bell.set()
        self._bell = asyncio.Event()

    async def wait(self, seen: int, seconds: float) -> None:
        """Wait until there was a nudge after `seen`, at most so many seconds."""
        if self.count == seen:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._bell.wait()


class Fatal(Exception):  # noqa: N818 - named for what it means, as all errors of the house
    """Going on is pointless: the process says one sentence and ends with exit code 1."""


@dataclass(slots=True)
class Road:
    """
    A step, and how it is repeated.

    The step gives how many seconds it can wait: 0 for more work at once. It must leave nothing half-done when it
    raises or is cancelled; whatever it raises, other than `Fatal`, is logged, counted and tried again.
    """

    name: str
    step: Callable[[], Awaitable[float]]
    tally: Tally
    nudge: Nudge = field(default_factory=Nudge)
    busy: bool = field(default=False, init=False)  #: whether its step is under way

    async def run(self, stop: asyncio.Event) -> None:
        """Walk until the stop; a nudge after setting it makes that immediate."""
        rest = 0.0
        while not stop.is_set():
            seen, self.busy = self.nudge.count, True
            try:
                pause, rest = await self.step(), 0.0
            except Fatal:
                raise
            except Exception as error:
                rest = pause = min(LONGEST_REST, rest * 2 or IDLE)
                self.tally.failures.labels(self.name).inc()
                log.exception("step_failed", road=self.name, error=type(error).__name__, again_in=pause)
            finally:
                self.busy = False
            if pause:
                await self.nudge.wait(seen, pause)
            else:
                await asyncio.sleep(0)  # a busy road lets the others pass
