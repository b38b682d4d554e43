"""Which letters of the outbox are in turn: conditions on a row of it."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.moments import Moment
from domain.post import State
from storage.road_tables import OutboxRow
from storage.tables import PersonRow


def behind(now: Moment | None = None) -> ColumnElement[bool]:
    """Whether an older letter of the same chat comes first, or one is on its way. None: once it is due itself."""
    other = aliased(OutboxRow)
    same_chat = exists().where(col(other.chat) == col(OutboxRow.chat))
    flying = same_chat.where(col(other.state) == State.LEASED)
    older = (col(other.id) < col(OutboxRow.id), col(other.due) <= (now or col(OutboxRow.due)))
    return or_(flying, same_chat.where(col(other.state) == State.WAITING, *older))


def reachable() -> ColumnElement[bool]:
    """Whether the letter goes to somebody who, as far as we know, can be reached."""
    paused = and_(col(PersonRow.chat) == col(OutboxRow.chat), col(PersonRow.unreachable_since).is_not(None))
    return ~exists().where(paused)
