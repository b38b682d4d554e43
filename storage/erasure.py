"""
What is kept of a person, and the one place that forgets it for good: everything, or one case.

Rows go at once; files are named in `unwanted` in the same unit of work and removed by the fetching road; the key goes
with its person, so that no copy of their evidence, wherever it lies, can be opened again. On SQLite the log that
still holds the old pages is emptied once the unit is committed (`Store`), and the file is written anew soon after.
"""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Text, case, cast, delete, func, insert, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.erasure import FAREWELL, Holdings
from domain.evidence import State
from domain.moments import Moment
from storage import portions, sql, written
from storage.columns import Paper
from storage.custody_tables import UnwantedRow
from storage.inbox import later
from storage.marks import SCRUB
from storage.order_tables import OrderRow
from storage.portions import Portion
from storage.road_tables import InboxRow, MarkRow, OutageRow, OutboxRow, QuotaRow, ScreenRow
from storage.schema import SCHEMA
from storage.tables import CaseRow, ErasureRow, KeyRow, PersonRow, ProofRow, ProofSetRow, ReminderRow

ERASED = "erased"  # in a session's info: something was deleted that must not be found in the log either
_OVER = ("sent", "failed", "dropped")


class Erasure:
    """domain.erasure.Erasure on tables."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def holdings(self, person: int) -> Holdings:
        """What is kept of the person, counted."""
        known = (await self._session.exec(select(PersonRow).where(col(PersonRow.id) == person))).first()
        archived = func.count().filter(col(CaseRow.archived).is_(True))
        cases, away = (
            await self._session.exec(select(func.count(), archived).where(col(CaseRow.owner) == person))
        ).one()
        stands = (col(ProofRow.owner) == person, col(ProofRow.state) != State.DELETED)
        files, size = (
            await self._session.exec(select(func.count(), func.coalesce(func.sum(ProofRow.size), 0)).where(*stands))
        ).one()
        identity = written.read_identity(known.identity) if known else None
        named = identity is not None and any((identity.name, identity.phone, identity.address))
        return Holdings(cases, away, files, int(size), named, known.joined if known else None)

    async def everything(self, person: int) -> Portion:
        """All rows of the person, as JSON has them; what the database keeps as JSON is no text in it."""
        chat = (await self._session.exec(select(PersonRow.chat).where(col(PersonRow.id) == person))).first() or person
        connection = await self._session.connection()
        whole = await connection.run_sync(lambda there: portions.of(there, portions.tables_of(SCHEMA), person, chat))
        return {name: [_plain(name, row) for row in rows] for name, rows in whole.items()}

    async def forget(self, person: int, now: Moment) -> None:
        """
        Delete everything of a person for good, and leave the id of their key behind as destroyed.

        What Telegram delivered and is still waiting stays in line: it was said after the wish to be forgotten; what was
        put off was said before it.
        """
        mine = col(PersonRow.id) == person
        chat = (await self._session.exec(select(PersonRow.chat).where(mine).with_for_update())).first() or person
        files = await self._files(col(ProofRow.owner) == person, col(OrderRow.owner) == person)
        key = (await self._session.exec(select(KeyRow.id).where(col(KeyRow.owner) == person))).first()
        await self._session.exec(delete(PersonRow).where(mine))
        await self._session.exec(delete(OutboxRow).where(col(OutboxRow.chat) == chat))
        await self._session.exec(delete(ScreenRow).where(col(ScreenRow.chat) == chat))
        await self._session.exec(delete(QuotaRow).where(col(QuotaRow.queue) == str(chat)))
        await self._session.exec(delete(InboxRow).where(col(InboxRow.queue) == later(str(chat))))
        over = (col(InboxRow.queue) == str(chat), col(InboxRow.state) != "waiting")
        await self._session.exec(update(InboxRow).where(*over).values(raw="", error="", queue=""))
        last = update(OutageRow).where(col(OutageRow.told_up_to) == person)  # whoever comes next is still told
        await self._session.exec(last.values(told_up_to=case((col(OutageRow.told), None), else_=person - 1)))
        await self._unwanted(files)
        gone = {"key": key or secrets.token_hex(16), "at": now, "spread": False}
        await self._session.exec(insert(ErasureRow).values(**gone))
        await self._leave_no_trace()

    async def forget_case(self, owner: int, case: str) -> bool:
        """
        Delete the owner's case with its journal, reminders, evidence and what was written about it.

        Letters that were sent go too, all of them: they may name the case. False if there is no such case.
        """
        mine = (col(CaseRow.owner) == owner, col(CaseRow.id) == case)
        found = (await self._session.exec(select(CaseRow.id).where(*mine).with_for_update())).first()
        if found is None:
            return False
        chat = (await self._session.exec(select(PersonRow.chat).where(col(PersonRow.id) == owner))).one()
        files = await self._files(_of_case(owner, case), col(OrderRow.case_id) == case)
        about = await self._about(chat, case)
        await self._session.exec(delete(CaseRow).where(*mine))
        await self._session.exec(delete(OutboxRow).where(col(OutboxRow.chat) == chat, about))
        await self._session.exec(delete(ScreenRow).where(col(ScreenRow.chat) == chat, col(ScreenRow.screen) == case))
        used = select(ProofRow.stored_as).where(col(ProofRow.stored_as).in_(files))
        await self._unwanted(set(files) - set((await self._session.exec(used)).all()))
        await self._leave_no_trace()
        return True

    async def forget_farewells(self) -> None:
        """Delete last words that have gone out: they hold the number of a chat."""
        gone = (col(OutboxRow.key) >= f"{FAREWELL}:", col(OutboxRow.key) < f"{FAREWELL};")
        await self._session.exec(delete(OutboxRow).where(*gone, col(OutboxRow.state).in_(_OVER)))

    async def destroyed(self, limit: int) -> list[str]:
        """Ids of destroyed keys of which the files of keys beside the backups do not know yet."""
        fresh = select(ErasureRow.key).where(col(ErasureRow.spread).is_(False)).limit(limit)
        return list((await self._session.exec(fresh)).all())

    async def spread(self, keys: Collection[str]) -> None:
        """Those files know of them now."""
        told = update(ErasureRow).where(col(ErasureRow.key).in_(keys))
        await self._session.exec(told.values(spread=True))

    async def _leave_no_trace(self) -> None:
        """The log is emptied once this is committed, the file written anew by the next round of housekeeping."""
        self._session.info[ERASED] = True
        await sql.put(self._session, MarkRow, {"name": SCRUB, "value": "yes"}, "name")

    async def _files(self, proofs: ColumnElement[bool], orders: ColumnElement[bool]) -> list[str]:
        """The names in the vault of such evidence, and of such dossiers."""
        kept = select(ProofRow.stored_as).where(proofs, col(ProofRow.stored_as) != "")
        made = (await self._session.exec(select(OrderRow.files).where(orders))).all()
        return [*(await self._session.exec(kept)).all(), *(name for files in made for name in files)]

    async def _about(self, chat: int, case: str) -> ColumnElement[bool]:
        """Letters that were sent, and those that speak of the case: by screen, by reminder, by a button."""
        reminders = select(ReminderRow.id).where(col(ReminderRow.case_id) == case)
        theirs = select(OutboxRow.id).where(
            col(OutboxRow.chat) == chat,
            or_(
                col(OutboxRow.state).in_(_OVER),
                col(OutboxRow.screen) == case,
                col(OutboxRow.reminder).in_(reminders),
                cast(OutboxRow.payload, Text).contains(f"|{case}|", autoescape=True),
            ),
        )
        return col(OutboxRow.id).in_((await self._session.exec(theirs)).all())

    async def _unwanted(self, names: Iterable[str]) -> None:
        await sql.add_unknown(self._session, UnwantedRow, [{"stored_as": name} for name in names], "stored_as")


def _plain(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    papers = {column.name for column in SCHEMA.tables[table].c if isinstance(column.type, Paper)}
    return {name: _read(value) if name in papers else value for name, value in row.items()}


def _read(paper: Any) -> Any:
    return json.loads(paper) if isinstance(paper, str) else paper


def _of_case(owner: int, case: str) -> ColumnElement[bool]:
    """The evidence that goes with a case."""
    sets = select(ProofSetRow.id).where(col(ProofSetRow.case_id) == case)
    return (col(ProofRow.owner) == owner) & or_(col(ProofRow.case_id) == case, col(ProofRow.set_id).in_(sets))
