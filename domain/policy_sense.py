"""What a row of the shelf may not say although each of its words is known: it is refused with file, key and reason."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations

from domain import machine
from domain.errors import ShelfError
from domain.machine import Flow, Stage, Turn
from domain.policy import Advice, Counting, Family, Rule, Scope, Unit
from domain.policy_row import Row

_LONGEST = 1000  # in whatever unit: the longest that we know are 365 days and 3 years

#: Key, reason, and when a rule is to be refused for it.
_NONSENSE: tuple[tuple[str, str, Callable[[Rule], bool]], ...] = (
    (
        "holidays",
        "only a law's date of the other side moves behind a holiday",
        lambda rule: rule.extends and (rule.turn is Turn.MINE or rule.family is not Family.LAW),
    ),
    (
        "counting",
        "only hours and days can run from a moment",
        lambda rule: rule.counting is Counting.MOMENT and rule.unit not in {Unit.HOURS, Unit.DAYS},
    ),
    (
        "counting",
        "hours run from the moment",
        lambda rule: rule.counting is not Counting.MOMENT and rule.unit is Unit.HOURS,
    ),
    (
        "counting",
        "only days are counted back",
        lambda rule: rule.counting is Counting.BEFORE and rule.unit is not Unit.DAYS,
    ),
    (
        "valid_until",
        "it ends before it begins",
        lambda rule: bool(rule.valid_from and rule.valid_until and rule.valid_from > rule.valid_until),
    ),
    (
        "length",
        "without a length only the app's countdown gives a date, and only a platform's clock takes one",
        lambda rule: rule.length is None and rule.family is not Family.PLATFORM,
    ),
    (
        "length",
        "no clock is as long as that",
        lambda rule: (rule.length or 0) > _LONGEST,
    ),
    (
        "ends",
        "what starts it cannot end it",
        lambda rule: not set(rule.starts).isdisjoint((*rule.ends, *rule.settled_by)),
    ),
    (
        "final",
        "a recommendation cannot be missed, so it cannot be final",
        lambda rule: rule.final and rule.recommendation,
    ),
    (
        "traits",
        "no case has a trait and lacks it",
        lambda rule: not rule.scope.traits.isdisjoint(rule.scope.without),
    ),
)


def refuse_nonsense(row: Row, rule: Rule) -> None:
    """
    Look at a rule, or at one of its variants, as a whole.

    Raises:
        ShelfError: its values contradict each other.
    """
    for key, reason, is_so in _NONSENSE:
        if is_so(rule):
            raise row.wrong(key, reason)


def reachable(row: Row, scope: Scope) -> Scope:
    """
    Give the scope back if some case can come there.

    Raises:
        ShelfError: one of its stages is on the way of none of its flows, or one of its flows comes to none of them.
    """
    flows = scope.flows or frozenset(Flow)
    for stage in sorted(scope.stages):
        if not any(stage in _way(flow) for flow in flows):
            raise row.wrong("stages", f"no case of {', '.join(sorted(flows))} comes to {stage}")
    for flow in sorted(scope.flows):
        if scope.stages and scope.stages.isdisjoint(_way(flow)):
            raise row.wrong("flows", f"a case of {flow} comes to none of these stages")
    return scope


def _way(flow: Flow) -> frozenset[Stage]:
    """Every stage that a case of this flow can come to."""
    table = machine.FLOWS[flow]
    return frozenset(table) | {stage for row in table.values() for stage in row.values()} | machine.CLOSED


def refuse_twins(file: str, rules: Sequence[Rule], advice: Iterable[Advice]) -> None:
    """
    Look at all rows read so far; `file` is the one that was read last.

    Raises:
        ShelfError: two rules of one id hold at the same time and place, or two pieces of advice share an id.
    """
    for one, other in combinations(rules, 2):
        if one.id == other.id and _overlap(one, other):
            raise ShelfError(file, f"rule {one.id}", "two rules of this id hold at the same time and place")
    seen: set[str] = set()
    for each in advice:
        if each.id in seen:
            raise ShelfError(file, f"advice {each.id}", "two pieces of advice have this id")
        seen.add(each.id)


def _overlap(one: Rule, other: Rule) -> bool:
    day = max(one.valid_from or date.min, other.valid_from or date.min)
    return one.in_force(day) and other.in_force(day) and _share(one.scope, other.scope)


def _share(one: Scope, other: Scope) -> bool:
    flows = (one.flows or frozenset(Flow)) & (other.flows or frozenset(Flow))
    stages = (one.stages or frozenset(Stage)) & (other.stages or frozenset(Stage))
    return bool(flows) and bool(stages)
