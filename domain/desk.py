"""The one decision: a case and a happening go in; the new case, its clocks and its plan of reminders come out."""

from dataclasses import dataclass

from domain import circumstances, deadlines, moments, reminders, sums, undo
from domain.case import Case
from domain.deadlines import Clocks
from domain.errors import NotNow
from domain.journal import Happening
from domain.library import Library
from domain.moments import Moment
from domain.people import Wishes
from domain.reminders import Planned
from domain.sums import Expected


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one decision changed."""

    case: Case
    clocks: Clocks
    plan: tuple[Planned, ...]


def clocks(case: Case, library: Library) -> Clocks:
    """All clocks of a case under the rules of its platform."""
    return deadlines.of(case, library.policy(case.platform), library.workdays)


def expected(case: Case, library: Library, now: Moment) -> Expected:
    """The money that a case should bring, line by line; of a refund not asked for yet, as if it were asked for now."""
    return sums.of(case, library.sums, moments.day_of(now))


def settle(case: Case, library: Library, wishes: Wishes, now: Moment) -> Outcome:
    """Work out clocks and reminders of a case as it stands. Pure: the same arguments give the same outcome."""
    running = clocks(case, library)
    return Outcome(case, running, reminders.plan(case, running, library.kinds, wishes, now))


def record(case: Case, happening: Happening, library: Library, wishes: Wishes, now: Moment) -> Outcome:
    """
    Write a happening into the journal and work out what follows. The same happening twice changes nothing.

    Raises:
        NotNow: this cannot happen at this stage; the error names what can.
    """
    grown = circumstances.overtaken(case.with_happening(happening), library.circumstances)
    return settle(grown, library, wishes, now)


def take_back(case: Case, undo_id: str, library: Library, wishes: Wishes, now: Moment) -> Outcome | None:
    """Undo what was told last (domain/undo.py): all stays on record. None where nothing can be undone."""
    lines = undo.lines(case, undo_id, now)
    try:
        for line in lines:
            case = case.with_happening(line)
    except NotNow:
        return None
    return settle(circumstances.overtaken(case, library.circumstances), library, wishes, now) if lines else None
