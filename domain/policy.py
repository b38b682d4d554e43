"""
What a law, a platform or a payment channel promises: the rules from which the deadlines of a case are computed.

A rule is data (storage/shelf); this file gives the data its words. Nothing here knows a number: every length, every
source and every sentence about a rule stands on the shelf, next to the line of the ground it rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.case import Case, Channel, Reason
from domain.journal import What
from domain.machine import Flow, Stage, Turn

Words: TypeAlias = Mapping[str, str]  #: one sentence by language; zh and en are always there


class Family(StrEnum):
    """Whose clock it is. The three are never mixed (facts.md, head)."""

    LAW = "law"  # fixed
    PLATFORM = "platform"  # a default: the app's countdown wins
    MONEY = "money"  # an estimate of a bank or a channel


class Unit(StrEnum):
    """In what a length is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    YEARS = "years"


class Counting(StrEnum):
    """
    From where to where (facts.md 1.11 and 10).

    MOMENT: the length runs from the instant, a day being 24 hours. CALENDAR: the start day is excluded, the last
    day runs to 24:00 in Shanghai. BEFORE: counted back from the day of the event, to 24:00 of the day reached.
    """

    MOMENT = "moment"
    CALENDAR = "calendar"
    BEFORE = "before"


class Confidence(StrEnum):
    """How sure the value is, as facts.md grades it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which cases something is about. An empty set means all; of `traits` one is enough, of `without` none."""

    flows: frozenset[Flow] = frozenset()
    stages: frozenset[Stage] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    channels: frozenset[Channel | None] = frozenset()
    traits: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def fits_place(self, flow: Flow, stage: Stage) -> bool:
        """Whether it is about a case of this flow at this stage."""
        return (not self.flows or flow in self.flows) and (not self.stages or stage in self.stages)

    def covers(self, case: Case) -> bool:
        """Whether it is about this case, as it stands."""
        return self.fits_place(case.flow, case.stage) and self.fits(case)

    def fits(self, case: Case) -> bool:
        """Whether the rest fits: reason, channel and traits."""
        return (
            (not self.traits or not self.traits.isdisjoint(case.traits))
            and (not self.without or self.without.isdisjoint(case.traits))
            and (not self.reasons or case.reason in self.reasons)
            and (not self.channels or case.channel in self.channels)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    One clock as somebody promises it.

    It begins with the latest of `starts` (or the earliest, if `first`) after the last of `after`, and stands still
    once one of `ends` happened, or one of `settled_by` on a later day, or on the same day but told later; with `given`
    it runs only if one of these happened at all. `length` is None where nobody publishes one: then only the app's
    countdown gives a date. `releases` void a countdown that was typed before them; after one of `unsettled_by` the
    default is void too. Of the rules of one `group` only the earliest runs. A `recommendation` is advice with a day,
    not a limit. `asks` means that the case should be asked for the start event if it was never told; once one of
    `unasked_after` was told, a start without its time is not asked for.
    """

    id: str
    title: Words
    note: Words
    family: Family
    turn: Turn
    starts: tuple[What, ...]
    length: int | None
    unit: Unit
    counting: Counting
    scope: Scope
    source: str  #: address at which the text can be read
    article: str
    confidence: Confidence
    checked: date
    facts: tuple[str, ...]  #: the words of facts.md that the value rests on
    first: bool = False
    after: tuple[What, ...] = ()
    given: tuple[What, ...] = ()
    ends: tuple[What, ...] = ()
    settled_by: tuple[What, ...] = ()
    releases: tuple[What, ...] = ()
    unsettled_by: tuple[What, ...] = ()
    group: str = ""
    extends: bool = False  #: the other side's last day moves behind a holiday (law only)
    silence: What | None = None  #: what silence until then means
    final: bool = False  #: cannot be reopened once it is over
    recommendation: bool = False
    asks: bool = False
    unasked_after: tuple[What, ...] = ()
    day_is_too_late: bool = False  #: a bare day that is named for it does not count any more: the charge comes on it
    valid_from: date | None = None
    valid_until: date | None = None  #: the last day on which an event still falls under it
    variants: tuple["Variant", ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether an event of that day falls under this rule."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def as_for(self, case: Case) -> "Rule | None":
        """The rule as it reads for this case, by its first variant that fits; None where it does not apply."""
        if not self.scope.fits(case):
            return None
        for variant in self.variants:
            if variant.scope.covers(case):
                return variant.rule
        return self


@dataclass(frozen=True, slots=True)
class Variant:
    """How a rule reads for some cases; without a rule it does not apply to them."""

    scope: Scope
    rule: Rule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do or to know in some cases: no clock, but with its source."""

    id: str
    scope: Scope
    words: Words
    source: str
    article: str
    confidence: Confidence
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """All rules that hold for the cases of one platform: the law, the channels and its own; `called` by texts so."""

    id: str
    title: Words
    rules: tuple[Rule, ...]
    advice: tuple[Advice, ...] = ()
    called: tuple[str, ...] = ()
    _places: dict[tuple[Flow, Stage], tuple[Rule, ...]] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        for flow in Flow:
            for stage in Stage:
                fitting = tuple(rule for rule in self.rules if rule.scope.fits_place(flow, stage))
                self._places[flow, stage] = fitting

    def at(self, flow: Flow, stage: Stage) -> tuple[Rule, ...]:
        """The rules that can run in this flow at this stage, in the order of the shelf."""
        return self._places[flow, stage]

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id (where it changed over time, the newest), or None."""
        return next((rule for rule in reversed(self.rules) if rule.id == rule_id), None)

    def advice_for(self, case: Case) -> tuple[Advice, ...]:
        """What is good to know in this case now, in the order of the shelf."""
        return tuple(advice for advice in self.advice if advice.scope.covers(case))
