"""The buttons around the money that should come back."""

from collections.abc import Iterable
from datetime import date

from domain.case import Case
from domain.journal import What
from domain.purchase import Amount
from domain.sum_rules import Gap, Need, SumRule
from domain.sums import Expected
from handlers.talk import case_keyboards, day_keyboards
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words, said

MONTHS = (1, 3, 6, 12)  # the terms that memberships are sold for


def page(words: Words, case: Case, expected: Expected, claims: Iterable[SumRule]) -> Keyboard:
    """Reopening where more is due than came, what is missing, then the reasons, the rest, the claims, the way back."""
    rest = expected.outstanding(case)
    again = not case.is_open and rest is not None and rest.minor > 0
    reopen = (case_keyboards.happened(words, case, What.REOPENED),) if again else ()
    missing = in_rows(tell(words, case, each.need) for each in expected.missing)
    more = [Button(words.b_sum_more, _sums(case, "more"))]
    if expected.lines:
        more.insert(0, Button(words.b_sum_reasons, _sums(case, "why")))
    claim = (Button(words.b_claims, Tap(Verb.CLAIM, case.id, case.version)),) if any(claims) else ()
    return (reopen, *missing, *in_rows(more), claim, (case_keyboards.back_to_card(words, case),))


def tell(words: Words, case: Case, need: Need) -> Button:
    """A button that says: I can tell you this."""
    label = f"➕ {words.needs[need]}"
    if need is Gap.PRICE:
        return Button(label, Tap(Verb.ASK, case.id, case.version, "price"))
    if need is Gap.REASON:
        return Button(label, Tap(Verb.REASON, case.id, case.version))
    return Button(label, Tap(Verb.TELL, case.id, case.version, need.value))


def more(words: Words, case: Case, expected: Expected) -> Keyboard:
    """Every sum that was told, to change it, and every other that could matter here."""
    told = [
        Button(
            short(f"✏️ {words.needs[amount]} {words.money(case.amounts[amount])}"),
            Tap(Verb.TELL, case.id, case.version, amount.value),
        )
        for amount in Amount
        if amount in case.amounts
    ]
    if case.term is not None:
        told.append(Button(words.b_term_given, Tap(Verb.TELL, case.id, case.version, Gap.TERM.value)))
    others = (*(each.need for each in expected.missing), *expected.further)
    return (*in_rows(told, 1), *in_rows(tell(words, case, need) for need in others), back(words, case))


def amount(words: Words, case: Case, asked: Amount) -> Keyboard:
    """The question for a sum: there may be none."""
    none = Button(words.b_none, Tap(Verb.NONE, case.id, case.version, asked.value))
    return ((none, *back(words, case)),)


def term_begins(words: Words, case: Case, paid: date | None, today: date) -> Keyboard:
    """The first day of a membership: the day it was paid is the likely one."""
    tap: day_keyboards.TapFor = lambda detail: Tap(Verb.TERM, case.id, case.version, detail)  # noqa: E731 - a tap with a gap
    likely = ((Button(words.b_term_from(words.day(paid, today)), tap(paid.isoformat())),),) if paid else ()
    return (*likely, *day_keyboards.days(words, today, tap, just_now=False), back(words, case))


def term_ends(words: Words, case: Case) -> Keyboard:
    """How long a membership is."""
    lengths = (Button(words.b_months(each), Tap(Verb.TERM, case.id, case.version, str(each))) for each in MONTHS)
    return (*in_rows(lengths), back(words, case))


def claims(words: Words, case: Case, rules: Iterable[SumRule]) -> Keyboard:
    """Which claim?"""
    listed = in_rows(Button(said(words, rule.title), _claim(case, rule)) for rule in rules)
    return (*listed, back(words, case))


def claim(words: Words, case: Case, rule: SumRule) -> Keyboard:
    """A tick for each fact, by its number."""
    ticks = tuple(
        Button(
            f"{'☑' if fact in case.traits else '☐'} {number}",
            Tap(Verb.TICK, case.id, case.version, f"{rule.id}={fact.value}"),
        )
        for number, fact in enumerate(rule.facts_to_tick, 1)
    )
    return (ticks, back(words, case))


def back(words: Words, case: Case) -> tuple[Button, ...]:
    """The way back to the sums."""
    return (Button(words.b_return, _sums(case, "")),)


def _sums(case: Case, page_: str) -> Tap:
    return Tap(Verb.SUMS, case.id, 0, page_)


def _claim(case: Case, rule: SumRule) -> Tap:
    return Tap(Verb.CLAIM, case.id, case.version, rule.id)
