"""
The ticker. APScheduler wakes the roads, and that is all it does: what is due stands in the database.

Its jobs are lost at a crash and asleep when the wall clock is set back (reliability.md, P9 to P13), so every road
also looks by itself, at the latest after a few seconds.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.voice import Voice
from bot.world import World
from domain.errors import NoSuchPerson, ProofDamaged
from domain.evidence import Proof
from domain.moments import Moment
from storage import keyfile
from storage.marks import BACKUPS, SCRUB

log = structlog.get_logger(__name__)

LOOK = 2.0  # seconds after which the heartbeat looks by itself: less than Pulse calls a stall
BROOM = 3600.0  # seconds between two rounds of housekeeping
AT_ONCE = 50  # files of the time before encryption in one round
KEEP_LETTERS = timedelta(days=30)  # after a letter is over; what was due and what became of it, the reminders say
BITE = 500  # letters forgotten in one transaction: nobody waits long behind it
KEEP_IDS = timedelta(hours=48)  # how long a seen update is known again; Telegram repeats for 24 h


def ticker(world: World) -> AsyncIOScheduler:
    """A scheduler, not started, that wakes the roads each second and the broom each hour."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    nudges = world.nudges
    scheduler.add_job(_tick(nudges.heart), "interval", seconds=1, id="heartbeat")
    scheduler.add_job(_tick(nudges.proofs), "interval", seconds=1, id="fetch")
    scheduler.add_job(_tick(nudges.broom), "interval", hours=1, id="housekeeping")
    scheduler.add_listener(lambda event: _job_failed(world, event), EVENT_JOB_ERROR)
    return scheduler


def _tick(nudge: Any) -> Any:
    async def tick() -> None:
        nudge.nudge()

    return tick


def _job_failed(world: World, event: Any) -> None:
    world.tally.failures.labels("ticker").inc()
    log.error("job_failed", job=event.job_id, error=type(event.exception).__name__)


class Heart:
    """The step of the heartbeat road: what is due is said, in one transaction, until nothing is due."""

    def __init__(self, world: World, voice: Voice) -> None:
        self._world = world
        self._voice = voice
        self.beaten = world.clock.now() - timedelta(days=1)  #: the last moment at which nothing more was due

    async def step(self) -> float:
        """One beat; gives how many seconds until looking again is worth it."""
        now = self._world.clock.now()
        async with self._world.stores.begin() as store:
            done = await self._voice.beat(store, now)
        self._world.pulse.beat()
        if done:
            self._world.nudges.outbox.nudge()
            return 0.0
        self.beaten = now
        return LOOK


class Broom:
    """
    The step of the housekeeping road, each hour and whenever something was erased.

    Forgets old updates and letters, strikes destroyed keys, encrypts old bytes, sweeps what no row speaks of.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.rounds = 0  #: that have come to their end

    async def step(self) -> float:
        """One round; gives how many seconds until the next."""
        try:
            return await self._step()
        finally:
            self.rounds += 1

    async def _step(self) -> float:
        now = self._world.clock.now()
        async with self._world.stores.begin() as store:
            await store.inbox.forget(now - KEEP_IDS)
            await store.quotas.forget(now)
            await store.paces.forget()
            await store.erasure.forget_farewells()
            sent = await store.orders.sent()
            await store.orders.forget(now - KEEP_IDS)
            plain = await store.proofs.plain(AT_ONCE)
        await self._forget_letters(now - KEEP_LETTERS)
        await self._scrub()
        await self._strike_keys()
        encrypted = await self._encrypt(plain)
        async with self._world.stores.look() as store:
            known = await store.proofs.stored() | await store.orders.stored()
        for file in sent:  # a dossier that has arrived is in its owner's chat, and needs no copy here
            await self._world.vault.remove(file)
        swept = await self._world.vault.sweep(known)
        log.info("swept", orphans=swept, encrypted=encrypted)
        return BROOM if encrypted < AT_ONCE else 0.0

    async def _forget_letters(self, before: Moment) -> None:
        """What the chat itself shows for good; its key is needed as long as its cause may come again."""
        forgotten = BITE
        while forgotten == BITE:
            async with self._world.stores.begin() as store:
                forgotten = await store.outbox.forget(before, BITE)

    async def _scrub(self) -> None:
        """Where something was erased, no page and no log may hold it."""
        async with self._world.stores.look() as store:
            wanted = await store.marks.get(SCRUB) == "yes"
        if not wanted:
            return
        await self._world.stores.scrub()
        async with self._world.stores.begin() as store:
            await store.marks.put(SCRUB, "no")

    async def _strike_keys(self) -> None:
        """Out of the files beside the backups too: from then on nobody opens there who was forgotten here."""
        async with self._world.stores.look() as store:
            keys = await store.erasure.destroyed(AT_ONCE)
            folders = [Path(each) for each in json.loads(await store.marks.get(BACKUPS) or "[]")]
        if not keys:
            return
        bot = self._world.settings.token.partition(":")[0]
        missed = await asyncio.to_thread(keyfile.strike, folders, bot, keys)
        if missed:  # tried again each hour, and done by the next backup in any case
            log.warning("keys_not_struck", folders=[str(each) for each in missed])
            return
        async with self._world.stores.begin() as store:
            await store.erasure.spread(keys)

    async def _encrypt(self, proofs: Sequence[Proof]) -> int:
        """Files of the time before encryption: the new file, then the row, then the old file's end; gives how many."""
        encrypted = 0
        for proof in proofs:
            try:
                name = await self._world.vault.encrypt(proof.owner, proof.stored_as)
            except (ProofDamaged, NoSuchPerson) as error:
                log.warning("not_encrypted", proof=proof.id, error=type(error).__name__)
                continue
            async with self._world.stores.begin() as store:
                moved = await store.proofs.move(proof, name)
            if moved:
                await self._world.vault.remove(proof.stored_as)
                encrypted += 1
        return encrypted
