"""What has happened, as a page says it: dates behind labels, and the state that the app shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from domain import reading_beside, reading_labels, reading_moments
from domain.findings import SURE, Doubt, Found, in_order
from domain.intake import Told
from domain.journal import What
from domain.moments import When
from domain.reading_beside import Beside, Place
from domain.reading_labels import Sign, Value
from domain.reading_moments import Dated, Page
from domain.reading_rows import GAP, Row
from domain.vocabulary import Behind, Hedges, Label, State

_CLAUSE = re.compile(r"[,，。;；!！\n]|\s{3,}|\. ")
_QUESTION = re.compile(r"[^,，。;；!！]{0,12}(?:[?？]|[吗呢么](?:$|\W))")
_NEAR = 40  # characters around a state in which a hedge or its date stands
_SPEAKER = re.compile(r"商家|卖家|买家|平台|小红书|系统|客服|我|您|seller|buyer|platform|system|you")
_STEPS = 3  # short pieces side by side are the steps of a way, or the tabs of a list, and no state
_SHORT = 8
_CLOCKS = timedelta(minutes=5)  # what a headline and its timeline may differ by
_SPOKEN = 2  # what a sentence says is a worse witness than a form


def told(
    rows: Sequence[Row], signs: Sequence[Sign], values: Sequence[Value], page: Page, hedges: Hedges
) -> tuple[Found[Told], ...]:
    """Each kind of happening once, in the order of such happenings."""
    states = list(_stated(rows, signs, hedges))
    beside = reading_beside.given(states, signs, values, page)
    stamps = _stamps(rows, reading_beside.of_a_form(values), page)
    behind = [value for value in values if value.sign.at not in beside.first]
    return merged([*_labelled(signs, behind, page), *_states(states, stamps, beside)])


def merged(found: Iterable[tuple[int, Found[Told]]]) -> tuple[Found[Told], ...]:
    """
    Each kind of happening once, the best telling of it; the number before each is its rank as a witness, 0 the best.

    What can mean several things is left out where one of them is told in clear words, and what cannot have happened in
    this order is in doubt.
    """
    best: dict[What, tuple[int, Found[Told]]] = {}
    for rank, each in found:
        what = each.value.what
        best[what] = _better(best[what], (rank, each)) if what in best else (rank, each)
    told_once = tuple(each for _, each in best.values())
    return _in_doubt_where_impossible(in_order(_without_settled(told_once)))


def _better(known: tuple[int, Found[Told]], other: tuple[int, Found[Told]]) -> tuple[int, Found[Told]]:
    """Of two tellings of one happening: one with a time beats one without, then the better witness."""
    (rank, one), (rank_too, two) = known, other
    if (one.value.when is None) is not (two.value.when is None):
        kept, lost = (known, two) if one.value.when is not None or Doubt.IMPLAUSIBLE in one.doubts else (other, one)
        return kept[0], replace(kept[1], others=() if not lost.others else kept[1].others)
    if rank != rank_too:
        return known if rank < rank_too else other
    if _is_same_time(one.value.when, two.value.when):
        return other if _is_more_exact(two, one) else known
    return rank, replace(one, doubts=(*one.doubts, Doubt.SEVERAL), others=(*one.others, two.value))


def _is_same_time(one: When | None, two: When | None) -> bool:
    """Whether two times can be one: a bare day is any time of it, and two clocks may differ by minutes."""
    if one is None or two is None:
        return one is two
    return one.day() == two.day() and (not (one.exact and two.exact) or abs(one.at - two.at) <= _CLOCKS)


def _is_more_exact(one: Found[Told], two: Found[Told]) -> bool:
    def worth(found: Found[Told]) -> tuple[bool, float]:
        return found.value.when is not None and found.value.when.exact, found.confidence

    return worth(one) > worth(two)


def _labelled(signs: Sequence[Sign], values: Sequence[Value], page: Page) -> Iterator[tuple[int, Found[Told]]]:
    """The dates behind their labels, and those right before a word that says what happened: 11月20日签收."""
    for value in reading_labels.of(values, Label.DATE):
        dated = reading_moments.begins(value.low, page)
        if dated is not None:
            words = f"{value.sign.words} {value.text[: dated.end]}"
            yield value.behind.rank, _telling(value.behind.whats, dated, words, value.sure(dated.end))
    for sign in signs:
        behind = sign.meaning
        if isinstance(behind, Behind) and behind.whats:
            dated = _right_before(sign, page)
            if dated is not None:
                words = sign.row.text[dated.start : sign.end]
                yield _SPOKEN, _telling(behind.whats, dated, words, sign.row.confidence(dated.start, sign.end))


def _right_before(sign: Sign, page: Page) -> Dated | None:
    """The date that ends where the word begins, but for a small word between."""
    begin = max(0, sign.start - _NEAR)
    for dated in reading_moments.found_in(sign.row.low[begin : sign.start], page):
        between = sign.row.low[begin + dated.end : sign.start]
        if re.fullmatch(r"\s?(?:就|已|我|才|的|时|被|由.{0,6})?\s?", between):
            return replace(dated, start=begin + dated.start, end=begin + dated.end)
    return None


def _stated(rows: Sequence[Row], signs: Sequence[Sign], hedges: Hedges) -> Iterator[Sign]:
    """The states that are shown: no strip of steps, no wish and no question."""
    steps = {at for at in {sign.at for sign in signs} if _is_step(rows[at])}
    states = (sign for sign in signs if isinstance(sign.meaning, State) and sign.at not in steps)
    return (sign for sign in states if not _is_hedged(sign, hedges))


def _states(states: Sequence[Sign], stamps: dict[int, Dated], beside: Beside) -> Iterator[tuple[int, Found[Told]]]:
    above = _stamps_stand_above(states, stamps)
    for sign in states:
        state = sign.meaning
        if isinstance(state, State):
            dated = beside.dates.get((sign.at, sign.start)) or _next_row(sign, stamps, above=above)
            found = _telling(
                state.whats, None if state.standing else dated, sign.words, sign.row.confidence(sign.start, sign.end)
            )
            yield 0, replace(found, doubts=(*found.doubts, Doubt.UNCLEAR)) if state.unclear else found


def _telling(whats: tuple[What, ...], dated: Dated | None, words: str, sure: float) -> Found[Told]:
    when = dated.when if dated else None
    doubts = dated.doubts if dated else ()
    others = [Told(what, when) for what in whats[1:]]
    if dated:
        others += [Told(whats[0], other) for other in dated.others]
    return Found(Told(whats[0], when), words, sure, doubts if sure >= SURE else (*doubts, Doubt.UNSURE), tuple(others))


def _is_step(row: Row) -> bool:
    """Whether the row is a strip of steps or tabs: short pieces side by side, nothing else."""
    pieces = row.text.split(GAP) if row.columns > 1 else re.split(r"\s*(?:->|[→>›»·|—─-]|\s)\s*", row.text)
    short = [piece for piece in pieces if piece and len(piece) <= _SHORT and not re.search(r"[0-9]", piece)]
    wanted = _STEPS if row.columns > 1 or re.search(r"[→>›»|]", row.text) else _STEPS + 1
    return len(short) >= wanted and len(short) == len([piece for piece in pieces if piece]) and _is_chinese(row)


def _is_chinese(row: Row) -> bool:
    return not reading_moments.is_english([row.text])


def _is_hedged(sign: Sign, hedges: Hedges) -> bool:
    """Whether words beside it make it a wish, a threat or a question."""
    low = sign.row.low
    before = _CLAUSE.split(low[max(0, sign.start - _NEAR) : sign.start])[-1]
    after = low[sign.end : sign.end + _NEAR]
    asked = _QUESTION.match(after)
    return bool(hedges.before.search(before) or hedges.clause.search(before) or hedges.after.match(after) or asked)


def _stamps(rows: Sequence[Row], of_a_form: frozenset[Place], page: Page) -> dict[int, Dated]:
    """The dates that have a row to themselves, and no label above it."""
    stamps = ((at, _stamp(row, page)) for at, row in enumerate(rows))
    return {at: dated for at, dated in stamps if dated and (at, dated.start) not in of_a_form}


def _stamp(row: Row, page: Page) -> Dated | None:
    """The date of a row that holds nothing else but who spoke then."""
    dated = next(reading_moments.found_in(row.low, page), None)
    if dated is None:
        return None
    rest = row.low[: dated.start] + row.low[dated.end :]
    return None if re.search(r"\w", _SPEAKER.sub("", rest)) else dated


def _stamps_stand_above(states: Sequence[Sign], stamps: dict[int, Dated]) -> bool:
    """Whether a page sets dates above what happened then: as it does where only that fits."""
    only_above = sum(sign.at - 1 in stamps and sign.at + 1 not in stamps for sign in states)
    only_below = sum(sign.at + 1 in stamps and sign.at - 1 not in stamps for sign in states)
    return only_above > only_below


def _next_row(sign: Sign, stamps: dict[int, Dated], *, above: bool) -> Dated | None:
    return stamps.get(sign.at - 1 if above else sign.at + 1)


def _without_settled(told: tuple[Found[Told], ...]) -> tuple[Found[Told], ...]:
    """Leave out what can mean several things, where one of them is told in clear words beside it."""
    clear = {each.value.what for each in told if len(_meanings(each)) == 1}
    return tuple(each for each in told if len(_meanings(each)) == 1 or not clear & _meanings(each))


def _meanings(found: Found[Told]) -> set[What]:
    return {found.value.what, *(other.what for other in found.others)}


#: What can only happen after what: a page that says otherwise was misread.
_CHAINS = (
    (What.PAID, What.POSTED, What.SIGNED, What.COMPLETED),
    (What.PAID, What.APPLIED, What.REFUND_ANNOUNCED, What.MONEY_ARRIVED),
    (What.SHIPPED, What.DELIVERED, What.REFUND_ANNOUNCED),
)


#: What takes days between, so that one printed moment cannot be both; the later one took the date of the other.
_APART = (
    ((What.PAID, What.POSTED), (What.SIGNED, What.COMPLETED)),
    ((What.PAID,), (What.APPLIED, What.REFUND_ANNOUNCED)),
    ((What.SHIPPED,), (What.DELIVERED, What.RECEIVED)),
)


def _in_doubt_where_impossible(told: tuple[Found[Told], ...]) -> tuple[Found[Told], ...]:
    """
    Doubt both of two happenings that stand in an order in which they cannot have happened.

    Of two that cannot be at one moment and are, the later one is in doubt.
    """
    whens = {each.value.what: each.value.when for each in told if each.value.when}
    wrong: set[What] = set()
    for chain in _CHAINS:
        steps = [what for what in chain if what in whens]
        for one, two in pairwise(steps):
            if _is_later(whens[one], whens[two]):
                wrong |= {one, two}
    for firsts, laters in _APART:
        taken = {whens[what] for what in firsts if what in whens and whens[what].exact}
        wrong |= {what for what in laters if whens.get(what) in taken}
    return tuple(_implausible(each) if each.value.what in wrong else each for each in told)


def _is_later(one: When, two: When) -> bool:
    return one.earliest > two.latest


def _implausible(found: Found[Told]) -> Found[Told]:
    return found if Doubt.IMPLAUSIBLE in found.doubts else replace(found, doubts=(*found.doubts, Doubt.IMPLAUSIBLE))
