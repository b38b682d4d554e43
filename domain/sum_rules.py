"""
What a law says about one part of a refund: the rows of storage/shelf/sums.toml, and when each of them speaks.

A rule names a figure (domain/figures.py), a sign and the cases that it is about. Nothing here knows an amount: every
number, article and sentence stands on the shelf, next to the line of the ground it rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from domain import policy_file
from domain.case import Case, Reason
from domain.errors import ShelfError
from domain.journal import What
from domain.money import Money
from domain.policy import Confidence, Scope, Words
from domain.policy_row import Row
from domain.purchase import Amount
from domain.traits import Trait


class Part(StrEnum):
    """What a line is to the total."""

    REFUND = "refund"  # counts: the sum of these is the total
    WITHIN = "within"  # already inside the total
    APART = "apart"  # comes in kind or by another road, or is the shopper's own
    INSTEAD = "instead"  # another total that the texts allow (a reading)
    CLAIM = "claim"  # on top, only with ticked facts


class Figure(StrEnum):
    """A sum worked out of what the case tells; an `Amount` is a figure too."""

    PAID = "paid"  # the price, less the part that was paid another way
    GOODS = "goods"  # what the goods cost: the part that goes back, or the price without freight
    NOTHING = "nothing"  # zero: it is said that nothing is deducted
    WORDS = "words"  # no sum at all, only the sentence
    KEPT_SHARE = "kept_share"  # the price of what is not sent back
    INSURED = "insured"  # of the return freight, what the insurance has paid already
    SHORT = "short"  # what lifts a negative total to zero
    USED_BY_DAY = "used_by_day"
    USED_BY_MONTH = "used_by_month"
    USED_AT_LIST = "used_at_list"  # by the day, at the price without discount


class Gap(StrEnum):
    """What a sum may lack besides an `Amount`."""

    PRICE = "price"
    REASON = "reason"
    TERM = "term"


Need: TypeAlias = Amount | Gap


class Fault(StrEnum):
    """Whose fault it is: it decides who carries the freight (CPL 24, 25)."""

    SELLER = "seller"
    SHOPPER = "shopper"  # no reason is needed, none is given


#: What the law asks the shopper to make sure of before a multiple of the price is claimed; ticked one by one.
TICKS = (
    Trait.FRAUD,
    Trait.RELIED_ON_IT,
    Trait.GOODS_UNSAFE,
    Trait.SELLER_KNEW,
    Trait.NOT_ONLY_A_LABEL,
    Trait.FOR_OWN_USE,
)

_SELLERS = frozenset({Reason.QUALITY, Reason.NOT_AS_DESCRIBED})
_SELLERS_TRAITS = frozenset({Trait.FAKE, Trait.FRAUD, Trait.GOODS_UNSAFE, Trait.SELLER_DEFAULT})


def fault(case: Case) -> Fault | None:
    """Whose fault it is; None where the reason is not known."""
    if case.reason in _SELLERS or not _SELLERS_TRAITS.isdisjoint(case.traits):
        return Fault.SELLER
    return Fault.SHOPPER if case.reason else None


def asked_on(case: Case, today: date) -> date:
    """The day of Shanghai on which the refund was asked for; today, where it was not yet or nobody said when."""
    applied = case.latest(What.APPLIED)
    return applied.when.day() if applied and applied.when else today


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRule:
    """
    One part of a refund, as a text regulates it.

    It speaks for a case that its scope fits, that has `all_of` these traits, and where one of `after` and none of
    `before` happened; with `within`, only if the refund was asked for within so many days of the last of `since`.
    Its money is `times` the figure, at least `least`. Of one `group` the first that can be worked out counts;
    a later one with `instead` is shown beside it. `asks`: what its figure lacks should be asked for; `essential`:
    without it there is no total. One that stands `alone` settles the sum by itself.
    """

    id: str
    part: Part
    figure: Figure | Amount
    title: Words
    note: Words
    scope: Scope
    article: str
    source: str  #: address at which the text can be read
    confidence: Confidence
    facts: tuple[str, ...]  #: the words of facts.md that it rests on
    minus: bool = False
    times: int = 1
    least: Money | None = None
    fault: Fault | None = None
    all_of: frozenset[str] = frozenset()
    after: tuple[What, ...] = ()
    before: tuple[What, ...] = ()
    since: tuple[What, ...] = ()
    within: int | None = None
    group: str = ""
    instead: bool = False
    asks: bool = False
    essential: bool = False
    alone: bool = False

    @property
    def facts_to_tick(self) -> tuple[Trait, ...]:
        """The facts of a claim, in the order in which they are asked."""
        return tuple(fact for fact in TICKS if fact in self.all_of)

    def speaks_for(self, case: Case, today: date) -> bool:
        """Whether it is about this case."""
        return (
            self.scope.covers(case)
            and self.all_of <= case.traits
            and (self.fault is None or self.fault is fault(case))
            and (not self.after or case.latest(*self.after) is not None)
            and (not self.before or case.latest(*self.before) is None)
            and self._in_time(case, today)
        )

    def lacks_day(self, case: Case, today: date) -> bool:
        """Whether it would speak for this case, had what it counts since a day that nobody told."""
        start = case.latest(*self.since) if self.since else None
        undated = self.within is not None and (start is None or start.when is None)
        return undated and replace(self, within=None, since=()).speaks_for(case, today)

    def _in_time(self, case: Case, today: date) -> bool:
        if self.within is None:
            return True
        start = case.latest(*self.since)
        if start is None or start.when is None:
            return False
        return asked_on(case, today) <= start.when.day() + timedelta(days=self.within)


def from_table(data: Mapping[str, Any], file: str) -> tuple[SumRule, ...]:
    """
    Read the rows ``[[sum]]`` of a file of the shelf; their order is the order of the lines.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    strange = sorted(set(data) - {"sum"})
    if strange:
        raise ShelfError(file, strange[0], "a file of sums holds [[sum]] and nothing else")
    rules = tuple(_rule(row) for row in Row(file, "the file", data).rows("sum", what="sum"))
    twice = {rule.id for rule in rules if [each.id for each in rules].count(rule.id) > 1}
    if twice:
        raise ShelfError(file, f"sum {min(twice)}", "two rows have this id")
    return rules


