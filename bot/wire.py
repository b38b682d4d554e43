"""
Whether the wire to Telegram holds, and how well.

While it does not, no letter is spent on finding out: one small question is asked. A letter that meets a dead network
may be one that arrived; after a few such meetings it is given up. So an outage of an hour must not meet every letter
that falls due in it. And where the wire holds now and then, the last try of a letter is kept for better weather.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog
from telegram.error import RetryAfter

from bot.receive import Patience
from bot.verdicts import Fate

log = structlog.get_logger(__name__)

DOWN = 2  # letters in a row that met no Telegram: one alone may be a lie of the edge
LATELY = 15  # calls; in a storm that half of them come through, so many in a row do once in 30,000
ROUGH = 3  # of them, no two of one letter, that met no Telegram: a letter that never gets through is no storm
_NOBODY = frozenset({Fate.NOT_SENT, Fate.UNKNOWN})


class Wire:
    """Counts what letters met. `ask` is the small question; `tell` is called once the answer changes something."""

    def __init__(self, ask: Callable[[], Awaitable[object]], tell: Callable[[], None], patience: Patience) -> None:
        self._ask = ask
        self._tell = tell
        self._patience = patience
        self._missed = 0
        self._asked = 0  # since a letter last met Telegram
        self._lately: deque[tuple[object, Fate]] = deque(maxlen=LATELY)  # which letter or question, and what it met
        self._asking: asyncio.Task[None] | None = None
        self.rough = False  #: several met nobody of late, and not all have met Telegram since

    def met(self, fate: Fate, letter: str) -> None:
        """That letter came to this."""
        if fate in _NOBODY:
            self._missed += 1
        else:
            self._missed = self._asked = 0
        self._note(letter, fate)

    def carries(self) -> float:
        """How many letters may be under way: any number, one to try after an answer, none while we are asking."""
        if self._down:
            return 0.0
        return 1.0 if self._asked else float("inf")

    async def close(self) -> None:
        """Ask no more."""
        if self._asking:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    @property
    def _down(self) -> bool:
        return self._missed >= DOWN

    def _note(self, who: object, fate: Fate) -> None:
        self._lately.append((who, fate))
        if len({who for who, fate in self._lately if fate in _NOBODY}) >= ROUGH:
            self.rough = True
        elif len(self._lately) == LATELY and {fate for _, fate in self._lately}.isdisjoint(_NOBODY | {Fate.WAIT}):
            self.rough = False
        if (self._down or self.rough) and self._asking is None:
            self._asking = asyncio.create_task(self._ask_again(), name="wire")

    async def _ask_again(self) -> None:
        while self._down or self.rough:
            longer = 2.0 ** min(self._asked, 16) if self._down else 1.0
            await asyncio.sleep(min(self._patience.longest, self._patience.first * longer))
            if self._down:
                self._asked += 1
            fate = await self._answer()
            if fate is not Fate.NOT_SENT and self._down:
                self._missed = DOWN - 1
                self._tell()
            self._note(object(), fate)
        self._asking = None
        self._tell()

    async def _answer(self) -> Fate:
        try:
            await self._ask()
        except RetryAfter:  # that is an answer, too
            return Fate.WAIT
        except Exception as error:  # noqa: BLE001 - whoever stops asking sends nothing ever again
            log.warning("telegram_not_there", error=type(error).__name__)
            return Fate.NOT_SENT
        return Fate.SENT
