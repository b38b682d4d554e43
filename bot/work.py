"""
The working road: inbox row → the first route that fits, all or nothing each.

A scene's changes, its letters and the row's mark are committed together or not at all; a failure is tried again, then
set aside with an honest word to the person, and holds up nobody but its own chat meanwhile. Where one commit costs more
than the work, rows of several chats share it: each in a savepoint of its own, nothing told before the commit.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoTurn
from telegram import Update

from bot import reach
from bot.door import Door
from bot.road import IDLE
from bot.spinner import Spinner
from bot.turns import Turns
from bot.voice import Carrier, Voice
from bot.world import World
from domain.errors import Stale
from storage.inbox import Row
from storage.store import Store

log = structlog.get_logger(__name__)

AGAIN = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))  # after the first, second, third failure
#: How long a database that refuses is waited for: a full disk is not the update's fault, and it could not even be
#: said that it was given up.
PATIENCE = timedelta(days=1)
LONGEST_SHARE = 0.02  # seconds after which no further row joins a commit: the first one waits for it


class Undecodable(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """The raw update is none that python-telegram-bot can read."""


@dataclass(slots=True)
class _Job:
    """One row on its way, as far as it has come."""

    row: Row
    update: Update | None = None
    spinner: Spinner | None = None
    toast: str = ""
    error: Exception | None = None


class Worker:
    """
    The step of the working road. Several may walk it at once: the inbox gives each chat to one of them.

    At most `together` rows share a commit.
    """

    def __init__(self, world: World, voice: Voice, carrier: Carrier, together: int = 1) -> None:
        self._world = world
        self._voice = voice
        self._carrier = carrier
        self._door = Door(world, voice)
        self._together = together
        self._turns = Turns()
        self._alone = 0  # so many rows go one by one: what was shared failed as a whole
        self._spinners: set[asyncio.Task[None]] = set()

    async def step(self) -> float:
        """Work off the oldest rows that may be worked on; gives how many seconds until looking again is worth it."""
        jobs: list[_Job] = []
        limit = 1 if self._alone else self._together
        self._alone = max(0, self._alone - 1)
        try:
            async with self._world.stores.begin() as store:
                rows = await store.inbox.claim_some(self._world.clock.now(), limit)
                jobs += map(_Job, self._turns.order(rows))
                done = await self._share(jobs, store) if len(jobs) > 1 else [await self._do(job, store) for job in jobs]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is on record or raised again
            await self._nothing_done(jobs, error)
            return 0.0
        if store.erases:
            self._world.nudges.broom.nudge()
        for job in done:
            await self._told(job)
        return 0.0 if jobs else IDLE

    async def _share(self, jobs: Sequence[_Job], store: Store) -> list[_Job]:
        """As many as there is time for, each in a savepoint; gives those that were tried."""
        tried: list[_Job] = []
        end = asyncio.get_running_loop().time() + LONGEST_SHARE
        for job in jobs:
            try:
                async with store.attempt():
                    await self._do(job, store)
            except Exception as error:
                if of_the_database(error) or isinstance(error, Stale):
                    raise  # the whole transaction may be gone
                job.error = error
            tried.append(job)
            self._turns.had(job.row)
            await asyncio.sleep(0)  # on SQLite none of this waits for anything: between two the others have their turn
            if asyncio.get_running_loop().time() >= end:
                break
        return tried

    async def _do(self, job: _Job, store: Store) -> _Job:
        store.outbox.repeats = job.row.maybe_answered
        job.toast = await self._handle(job, store)
        return job

    async def _nothing_done(self, jobs: Sequence[_Job], error: Exception) -> None:
        """All is rolled back. One row has failed; of several nobody knows which, so each is tried by itself."""
        if not jobs:
            raise error
        if len(jobs) == 1:
            await self._failed(jobs[0], error)
            return
        log.warning("shared_commit_failed", rows=len(jobs), error=type(error).__name__, exc_info=error)
        self._alone = len(jobs)
        for job in jobs:
            if job.spinner:
                job.spinner.stop("")

    async def _told(self, job: _Job) -> None:
        """What comes after the commit."""
        if job.error is not None:
            await self._failed(job, job.error)
            return
        self._world.tally.handled.inc()
        self._world.nudges.outbox.nudge()
        if job.update and not job.update.callback_query:  # a tap brings no files
            self._world.nudges.proofs.nudge()
        else:  # and only a tap orders a dossier
            self._world.nudges.orders.nudge()
        if job.spinner:
            job.spinner.stop(job.toast)

    async def _handle(self, job: _Job, store: Store) -> str:
        """Let the first route that fits have the update, if it may come in; gives what the tap's answer shows."""
        job.update = update = self._decode(job.row.raw)
        if update.callback_query and job.row.attempts == 0:
            job.spinner = self._spin(update.callback_query.id)
        stopped = await self._door.stops(job.row, update, store)
        if stopped is not None:
            return stopped
        context = await self._context(update, store)
        await reach.note(update, store, self._world.clock.now())
        for route in self._voice.routes:
            check = route.check_update(update)
            if check is not None and check is not False:
                await route.handle_update(update, self._carrier, check, context)
                break
        await store.inbox.done(job.row.id)
        return str(context.toast or "")

    def _spin(self, tap: str) -> Spinner:
        spinner = Spinner(self._world.bot, tap, self._world.tally)
        task = asyncio.create_task(spinner.turn(), name="spinner")
        self._spinners.add(task)
        task.add_done_callback(self._spinners.discard)
        return spinner

    @property
    def spinning(self) -> int:
        """How many taps still show that we are at work."""
        return len(self._spinners)

    async def drain(self) -> None:
        """Wait until every tap is answered."""
        await asyncio.gather(*self._spinners, return_exceptions=True)

    def _decode(self, raw: str) -> Update:
        try:
            update = Update.de_json(json.loads(raw), self._world.bot)
        except Exception as error:  # de_json raises whatever bad data makes it stumble over (reliability.md, P5)
            raise Undecodable(type(error).__name__) from error
        return update

    async def _context(self, update: Update, store: Store) -> Any:
        return await self._voice.make_context(self._carrier, update, store, self._world.clock.now())

    async def _failed(self, job: _Job, error: Exception) -> None:
        """Rolled back already: write down when to try again, or that there is no use."""
        why = type(error).__name__
        tries = job.row.attempts
        self._world.tally.failures.labels("work").inc()
        if job.spinner:
            job.spinner.stop("")
        if isinstance(error, Undecodable) or (tries >= len(AGAIN) and not self._may_pass(job, error)):
            log.error("update_set_aside", update=job.row.update_id, error=why, exc_info=error)
            await self._set_aside(job, why)
            return
        wait = timedelta(0) if isinstance(error, Stale) else AGAIN[min(tries, len(AGAIN) - 1)]
        log.warning("update_failed", update=job.row.update_id, error=why, again_in=wait.total_seconds(), exc_info=error)
        async with self._world.stores.begin() as store:
            await store.inbox.retry(job.row.id, self._world.clock.now() + wait, why)
            await self._door.cut(job.row, job.update, store)

    def _may_pass(self, job: _Job, error: Exception) -> bool:
        """Whether it is the database that refuses, and not yet for too long."""
        age = self._world.clock.now() - job.row.received_at
        return of_the_database(error) and age < PATIENCE

    async def _set_aside(self, job: _Job, why: str) -> None:
        self._world.tally.set_aside.inc()
        try:
            async with self._world.stores.begin() as store:
                await store.inbox.set_aside(job.row.id, why)
                chat = job.update.effective_chat if job.update else None
                if chat:
                    await self._voice.on_mishap(store, chat.id, job.row.update_id, self._world.clock.now())
        except Exception as error:
            if of_the_database(error):
                raise  # nothing is given up in silence: the road comes again
            log.exception("no_word_of_the_mishap", update=job.row.update_id)
            async with self._world.stores.begin() as store:
                await store.inbox.set_aside(job.row.id, why)
        self._world.nudges.outbox.nudge()


def of_the_database(error: Exception) -> bool:
    """Whether the database refuses whatever it is asked: locked, full, away."""
    return isinstance(error, OperationalError | InterfaceError | NoTurn)
