"""
What was bought, and from whom: behind a label, or in the place where an order's page prints it.

    某某女装 >                    the shop, above its goods
    真丝连衣裙 法式长款  ¥399.00    the goods, with their price
    粉色;M              x1         their kind, with how many
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain import reading_labels, reading_moments
from domain.findings import SURE, Doubt, Found, single
from domain.intake import clean_name
from domain.reading_labels import Sign, Value
from domain.reading_rows import GAP, Row
from domain.vocabulary import Label, State

_COPY = re.compile(r"\s*(?:复制|複製|copy|查看|详情|进店|联系卖家|联系商家|客服|[>›》⧉》])+\s*$", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"[\W0-9_]*")
_PRICE = re.compile(r"\s*[¥$€£]\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?\s*(?:[x×*]\s?[0-9]{1,3})?\s*$", re.IGNORECASE)
_COUNT = re.compile(r"(?:^|[^a-z0-9])[x×*]\s?[0-9]{1,3}\s*(?:件)?\s*(?:[¥$€£][0-9.,]+\s*)?$|^数量", re.IGNORECASE)
_TALK = re.compile(r"[,，。!！?？~;；]|^亲|您|你好")
_SHOP = re.compile(r"店|旗舰|工作室|官方|商行|小铺|商城|专营|专卖|shop|store|official", re.IGNORECASE)
_DOOR = re.compile(r"\s*[>›》]\s*(?:$|进店)")
_LONGEST = 120  # signs of a name; what is longer is talk
_AROUND = 8  # signs beside a state on its own row
_ABOVE = 3  # rows above the goods in which their shop stands


@dataclass(frozen=True, slots=True)
class Goods:
    """What was bought, and from whom."""

    item: Found[str] | None = None
    shop: Found[str] | None = None


def found(rows: Sequence[Row], signs: Sequence[Sign], values: Sequence[Value], *, order: bool) -> Goods:
    """The goods behind their labels; on the page of an `order`, also in their places."""
    said = {sign.row.text[sign.start : sign.end] for sign in signs if isinstance(sign.meaning, State)}
    item, shop = (single(list(_labelled(values, label, said, order=order))) for label in (Label.ITEM, Label.SHOP))
    labelled = Goods(item, shop)
    if not order:
        return labelled
    taken = {sign.at for sign in signs if _speaks(sign)}
    place = next(_places(rows, taken), None)
    if place is None:
        return labelled
    return Goods(item or _named(rows[place]), shop or next(_shops(rows, place, taken), None))


def _speaks(sign: Sign) -> bool:
    """Whether it makes its row one of labels and states: 商品 stands in the name of many goods, too."""
    if isinstance(sign.meaning, State):
        return len(sign.row.text) <= len(sign.words) + _AROUND
    return re.match(r"\s|[:0-9¥$\-+]|$", sign.row.text[sign.end :]) is not None


def _labelled(values: Sequence[Value], label: Label, said: set[str], *, order: bool) -> Iterator[Found[str]]:
    """The names behind a label; on the page of an order a mere space may stand between. Talk is no name."""
    for value in reading_labels.of(values, label):
        name = _name(value.piece)
        on_a_form = reading_labels.is_set_apart(value) or (order and reading_labels.begins_its_row(value))
        if on_a_form and name and not _TALK.search(name) and not any(state in name for state in said):
            yield _doubted(Found(name, value.words, value.sure(len(value.piece))))


def _places(rows: Sequence[Row], taken: set[int]) -> Iterator[int]:
    """The rows that name goods: with a price behind the name, or above the rows that price and count them."""
    for at, row in enumerate(rows):
        if at in taken or not _is_name(row):
            continue
        priced = _PRICE.search(row.low) is not None and _DOOR.search(row.text) is None
        counted = not _is_shop(row) and _is_counted(rows[at + 1 : at + 3])
        if priced or counted or (_COUNT.search(row.low) and at and _is_shop(rows[at - 1])):
            yield at


def _is_counted(below: Sequence[Row]) -> bool:
    """Whether the next row says how many, or is a price over the row that does."""
    if not below:
        return False
    first, *rest = below
    if _COUNT.search(first.low):
        return True
    return _SAYS_NOTHING.fullmatch(first.text) is not None and any(_COUNT.search(row.low) for row in rest)


def _shops(rows: Sequence[Row], place: int, taken: set[int]) -> Iterator[Found[str]]:
    for at in range(place - 1, max(-1, place - 1 - _ABOVE), -1):
        if at not in taken and _is_name(rows[at]) and _is_shop(rows[at]):
            found_there = _named(rows[at])
            if found_there is not None:
                yield found_there


def _is_name(row: Row) -> bool:
    """Whether a row can be a name: it says something, is not talk, and is no date."""
    return len(row.text) <= _LONGEST and bool(_name(row.text)) and reading_moments.MOMENT.search(row.low) is None


def _is_shop(row: Row) -> bool:
    return _DOOR.search(row.text) is not None or (_SHOP.search(row.low) is not None and not _PRICE.search(row.low))


def _named(row: Row) -> Found[str] | None:
    piece = row.text.split(GAP)[0]
    name = _name(piece)
    return _doubted(Found(name, row.text, row.confidence(0, len(piece)))) if name else None


def _name(text: str) -> str:
    """The name without what a page hangs on it: a price, a count, a button."""
    bare = _COPY.sub("", re.sub(r"\s+[x×*]\s?[0-9]{1,3}\s*(?:件)?\s*$", "", _PRICE.sub("", _COPY.sub("", text))))
    name = clean_name(bare)
    return "" if _SAYS_NOTHING.fullmatch(name) else name


def _doubted(name: Found[str]) -> Found[str]:
    return name if name.confidence >= SURE else replace(name, doubts=(*name.doubts, Doubt.UNSURE))
