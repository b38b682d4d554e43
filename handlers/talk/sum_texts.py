"""The money that should come back, as text: line by line with its rule, and the reasons behind. Pure."""

from domain.case import Case
from domain.money import Money
from domain.sum_rules import Part, SumRule
from domain.sums import Expected, Line
from handlers.talk.cards import Look
from handlers.talk.markup import Html, bold, fill, join, lines
from handlers.talk.words.catalogue.words import said

_BESIDE = (Part.WITHIN, Part.APART, Part.INSTEAD, Part.CLAIM)  #: the parts that stand below the total


def page(look: Look, case: Case, expected: Expected) -> Html:
    """What should come back: its lines, the total, what came already, and what stands beside it."""
    words = look.words
    beside = [html for part in _BESIDE for html in _part(look, expected, part)]
    return lines(
        words.sums_title(look.name(case)),
        _term(look, case),
        *(_line(look, line) for line in expected.refund),
        _total(look, expected),
        *(words.sum_undated(rule.within) for rule in expected.undated if rule.within),
        *_arrivals(look, case, expected),
        *beside,
        words.sum_demand(expected.demand) if expected.claims and expected.demand else None,
    )


def reasons(look: Look, case: Case, expected: Expected) -> Html:
    """Where each line comes from: what it is, how it is worked out, where it is written and how sure that is."""
    words = look.words
    found = [_reason(look, line.rule, line.money) for line in expected.lines]
    return lines(words.sums_title(look.name(case)), bold(words.sum_reasons_title()), *found)


def equation(look: Look, expected: Expected) -> Html | None:
    """The total in one line, where it is more than the price alone: 399 − 10 = 389."""
    if expected.total is None or len(expected.refund) < 2:
        return None
    words = look.words
    parts = [
        join(" ", None if first else _sign(line.money), said(words, line.title), words.money(_size(line.money)))
        for first, line in ((line is expected.refund[0], line) for line in expected.refund)
        if line.money is not None
    ]
    return join(" ", *parts, "=", words.money(expected.total))


def too_much(look: Look, case: Case) -> str:
    """More came than was paid: a digit may have slipped, so it is said; it is kept all the same. Else nothing."""
    price, received = case.price, case.received
    if price is None or received is None or received.currency != price.currency or received <= price:
        return ""
    return look.words.too_much(received, price)


def question(text: str) -> Html:
    """A question of the catalogue, as the chat sends it."""
    return lines(text)


def claim(look: Look, case: Case, rule: SumRule, made: Money | None) -> Html:
    """What one claim needs: its facts, ticked or not, and what a lie costs. `made`: the sum, once all are ticked."""
    words = look.words
    facts = [
        fill("{mark} {number}. {fact}", mark="☑" if fact in case.traits else "☐", number=number, fact=words.ticks[fact])
        for number, fact in enumerate(rule.facts_to_tick, 1)
    ]
    lacking = len(rule.all_of - case.traits)
    return lines(
        words.claim_title(said(words, rule.title)),
        said(words, rule.note),
        _link(rule),
        "",
        words.claim_facts(),
        *facts,
        words.claim_complete(made) if made else words.claim_open(lacking) if lacking else None,
        words.claim_warning(),
    )


def _total(look: Look, expected: Expected) -> Html | str:
    words = look.words
    if expected.mixed:
        return words.sum_mixed(", ".join(expected.mixed))
    if expected.total is None:
        return words.sum_unknown()
    return words.sum_total(expected.total, may_change=bool(expected.missing))


def _term(look: Look, case: Case) -> str | None:
    term, words = case.term, look.words
    if term is None:
        return None
    return words.term_line(words.day(term.begins, look.today), words.day(term.ends, look.today), term.days)


def _arrivals(look: Look, case: Case, expected: Expected) -> list[str]:
    words = look.words
    found = [
        words.sum_arrived(look.when(each) or words.time_unknown(), each.money) for each in case.arrivals if each.money
    ]
    rest = expected.outstanding(case)
    return [*found, words.sum_rest(rest)] if found and rest is not None else found


def _part(look: Look, expected: Expected, part: Part) -> list[Html]:
    found = [_line(look, line) for line in expected.of_part(part)]
    return [Html(f"\n{bold(look.words.sum_parts[part])}"), *found] if found else []


def _line(look: Look, line: Line) -> Html:
    words = look.words
    sum_ = words.money(line.money) if line.money is not None else None
    return join(" · ", said(words, line.title), bold(sum_) if sum_ else None, _link(line.rule))


def _reason(look: Look, rule: SumRule, sum_: Money | None) -> Html:
    words = look.words
    return lines(
        Html(f"\n{join(' ', bold(said(words, rule.title)), words.money(sum_) if sum_ is not None else None)}"),
        said(words, rule.note),
        join(" · ", _link(rule), words.sum_confidences[rule.confidence]),
    )


def _link(rule: SumRule) -> Html:
    return fill('<a href="{address}">{article}</a>', address=rule.source, article=rule.article)


def _sign(money: Money | None) -> str:
    return "−" if money is not None and money.minor < 0 else "+"


def _size(money: Money) -> Money:
    return -money if money.minor < 0 else money
