"""
The deadlines that the other side let pass, also those of earlier stages: for a paper that accuses nobody wrongly.

The clocks of a case speak of now; what was missed before a later step stands nowhere. So the journal is walked again,
and a clock counts as missed only if it was surely over when what ended it can have happened at the earliest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from domain import deadlines
from domain.case import Case
from domain.deadlines import Deadline
from domain.journal import Happening
from domain.library import Library
from domain.machine import OTHER_SIDE
from domain.moments import Moment
from domain.policy import Confidence, Counting, Family

_Key: TypeAlias = tuple[str, str]  # a rule, and the happening that it counts from


@dataclass(frozen=True, slots=True)
class Missed:
    """A deadline that passed; `ended` is what ended the wait, None where it goes on."""

    deadline: Deadline
    ended: Happening | None = None


def of(case: Case, library: Library, now: Moment) -> tuple[Missed, ...]:
    """
    What the other side has missed in a case up to now, the oldest first.

    Advice, the shopper's own, an authority's, a carrier's and a bank's are no part of it.
    """
    found: dict[_Key, Missed] = {}
    running: dict[_Key, Deadline] = {}
    for ending, clocks in _walk(case, library):
        for key in running.keys() - clocks.keys():
            _judge(found, key, running[key], ending)
        running = clocks
    for key, deadline in running.items():
        if deadline.is_over(now):
            found[key] = Missed(deadline)
    return tuple(sorted(found.values(), key=lambda each: each.deadline.ends))


def _walk(case: Case, library: Library) -> Iterator[tuple[Happening | None, dict[_Key, Deadline]]]:
    """After each happening that stands: the happening, and the clocks of the other side that run from then on."""
    policy = library.policy(case.platform)
    told = tuple(replace(each, corrects=None, taken_back=False) for each in case.standing)
    for count in range(len(told) + 1):
        clocks = deadlines.of(replace(case, journal=told[:count]), policy, library.workdays)
        theirs = [each for each in clocks.running if each.turn in OTHER_SIDE and _binds(each)]
        yield (told[count - 1] if count else None), {(each.id, each.starts.id): each for each in theirs}


def _judge(found: dict[_Key, Missed], key: _Key, deadline: Deadline, ending: Happening | None) -> None:
    if ending is not None and ending.when is not None and deadline.is_over(ending.when.earliest):
        found[key] = Missed(deadline, ending)


def _binds(deadline: Deadline) -> bool:
    """
    Whether it may be held against anybody: the law, what the app showed, a rule whose text is published.

    What had to be done before a day (a notice of the renewal) leaves no trace here: whether it was done nobody told.
    """
    rule = deadline.rule
    return rule.counting is not Counting.BEFORE and (
        deadline.pinned
        or deadline.family is Family.LAW
        or (deadline.family is Family.PLATFORM and rule.confidence is Confidence.HIGH)
    )
