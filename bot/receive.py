"""
The poller: what Telegram has for us → inbox rows → commit; only the next poll tells Telegram that we have them.

python-telegram-bot's own poller confirms before anything is kept, ends for ever at a single 401, and never gets past
an update it cannot read (reliability.md, P1, P4, P6). This one keeps raw JSON and outlives every answer.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from telegram.error import NetworkError

from bot import incoming
from bot.attendance import Attendance
from bot.edge import Edge, Refused
from bot.road import Fatal
from bot.world import World
from storage.inbox import Incoming

log = structlog.get_logger(__name__)

FULL = 100  # updates a poll brings at most; Telegram's own limit
RECYCLE = 3  # failures in a row after which the line is hung up (reliability.md, P7)


@dataclass(frozen=True, slots=True)
class Patience:
    """How a failing poll is repeated: doubling from `first` to `longest` seconds; when a refused token is final."""

    first: float = 1.0
    longest: float = 10.0  # so that after an outage we are back within 15 s
    refusals: int = 5  #: 401 so often in a row,
    over: float = 30.0  #: and over so many seconds: then the token is wrong, not the network


class Poller:
    """The step of the receiving road."""

    def __init__(
        self, world: World, edge: Edge, patience: Patience | None = None, attendance: Attendance | None = None
    ) -> None:
        self._world = world
        self._attendance = attendance or Attendance(world)
        self._edge = edge
        self._patience = patience or Patience()
        self._offset: int | None = None  # never kept on disk: an unknown one asks from the head of the queue
        self._limit = FULL
        self._failures = 0
        self._refusals: list[float] = []  # loop times of 401s in a row

    async def step(self) -> float:
        """
        One poll; gives how many seconds to rest.

        Raises:
            Fatal: Telegram has refused the token for so long that it is wrong.
        """
        try:
            body = await self._edge.poll(self._offset, self._limit)
            await self._take(body)
        except (Refused, NetworkError, incoming.Garbage) as error:
            return await self._trouble(error)
        self._failures = 0
        self._refusals.clear()
        return 0.0

    async def _take(self, body: bytes) -> None:
        try:
            updates = incoming.answer(body)
        except incoming.Garbage:
            updates = None
        if updates is None:
            await self._take_garbage(body)
            return
        rows = [row for row in map(incoming.of, updates) if row is not None]
        await self._keep(rows)
        self._limit = FULL
        if len(rows) < len(updates):
            self._world.tally.undecodable.inc(len(updates) - len(rows))
            if not rows:  # nothing that could be confirmed: rest, or this would spin
                raise incoming.Garbage("updates without a number")

    async def _take_garbage(self, body: bytes) -> None:
        """Ask for one update at a time until the unreadable one stands alone; then keep it as it is."""
        self._world.tally.undecodable.inc()
        alone = incoming.salvage(body) if self._limit == 1 else None
        self._limit = 1
        if alone is None:
            raise incoming.Garbage("an unreadable answer")
        await self._keep([alone])

    async def _keep(self, rows: Sequence[Incoming]) -> None:
        """All rows of a poll in one transaction; then the offset."""
        now = self._world.clock.now()
        due = self._attendance.due
        if rows or due:
            async with self._world.stores.begin() as store:
                new = await store.inbox.receive(rows, now)
                if due:
                    await self._attendance.sign(store, now)
        if due:
            self._attendance.signed()
        if rows:
            self._offset = max(row.update_id for row in rows) + 1
            self._world.tally.received.inc(new)
            self._world.nudges.inbox.nudge()
        self._world.pulse.poll()

    async def _trouble(self, error: Exception) -> float:
        self._failures += 1
        kind = str(error.status) if isinstance(error, Refused) else type(error).__name__
        self._world.tally.poll_errors.labels(kind).inc()
        self._judge(error)
        if self._failures % RECYCLE == 0:
            await self._edge.hang_up()
        doubled = self._patience.first * 2.0 ** min(self._failures - 1, 16)
        rest = min(self._patience.longest, doubled)
        if isinstance(error, Refused):
            rest = max(rest, error.retry_after)
        log.warning("poll_failed", kind=kind, in_a_row=self._failures, again_in=rest)
        return rest

    def _judge(self, error: Exception) -> None:
        if not (isinstance(error, Refused) and error.status == HTTPStatus.UNAUTHORIZED):
            self._refusals.clear()
            return
        now = asyncio.get_running_loop().time()
        self._refusals.append(now)
        if len(self._refusals) >= self._patience.refusals and now - self._refusals[0] >= self._patience.over:
            raise Fatal("Telegram refuses REFUND_BOT_TOKEN: it was revoked; get the new one from @BotFather.")
