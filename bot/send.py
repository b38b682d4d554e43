"""
The sending road: outbox → lease → Telegram → mark. At least once; twice only where nobody can know (once in doubt).

One letter at a time per chat, a few chats at once, weightier letters first; a letter in doubt holds up nobody in its
chat. Telegram is never awaited inside a transaction.
"""

import asyncio
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

import structlog

from bot.courier import Courier, Delivery
from bot.pace import Pace
from bot.receive import Patience
from bot.road import IDLE
from bot.verdicts import Fate
from bot.voice import Voice
from bot.wire import Wire
from bot.wording import Wording
from bot.world import World
from domain.ledger import Why
from domain.post import Letter
from storage.gallery import Gallery
from storage.letters import Leased
from storage.store import Store

log = structlog.get_logger(__name__)

IN_FLIGHT = 4  # letters under way at once: also how many a crash can show twice (reliability.md, section 0)
LONGEST_WAIT = timedelta(seconds=30)  # between tries of a letter that surely did not arrive
IN_DOUBT = (timedelta(seconds=60), timedelta(minutes=5), timedelta(minutes=30))  # then it is given up
LAST_TRY = timedelta(hours=1)  # in a storm the last one waits for its end, but no longer than this
SWEEP = 5.0  # seconds between two looks for leases that ran out
MARK_TRIES = 5  # a mark that fails leaves the letter to be sent again: so it is tried harder than anything


