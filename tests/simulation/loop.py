"""An event loop without a world: nobody waits, the clock jumps to the next timer."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


class Standstill(Exception):  # noqa: N818 - named for what it is
    """Everybody waits for something that can never happen."""


class _NoSockets(selectors.BaseSelector):
    """What the loop asks when nothing is ready; here it turns the clock instead."""

    def __init__(self, jump: Callable[[float | None], None]) -> None:
        self._jump = jump

    def register(self, *_: Any, **__: Any) -> selectors.SelectorKey:
        raise AssertionError("nothing in a simulation has a file or a socket")

    def unregister(self, *_: Any) -> selectors.SelectorKey:
        raise AssertionError("nothing in a simulation has a file or a socket")

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._jump(timeout)
        return []

    def get_map(self) -> dict[Any, selectors.SelectorKey]:
        return {}


class VirtualLoop(asyncio.BaseEventLoop):
    """
    Time is seconds since the loop began, and passes only while nobody has anything to do.

    Work that the program gives to a thread is done at once, on the loop: then one seed is one order of events.
    """

    def __init__(self) -> None:
        super().__init__()
        self._elapsed = 0.0
        self._selector = _NoSockets(self._jump)

    def time(self) -> float:
        """Seconds since the loop began."""
        return self._elapsed

    def run_in_executor(self, _: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override] # one kind of future will do
        """Do it now; whoever awaits it still lets others go first."""
        done = self.create_future()
        try:
            result = func(*args)
        except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
            self.call_soon(_fail, done, error)
        else:
            self.call_soon(_finish, done, result)
        return done

    def _jump(self, timeout: float | None) -> None:
        if timeout is None:
            raise Standstill(f"nothing will ever happen after {self._elapsed:.3f} s")
        if timeout > 0:
            self._elapsed += timeout

    def _process_events(self, event_list: Any) -> None:
        """Nothing comes from outside."""

    def _write_to_self(self) -> None:
        """Nobody sleeps, so nobody must be woken."""


def _finish(done: asyncio.Future[Any], result: Any) -> None:
    if not done.done():
        done.set_result(result)


def _fail(done: asyncio.Future[Any], error: Exception) -> None:
    if not done.done():
        done.set_exception(error)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end on a loop of its own; every task left over is cancelled."""
    loop = VirtualLoop()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(work)
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        with suppress(SystemExit):  # whoever ends the loop may do so again on the way out
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        asyncio.set_event_loop(None)
        loop.close()
