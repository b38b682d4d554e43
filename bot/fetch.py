"""
The fetching road: evidence that is only noted → its bytes from Telegram → the vault → the row. No network in between.

A file is written before its row says so; a crash leaves bytes without a row, which housekeeping sweeps, never a row
without bytes (reliability.md, P28).
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

import structlog
from telegram.error import BadRequest, TelegramError

from bot.voice import Voice
from bot.world import World
from domain import allowance
from domain.allowance import Full
from domain.errors import NoSuchPerson, VaultAway, VaultFull
from domain.evidence import PICTURES, READABLE, Proof, State
from domain.ports import Sealed

log = structlog.get_logger(__name__)

AT_ONCE = 4  # files
HEAVY = 4_000_000  # bytes: of such there is one at once, for each is in memory three times over
LOOK = 2.0  # seconds between two looks when nobody nudges
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
GIVE_UP = timedelta(days=1)  # after so long without success a file is written off, and said to be
TRIES = 8  # and not before so many of them by one process: a bot that was away for a day has tried nothing yet


class Failure(StrEnum):
    """Why bytes cannot be had; kept in the proof's `failure`."""

    TOO_BIG = "too_big"  # above what Telegram hands to a bot
    EMPTY = "empty"  # there is not one byte in it
    FULL_FILES, FULL_BYTES = Full.FILES.value, Full.BYTES.value  # its owner has no room left
    GONE = "gone"  # Telegram does not have it any more
    NO_ROOM = "no_room"  # our disk was full for a day
    UNREACHABLE = "unreachable"  # Telegram, or the store for the bytes, could not be reached for a day


class Unkeepable(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """Its bytes are here, and are not to be kept."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Fetcher:
    """The step of the fetching road."""

    def __init__(self, world: World, voice: Voice) -> None:
        self._world = world
        self._voice = voice
        self._misses: Counter[str] = Counter()  # by proof, since this process began
        self._heavy = asyncio.Lock()

    async def step(self) -> float:
        """Fetch what may be tried now; gives how many seconds until looking again is worth it."""
        async with self._world.stores.begin() as store:
            unwanted = await store.proofs.unwanted(AT_ONCE)
            proofs: Sequence[Proof] = await store.proofs.unfetched(self._world.clock.now(), AT_ONCE)
        await asyncio.gather(*(self._in_turn(proof) for proof in proofs))
        for name in unwanted:  # behind what is to be kept: a store that refuses must not hold that up
            await self._remove(name)
        if proofs:
            self._world.nudges.heart.nudge()
            self._world.nudges.pictures.nudge()
        return 0.0 if proofs or unwanted else LOOK

    async def _remove(self, name: str) -> None:
        """Bytes that their owner has deleted: the file first, then the row that remembers it."""
        await self._world.vault.remove(name)
        async with self._world.stores.begin() as store:
            await store.proofs.removed(name)

    async def _in_turn(self, proof: Proof) -> None:
        async with self._heavy if proof.size > HEAVY else nullcontext():
            await self._fetch(proof)

    async def _fetch(self, proof: Proof) -> None:
        try:
            data = await self._bytes(proof)
            sealed = await self._world.vault.put(proof.owner, data)
        except (TelegramError, VaultFull, VaultAway, Unkeepable) as error:
            await self._missed(proof, error)
        except NoSuchPerson:
            return  # forgotten meanwhile, and the proof with its owner
        else:
            await self._kept(proof, sealed, await self._taken(proof, sealed, data))

    async def _bytes(self, proof: Proof) -> bytes:
        file = await self._world.bot.get_file(proof.file_id)
        if (file.file_size or 0) > allowance.FILE:  # a Bot API server of one's own hands out more
            raise Unkeepable(Failure.TOO_BIG)
        data = await file.download_as_bytearray()  # the address holds the token: the File is never kept
        if not data:
            raise Unkeepable(Failure.EMPTY)
        if len(data) > allowance.FILE:
            raise Unkeepable(Failure.TOO_BIG)
        return bytes(data)

    async def _taken(self, proof: Proof, sealed: Sealed, data: bytes) -> str:
        """When a picture says it was taken; what Telegram has compressed says nothing any more."""
        if self._world.exposure is None or proof.compressed or sealed.type not in PICTURES:
            return ""
        return await self._world.exposure.taken(data)

    async def _kept(self, proof: Proof, sealed: Sealed, taken: str) -> None:
        saved = False
        async with self._world.stores.begin() as store:
            full = (await store.proofs.used(proof.owner, proof.id)).full(sealed.size)
            fresh = await store.proofs.get(proof.owner, proof.id)
            if fresh is not None and full is None:
                found = replace(
                    fresh,
                    state=State.KEPT,
                    stored_as=sealed.stored_as,
                    size=sealed.size,
                    sha256=sealed.sha256,
                    type=sealed.type,
                    taken=taken,
                )
                saved = await store.proofs.save(found, self._world.clock.now())
                if saved and self._world.eyes is not None and found.type in READABLE:
                    await store.looks.wish(found)
        if not saved:  # its owner has deleted it meanwhile, or has no room, or another worker was faster
            await self._world.vault.remove(sealed.stored_as)
        if full is not None:
            await self._missed(proof, Unkeepable(Failure(full)))
            return
        self._misses.pop(proof.id, None)
        self._world.tally.proofs.labels("kept").inc()

    async def _missed(self, proof: Proof, error: Exception) -> None:
        now = self._world.clock.now()
        age = now - proof.received
        self._misses[proof.id] += 1
        failure = failure_of(error, age, self._misses[proof.id])
        self._world.tally.proofs.labels(failure.value if failure else "later").inc()
        log.warning("proof_not_fetched", error=type(error).__name__, failure=failure, age=age.total_seconds())
        async with self._world.stores.begin() as store:
            if failure is None:
                if isinstance(error, VaultFull):
                    await self._voice.on_no_room(store, proof, now)
                # as long again as it has been missing: doubling, without a counter to keep
                await store.proofs.retry_later(proof.id, now + min(LONGEST_WAIT, max(FIRST_WAIT, age)))
                return
            self._misses.pop(proof.id, None)
            fresh = await store.proofs.get(proof.owner, proof.id)
            if fresh is not None:
                await store.proofs.save(replace(fresh, state=State.FAILED, failure=failure.value), now)


def failure_of(error: Exception, age: timedelta, tries: int) -> Failure | None:
    """Why the bytes cannot be had; None while trying again makes sense. `age`: since the file reached us."""
    if isinstance(error, Unkeepable):
        return error.failure
    text = str(error).lower()
    if isinstance(error, BadRequest) and "too big" in text:
        return Failure.TOO_BIG
    if isinstance(error, BadRequest) and "temporarily unavailable" not in text:
        return Failure.GONE
    if age < GIVE_UP or tries < TRIES:
        return None
    if isinstance(error, VaultFull):
        return Failure.NO_ROOM
    return Failure.GONE if isinstance(error, BadRequest) else Failure.UNREACHABLE