def _rule(row: Row) -> SumRule:
    least = row.length("least", None)
    rule = SumRule(
        id=row.text("id"),
        part=row.choice("part", Part, Part.REFUND),
        figure=_figure(row),
        title=row.words("title"),
        note=row.words("note"),
        scope=policy_file.scope(row),
        article=row.text("article"),
        source=row.address("source"),
        confidence=row.choice("confidence", Confidence),
        facts=row.quotes("facts"),
        minus=row.flag("minus"),
        times=row.length("times", 1) or 1,
        least=Money(least) if least else None,
        fault=next(iter(row.choices("fault", Fault, ())), None),
        all_of=frozenset(row.choices("all_of", Trait, ())),
        after=row.choices("after", What, ()),
        before=row.choices("before", What, ()),
        since=row.choices("since", What, ()),
        within=row.length("within", None),
        group=row.text("group", ""),
        instead=row.flag("instead"),
        asks=row.flag("asks"),
        essential=row.flag("essential"),
        alone=row.flag("alone"),
    )
    row.refuse_rest()
    _refuse_nonsense(row, rule)
    return rule


def _figure(row: Row) -> Figure | Amount:
    name = row.text("figure")
    for kind in (Figure, Amount):
        if name in set(kind):
            return kind(name)
    raise row.wrong("figure", f"{name!r} is none of {', '.join((*Figure, *Amount))}")


def _refuse_nonsense(row: Row, rule: SumRule) -> None:
    if rule.part is Part.CLAIM and not (rule.all_of and rule.all_of <= frozenset(TICKS)):
        raise row.wrong("all_of", "a claim names the facts that must be ticked")
    if rule.figure is Figure.WORDS and rule.part is not Part.APART:
        raise row.wrong("part", "what has no sum stands apart")
    if rule.essential and not rule.asks:
        raise row.wrong("essential", "what the total cannot do without must be asked for")
    if (rule.within is None) is not (not rule.since):
        raise row.wrong("within", "it needs the happening that it counts since, and the other way round")