class Sender:
    """The step of the sending road; its letters fly as tasks of their own."""

    def __init__(
        self,
        world: World,
        voice: Voice,
        pace: Pace | None = None,
        patience: Patience | None = None,
        *,
        shared: bool = False,
    ) -> None:
        self._world = world
        self._pace = pace or Pace()
        self._shared = shared  # other workers speak, too: the pace is what all of them said
        self._wire = Wire(world.bot.get_me, world.nudges.outbox.nudge, patience or Patience())
        self._wording = Wording(world, voice)
        self._courier = Courier(world.bot, world.vault, Gallery(world.settings.data_dir))
        self._flying: dict[int, asyncio.Task[None]] = {}  # by chat, until the letter is marked
        self._landed: list[tuple[Leased, Delivery]] = []  # not marked yet
        self._doubted: set[str] = set()  # letters that a storm left in doubt: they rest until it is over
        self._swept = -SWEEP  # loop time at which leases that ran out were last looked for

    @property
    def in_flight(self) -> int:
        """How many letters are under way, or not marked yet."""
        return len(self._flying)

    async def step(self) -> float:
        """Mark what has landed, send off what may go now; gives how many seconds until looking again is worth it."""
        asked = self._time()
        if await self._turn_over(self._pace.room(asked)):
            return 0.0
        closed = self._pace.opens_in(asked)  # from then: it may have opened while marks were written
        return min(IDLE, max(0.0, closed - (self._time() - asked)))

    async def drain(self) -> None:
        """Wait until every letter under way is marked."""
        await asyncio.gather(*self._flying.values(), return_exceptions=True)
        await self._turn_over(0)
        await self._wire.close()

    @staticmethod
    def _time() -> float:
        return asyncio.get_running_loop().time()

    async def _turn_over(self, room: int) -> int:
        """One commit marks all that has landed and leases what flies next; gives how many took off."""
        landed, self._landed = self._landed, []
        rested = set() if self._wire.rough else set(self._doubted)
        room = self._may_fly(room, len(self._flying) - len(landed))
        if not landed and not rested and room < 1:
            return 0
        letters = await self._mark_and_lease(landed, rested, room)
        for leased, _ in landed:
            self._flying.pop(leased.letter.chat, None)
        for leased, letter in letters:
            task = asyncio.create_task(self._carry(leased, letter), name=f"letter {letter.key}")
            self._flying[leased.letter.chat] = task
        return len(letters)

    async def _mark_and_lease(
        self, landed: Sequence[tuple[Leased, Delivery]], rested: AbstractSet[str], room: int
    ) -> list[tuple[Leased, Letter]]:
        down = {leased.letter.chat for leased, _ in landed}
        try:
            async with self._world.stores.begin() as store:
                for leased, delivery in landed:
                    await self._mark(store, leased, delivery)
                await store.outbox.wake(rested, self._world.clock.now())
                letters = await self._lease(store, room, self._flying.keys() - down)
        except Exception:
            if not landed:
                raise
            log.exception("marks_failed", letters=len(landed))
            for leased, delivery in landed:  # one that cannot be marked must not keep the others from it
                await self._mark_surely(leased, delivery)
            return []
        self._doubted -= rested
        return letters

    def _may_fly(self, room: int, flying: int) -> int:
        """How many more, when so many fly: as the pace, our own cap and the wire allow."""
        carries = min(IN_FLIGHT, self._wire.carries())
        return min(room, max(0, int(carries) - flying))

    async def _lease(self, store: Store, room: int, busy: AbstractSet[int]) -> list[tuple[Leased, Letter]]:
        if room < 1:
            return []
        if self._time() >= self._swept + SWEEP:
            await store.outbox.free_expired(self._world.clock.now())
            self._swept = self._time()
        ahead = await self._recall(store) if self._shared else 0.0
        room = min(room, self._pace.room(self._time()))
        held = self._pace.blocked(self._time()) | busy
        leased = await store.outbox.lease(self._world.clock.now(), room, held) if room else []
        letters = [(each, await self._wording.of(store, each)) for each in leased]
        for _, letter in letters:
            self._pace.take(letter.chat, self._time())
        if self._shared and letters:
            clear = self._pace.clear({letter.chat for _, letter in letters})
            await store.paces.say({chat: at - ahead for chat, at in clear.items()})
        return letters

    async def _recall(self, store: Store) -> float:
        """What all workers said, as our own pace; gives how far our clock is ahead of the database's, in seconds."""
        spoken = await store.paces.spoken()
        ahead = self._time() - spoken.now
        self._pace.recall({chat: at + ahead for chat, at in spoken.clear.items()}, spoken.silent_until + ahead)
        return ahead

    async def _carry(self, leased: Leased, letter: Letter) -> None:
        try:
            delivery = await self._courier.deliver(letter)
            self._world.tally.letters.labels(delivery.fate.value).inc()
            self._wire.met(delivery.fate, letter.key)
            if delivery.fate is Fate.WAIT:
                self._pace.pause(asyncio.get_running_loop().time(), delivery.wait)
            if delivery.fate is not Fate.SENT:
                log.warning("letter_not_sent", method=letter.method, fate=delivery.fate.value, why=delivery.why)
        except BaseException:  # cut short: nobody knows, and the lease will end by itself
            self._flying.pop(leased.letter.chat, None)
            raise
        self._landed.append((leased, delivery))
        self._world.nudges.outbox.nudge()

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
        self._doubted.discard(leased.letter.key)
        match delivery.fate:
            case Fate.SENT:
                await outbox.sent(token, delivery.message_id, now)
            case Fate.WAIT:
                if self._shared:
                    await store.paces.hush(delivery.wait)
                await outbox.retry(token, now + timedelta(seconds=delivery.wait), delivery.why, unknown=False)
            case Fate.NOT_SENT:
                await outbox.retry(token, now + _soon(leased.attempt), delivery.why, unknown=False)
            case Fate.UNREACHABLE if await outbox.somebody_lives_in(leased.letter.chat):
                await outbox.retry(token, now, delivery.why, unknown=False)
                await outbox.pause_person(leased.letter.chat, now)
            case Fate.UNKNOWN if leased.doubts < len(IN_DOUBT):
                await outbox.retry(token, now + self._rest(leased), delivery.why, unknown=True)
            case Fate.UNKNOWN:
                await outbox.failed(token, delivery.why, now, Why.IN_DOUBT)
            case _:
                await outbox.failed(token, delivery.why, now)

    def _rest(self, leased: Leased) -> timedelta:
        """How long a letter in doubt rests; in a storm no longer than it lasts, and the last try waits for its end."""
        if not self._wire.rough:
            return IN_DOUBT[leased.doubts]
        self._doubted.add(leased.letter.key)
        return IN_DOUBT[leased.doubts] if leased.doubts + 1 < len(IN_DOUBT) else LAST_TRY


def _soon(attempt: int) -> timedelta:
    """1, 2, 4 … seconds after the first, second, third … try."""
    return min(LONGEST_WAIT, timedelta(seconds=2.0 ** min(attempt - 1, 6)))
