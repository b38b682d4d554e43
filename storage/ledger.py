"""The delivery ledger, read: what was promised, and what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.ledger import LATE, Account, Late, LedgerLine, Page, Result, Why
from domain.moments import Moment
from storage.outages import Outages
from storage.tables import PersonRow, ReminderRow


class Ledger:
    """domain.ports.Ledger on tables."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def coming(self, owner: int, now: Moment, page: Page) -> Sequence[LedgerLine]:
        """What is planned for the owner, soonest first."""
        return await self._lines(owner, page, _coming(now), (col(ReminderRow.at), col(ReminderRow.id)))

    async def past(self, owner: int, now: Moment, page: Page) -> Sequence[LedgerLine]:
        """What fell due, or ended before it did, the latest first."""
        when = func.coalesce(col(ReminderRow.settled_at), col(ReminderRow.at))
        return await self._lines(owner, page, ~_coming(now), (when.desc(), col(ReminderRow.id)))

    async def _lines(
        self, owner: int, page: Page, which: ColumnElement[bool], order: Sequence[Any]
    ) -> Sequence[LedgerLine]:
        other = aliased(ReminderRow)
        query = (
            select(ReminderRow, other.kind)
            .join(other, col(other.id) == col(ReminderRow.merged_into), isouter=True)
            .where(col(ReminderRow.owner) == owner, which)
            .order_by(*order)
            .offset(page.skip)
            .limit(page.limit)
        )
        if page.case:
            query = query.where(col(ReminderRow.case_id) == page.case)
        return [_line(row, into or "") for row, into in (await self._session.exec(query)).all()]

    async def account(self, owner: int, now: Moment) -> Account:
        """What is owed to the owner: what is due and neither sent nor settled otherwise, and what is to come."""
        open_ones = col(ReminderRow.state).in_((Result.PLANNED, Result.HANDED_OVER))
        owed = func.count().filter(col(ReminderRow.at) <= now)
        coming = col(ReminderRow.at) > now
        query = select(owed, func.count().filter(coming), func.min(col(ReminderRow.at)).filter(coming))
        found = await self._session.exec(query.where(col(ReminderRow.owner) == owner, open_ones))
        return Account(*found.one())

    async def note_late(self, reminder: str, now: Moment, *, away: bool) -> tuple[timedelta, Late] | None:
        """
        How late a reminder is if it goes now, and why, written down for its reader; None where it is not late.

        `away`: nobody was there until just now, which no outage tells of yet.
        """
        query = select(ReminderRow.at, PersonRow.returned_at).join(PersonRow, col(PersonRow.id) == ReminderRow.owner)
        found = (await self._session.exec(query.where(col(ReminderRow.id) == reminder))).first()
        if found is None or now - found[0] <= LATE:
            return None
        at, returned = found
        wrong = await Outages(self._session).between(at, now)
        if returned is not None and returned > at:
            why = Late.UNREACHABLE
        elif wrong is not None:
            why = Late(wrong)
        else:
            why = Late.AWAY if away else Late.BUSY
        await self._session.exec(update(ReminderRow).where(col(ReminderRow.id) == reminder).values(late=why))
        return now - at, why


def _coming(now: Moment) -> ColumnElement[bool]:
    return and_(col(ReminderRow.state) == Result.PLANNED, col(ReminderRow.at) > now)


def _line(row: ReminderRow, into: str) -> LedgerLine:
    return LedgerLine(
        id=row.id,
        case=row.case_id,
        kind=row.kind,
        due=row.at,
        result=Result(row.state),
        settled=row.settled_at,
        why=Why(row.why),
        late=Late(row.late),
        detail=row.detail,
        into=into,
        again=row.again_at,
    )
