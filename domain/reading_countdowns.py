"""How long the app shows as left, counted from the moment at which the words were written."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from domain import countdowns
from domain.findings import SURE, Countdown, Doubt, Found
from domain.moments import Moment
from domain.reading_rows import Row


def shown(rows: Sequence[Row], written: Moment) -> tuple[Found[Countdown], ...]:
    """Each countdown once, in the order of the print; one may stand under the word that makes it one."""
    found: dict[Countdown, Found[Countdown]] = {}
    for row, text in _with_the_next(rows):
        for left, words in countdowns.shown_in(text):
            sure = row.confidence(0, len(row.text))
            value = Countdown(left, written + left)
            doubts = () if sure >= SURE else (Doubt.UNSURE,)
            found.setdefault(value, Found(value, words, sure, doubts))
    return tuple(found.values())


def _with_the_next(rows: Sequence[Row]) -> Iterable[tuple[Row, str]]:
    """Each row by itself, and short ones with the row below."""
    for row, below in zip_longest(rows, rows[1:]):
        yield row, row.text
        if below is not None and len(row.text) + len(below.text) < _SHORT and not _has(row) and not _has(below):
            yield below, f"{row.text}\n{below.text}"


def _has(row: Row) -> bool:
    return bool(countdowns.found_in(row.text))


_SHORT = 40  # characters of a word and a countdown on two rows
