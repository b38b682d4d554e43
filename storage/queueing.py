"""Which letters of the outbox are in turn: conditions on a row of it."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.moments import Moment
from domain.post import State
from storage import sql
from storage.tables import OutboxRow, PersonRow

OPEN = (State.WAITING, State.UNKNOWN)


def free() -> ColumnElement[bool]:
    """Whether nobody has the letter on its way, or its lease ran out."""
    ran_out = and_(col(OutboxRow.state) == State.LEASED, col(OutboxRow.leased_until) <= sql.seconds_now())
    return or_(col(OutboxRow.state).in_(OPEN), ran_out)


def behind(now: Moment | None = None) -> ColumnElement[bool]:
    """Whether an older letter of the same chat comes first, or one is on its way. None: once it is due itself."""
    other = aliased(OutboxRow)
    older = and_(col(other.id) < col(OutboxRow.id), col(other.due) <= (now or col(OutboxRow.due)))
    waiting = and_(older, col(other.state).in_((*OPEN, State.LEASED)))
    flying = and_(col(other.state) == State.LEASED, col(other.leased_until) > sql.seconds_now())
    return exists().where(
        col(other.chat) == col(OutboxRow.chat), col(other.id) != col(OutboxRow.id), or_(waiting, flying)
    )


def reachable() -> ColumnElement[bool]:
    """Whether the letter goes to somebody who, as far as we know, can be reached."""
    paused = and_(col(PersonRow.chat) == col(OutboxRow.chat), col(PersonRow.unreachable_since).is_not(None))
    return ~exists().where(paused)
