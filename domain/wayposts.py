"""
The way of a case, station by station: where it has been, where it stands, what usually comes.

Nothing is drawn by hand: stations are the stages of the flow's table, what is due at each are the clocks that the
engine itself finds there, on a copy of the case that walks on. So a picture stays true when the shelf changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from domain import desk, machine
from domain.case import Case, Reason
from domain.deadlines import Deadline
from domain.journal import Happening, What
from domain.library import Library
from domain.machine import Flow, Stage, Turn
from domain.moments import Moment, When
from domain.policy import Family, Unit

CLOCKS = 2  #: of a station, as many as one reads
_FAR = 90  # days
_LONGEST = 14  # stations: more would not be read
_OTHERS = frozenset({Turn.SELLER, Turn.PLATFORM})


class Place(StrEnum):
    """How a station stands to the case."""

    PAST = "past"
    HERE = "here"
    COMING = "coming"
    END = "end"


@dataclass(frozen=True, slots=True)
class Post:
    """A station: the stage, whose turn it is there, what is due, soonest first, and what brought the case to it."""

    stage: Stage
    turn: Turn
    place: Place
    clocks: tuple[Deadline, ...] = ()
    entered: Happening | None = None


def of_flow(flow: Flow, library: Library, platform: str, now: Moment) -> tuple[Post, ...]:
    """The usual way of a flow, from its first step to the money; what is due at each station, as if it began now."""
    reason = Reason.RENEWED if flow is Flow.MEMBERSHIP else Reason.UNWANTED
    walker = Case(id="way", owner=0, flow=flow, opened=now, reason=reason, platform=platform)
    return tuple(_onward(walker, library, now))


def of_case(case: Case, library: Library, now: Moment) -> tuple[Post, ...]:
    """The stations at which a case was, the one where it stands, with its own dates, and the usual way on."""
    been = [
        Post(stage, machine.turn(case.flow, stage), Place.PAST, (), entered)
        for stage, entered in case.path
        if stage is not Stage.NEW
    ]
    if not case.is_open:
        return (*been[:-1], *(replace(post, place=Place.END) for post in been[-1:]))
    if case.stage is Stage.NEW:
        return tuple(_onward(case, library, now))
    here, *coming = _onward(case, library, now)
    standing = replace(here, place=Place.HERE, entered=case.entered)
    return (*been[:-1], standing, *coming)


def _onward(case: Case, library: Library, now: Moment) -> Iterator[Post]:
    """From where a case stands, always by the usual step, to its end; no station twice."""
    seen: set[Stage] = set()
    while case.is_open and len(seen) < _LONGEST:
        if case.stage is not Stage.NEW:
            yield Post(case.stage, case.turn, Place.COMING, _pressing(desk.clocks(case, library).running, case.turn))
        seen.add(case.stage)
        step = next(each for each in _usual(case) if machine.step(case.flow, case.stage, each) not in seen)
        case = case.with_happening(Happening(id=f"way{len(seen)}", what=step, when=When(now), told=now))
    yield Post(case.stage, Turn.NOBODY, Place.END)


def _usual(case: Case) -> tuple[What, ...]:
    return (*case.offers, What.MONEY_ARRIVED)


def _pressing(running: tuple[Deadline, ...], turn: Turn) -> tuple[Deadline, ...]:
    """What is due of whoever's turn it is: one clock that binds, and the law behind it."""
    whose = [each for each in running if _concerns(each, turn) and not each.recommendation and not _is_far(each)]
    return tuple(whose[:CLOCKS])


def _is_far(clock: Deadline) -> bool:
    """Years, and months, are on nobody's mind at a station."""
    return clock.rule.unit in {Unit.YEARS, Unit.MONTHS} or (clock.rule.length or 0) > _FAR


def _concerns(clock: Deadline, turn: Turn) -> bool:
    return clock.turn is turn or (clock.turn in _OTHERS and turn in _OTHERS) or clock.family is Family.MONEY
