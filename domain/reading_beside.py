"""
Which of the dates that stand beside a state are the state's own.

    下单时间 2026-11-20 10:00 已签收 2026-11-22 16:40     a form's label keeps the date behind it
    11月19日 已发货 11月22日 已签收                        a row that begins with a date sets dates before what happened
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain import reading_labels, reading_moments
from domain.reading_labels import Sign, Value
from domain.reading_moments import Dated, Page
from domain.vocabulary import Behind, Label

_FORM = re.compile(r"(?:时间|日期|[a-z] (?:date|time|on|at))$")  # 下单时间 names a date, 下单 may be what happened
_AT_LEAST = 2  # dates in a row that show on which side of what happened they stand

Place = tuple[int, int]  #: the number of a row, and where in it something begins


@dataclass(frozen=True, slots=True)
class Beside:
    """The date of each state that has one in its row, by the state's place; the rows that set dates `first`."""

    dates: dict[Place, Dated]
    first: frozenset[int]


def given(states: Sequence[Sign], signs: Sequence[Sign], values: Sequence[Value], page: Page) -> Beside:
    """The dates that stand in the row of a state, each given to the one that it is of."""
    kept = {_place(value) for value in reading_labels.of(values, Label.DATE)}
    words = defaultdict(list)
    for sign in signs:
        if isinstance(sign.meaning, Behind) and sign.meaning.label is Label.DATE:
            words[sign.at].append(sign)
    found: dict[Place, Dated] = {}
    first: set[int] = set()
    for at, group in groupby(states, key=lambda sign: sign.at):
        rivals = list(group)
        dates = list(reading_moments.found_in(rivals[0].row.low, page))
        before = _before([*rivals, *words[at]], dates)
        free = [dated for dated in dates if (at, dated.start) not in kept]
        found |= before or _nearest(rivals, free)
        first |= {at} if before else set()
    return Beside(found, frozenset(first))


def of_a_form(values: Sequence[Value]) -> frozenset[Place]:
    """Where the dates begin that stand behind or under a label that names a date."""
    dated = reading_labels.of(values, Label.DATE)
    return frozenset(_place(value) for value in dated if _FORM.search(value.sign.words.lower()))


def _place(value: Value) -> Place:
    sign = value.sign
    return (sign.at if value.row is sign.row else sign.at + 1), value.start


def _before(happened: Sequence[Sign], dates: Sequence[Dated]) -> dict[Place, Dated]:
    """Nothing, unless a date and what happened then take turns in the row, the date first."""
    if (
        len(dates) < _AT_LEAST
        or len(happened) != len(dates)
        or any(_FORM.search(each.words.lower()) for each in happened)
    ):
        return {}
    pairs = list(zip(dates, sorted(happened, key=lambda sign: sign.start), strict=True))
    turns = [place for dated, sign in pairs for place in (dated.start, sign.start)]
    return {(sign.at, sign.start): dated for dated, sign in pairs} if turns == sorted(turns) else {}


def _nearest(rivals: Sequence[Sign], dates: Sequence[Dated]) -> dict[Place, Dated]:
    """Each date to the state that is nearest to it; of two as near to the one before it."""
    found: dict[Place, tuple[int, Dated]] = {}
    begins = [sign.start for sign in rivals]
    for dated in dates:
        place = bisect_left(begins, dated.start)
        far, nearest = min(_distances(rivals[max(0, place - 1) : place + 1], dated), key=lambda each: each[0])
        key = (nearest.at, nearest.start)
        if key not in found or far < found[key][0]:
            found[key] = far, dated
    return {key: dated for key, (_, dated) in found.items()}


def _distances(rivals: Sequence[Sign], dated: Dated) -> Iterator[tuple[int, Sign]]:
    return ((max(sign.start - dated.end, dated.start - sign.end), sign) for sign in rivals)
