"""The plan and what became of it. The database keeps an occurrence from happening twice."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.ledger import Result, Why
from domain.moments import Moment
from domain.ports import Due, NewPlan
from domain.reminders import Planned
from storage import line, sql
from storage import plans as plans_of
from storage.tables import PersonRow, ReminderRow

_AGAIN = "~"  # between an occurrence and the moment to which it was snoozed


_NEXT_OF = select(func.min(col(ReminderRow.at))).where(
    col(ReminderRow.owner) == bindparam("owner"),
    col(ReminderRow.case_id) == bindparam("case"),
    col(ReminderRow.state) == Result.PLANNED,
)


class Reminders:
    """
    domain.ports.Reminders on tables.

    planned → handed_over → sent or failed; or planned → dropped; any of them but a failure → snoozed.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def replace(self, owner: int, case: str, plan: Sequence[Planned], now: Moment) -> Sequence[Due]:
        """
        Forget what a case had planned for later and keep this plan; an occurrence with a history is not planned again.

        What is due already is never forgotten here, and what is written but not sent is taken back into line: both
        come back, with what was snoozed, so that the caller can say which of them is still true.

        Raises:
            NoSuchCase: the owner has no such case.
        """
        return await self.replace_all([NewPlan(owner, case, plan)], now)

    async def replace_all(self, plans: Sequence[NewPlan], now: Moment) -> Sequence[Due]:
        """Do for many cases at once what `replace` does for one; raises the same, and nothing is written then."""
        return await plans_of.replace(self._session, plans, now)

    async def line_up(self, now: Moment) -> bool:
        """
        Let what has fallen due stand in line, a bounded number at once; tells whether nothing is left to line up.

        Until then a claim may miss something more harmful: line up again first, in a unit of work of its own.
        """
        return await line.up(self._session, now)

    async def claim(self, now: Moment, limit: int) -> Sequence[Due]:
        """
        What is due and unsettled, weightiest and soonest first, locked until this unit of work ends.

        Their people are locked with them, so that no scene decides for one of them meanwhile; whose scene is running
        is left for the next claim. Reminders to a person who cannot be reached wait; nothing of theirs is lost.
        """
        await self.line_up(now)
        query = (
            select(ReminderRow)
            .join(PersonRow, col(PersonRow.id) == col(ReminderRow.owner))
            .where(line.PLANNED, col(ReminderRow.line) < line.Place.ASLEEP, col(ReminderRow.opens) <= now)
            .where(col(PersonRow.unreachable_since).is_(None))
            .order_by(col(ReminderRow.line), col(ReminderRow.due), col(ReminderRow.at))
            .limit(limit)
            .with_for_update(skip_locked=True, key_share=True, of=[ReminderRow, PersonRow])
        )
        return [plans_of.due(row) for row in (await self._session.exec(query)).all()]

    async def claim_of(self, owner: int, now: Moment) -> Sequence[Due]:
        """All that is due and unsettled of one person, in order of harm, locked likewise."""
        query = (
            select(ReminderRow)
            .where(line.PLANNED, col(ReminderRow.owner) == owner, col(ReminderRow.at) <= now)
            .order_by(col(ReminderRow.final).desc(), col(ReminderRow.due).asc().nulls_last(), col(ReminderRow.at))
            .with_for_update(skip_locked=True, key_share=True)
        )
        return [plans_of.due(row) for row in (await self._session.exec(query)).all()]

    async def settle(self, reminder: str, now: Moment, result: Result, why: Why = Why.NONE, *, into: str = "") -> None:
        """
        Write down how it ended; what has ended stays as it is, and nothing goes back.

        `into` is the reminder that goes out in its place.
        """
        before = [Result.PLANNED] if result is Result.HANDED_OVER else [Result.PLANNED, Result.HANDED_OVER]
        change = update(ReminderRow).where(col(ReminderRow.id) == reminder, col(ReminderRow.state).in_(before))
        await self._session.exec(change.values(state=result, settled_at=now, why=why, merged_into=into or None))

    async def get(self, owner: int, reminder: str) -> Due | None:
        """The owner's reminder, or None."""
        row = await self._find(owner, reminder)
        return None if row is None else plans_of.due(row)

    async def snooze(self, owner: int, reminder: str, at: Moment) -> None:
        """
        Plan the same reminder again at another moment, beside the plan, surviving a replan.

        Of several snoozes of one reminder the last one counts. A reminder of somebody else does not exist: nothing
        happens.
        """
        row = await self._find(owner, reminder)
        if row is None:
            return
        origin = row.occurrence.partition(_AGAIN)[0]
        again = col(ReminderRow.occurrence).startswith(origin + _AGAIN, autoescape=True)
        same = (col(ReminderRow.case_id) == row.case_id, col(ReminderRow.kind) == row.kind, again)
        waiting = (col(ReminderRow.state) == Result.PLANNED, col(ReminderRow.id) != row.id)
        await self._session.exec(delete(ReminderRow).where(*same, *waiting))
        before = update(ReminderRow).where(col(ReminderRow.id) == row.id, col(ReminderRow.state) != Result.FAILED)
        await self._session.exec(before.values(state=Result.SNOOZED, again_at=at))
        planned = Planned(row.case_id, row.kind, row.rule, row.occurrence, at, row.due, row.final)
        later = plans_of.values(owner, planned, f"{origin}{_AGAIN}{at.isoformat()}", snoozed=True)
        await sql.add_unknown(self._session, ReminderRow, [later], "id")

    async def next_at(self) -> Moment | None:
        """When the next unsettled reminder of anyone who can be reached is due."""
        query = (
            select(func.min(col(ReminderRow.at)))
            .join(PersonRow, col(PersonRow.id) == col(ReminderRow.owner))
            .where(col(ReminderRow.state) == Result.PLANNED, col(PersonRow.unreachable_since).is_(None))
        )
        return (await self._session.exec(query)).one()

    async def next_of(self, owner: int, case: str) -> Moment | None:
        """When the next unsettled reminder of that case is due."""
        soonest: Moment | None = (await sql.run(self._session, _NEXT_OF, owner=owner, case=case)).scalar()
        return soonest

    async def _find(self, owner: int, reminder: str) -> ReminderRow | None:
        query = select(ReminderRow).where(col(ReminderRow.id) == reminder, col(ReminderRow.owner) == owner)
        return (await self._session.exec(query)).first()
