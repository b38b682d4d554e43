"""
Reminders: deadlines × kinds × wishes → a plan of moments; and whether a planned one is still true when it is due.

Kinds are data (storage/shelf/reminders.toml). Nothing here reads a clock.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from domain import moments, spreading, waking
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.errors import ShelfError
from domain.journal import What
from domain.ledger import Why
from domain.machine import Stage, Turn
from domain.moments import Moment
from domain.people import Wishes

_HOURLY = "!"  # behind the date of an occurrence whose hour counts, so that the morning's does not swallow it
_LEAD = re.compile(r"([+-]?)(\d+)([dh])")


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before (negative) or after a deadline: in local days at the person's hour, or in hours exactly."""

    days: int | None = None
    hours: int | None = None

    @classmethod
    def read(cls, text: str) -> "Lead":
        """``-3d``, ``0d``, ``+1d``, ``-3h``. Raises ValueError for anything else."""
        match = _LEAD.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no lead: write -3d, 0d, +1d or -3h")
        sign, number, unit = match.groups()
        amount = -int(number) if sign == "-" else int(number)
        return cls(days=amount) if unit == "d" else cls(hours=amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    One kind of reminder.

    It hangs on the deadlines named in `rules`, or, where there are none, on the day the case came to one of its
    `stages`. `nag` is how many further days it asks again at most; `offers` are the next steps its buttons do.
    `title` is what the ledger calls it, `words` its sentences, both by language, the latter with the fields {name}
    {due} {before} {left} {amount} {days} {look}. With `upward` a button so named leads to the ladder.
    """

    id: str
    rules: frozenset[str]
    stages: frozenset[Stage]
    leads: tuple[Lead, ...]
    nag: int
    offers: tuple[What, ...]
    title: Mapping[str, str]
    words: Mapping[str, str]
    upward: Mapping[str, str] = field(default_factory=dict)

    @property
    def looks_back(self) -> bool:
        """Whether it asks only once the time is over: never before, whoever's time it was."""
        return all(lead.hours is not None and lead.hours >= 0 for lead in self.leads)

    def hangs_on(self, deadline: Deadline) -> bool:
        """Whether this kind reminds of that clock."""
        return deadline.rule.id in self.rules


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that has a time but has not been sent. (case, kind, occurrence) is unique, for ever."""

    case: str
    kind: str
    rule: str  #: id of the clock it reminds of; empty where it hangs on the stage
    occurrence: str  #: the local date; with an exclamation mark for a last call by the hour
    at: Moment
    due: Moment | None
    final: bool
    ahead: timedelta = timedelta(0)  #: how much earlier than `at` it may leave, so that not all of nine o'clock do


def plan(case: Case, clocks: Clocks, kinds: Sequence[Kind], wishes: Wishes, now: Moment) -> tuple[Planned, ...]:
    """
    The whole future of a case's reminders, soonest first; it replaces the old plan entirely.

    Never plans into the past. Keeps quiet hours, unless a deadline is final and could not be told of earlier.
    An open case always has at least one reminder to come as long as some kind covers its stage or its clocks.
    """
    if not case.is_open:
        return ()
    this = _Planning(case, wishes, now, ZoneInfo(wishes.zone), spreading.ahead(case.id, wishes))
    found: dict[tuple[str, str], Planned] = {}
    for kind in _concerned(case, clocks, kinds):
        for planned in _of_kind(this, kind, clocks):
            known = found.get((planned.kind, planned.occurrence))
            if known is None or planned.at < known.at:
                found[planned.kind, planned.occurrence] = planned
    return _folded(sorted(found.values(), key=lambda each: each.at), kinds)


def untrue(planned: Planned, case: Case, clocks: Clocks, kinds: Sequence[Kind]) -> Why:
    """Why it would be wrong to say this now, the case having moved on; nothing where it is still true."""
    kind = next((each for each in kinds if each.id == planned.kind), None)
    if not case.is_open:
        return Why.CLOSED
    if kind is None:
        return Why.GONE
    if planned.rule:
        return Why.NONE if any(deadline.rule.id == planned.rule for deadline in clocks.running) else Why.MOVED_ON
    return Why.NONE if case.stage in kind.stages else Why.MOVED_ON


def _concerned(case: Case, clocks: Clocks, kinds: Iterable[Kind]) -> list[Kind]:
    """The few kinds that have something to say here, in their order: most hang on clocks that do not run."""
    running = {deadline.rule.id for deadline in clocks.running}
    return [kind for kind in kinds if not kind.rules.isdisjoint(running) or case.stage in kind.stages]


class _Planning(NamedTuple):
    """One case being planned; `early` is by how much what comes at the usual hour may leave before it."""

    case: Case
    wishes: Wishes
    now: Moment
    zone: ZoneInfo
    early: timedelta

    def usual(self, day: date) -> "_Call":
        """The hour that the person chose."""
        return _Call(moments.at_clock(day, self.wishes.remind_at, self.zone), usual=True)

    def planned(self, kind: Kind, deadline: Deadline | None, call: "_Call") -> Planned:
        """What is irreversible keeps its time; so does what would leave in the past."""
        final = deadline is not None and deadline.final
        ahead = self.early if call.usual and not final and call.at - self.early > self.now else spreading.NONE
        occurrence = moments.day_of(call.at, self.zone).isoformat() + call.mark
        rule, due = (deadline.rule.id, deadline.due) if deadline else ("", None)
        return Planned(self.case.id, kind.id, rule, occurrence, call.at, due, final, ahead)


class _Call(NamedTuple):
    """When to call; the mark behind the date in the occurrence; whether it is the hour that the person chose."""

    at: Moment
    mark: str = ""
    usual: bool = False


def _of_kind(this: _Planning, kind: Kind, clocks: Clocks) -> Iterable[Planned]:
    if kind.rules:
        for deadline in clocks.running:
            if kind.hangs_on(deadline):
                yield from _around(this, kind, deadline)
    elif this.case.entered is not None:
        yield from _since(this, kind)


def _around(this: _Planning, kind: Kind, deadline: Deadline) -> Iterable[Planned]:
    now, mine = this.now, deadline.turn is Turn.MINE and not kind.looks_back
    end = deadline.due if mine else deadline.ends  # the other side has its holiday, the shopper never has
    last_day = moments.day_of(end - timedelta(microseconds=1), this.zone)
    wanted = [_moment(this, lead, end, last_day, mine=mine) for lead in kind.leads]
    wanted += [this.usual(last_day + timedelta(days=day)) for day in range(1, kind.nag + 1)]
    coming = [call for call in wanted if call.at > now]
    too_late = mine and deadline.due > now and not any(call.at < deadline.due for call in coming)
    if too_late or not coming:
        coming.append(_rescue(this, deadline))
    yield from (this.planned(kind, deadline, call) for call in coming)


def _moment(this: _Planning, lead: Lead, end: Moment, last_day: date, *, mine: bool) -> _Call:
    if lead.days is not None:
        return this.usual(last_day + timedelta(days=lead.days))
    at = end + timedelta(hours=lead.hours or 0)
    return _Call(waking.before_sleep(at, this.wishes), _HOURLY) if mine else _Call(waking.after_sleep(at, this.wishes))


def _rescue(this: _Planning, deadline: Deadline) -> _Call:
    """Every usual time has passed: still before the end, halfway to it; after it, the next morning."""
    if deadline.due > this.now:
        halfway = this.now + (deadline.due - this.now) / 2
        moments_awake = (waking.after_sleep(halfway, this.wishes), waking.first_awake(halfway, this.wishes))
        in_time = [at for at in moments_awake if at < deadline.due]
        return _Call(in_time[0] if in_time else halfway if deadline.final else moments_awake[0], _HOURLY)
    return _Call(waking.next_morning(this.wishes, this.now), usual=True)


def _since(this: _Planning, kind: Kind) -> Iterable[Planned]:
    entered = this.case.entered
    began = moments.day_of(entered.told if entered else this.case.opened, this.zone)
    for lead in kind.leads:
        call = this.usual(began + timedelta(days=lead.days or 0))
        if call.at > this.now:
            yield this.planned(kind, None, call)


def _folded(plans: Sequence[Planned], kinds: Sequence[Kind]) -> tuple[Planned, ...]:
    """Of what falls within the same hour only the weightiest stays: kinds stand in the file by weight."""
    weight = {kind.id: place for place, kind in enumerate(kinds)}
    kept: list[Planned] = []
    for planned in plans:
        if kept and planned.at - kept[-1].at < timedelta(hours=1):
            kept[-1] = min(kept[-1], planned, key=lambda each: (not each.final, weight[each.kind]))
        else:
            kept.append(planned)
    return tuple(kept)


def from_table(data: Mapping[str, Any], file: str) -> tuple[Kind, ...]:
    """
    The kinds of a reminders file.

    Raises:
        ShelfError: naming the file, the kind's id and what is wrong with it.
    """
    return tuple(_kind(row, file) for row in data.get("kind", ()))


def _kind(row: Mapping[str, Any], file: str) -> Kind:
    name = str(row.get("id", "?"))
    try:
        kind = Kind(
            id=str(row["id"]),
            rules=frozenset(row.get("rules", ())),
            stages=frozenset(Stage(stage) for stage in row.get("stages", ())),
            leads=tuple(Lead.read(lead) for lead in row["leads"]),
            nag=int(row.get("nag", 0)),
            offers=tuple(What(what) for what in row["offers"]),
            title={language: str(text) for language, text in row["title"].items()},
            words={language: str(text) for language, text in row["words"].items()},
            upward={language: str(text) for language, text in row.get("upward", {}).items()},
        )
        for text in kind.words.values():
            text.format(name="", due="", before="", left="", amount="", days="", look="")
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ShelfError(file, name, str(error)) from error
    if not (kind.rules or kind.stages):
        raise ShelfError(file, name, "it hangs on nothing: name `rules` or `stages`")
    if any(not {"zh", "en"} <= set(texts) for texts in (kind.words, kind.title, kind.upward or kind.title)):
        raise ShelfError(file, name, "its title, its words and its upward need both zh and en")
    return kind
