"""
The ladder: from the seller, politely, up to the court. Which rung is done, open, or opens when.

Rungs are data (storage/shelf/ladder.toml). Order matters: a second complaint to 12315 is refused, so what must come
before it stands before it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain import policy_file
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.journal import Happening, What
from domain.machine import FACTS, Stage
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
    one of `given` happened, and no longer once one of `until` did. Each of `behind` that is about the case must be
    done before, unless `early` (traits) opens it at once. It is done once one of `done_by` happened, or its letter was
    sent; done `once`, it cannot be climbed again. The sentences: `title`, `where` it is, what it `costs`, how long it
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
        return begun and not over and self.scope.covers(case)


@dataclass(frozen=True, slots=True)
class Step:
    """
    A rung as it stands for a case.

    `deadline` is the clock that opened it, or that it waits for; `first` the rung that comes before it.
    """

    rung: Rung
    state: State
    deadline: Deadline | None = None
    first: Rung | None = None


def of(case: Case, clocks: Clocks, rungs: Sequence[Rung], now: Moment) -> tuple[Step, ...]:
    """All rungs that are about a case, from the lowest up; a closed case has none."""
    if not case.is_open:
        return ()
    about = {rung.id: rung for rung in rungs if rung.fits(case)}
    return tuple(_step(rung, about, case, clocks, now) for rung in about.values())


def next_step(steps: Iterable[Step]) -> Step | None:
    """The rung to climb now: the highest that is open and not only optional; None where nothing is open."""
    openly = [step for step in steps if step.state is State.OPEN and not step.rung.optional]
    return openly[-1] if openly else None


def after(steps: Iterable[Step], rung: Rung) -> Rung | None:
    """
    The rung to take where this one comes to nothing: the first that waits for it, else the next that all climb.

    Of one that is only optional, and on which nothing waits, nobody says what would come next.
    """
    rungs = [step.rung for step in steps]
    above = rungs[rungs.index(rung) + 1 :] if rung in rungs else []
    waits = [each for each in above if rung.id in each.behind and not each.optional]
    behind = waits or [each for each in above if rung.id in each.behind]
    usual = [each for each in above if not each.optional and not rung.optional]
    return next(iter((*behind, *usual)), None)


def _step(rung: Rung, about: Mapping[str, Rung], case: Case, clocks: Clocks, now: Moment) -> Step:
    if rung.climbed(case):
        return Step(rung, State.DONE)
    if not rung.early.isdisjoint(case.traits):
        return Step(rung, State.OPEN)
    before = next((about[each] for each in rung.behind if each in about and not about[each].climbed(case)), None)
    if before is not None:
        return Step(rung, State.BEHIND, first=before)
    watched = [each for each in clocks.running if each.rule.id in rung.opens_after]
    missed = next((each for each in watched if each.is_over(now)), None)
    if missed or _is_open(rung, case):
        return Step(rung, State.OPEN, missed)
    return Step(rung, State.WAITING, watched[0]) if watched else Step(rung, State.SHUT)


def _is_open(rung: Rung, case: Case) -> bool:
    if not (rung.opens_after or rung.opens_by or rung.opens_at or rung.opens_with) or case.stage in rung.opens_at:
        return True
    happened = bool(rung.opens_by) and case.latest(*rung.opens_by) is not None
    return happened or not rung.opens_with.isdisjoint(case.traits)


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
        unknown = [each for each in rung.behind if each not in lower]
        if unknown:
            raise row.wrong("behind", f"{unknown[0]!r} is no rung below this one")
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
        done_by=row.choices("done_by", What, ()),
        once=row.flag("once"),
        optional=row.flag("optional"),
    )
    row.refuse_rest()
    return rung
