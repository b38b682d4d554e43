"""The delivery ledger, read: what was promised, and what became of it."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.ledger import Account, Late, LedgerLine, Result, Why
from domain.moments import Moment
from storage.tables import ReminderRow


class Ledger:
    """domain.ports.Ledger on tables."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def page(self, owner: int, limit: int, *, skip: int = 0, case: str = "") -> Sequence[LedgerLine]:
        """The owner's latest and coming reminders, newest first, of one case or of all."""
        other = aliased(ReminderRow)
        query = (
            select(ReminderRow, other.kind)
            .join(other, col(other.id) == col(ReminderRow.merged_into), isouter=True)
            .where(col(ReminderRow.owner) == owner)
            .order_by(col(ReminderRow.at).desc(), col(ReminderRow.id))
            .offset(skip)
            .limit(limit)
        )
        if case:
            query = query.where(col(ReminderRow.case_id) == case)
        return [_line(row, into or "") for row, into in (await self._session.exec(query)).all()]

    async def account(self, owner: int, now: Moment) -> Account:
        """What is owed to the owner: what is due and neither sent nor settled otherwise, and what is to come."""
        open_ones = col(ReminderRow.state).in_((Result.PLANNED, Result.HANDED_OVER))
        owed = func.count().filter(col(ReminderRow.at) <= now)
        coming = col(ReminderRow.at) > now
        query = select(owed, func.count().filter(coming), func.min(col(ReminderRow.at)).filter(coming))
        found = await self._session.exec(query.where(col(ReminderRow.owner) == owner, open_ones))
        return Account(*found.one())


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
