"""What a paper is made of: blocks, as storage/papers/templates/dossier.typ sets them. Texts only, no markup. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from domain import parcels
from domain.journal import Happening, Parcel
from domain.library import Library
from domain.moments import SHANGHAI, Moment, day_of
from domain.money import Money
from handlers.talk.words.catalogue import typography
from handlers.talk.words.catalogue.words import Words

Block: TypeAlias = dict[str, Any]
Lines: TypeAlias = list[str]

_YEAR_TOO = date.min  # as "today": a paper names the year of every day


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes: in which language, from what knowledge, and what is done to every text that a person told."""

    words: Words
    library: Library
    theirs: Callable[[str], str]  #: the text as it may be printed
    masked: bool

    def day(self, day: date) -> str:
        """A day with its year and weekday."""
        return self.words.day(day, _YEAR_TOO)

    def moment(self, at: Moment) -> str:
        """An instant on the clocks of Beijing."""
        return self.words.moment(at.astimezone(SHANGHAI), _YEAR_TOO)

    def until(self, due: Moment) -> str:
        """A deadline; the end of a day is its 24:00."""
        day, clock = typography.split_until(due.astimezone(SHANGHAI))
        return f"{self.day(day)} {clock}"

    def when(self, told: Happening) -> str:
        """When it happened, as precisely as it was told."""
        if told.when is None:
            return self.words.paper_told_on(self.day(day_of(told.told)))
        return self.moment(told.when.at) if told.when.exact else self.day(told.when.day())

    def money(self, sum_: Money | None) -> str:
        """An amount; nothing where there is none."""
        return self.words.money(sum_) if sum_ is not None else ""

    def parcel(self, parcel: Parcel | None) -> str:
        """Its number and its carrier; nothing where there is none."""
        if parcel is None:
            return ""
        carrier = parcels.by_id(self.library.carriers, parcel.carrier)
        return " · ".join(filter(None, (carrier.name(self.words.code) if carrier else "", self.theirs(parcel.number))))


def pairs(rows: Iterable[tuple[str, str]]) -> Block:
    """Names and values; what has no value is left out."""
    return {"kind": "pairs", "rows": [list(row) for row in rows if row[1]]}


def table(heads: Sequence[str], widths: Sequence[int], rows: Sequence[Block], right: Sequence[int] = ()) -> Block:
    """Rows of `row`; a width of 0 is as wide as needed, others share the rest."""
    return {"kind": "table", "heads": list(heads), "widths": list(widths), "right": list(right), "rows": list(rows)}


def row(*cells: Lines, quiet: bool = False) -> Block:
    """Each cell is lines: the first stands out; of a `quiet` row none does."""
    return {"cells": [[line for line in cell if line] for cell in cells], "quiet": quiet}


def paragraphs(*rows: str, quiet: bool = False) -> Block:
    """Running text."""
    return {"kind": "paragraphs", "rows": [each for each in rows if each], "quiet": quiet}
