"""
What a step or a correction did to the dates: the clocks before it held against the clocks after it.

``between(desk.clocks(case, library), outcome.clocks)`` is all that a scene needs to say what moved.
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.deadlines import Clocks, Deadline, Missing
from domain.moments import Moment
from domain.policy import Rule


@dataclass(frozen=True, slots=True)
class Move:
    """
    One clock whose date is another one now.

    `old` and `new` are the deadlines as they stood and as they stand: without `old` it appeared, without `new` it
    disappeared. `lacks` is set where it disappeared only because its date is not known any more: it says what it
    needs. Of a group of rules (of which only the earliest runs) `old` and `new` may be of different rules.
    """

    old: Deadline | None
    new: Deadline | None
    lacks: Missing | None = None

    @property
    def deadline(self) -> Deadline:
        """The one that holds now; of a clock that disappeared, the one that held."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a move without an old deadline and without a new one is none")
        return found

    @property
    def rule(self) -> Rule:
        """The rule that it is about."""
        return self.deadline.rule

    @property
    def appeared(self) -> bool:
        """Whether there was no such date before."""
        return self.old is None

    @property
    def disappeared(self) -> bool:
        """Whether there is no such date any more."""
        return self.new is None

    @property
    def by(self) -> timedelta:
        """How much later the last instant is now, negative for sooner; zero where it appeared or disappeared."""
        if self.old is None or self.new is None:
            return timedelta(0)
        return self.new.ends - self.old.ends


def between(before: Clocks, after: Clocks) -> tuple[Move, ...]:
    """
    The clocks that moved, appeared or disappeared, soonest first by the date that holds now (or held, if none does).

    A clock that ends when it ended did not move, whatever it counts from now and whoever says so; neither did one
    that had no date and has none. The same clocks twice give nothing.
    """
    old = {_place(each.rule): each for each in before.running}
    new = {_place(each.rule): each for each in after.running}
    lacking = {_place(each.rule): each for each in after.missing}
    moves = [Move(old.get(place), new.get(place), None if place in new else lacking.get(place)) for place in old | new]
    return tuple(sorted(filter(_is_one, moves), key=_when))


def _place(rule: Rule) -> str:
    """Which clock it is: of a group only one runs."""
    return rule.group or rule.id


def _is_one(move: Move) -> bool:
    if move.old is None or move.new is None:
        return True
    return (move.old.due, move.old.extended) != (move.new.due, move.new.extended)


def _when(move: Move) -> tuple[Moment, str]:
    return move.deadline.due, move.rule.id
