"""
The ladder: from the seller, politely, up to the court. Which rung is done, open, or opens when.

Rungs are data (storage/shelf/ladder.toml). Their order is advice: nobody has to complain before going to court, nor
ask the platform before complaining (消费者权益保护法 39). A rung is locked by another only where it needs its answer,
or where filing it would close what is being dealt with (投诉举报处理办法 16).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain import policy_file
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.journal import Happening, What
from domain.machine import FACTS, Stage, Turn
from domain.moments import Moment
from domain.policy import Confidence, Scope, Words
from domain.policy_row import Row
from domain.traits import Trait

_NOTHING: Words = {"zh": "", "en": ""}


class State(StrEnum):
    """How a rung stands for a case."""

    DONE = "done"
    OPEN = "open"
    WAITING = "waiting"  # opens when a date has passed
    BEHIND = "behind"  # another rung comes first
    SHUT = "shut"  # nothing has happened yet that would open it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """
    One rung: whom to turn to, and on what conditions.

    It is open from the start where it names none of `opens_after` (clocks that were missed), `opens_by` (happenings),
    `opens_at` (stages) and `opens_with` (traits); else as soon as one of them is there. It is about a case only once
    one of `given` happened, and no longer once one of `until` did, nor, unless it was climbed, one of `closed_by`. Each
    of `behind` that is about the case must be done before. Those of `usually` come first as advice, unless one of
    `early` (traits) is there; with `patient` (traits) only where nothing but these opened it. At the stages `locked_at`
    only a missed clock opens it. It is done once one of `done_by` happened, or its letter was sent; done `once`, it
    cannot be climbed again. The sentences: `title`, `where` it is, what it `costs`, how long it
    `takes`, what it `needs` first, and what it `closes`, where it closes something.
    """

    id: str
    title: Words
    where: Words
    costs: Words
    takes: Words
    needs: Words
    closes: Words
    scope: Scope
    letter: str  #: id of the letter that goes with it; empty where none does
    source: str
    article: str
    confidence: Confidence
    facts: tuple[str, ...]
    opens_after: frozenset[str] = frozenset()
    opens_by: tuple[What, ...] = ()
    opens_at: frozenset[Stage] = frozenset()
    opens_with: frozenset[str] = frozenset()
    early: frozenset[str] = frozenset()
    given: tuple[What, ...] = ()
    until: tuple[What, ...] = ()
    behind: tuple[str, ...] = ()
    usually: tuple[str, ...] = ()
    patient: frozenset[str] = frozenset()
    locked_at: frozenset[Stage] = frozenset()
    closed_by: tuple[What, ...] = ()
    done_by: tuple[What, ...] = ()
    once: bool = False
    optional: bool = False

    def climbed(self, case: Case) -> Happening | None:
        """What says that it was climbed already, the last of it; None where nothing does."""
        written = (each for each in case.standing if each.what is What.WRITTEN and each.rule == self.id)
        return (case.latest(*self.done_by) if self.done_by else None) or next(written, None)

    def tells(self, case: Case) -> What:
        """What is written down once its letter was sent: its own happening where the case can take it."""
        return next((each for each in self.done_by if each in {*case.offers, *FACTS}), What.WRITTEN)

    def fits(self, case: Case) -> bool:
        """Whether it is about this case."""
        begun = not self.given or case.latest(*self.given) is not None
        over = bool(self.until) and case.latest(*self.until) is not None
        closed = bool(self.closed_by) and case.latest(*self.closed_by) is not None and not self.climbed(case)
        return begun and not over and not closed and self.scope.covers(case)

    def is_opened(self, case: Case) -> bool:
        """Whether something else than a missed clock opens it: what happened, where it stands, a fact, or nothing."""
        if not (self.opens_after or self.opens_by or self.opens_at or self.opens_with) or case.stage in self.opens_at:
            return True
        happened = bool(self.opens_by) and case.latest(*self.opens_by) is not None
        return happened or not self.opens_with.isdisjoint(case.traits)

    def is_hasty(self, case: Case) -> bool:
        """Whether nothing but a fact opened it for which the rung below is tried first."""
        happened = bool(self.opens_by) and case.latest(*self.opens_by) is not None
        return not happened and case.stage not in self.opens_at and self.opens_with & case.traits <= self.patient


@dataclass(frozen=True, slots=True)
class Step:
    """
    A rung as it stands for a case.

    `deadline` is the clock that opened it, or that it waits for; `first` the rung that comes, or usually comes, before
    it. It `calls` where the case is not to wait for anybody: it is the shopper's move, or somebody is late.
    """

    rung: Rung
    state: State
    deadline: Deadline | None = None
    first: Rung | None = None
    calls: bool = False


def of(case: Case, clocks: Clocks, rungs: Sequence[Rung], now: Moment) -> tuple[Step, ...]:
    """All rungs that are about a case, from the lowest up; a closed case has none."""
    if not case.is_open:
        return ()
    about = {rung.id: rung for rung in rungs if rung.fits(case)}
    return tuple(_step(rung, about, case, clocks, now) for rung in about.values())


def next_step(steps: Iterable[Step]) -> Step | None:
    """The rung to climb now: the highest that calls, is not only optional and is not early; None where one waits."""
    openly = [step for step in steps if step.calls and step.first is None and not step.rung.optional]
    return openly[-1] if openly else None


def after(steps: Iterable[Step], rung: Rung) -> Rung | None:
    """
    The rung to take where this one comes to nothing: the first that waits for it, else the next that all climb.

    Of one that is only optional, and on which nothing waits, nobody says what would come next.
    """
    rungs = [step.rung for step in steps]
    above = rungs[rungs.index(rung) + 1 :] if rung in rungs else []
    waits = [each for each in above if rung.id in (*each.behind, *each.usually) and not each.optional]
    behind = waits or [each for each in above if rung.id in each.behind]
    usual = [each for each in above if not each.optional and not rung.optional]
    return next(iter((*behind, *usual)), None)


def _step(rung: Rung, about: Mapping[str, Rung], case: Case, clocks: Clocks, now: Moment) -> Step:
    if rung.climbed(case):
        return Step(rung, State.DONE)
    before = next((about[each] for each in rung.behind if each in about and not about[each].climbed(case)), None)
    if before is not None:
        return Step(rung, State.BEHIND, first=before)
    watched = [each for each in clocks.running if each.rule.id in rung.opens_after]
    missed = next((each for each in watched if each.is_over(now)), None)
    if missed or (rung.is_opened(case) and case.stage not in rung.locked_at):
        first = _usual(rung, about, case, clocks, now, missed)
        return Step(rung, State.OPEN, missed, first, calls=_calls(rung, case, missed))
    return Step(rung, State.WAITING, watched[0]) if watched else Step(rung, State.SHUT)


def _usual(
    rung: Rung, about: Mapping[str, Rung], case: Case, clocks: Clocks, now: Moment, missed: Deadline | None
) -> Rung | None:
    """The rung that usually comes first, where that is open too."""
    if not rung.early.isdisjoint(case.traits) or (rung.patient and (missed or not rung.is_hasty(case))):
        return None
    lower = [_step(about[each], about, case, clocks, now) for each in rung.usually if each in about]
    return next((step.rung for step in lower if step.state is State.OPEN), None)


def _calls(rung: Rung, case: Case, missed: Deadline | None) -> bool:
    """While an authority has the case, only the end of its own time calls; while others have it, that they are late."""
    if case.turn is Turn.AUTHORITY:
        return missed is not None and case.stage in rung.locked_at
    told = not (rung.opens_with | rung.early).isdisjoint(case.traits)
    mine = case.turn is Turn.MINE and case.stage is not Stage.TO_SHIP
    return mine or missed is not None or told


def from_table(data: Mapping[str, Any], file: str, letters: Collection[str]) -> tuple[Rung, ...]:
    """
    Read the rows ``[[rung]]`` of a file of the shelf, from the lowest up; `letters` are the ids of those there are.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    rungs: list[Rung] = []
    whole = Row(file, "the file", data)
    for row in whole.rows("rung", what="rung"):
        rung = _rung(row)
        lower = [each.id for each in rungs]
        if rung.id in lower:
            raise row.wrong("id", f"{rung.id!r} stands twice")
        for key, named in (("behind", rung.behind), ("usually", rung.usually)):
            unknown = [each for each in named if each not in lower]
            if unknown:
                raise row.wrong(key, f"{unknown[0]!r} is no rung below this one")
        if rung.letter and rung.letter not in letters:
            raise row.wrong("letter", f"no file of letters/ holds {rung.letter!r}")
        rungs.append(rung)
    whole.refuse_rest()
    return tuple(rungs)


