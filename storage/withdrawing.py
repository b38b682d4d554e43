"""Taking letters of reminders back from the outbox, so that the next beat decides anew what is still to be said."""

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.ledger import Result
from domain.post import State
from storage.road_tables import OutboxRow
from storage.tables import PersonRow, ReminderRow


async def of_case(session: AsyncSession, case: str) -> None:
    """What was written for this case and has not left: its reminders are in line again."""
    await _withdraw(session, col(ReminderRow.case_id) == case)


async def of_chat(session: AsyncSession, chat: int) -> None:
    """What was written for the person of this chat and has not left: their reminders are in line again."""
    await _withdraw(session, col(ReminderRow.owner).in_(select(PersonRow.id).where(col(PersonRow.chat) == chat)))


async def _withdraw(session: AsyncSession, whose: ColumnElement[bool]) -> None:
    """A letter that may have arrived stays where it is: it will say that it is a repeat."""
    written = select(ReminderRow.id, PersonRow.chat).join(PersonRow, col(PersonRow.id) == col(ReminderRow.owner))
    found = (await session.exec(written.where(whose, col(ReminderRow.state) == Result.HANDED_OVER))).all()
    if not found:
        return
    letters = delete(OutboxRow).where(
        col(OutboxRow.chat).in_({chat for _, chat in found}),
        col(OutboxRow.state) == State.WAITING,
        col(OutboxRow.maybe_arrived).is_(False),
        col(OutboxRow.reminder).in_([reminder for reminder, _ in found]),
    )
    taken = (await session.exec(letters.returning(col(OutboxRow.reminder)))).all()
    again = update(ReminderRow).where(col(ReminderRow.id).in_([row[0] for row in taken]))
    await session.exec(again.values(state=Result.PLANNED, settled_at=None))
