"""
The money that a refund should bring, line by line, each with its rule.

    expected = sums.of(case, library.sums, today)
    expected.total            what should come back, or None where that is not known
    expected.refund           its lines: their sum is the total, to the fen
    expected.claims           on top, only with facts that the shopper ticked (3x, 10x)
    expected.missing          what to ask the shopper, the weightiest first

A line that a letter cites has everything it needs: title, money, article, source, confidence, note.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import figures
from domain.case import Case
from domain.errors import MixedCurrencies
from domain.figures import Sheet
from domain.money import Money, total
from domain.policy import Confidence, Words
from domain.sum_rules import Figure, Gap, Need, Part, SumRule, fault


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a signed sum in minor units (None where only the sentence matters), and the rule it rests on."""

    part: Part
    money: Money | None
    rule: SumRule

    @property
    def id(self) -> str:
        """The id of its rule."""
        return self.rule.id

    @property
    def title(self) -> Words:
        """What it is, by language."""
        return self.rule.title

    @property
    def note(self) -> Words:
        """How it is worked out and what is a reading, by language."""
        return self.rule.note

    @property
    def article(self) -> str:
        """Where it is written; `source` is the address."""
        return self.rule.article

    @property
    def source(self) -> str:
        """The address at which the text can be read."""
        return self.rule.source

    @property
    def confidence(self) -> Confidence:
        """How sure it is, as the ground grades it."""
        return self.rule.confidence


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to tell: `rule` is where it matters; without an `essential` one there is no total."""

    need: Need
    rule: SumRule
    essential: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """
    What a case should bring, as far as it is told.

    `total` is the sum of the lines of `refund`, never below zero; None where the price or something essential is
    missing, or where the lines stand in several currencies (`mixed` names them): then no total is given, ever.
    The other lines are in no total: `within` it already, `apart` from it, `instead` of it (each a whole total of
    its own), `claims` on top of it. `further` is what could be told besides but is not asked for, `undated` are rules
    that may hold or not: the day they count from was not told.
    """

    lines: tuple[Line, ...] = ()
    total: Money | None = None
    missing: tuple[Missing, ...] = ()
    further: tuple[Need, ...] = ()
    mixed: tuple[str, ...] = ()
    undated: tuple[SumRule, ...] = ()

    def of_part(self, part: Part) -> tuple[Line, ...]:
        """The lines of one part, in the order of the shelf."""
        return tuple(line for line in self.lines if line.part is part)

    @property
    def refund(self) -> tuple[Line, ...]:
        """The lines whose sum is the total."""
        return self.of_part(Part.REFUND)

    @property
    def claims(self) -> tuple[Line, ...]:
        """What the shopper may demand on top; empty unless every fact that the law asks for was ticked."""
        return self.of_part(Part.CLAIM)

    @property
    def demand(self) -> Money | None:
        """The total with the claims: what a letter may ask for. None where there is no total."""
        claims = [line.money for line in self.claims if line.money]
        if self.total is None or any(money.currency != self.total.currency for money in claims):
            return None
        return total([self.total, *claims], self.total.currency)

    def outstanding(self, case: Case) -> Money | None:
        """
        What is still to come, never below zero; the price stands in for a total that is not known yet.

        None where nobody knows it: no price, or several currencies.
        """
        expected = None if self.mixed else self.total or case.price
        if expected is None or any(each.currency != expected.currency for each in case.receipts):
            return None
        rest = expected - total(case.receipts, expected.currency)
        return max(rest, Money(0, expected.currency))


def of(case: Case, rules: Sequence[SumRule], today: date) -> Expected:
    """
    Work out what a case should bring. Pure; `today` is the day in Shanghai, for refunds not asked for yet.

    Only what the case tells is used: an amount that was not told is asked for, never guessed. A multiple of the
    price is claimed only where every fact that its rule names was ticked by the shopper.
    """
    speaking = [rule for rule in rules if rule.speaks_for(case, today)]
    if case.price is None:
        return Expected(missing=tuple(Missing(Gap.PRICE, rule, essential=True) for rule in speaking[:1]))
    tally = _Tally(case, case.price, today)
    settled = [rule for rule in speaking if rule.alone and not figures.lacks(case, rule.figure)]
    for rule in settled[:1] or speaking:
        tally.add(rule)
    if fault(case) is None and not settled:
        tally.lacks_reason(rule for rule in rules if rule.fault and replace(rule, fault=None).speaks_for(case, today))
    undated = () if settled else tuple(rule for rule in rules if rule.lacks_day(case, today))
    return replace(tally.expected(), undated=undated)


class _Tally:
    """The lines as they are added up, in the order of the shelf."""

    def __init__(self, case: Case, price: Money, today: date) -> None:
        self._case = case
        self._price = price
        self._today = today
        self._lines: list[Line] = []
        self._chosen: dict[str, Line] = {}
        self._rivals: list[tuple[SumRule, Money]] = []
        self._lacking: list[tuple[SumRule, Need]] = []
        self._mixed: set[str] = set()

    def add(self, rule: SumRule) -> None:
        """One rule: it becomes a line, a rival of the line of its group, or something to ask for."""
        lacks = figures.lacks(self._case, rule.figure)
        self._lacking += [(rule, need) for need in lacks]
        if lacks:
            return
        try:
            money = self._money(rule)
        except MixedCurrencies as error:
            self._mixed |= {error.left, error.right}
            return
        if money is None and rule.part is not Part.APART:
            return
        if rule.group in self._chosen:
            if rule.instead and money is not None:
                self._rivals.append((rule, money))
            return
        line = Line(rule.part, money, rule)
        self._lines.append(line)
        if rule.group:
            self._chosen[rule.group] = line

    def lacks_reason(self, rules: Iterable[SumRule]) -> None:
        """The reason is not known: ask for it where some rule depends on it."""
        self._lacking += [(rule, Gap.REASON) for rule in rules if rule.asks][:1]

    def expected(self) -> Expected:
        """Everything added up."""
        missing = tuple(self._missing())
        sums = [line.money for line in self._lines if line.part is Part.REFUND and line.money]
        currencies = {money.currency for money in sums} or {self._price.currency}
        mixed = self._mixed | (currencies if len(currencies) > 1 else set())
        known = not mixed and not any(each.essential for each in missing)
        sum_ = total(sums, min(currencies)) if known else None
        asked = {each.need for each in missing}
        further = dict.fromkeys(need for rule, need in self._lacking if need not in asked)
        return Expected(
            lines=(*self._lines, *self._instead(sum_)),
            total=sum_,
            missing=missing,
            further=tuple(further),
            mixed=tuple(sorted(mixed)),
        )

    def _money(self, rule: SumRule) -> Money | None:
        sheet = Sheet(self._case, self._price, self._today, self._so_far())
        sum_ = figures.work_out(rule.figure, sheet)
        if sum_ is None or (sum_.minor == 0 and rule.figure not in _SAYS_ZERO):
            return None
        sum_ *= rule.times
        if rule.least is not None and rule.least.currency == sum_.currency:
            sum_ = max(sum_, rule.least)
        return -sum_ if rule.minus else sum_

    def _so_far(self) -> Money:
        own = self._price.currency
        sums = [line.money for line in self._lines if line.part is Part.REFUND and line.money]
        return total([money for money in sums if money.currency == own], own)

    def _missing(self) -> Iterable[Missing]:
        found: dict[Need, Missing] = {}
        for rule, need in self._lacking:
            essential = rule.essential and rule.group not in self._chosen
            if rule.asks:
                known = found.get(need)
                found[need] = replace(
                    known or Missing(need, rule), essential=essential or bool(known and known.essential)
                )
        return sorted(found.values(), key=lambda each: not each.essential)

    def _instead(self, sum_: Money | None) -> Iterable[Line]:
        if sum_ is None:
            return
        for rule, money in self._rivals:
            chosen = self._chosen[rule.group].money
            if chosen is not None and chosen.currency == money.currency == sum_.currency:
                other = max(sum_ - chosen + money, Money(0, sum_.currency))
                yield Line(Part.INSTEAD, other, rule)


#: A zero of these is worth a line: it says that nothing is deducted, and why.
_SAYS_ZERO = frozenset({Figure.NOTHING, Figure.USED_BY_DAY, Figure.USED_BY_MONTH, Figure.USED_AT_LIST})
