"""
Whether the wire to Telegram holds. While it does not, no letter is spent on finding out: one small question is asked.

A letter that meets a dead network may be one that arrived; after a few such meetings it is given up. So an outage of an
hour must not meet every letter that falls due in it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from telegram.error import RetryAfter, TelegramError

from bot.receive import Patience
from bot.verdicts import Fate

DOWN = 2  # letters in a row that met no Telegram: one alone may be a lie of the edge
_NOBODY = frozenset({Fate.NOT_SENT, Fate.UNKNOWN})


class Wire:
    """Counts what letters met. `ask` is the small question; `tell` is called once it is answered."""

    def __init__(self, ask: Callable[[], Awaitable[object]], tell: Callable[[], None], patience: Patience) -> None:
        self._ask = ask
        self._tell = tell
        self._patience = patience
        self._missed = 0
        self._asked = 0  # since a letter last met Telegram
        self._asking: asyncio.Task[None] | None = None

    def met(self, fate: Fate) -> None:
        """A letter came to this."""
        if fate in _NOBODY:
            self._missed += 1
        else:
            self._missed = self._asked = 0

    def carries(self) -> float:
        """How many letters may be under way: any number, one to try after an answer, none while we are asking."""
        if self._missed < DOWN:
            return 1.0 if self._asked else float("inf")
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_again(), name="wire")
        return 0.0

    async def close(self) -> None:
        """Ask no more."""
        if self._asking:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask_again(self) -> None:
        while self._missed >= DOWN:
            await asyncio.sleep(min(self._patience.longest, self._patience.first * 2.0 ** min(self._asked, 16)))
            self._asked += 1
            try:
                await self._ask()
            except TelegramError as error:
                if not isinstance(error, RetryAfter):  # that one is an answer too
                    continue
            self._missed = DOWN - 1
        self._asking = None
        self._tell()
