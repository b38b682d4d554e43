"""
The sending road: outbox → lease → Telegram → mark. At least once; twice only where nobody can know (once in doubt).

One letter at a time per chat, a few chats at once, weightier letters first. Telegram is never awaited inside a
transaction.
"""

import asyncio
from datetime import timedelta

import structlog

from bot.courier import Courier, Delivery
from bot.pace import Pace
from bot.road import IDLE
from bot.verdicts import Fate
from bot.voice import Voice
from bot.wording import Wording
from bot.world import World
from domain.ledger import Why
from domain.post import Letter
from storage.letters import Leased
from storage.store import Store

log = structlog.get_logger(__name__)

IN_FLIGHT = 4  # letters under way at once: also how many a crash can show twice (reliability.md, section 0)
LONGEST_WAIT = timedelta(minutes=1)  # between tries of a letter that surely did not arrive
IN_DOUBT = (timedelta(seconds=60), timedelta(minutes=5), timedelta(minutes=30))  # then it is given up
MARK_TRIES = 5  # a mark that fails leaves the letter to be sent again: so it is tried harder than anything


class Sender:
    """The step of the sending road; its letters fly as tasks of their own."""

    def __init__(self, world: World, voice: Voice, pace: Pace | None = None) -> None:
        self._world = world
        self._pace = pace or Pace()
        self._wording = Wording(world, voice)
        self._courier = Courier(world.bot, world.vault)
        self._flying: dict[int, asyncio.Task[None]] = {}  # by chat
        self._doubts: dict[str, int] = {}  # unknown outcomes by letter, since this process began

    @property
    def in_flight(self) -> int:
        """How many letters are under way."""
        return len(self._flying)

    async def step(self) -> float:
        """Send off what may go now; gives how many seconds until looking again is worth it."""
        loop_time = asyncio.get_running_loop().time()
        room = min(IN_FLIGHT - len(self._flying), self._pace.room(loop_time))
        if room > 0:
            busy = self._pace.blocked(loop_time) | self._flying.keys()
            if await self._lease(room, busy):
                return 0.0
        return min(IDLE, self._pace.opens_in(asyncio.get_running_loop().time()))

    async def drain(self) -> None:
        """Wait until every letter under way is marked."""
        await asyncio.gather(*self._flying.values(), return_exceptions=True)

    async def _lease(self, room: int, busy: set[int] | frozenset[int]) -> int:
        async with self._world.stores.begin() as store:
            leased = await store.outbox.lease(self._world.clock.now(), room, busy)
            letters = [(each, await self._wording.of(store, each)) for each in leased]
        for each, letter in letters:
            self._pace.take(letter.chat, asyncio.get_running_loop().time())
            task = asyncio.create_task(self._carry(each, letter), name=f"letter {letter.key}")
            self._flying[letter.chat] = task
        return len(letters)

    async def _carry(self, leased: Leased, letter: Letter) -> None:
        try:
            delivery = await self._courier.deliver(letter)
            self._world.tally.letters.labels(delivery.fate.value).inc()
            if delivery.fate is Fate.WAIT:
                self._pace.pause(asyncio.get_running_loop().time(), delivery.wait)
            if delivery.fate is not Fate.SENT:
                log.warning("letter_not_sent", method=letter.method, fate=delivery.fate.value, why=delivery.why)
            await self._mark_surely(leased, delivery)
            self._remember(leased, delivery)
        finally:
            self._flying.pop(leased.letter.chat, None)
            self._world.nudges.outbox.nudge()

    def _remember(self, leased: Leased, delivery: Delivery) -> None:
        if delivery.fate is Fate.UNKNOWN:
            self._doubts[leased.letter.key] = self._doubts_of(leased) + 1
        elif delivery.fate in {Fate.SENT, Fate.DEAD}:
            self._doubts.pop(leased.letter.key, None)

    async def _mark_surely(self, leased: Leased, delivery: Delivery) -> None:
        for attempt in range(1, MARK_TRIES + 1):
            try:
                async with self._world.stores.begin() as store:
                    await self._mark(store, leased, delivery)
            except Exception:
                log.exception("mark_failed", attempt=attempt)
                self._world.tally.failures.labels("mark").inc()
                await asyncio.sleep(0.2 * attempt)
            else:
                return

    async def _mark(self, store: Store, leased: Leased, delivery: Delivery) -> None:
        now, token, outbox = self._world.clock.now(), leased.token, store.outbox
        match delivery.fate:
            case Fate.SENT:
                await outbox.sent(token, delivery.message_id, now)
            case Fate.WAIT:
                await outbox.retry(token, now + timedelta(seconds=delivery.wait), delivery.why, unknown=False)
            case Fate.NOT_SENT:
                await outbox.retry(token, now + _soon(leased.attempt), delivery.why, unknown=False)
            case Fate.UNREACHABLE:
                await outbox.retry(token, now, delivery.why, unknown=False)
                await outbox.pause_person(leased.letter.chat, now)
            case Fate.UNKNOWN if (doubts := self._doubts_of(leased)) < len(IN_DOUBT):
                await outbox.retry(token, now + IN_DOUBT[doubts], delivery.why, unknown=True)
            case Fate.UNKNOWN:
                await outbox.failed(token, delivery.why, now, Why.IN_DOUBT)
            case _:
                await outbox.failed(token, delivery.why, now)

    def _doubts_of(self, leased: Leased) -> int:
        """How often it was unknown before; a letter that another process left in doubt has been so at least once."""
        return self._doubts.get(leased.letter.key, int(leased.maybe_arrived))


def _soon(attempt: int) -> timedelta:
    """1, 2, 4 … seconds after the first, second, third … try."""
    return min(LONGEST_WAIT, timedelta(seconds=2.0 ** min(attempt - 1, 6)))
