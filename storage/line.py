"""
The line: reminders whose time has come stand in it in order of harm, until they are handed over.

What is due is found by time, what goes out first by harm; no index serves both. So a reminder is given its place in the
line once, when it falls due, and a claim reads the head of an index instead of sorting 100,000 rows each time.
"""

from enum import IntEnum

from sqlalchemy import ColumnElement, and_, case, exists, literal, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.ledger import Result
from domain.moments import Moment
from storage.columns import Words
from storage.tables import PersonRow, ReminderRow

AT_ONCE = 250  # reminders lined up in one unit of work: some milliseconds, so that no tap waits for it


class Place(IntEnum):
    """In which part of the line. The value is stored: never reuse one."""

    LAST_CALL = 0
    DEADLINE = 1  # the nearest first
    STAGE = 2  # without a deadline, the oldest first
    ASLEEP = 9  # of somebody who cannot be reached: at the very end, where no claim comes by


#: Written out, not bound: only so can a database see that its indexes of planned reminders serve.
PLANNED = col(ReminderRow.state) == literal(Result.PLANNED.value, Words(), literal_execute=True)


async def up(session: AsyncSession, now: Moment) -> bool:
    """Give a place to what has fallen due, so many at once; tells whether now everything has one."""
    mine = col(PersonRow.id) == col(ReminderRow.owner)
    asleep = exists(select(PersonRow.id).where(mine, col(PersonRow.unreachable_since).is_not(None)))
    place = case(
        (asleep, Place.ASLEEP),
        (col(ReminderRow.final), Place.LAST_CALL),
        (col(ReminderRow.due).is_not(None), Place.DEADLINE),
        else_=Place.STAGE,
    )
    ripe = select(ReminderRow.id).where(PLANNED, col(ReminderRow.line).is_(None), col(ReminderRow.opens) <= now)
    ripe = ripe.order_by(col(ReminderRow.opens)).limit(AT_ONCE).with_for_update(skip_locked=True)
    lining = update(ReminderRow).where(col(ReminderRow.id).in_(ripe)).values(line=place)
    found = await session.exec(lining.execution_options(synchronize_session=False))
    return found.rowcount < AT_ONCE


async def sleep(session: AsyncSession, chat: int) -> None:
    """The person of this chat cannot be reached: what stands in line for them lets the others pass."""
    lined = and_(PLANNED, col(ReminderRow.line).is_not(None))
    await session.exec(update(ReminderRow).where(_of(chat), lined).values(line=Place.ASLEEP))


async def wake(session: AsyncSession, chat: int) -> None:
    """The person of this chat can be reached again: what they slept through is lined up anew."""
    asleep = and_(PLANNED, col(ReminderRow.line) == Place.ASLEEP)
    await session.exec(update(ReminderRow).where(_of(chat), asleep).values(line=None))


def _of(chat: int) -> ColumnElement[bool]:
    return col(ReminderRow.owner).in_(select(PersonRow.id).where(col(PersonRow.chat) == chat))
