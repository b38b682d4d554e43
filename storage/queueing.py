"""Which letters of the outbox are in turn, and how they are taken and given back: built once, filled each time."""

from functools import cache

from sqlalchemy import (
    ColumnElement,
    Executable,
    Float,
    Integer,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from domain.moments import Moment
from domain.post import State
from storage import sql
from storage.road_tables import OutboxRow
from storage.tables import PersonRow

_COLUMNS = OutboxRow.metadata.tables["outbox"].c


def behind(now: ColumnElement[Moment] | Moment) -> ColumnElement[bool]:
    """
    Whether a weightier letter of the same chat, or an older one as weighty, comes first, or one is on its way.

    So who taps does not wait for as long as a reminder of theirs does, which is minutes when much is due. One that
    rests in doubt holds up nobody: it may be there already, and its chat would be silent for minutes.
    """
    other = aliased(OutboxRow)
    same_chat = exists().where(col(other.chat) == col(OutboxRow.chat))
    flying = same_chat.where(col(other.state) == State.LEASED)
    as_weighty = and_(col(other.rank) == col(OutboxRow.rank), col(other.id) < col(OutboxRow.id))
    first = or_(col(other.rank) < col(OutboxRow.rank), as_weighty)
    rests = and_(col(other.maybe_arrived), func.coalesce(col(other.next_try_at), col(other.due)) > now)
    waiting = same_chat.where(col(other.state) == State.WAITING, col(other.due) <= now, first, ~rests)
    return or_(flying, waiting)


def reachable() -> ColumnElement[bool]:
    """Whether the letter goes to somebody who, as far as we know, can be reached."""
    paused = and_(col(PersonRow.chat) == col(OutboxRow.chat), col(PersonRow.unreachable_since).is_not(None))
    return ~exists().where(paused)


def ready(now: ColumnElement[Moment] | Moment) -> tuple[ColumnElement[bool], ...]:
    """What makes a letter one that may go at `now`, its chat's others left aside: it waits, is due, does not rest."""
    after = col(OutboxRow.next_try_at)
    rested = or_(after.is_(None), after <= now)
    return col(OutboxRow.state) == State.WAITING, col(OutboxRow.due) <= now, reachable(), rested


def in_turn(now: ColumnElement[Moment] | Moment) -> tuple[ColumnElement[bool], ...]:
    """What makes a letter one that may go at `now`, its chat's others regarded."""
    return *ready(now), ~behind(now)


def _lease() -> Executable:
    """`limit` letters that may go at `now`, leased for `seconds`; each token is the `batch` and the letter's number."""
    now = bindparam("now", type_=_COLUMNS.due.type)
    chosen = (
        select(OutboxRow.id)
        .where(*in_turn(now))
        .where(col(OutboxRow.chat).not_in(bindparam("busy", expanding=True)))
        .order_by(col(OutboxRow.rank), col(OutboxRow.due), col(OutboxRow.id))
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(skip_locked=True, of=OutboxRow)
        .cte("chosen")  # asked once: inside the update PostgreSQL might ask it for each row
    )
    return (
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(select(chosen.c.id)))
        .values(
            state=State.LEASED,
            token=bindparam("batch", type_=String) + "-" + cast(col(OutboxRow.id), String),
            leased_until=sql.seconds_now() + bindparam("seconds", type_=Float),
            attempts=col(OutboxRow.attempts) + 1,
            first_tried_at=func.coalesce(col(OutboxRow.first_tried_at), now),
        )
        .returning(*_COLUMNS)
    )


LEASE = _lease()


@cache
def end(*changed: str, doubted: bool = False) -> Executable:
    """The letter leased by the token `its` is free again, with these columns changed; once more `doubted`, or not."""
    mine = (col(OutboxRow.token) == bindparam("its"), col(OutboxRow.state) == State.LEASED)
    values = {name: bindparam(name, type_=_COLUMNS[name].type) for name in changed}
    doubt = {"maybe_arrived": True, "doubts": col(OutboxRow.doubts) + 1} if doubted else {}
    change = update(OutboxRow).where(*mine).values(token=None, leased_until=None, **doubt, **values)
    return change.returning(col(OutboxRow.chat), col(OutboxRow.screen), col(OutboxRow.reminder))
