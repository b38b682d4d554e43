"""What was bought, and from whom: behind a label, or in the place where an order's page prints it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain import reading_labels, reading_places
from domain.findings import SURE, Doubt, Found, single
from domain.reading_labels import Sign, Value
from domain.reading_rows import GAP, Row
from domain.vocabulary import Label, State

_BILLED = re.compile(r"\*[^*\s]{1,12}\*")
_TALK = re.compile(r"[,，。!！?？~;；]|^亲|您|你好")


@dataclass(frozen=True, slots=True)
class Goods:
    """What was bought, and from whom."""

    item: Found[str] | None = None
    shop: Found[str] | None = None


def found(rows: Sequence[Row], signs: Sequence[Sign], values: Sequence[Value], *, order: bool) -> Goods:
    """The goods behind their labels; on the page of an `order`, also in their places."""
    said = {sign.row.text[sign.start : sign.end] for sign in signs if isinstance(sign.meaning, State)}
    item, shop = (single(list(_labelled(values, label, said, order=order))) for label in (Label.ITEM, Label.SHOP))
    item = item or _billed(rows)
    if not order:
        return Goods(item, shop)
    page = reading_places.page(rows, signs)
    printed = reading_places.goods(page)
    if printed is None:
        return Goods(item, shop)
    place, begin = printed
    return Goods(item or _named(rows[place], begin), shop or _named(reading_places.shop(page, place)))


def _labelled(values: Sequence[Value], label: Label, said: set[str], *, order: bool) -> Iterator[Found[str]]:
    """The names behind a label; on the page of an order a mere space may stand between. Talk is no name."""
    for value in reading_labels.of(values, label):
        name = reading_places.name_in(value.piece)
        on_a_form = reading_labels.is_set_apart(value) or (order and reading_labels.begins_its_row(value))
        if on_a_form and name and not _TALK.search(name) and not any(state in name for state in said):
            yield _doubted(Found(name, value.words, value.sure(len(value.piece))))


def _billed(rows: Sequence[Row]) -> Found[str] | None:
    """The goods of a Chinese invoice, which stand behind their kind between two stars: *服装*真丝连衣裙."""
    return single([each for row in rows if (match := _BILLED.match(row.text)) and (each := _named(row, match.end()))])


def _named(row: Row | None, begin: int = 0) -> Found[str] | None:
    if row is None:
        return None
    begin += len(row.text[begin:]) - len(row.text[begin:].lstrip())
    piece = row.text[begin:].split(GAP)[0]
    name = reading_places.name_in(piece)
    return _doubted(Found(name, row.text, row.confidence(begin, begin + len(piece)))) if name else None


def _doubted(name: Found[str]) -> Found[str]:
    return name if name.confidence >= SURE else replace(name, doubts=(*name.doubts, Doubt.UNSURE))