def _rung(row: Row) -> Rung:
    rung = Rung(
        id=row.name("id"),
        title=row.words("title"),
        where=row.words("where"),
        costs=row.words("costs"),
        takes=row.words("takes"),
        needs=row.words("needs", _NOTHING),
        closes=row.words("closes", _NOTHING),
        scope=policy_file.scope(row),
        letter=row.text("letter", ""),
        source=row.address("source"),
        article=row.text("article"),
        confidence=row.choice("confidence", Confidence),
        facts=row.quotes("facts"),
        opens_after=frozenset(row.names("opens_after")),
        opens_by=row.choices("opens_by", What, ()),
        opens_at=frozenset(row.choices("opens_at", Stage, ())),
        opens_with=frozenset(row.choices("opens_with", Trait, ())),
        early=frozenset(row.choices("early", Trait, ())),
        given=row.choices("given", What, ()),
        until=row.choices("until", What, ()),
        behind=row.names("behind"),
        usually=row.names("usually"),
        patient=frozenset(row.choices("patient", Trait, ())),
        locked_at=frozenset(row.choices("locked_at", Stage, ())),
        closed_by=row.choices("closed_by", What, ()),
        done_by=row.choices("done_by", What, ()),
        once=row.flag("once"),
        optional=row.flag("optional"),
    )
    row.refuse_rest()
    return rung
