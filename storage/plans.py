"""
New plans in the place of old ones: only what differs from what stands is written, for all cases at once.

Most steps of a case leave most of its reminders where they were, and new knowledge leaves most cases as they were.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, delete, not_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.ext.asyncio.session import AsyncSession

from domain import ids
from domain.errors import NoSuchCase
from domain.ledger import Result, Why
from domain.moments import Moment
from domain.ports import Due, NewPlan
from domain.reminders import Planned
from storage import sql, tables, withdrawing
from storage.tables import ReminderRow

#: Plain tables: hundreds of rows need not become objects of a session first.
_ROWS, _CASES = (tables.Row.metadata.tables[name] for name in ("reminders", "cases"))
_MOVES = ("rule", "at", "opens", "due", "final")  # what a new plan may change in a reminder

_READ = ("id", "kind", "occurrence", "rule", "at", "opens", "due", "final", "snoozed", "state", "maybe_sent")

_IN_LINE, _ON_ITS_WAY = _ROWS.c.state == Result.PLANNED, _ROWS.c.state == Result.HANDED_OVER


def _of_case(*which: ColumnElement[bool]) -> Select[Any]:
    """Whose a case is, and those of its reminders; where there are none, one empty row."""
    return (
        select(_CASES.c.id.label("case_id"), _CASES.c.owner, *(_ROWS.c[name] for name in _READ))
        .select_from(_CASES.outerjoin(_ROWS, and_(_ROWS.c.case_id == _CASES.c.id, *which)))
        .where(_CASES.c.id == bindparam("case"), _CASES.c.owner == bindparam("owner"))
    )


#: Only what is still to come may go or move: not what was written, snoozed or fell due meanwhile.
_TO_COME = (_IN_LINE, _ROWS.c.snoozed.is_(False), _ROWS.c.at > bindparam("this_now"))
_STANDING = _of_case(or_(_IN_LINE, _ON_ITS_WAY))
#: What an empty plan cannot simply forget.
_STAYING = _of_case(or_(and_(_IN_LINE, not_(and_(*_TO_COME))), _ON_ITS_WAY))

_GONE = delete(_ROWS).where(_ROWS.c.id == bindparam("its"), *_TO_COME)
_ALL_GONE = delete(_ROWS).where(_ROWS.c.case_id == bindparam("case"), *_TO_COME)
_MOVED = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("its"), *_TO_COME)
    .values(line=None, **{name: bindparam(f"new_{name}", type_=_ROWS.c[name].type) for name in _MOVES})
)


@dataclass(slots=True)
class _Change:
    """What is to be written for all cases together, and what is left in line beside the plans."""

    emptied: list[dict[str, Any]] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    new: list[dict[str, Any]] = field(default_factory=list)
    left: list[Due] = field(default_factory=list)


async def replace(session: AsyncSession, plans: Sequence[NewPlan], now: Moment) -> Sequence[Due]:
    """
    Keep these plans; see `Reminders.replace`.

    Raises:
        NoSuchCase: an owner has no such case.
    """
    standing = {plan.case: await _standing(session, plan, now) for plan in plans}
    for plan in plans:
        if any(row.state == Result.HANDED_OVER for row in standing[plan.case]):
            await withdrawing.of_case(session, plan.case)
            standing[plan.case] = await _standing(session, plan, now)
    change = _Change()
    for plan in plans:
        (_compare if plan.plan else _empty)(plan, standing[plan.case], now, change)
    await _write(session, change)
    return change.left


async def _standing(session: AsyncSession, plan: NewPlan, now: Moment) -> Sequence[Any]:
    whose = {"case": plan.case, "owner": plan.owner}
    found = sql.run(session, _STANDING, **whose) if plan.plan else sql.run(session, _STAYING, **whose, this_now=now)
    rows = (await found).all()
    if not rows:
        raise NoSuchCase(plan.case)
    return [row for row in rows if row.id is not None]


def _empty(plan: NewPlan, staying: Sequence[Any], now: Moment, change: _Change) -> None:
    """A case ends with reminders to come: one statement forgets them all, unread."""
    change.left += [due(row) for row in staying if row.state == Result.PLANNED]
    change.emptied.append({"case": plan.case, "this_now": now})


def _compare(plan: NewPlan, standing: Sequence[Any], now: Moment, change: _Change) -> None:
    """What is due already, or was snoozed, is not the plan's business."""
    wanted: dict[tuple[str, str], Planned] = {}
    for planned in plan.plan:
        if planned.case == plan.case:
            wanted.setdefault((planned.kind, planned.occurrence), planned)
    for row in standing:
        if row.state != Result.PLANNED:
            continue
        if row.snoozed or row.at <= now:
            change.left.append(due(row))
            continue
        planned_anew = wanted.pop((row.kind, row.occurrence), None)
        if planned_anew is None:
            change.gone.append({"its": row.id, "this_now": now})
        elif planned_anew != due(row).planned:
            change.moved.append({"its": row.id, "this_now": now, **_moves(planned_anew)})
    change.new += [
        values(plan.owner, planned, planned.occurrence, snoozed=False) | {"this_now": now}
        for planned in wanted.values()
    ]


def _moves(planned: Planned) -> dict[str, Any]:
    return {
        "new_rule": planned.rule,
        "new_at": planned.at,
        "new_opens": planned.at - planned.ahead,
        "new_due": planned.due,
        "new_final": planned.final,
    }


async def _write(session: AsyncSession, change: _Change) -> None:
    if change.emptied:
        await sql.run_all(session, _ALL_GONE, change.emptied)
    if change.gone:
        await sql.run_all(session, _GONE, change.gone)
    if change.moved:
        await sql.run_all(session, _MOVED, change.moved)
    if change.new:
        await sql.run_all(session, _upsert(sql.family(session)), change.new)


@lru_cache(maxsize=2)
def _upsert(dialect: str) -> "sqlite.Insert | postgresql.Insert":
    """A new reminder, or a planned one at another time. An occurrence with a history stays as it is."""
    statement = postgresql.insert(_ROWS) if dialect == "postgresql" else sqlite.insert(_ROWS)
    return statement.on_conflict_do_update(
        index_elements=["case_id", "kind", "occurrence"],
        set_={"line": None} | {name: statement.excluded[name] for name in _MOVES},
        where=and_(*_TO_COME),
    )


def id_of(case: str, kind: str, occurrence: str) -> str:
    """The public id of an occurrence: always the same one, and as hard to guess as the id of its case."""
    digest = hashlib.sha256(f"{case}\n{kind}\n{occurrence}".encode()).digest()
    return ids.from_bytes(digest[: ids.ID_BYTES])


def values(owner: int, planned: Planned, occurrence: str, *, snoozed: bool) -> dict[str, Any]:
    """The row of a reminder to come."""
    return {
        "id": id_of(planned.case, planned.kind, occurrence),
        "owner": owner,
        "case_id": planned.case,
        "kind": planned.kind,
        "occurrence": occurrence,
        "rule": planned.rule,
        "at": planned.at,
        "opens": planned.at - planned.ahead,
        "due": planned.due,
        "final": planned.final,
        "snoozed": snoozed,
        "line": None,
        "state": Result.PLANNED,
        "settled_at": None,
        "why": Why.NONE,
        "detail": "",
        "late": "",
        "merged_into": None,
        "again_at": None,
        "maybe_sent": False,
    }


def due(row: ReminderRow | Row[Any]) -> Due:
    """A reminder as it was planned."""
    planned = Planned(row.case_id, row.kind, row.rule, row.occurrence, row.at, row.due, row.final, row.at - row.opens)
    return Due(row.id, row.owner, planned, row.maybe_sent)
