"""
The words by which screens and messages are read: labels, states, ways of paying, kinds of request.

They are data (the shelf's readings.toml); this file says what a word can mean, and finds words in a row.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from domain.case import Channel, Reason
from domain.errors import ShelfError
from domain.journal import What
from domain.machine import Flow
from domain.policy_row import Row

_Meaning = TypeVar("_Meaning")


class Label(StrEnum):
    """What stands behind a label."""

    ORDER_NO = "order_no"
    ITEM = "item"
    SHOP = "shop"
    PLATFORM = "platform"
    PAID = "paid"
    TOTAL = "total"  # a sum that is the one paid where no better one stands there
    PAID_BY = "paid_by"
    DATE = "date"
    PARCEL = "parcel"
    CARRIER = "carrier"
    REFUND = "refund"
    ACCOUNT = "account"
    ARRIVAL = "arrival"
    RENEWS = "renews"
    CHARGE = "charge"
    ENDS = "ends"
    REASON = "reason"
    OTHER = "other"  # nothing that is kept


@dataclass(frozen=True, slots=True)
class Behind:
    """
    What stands behind a label; of a date, when what happened (with several, the case says which).

    A lower `rank` is the better witness.
    """

    label: Label
    whats: tuple[What, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """
    What has happened when the app shows this; with several, the case decides. `unclear`: it is asked even so.

    A `standing` one lasts: a date beside it is not that of the happening.
    """

    whats: tuple[What, ...]
    unclear: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Wallet:
    """A wallet with a balance of its own and cards behind it."""

    balance: Channel
    card: Channel


class Lexicon(Generic[_Meaning]):
    """
    Words with their meanings, and where they stand in a row: the longest first, none inside another.

    Labels and states share one, so that 退款成功时间 is a label and the 退款成功 in it is no state.
    """

    def __init__(self, meanings: Mapping[str, _Meaning]) -> None:
        self._meanings = dict(meanings)
        self._pattern = re.compile(_any_of(self._meanings)) if self._meanings else re.compile(r"(?!)")

    def found_in(self, low: str) -> Iterator[tuple[re.Match[str], _Meaning]]:
        """Each word of a row in lower case, with what it means."""
        for match in self._pattern.finditer(low):
            yield match, self._meanings[match[0]]

    @property
    def words(self) -> Mapping[str, _Meaning]:
        """All of them."""
        return self._meanings


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words beside a state that make it a wish, a threat or a question: they stand before it, after it, around it."""

    before: re.Pattern[str]
    clause: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words of the shelf."""

    signs: Lexicon[Behind | State]  #: labels and states
    channels: Lexicon[Channel]
    wallets: Lexicon[Wallet]
    flows: Lexicon[Flow]
    reasons: Lexicon[Reason]
    hedges: Hedges


_TABLES = ("label", "state", "channel", "wallet", "flow", "reason")


def from_table(data: Mapping[str, Any], file: str = "readings.toml") -> Vocabulary:
    """
    Read the words of the shelf.

    Raises:
        ShelfError: a key is missing, misspelt or of the wrong kind, or a word stands twice; names file and key.
    """
    strange = sorted(set(data) - {*_TABLES, "hedges"})
    if strange:
        raise ShelfError(file, strange[0], f"such a file holds {', '.join(_TABLES)}, hedges and nothing else")
    whole = Row(file, "the file", {key: value for key, value in data.items() if key != "hedges"})
    rows = {kind: whole.rows(kind) for kind in _TABLES}
    return Vocabulary(
        signs=_lexicon(
            [*((row, _behind(row)) for row in rows["label"]), *((row, _state(row)) for row in rows["state"])]
        ),
        channels=_lexicon([(row, row.choice("channel", Channel)) for row in rows["channel"]]),
        wallets=_lexicon([(row, _wallet(row)) for row in rows["wallet"]]),
        flows=_lexicon([(row, row.choice("flow", Flow)) for row in rows["flow"]]),
        reasons=_lexicon([(row, row.choice("reason", Reason)) for row in rows["reason"]]),
        hedges=_hedges(Row(file, "hedges", data.get("hedges", {}))),
    )


def _lexicon(rows: Sequence[tuple[Row, _Meaning]]) -> Lexicon[_Meaning]:
    meanings: dict[str, _Meaning] = {}
    for row, meaning in rows:
        for word in _words(row, "words"):
            if word in meanings:
                raise row.wrong("words", f"{word!r} stands twice")
            meanings[word] = meaning
        row.refuse_rest()
    return Lexicon(meanings)


def _words(row: Row, key: str) -> tuple[str, ...]:
    words = row.names(key)
    if not words:
        raise row.wrong(key, "it lists no word")
    shouted = [word for word in words if not word or word != word.lower().strip()]
    if shouted:
        raise row.wrong(key, f"{shouted[0]!r} is looked for in lower case and would never be found")
    return words


def _behind(row: Row) -> Behind:
    label = row.choice("field", Label)
    whats = row.choices("what", What) if label is Label.DATE else ()
    return Behind(label, whats, row.length("rank", None) or 0)


def _state(row: Row) -> State:
    return State(row.choices("what", What), row.flag("unclear"), row.flag("standing"))


def _wallet(row: Row) -> Wallet:
    return Wallet(row.choice("balance", Channel), row.choice("card", Channel))


def _hedges(row: Row) -> Hedges:
    before, clause, after = (_words(row, key) for key in ("before", "clause", "after"))
    row.refuse_rest()
    return Hedges(
        before=re.compile(rf"(?:{_any_of(before)})(?:自动|系统|默认|直接|商家|卖家|平台)*\s*$"),
        clause=re.compile(_any_of(clause)),
        after=re.compile(rf"\s*(?:{_any_of(after)})"),
    )


def _any_of(words: Mapping[str, object] | Sequence[str]) -> str:
    return "|".join(_whole(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _whole(word: str) -> str:
    """An English word stands alone; a Chinese one stands where it stands."""
    begin = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
    end = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{begin}{re.escape(word)}{end}"
