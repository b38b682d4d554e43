"""
The working road: inbox row → the first route that fits, one transaction each.

A scene's changes, its letters and the row's mark are committed together or not at all; a failure is tried again, then
set aside with an honest word to the person, and holds up nobody but its own chat meanwhile.
"""

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoTurn
from telegram import Update

from bot import reach
from bot.road import IDLE
from bot.spinner import Spinner
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


class Undecodable(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """The raw update is none that python-telegram-bot can read."""


@dataclass(slots=True)
class _Job:
    """One row on its way, as far as it has come."""

    row: Row
    update: Update | None = None
    spinner: Spinner | None = None


class Worker:
    """The step of the working road. Several may walk it at once: the inbox gives each chat to one of them."""

    def __init__(self, world: World, voice: Voice, carrier: Carrier) -> None:
        self._world = world
        self._voice = voice
        self._carrier = carrier
        self.busy = 0
        self._spinners: set[asyncio.Task[None]] = set()

    async def step(self) -> float:
        """Work off the oldest row that may be worked on; gives how many seconds until looking again is worth it."""
        job: _Job | None = None
        self.busy += 1
        try:
            async with self._world.stores.begin() as store:
                row = await store.inbox.claim(self._world.clock.now(), ())
                if row is None:
                    return IDLE
                job = _Job(row)
                store.outbox.repeats = row.maybe_answered
                toast = await self._handle(job, store)
                await store.inbox.done(row.id)
        except Exception as error:
            if job is None:
                raise
            await self._failed(job, error)
        else:
            self._settled(job, toast)
        finally:
            self.busy -= 1
        return 0.0

    async def _handle(self, job: _Job, store: Store) -> str:
        """Let the first route that fits have the update; gives what the tap's answer shows."""
        job.update = update = self._decode(job.row.raw)
        if update.callback_query and job.row.attempts == 0:
            job.spinner = self._spin(update.callback_query.id)
        context = await self._context(update, store)
        await reach.note(update, store, self._world.clock.now())
        for route in self._voice.routes:
            check = route.check_update(update)
            if check is not None and check is not False:
                await route.handle_update(update, self._carrier, check, context)
                break
        return str(context.toast or "")

    def _spin(self, tap: str) -> Spinner:
        spinner = Spinner(self._world.bot, tap, self._world.tally)
        task = asyncio.create_task(spinner.turn(), name="spinner")
        self._spinners.add(task)
        task.add_done_callback(self._spinners.discard)
        return spinner

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

    def _settled(self, job: _Job, toast: str) -> None:
        self._world.tally.handled.inc()
        self._world.nudges.outbox.nudge()
        self._world.nudges.proofs.nudge()
        if job.spinner:
            job.spinner.stop(toast)

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
