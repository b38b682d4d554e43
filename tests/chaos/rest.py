"""Waiting until a bot in another process has come to rest: its database has no event to wait for."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

from tests.chaos.audit import undone
from tests.kit.clock import SharedClock
from tests.kit.process import BotProcess

PATIENCE = 240.0  # seconds of real time on a busy machine
LOOK = 0.1
SELDOM = 9  # times as long as a look takes until the next: nobody is kept from working by being watched
#: Looks without any change after which only a doubt can be what is waited for: a chat in turn is spoken to each second.
STUCK = 15
PATIENT = {"letters", "files", "albums"}
DOUBT = timedelta(minutes=31)


async def comes(bot: BotProcess, clock: SharedClock, patience: float = PATIENCE, *, hurried: bool = True) -> float:
    """
    Wait until the bot has nothing left to do; gives the real seconds that it took.

    A letter in doubt waits for minutes before it is sent again, a file too; where nothing else is left, the clock is
    moved on, unless not `hurried`.

    Raises:
        TimeoutError: it never came to rest; says what is left, and its last words.
    """
    began, before, same = time.monotonic(), {"nothing": 1}, 0
    looked = began
    while left := undone(bot, clock.now()):
        took = time.monotonic() - looked
        if time.monotonic() - began > patience:
            raise TimeoutError(f"not at rest after {patience} s: {left}; {bot.last_words()}")
        same = same + 1 if left == before else 0
        before = left
        if hurried and same >= STUCK and set(left) <= PATIENT:
            clock.advance(DOUBT)
            same = 0
        await asyncio.sleep(max(LOOK, SELDOM * took))
        looked = time.monotonic()
    return time.monotonic() - began


async def until(holds: Callable[[], object], patience: float = PATIENCE) -> None:
    """
    Wait until something holds that only asking can tell.

    Raises:
        TimeoutError: it never did.
    """
    async with asyncio.timeout(patience):
        while not holds():  # noqa: ASYNC110 - another process has no event here
            await asyncio.sleep(LOOK)
