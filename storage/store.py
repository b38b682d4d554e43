"""One unit of work is one transaction: everything inside happens, or nothing does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from domain import ports
from domain.errors import Stale
from storage import sql
from storage.cases import Cases
from storage.census import Census
from storage.engine import READ_ONLY, scrub, wipe
from storage.erasure import ERASED, Erasure
from storage.inbox import Inbox
from storage.keys import Keys
from storage.ledger import Ledger
from storage.looks import Looks
from storage.marks import Marks
from storage.orders import Orders
from storage.outages import Outages
from storage.outbox import Outbox
from storage.paces import Paces
from storage.people import People
from storage.proofs import Proofs
from storage.quotas import Quotas
from storage.register import Register
from storage.reminders import Reminders
from storage.screens import Screens

_RACES = frozenset({"40001", "40P01"})  # PostgreSQL: serialisation failure, deadlock


class Store(ports.Store):
    """
    One unit of work, to be entered once; commits at its end, or rolls back if an error is on its way out.

    What the scenes need are the parts that domain.ports names; keys, inbox, quotas, marks, paces, census and the
    sender's side of the outbox are for the roads of bot/. Never await Telegram inside: on SQLite all others wait for
    this unit to end.

    Raises:
        Stale: at any point, where PostgreSQL found this unit in another one's way; nothing of it has happened.
    """

    people: People
    cases: Cases
    reminders: Reminders
    ledger: Ledger
    outages: Outages
    proofs: Proofs
    register: Register
    outbox: Outbox
    screens: Screens
    orders: Orders
    looks: Looks
    erasure: Erasure

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.people = People(session)
        self.cases = Cases(session)
        self.reminders = Reminders(session)
        self.ledger = Ledger(session)
        self.outages = Outages(session)
        self.proofs = Proofs(session)
        self.register = Register(session)
        self.outbox = Outbox(session)
        self.screens = Screens(session)
        self.keys = Keys(session)
        self.orders = Orders(session)
        self.looks = Looks(session)
        self.erasure = Erasure(session)
        self.inbox = Inbox(session)
        self.quotas = Quotas(session)
        self.marks = Marks(session)
        self.paces = Paces(session)
        self.census = Census(session)

    @property
    def erases(self) -> bool:
        """Whether something was deleted in it of which nothing may be left anywhere."""
        return bool(self._session.info.get(ERASED))

    async def __aenter__(self) -> Self:
        if self._session.info.get("reading"):
            await self._session.connection(execution_options=READ_ONLY)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                await self._session.commit()
        except DBAPIError as raised:
            error = raised
            raise
        finally:
            await asyncio.shield(asyncio.create_task(self._session.close()))  # rolls back what was not committed
            if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _RACES:
                raise Stale("another unit of work got in the way") from error
        if error is None and self.erases and isinstance(self._session.bind, AsyncEngine):
            await wipe(self._session.bind)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A part of this unit of work that may fail alone: then nothing of it has happened, and the rest goes on."""
        await sql.say(self._session, "SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            await sql.say(self._session, "ROLLBACK TO SAVEPOINT attempt")
            raise
        await sql.say(self._session, "RELEASE SAVEPOINT attempt")


class Stores:
    """Where units of work come from. `close` it when the program ends."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def begin(self) -> Store:
        """A unit of work that may write: ``async with stores.begin() as store:``."""
        return Store(self._session(reading=False))

    def look(self) -> Store:
        """A unit of work that only reads: it waits for no writer's lock and locks nothing."""
        return Store(self._session(reading=True))

    async def scrub(self) -> None:
        """Let nothing that was deleted be found anywhere in SQLite's file; see `engine.scrub`. Others go on reading."""
        if self._engine.dialect.name == "sqlite":
            await asyncio.to_thread(scrub, Path(self._engine.url.database or ""))

    async def close(self) -> None:
        """Close all connections; units of work that are still open break."""
        await self._engine.dispose()

    def _session(self, *, reading: bool) -> AsyncSession:
        # populate_existing: a row read again in the same unit shows what was written since, not what was read before
        return AsyncSession(
            self._engine,
            expire_on_commit=False,
            autoflush=False,
            info={"reading": reading},
            execution_options={"populate_existing": True},
        )
