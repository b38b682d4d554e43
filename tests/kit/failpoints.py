"""
Steps at which a bot can be made to die: around each commit, each call to Telegram, each fsync and each rename.

Planted from outside into the test's own process. A step is named for the road that takes it and what it does,
``work: before commit``, ``letter: answered sendMessage to 5200000001``, so a sweep can list the steps of a flow and
kill at each of them, however the roads are built.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.edge import Edge
from storage.store import Store


class Steps:
    """The steps taken, a line each in `folder`/steps; the process dies at the one that `folder`/order names."""

    def __init__(self, folder: Path) -> None:
        self._order = folder / "order"
        self._seen: tuple[str, int] = ("", 0)
        self._book = os.open(folder / "steps", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def take(self, what: str) -> None:
        """Write the step down, and die if this is the one; an order kills once, one that ends in ``#*`` each time."""
        step = f"{_who()}: {what}"
        os.write(self._book, f"{step}\n".encode())
        try:
            order = self._order.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        name, _, time = order.partition("#")
        if not step.startswith(name):
            return
        if time == "*":
            os.kill(os.getpid(), signal.SIGKILL)
        seen = self._seen[1] + 1 if self._seen[0] == order else 1
        self._seen = (order, seen)
        if seen == int(time or 1):
            self._order.unlink()
            os.kill(os.getpid(), signal.SIGKILL)


def plant(folder: Path) -> None:
    """From now on every step of this process is one that it can die at."""
    steps = Steps(folder)
    Store.__aexit__ = _around_commit(steps, Store.__aexit__)  # type: ignore[method-assign] # that is the point
    Edge.poll = _around_poll(steps, Edge.poll)  # type: ignore[method-assign] # as above
    for request in _requests():
        request.do_request = _around_call(steps, request.do_request)  # type: ignore[method-assign] # as above
    os.fsync = _around_disk(steps, "fsync", os.fsync)
    os.rename = _around_disk(steps, "rename", os.rename)


def _requests() -> list[type[BaseRequest]]:
    """The library's own request class, and any of ours."""
    ours = [each for each in BaseRequest.__subclasses__() if each.__module__.startswith("bot.")]
    return [HTTPXRequest, *ours]


def _who() -> str:
    """The road that takes the step: its task's first word. What runs in a thread works on the disk."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return "disk"
    name = task.get_name().split()[0] if task else "loop"
    return "task" if name.startswith("Task-") else name


def _around_commit(steps: Steps, leave: Any) -> Any:
    async def left(self: Store, kind: Any, error: Any, trace: Any) -> None:
        writes = error is None and not self._session.info.get("reading")
        if writes:
            steps.take("before commit")
        await leave(self, kind, error, trace)
        if writes:
            steps.take("after commit")

    return left


def _around_poll(steps: Steps, poll: Any) -> Any:
    async def polled(self: Edge, *given: Any) -> Any:
        answer = await poll(self, *given)
        steps.take("answered getUpdates")
        return answer

    return polled


def _around_call(steps: Steps, call: Any) -> Any:
    async def called(self: Any, url: str, method: str, request_data: Any = None, *given: Any, **more: Any) -> Any:
        named = url.rsplit("/", maxsplit=1)[-1]
        told = request_data.parameters if isinstance(request_data, RequestData) else request_data
        to = told.get("chat_id") if told else None
        what = f"{named} to {to}" if to else named
        steps.take(f"calls {what}")
        answer = await call(self, url, method, request_data, *given, **more)
        steps.take(f"answered {what}")
        return answer

    return called


def _around_disk(steps: Steps, what: str, act: Callable[..., None]) -> Callable[..., None]:
    def acted(*given: Any, **more: Any) -> None:
        steps.take(f"before {what}")
        act(*given, **more)
        steps.take(f"after {what}")

    return acted
