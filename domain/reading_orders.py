"""The order itself: its number, paid how, and what was asked for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain import reading_labels
from domain.case import Channel, Reason
from domain.findings import SURE, Doubt, Found, single
from domain.machine import Flow
from domain.reading_labels import Value
from domain.reading_rows import Row
from domain.vocabulary import Label, Vocabulary

_ORDER_NO = re.compile(
    r"(?:[A-Za-z]{0,4}[0-9])(?:[0-9A-Za-z]|-(?=[0-9A-Za-z])|[ ](?=[0-9]{3,}(?![0-9]*[-/.:年月]))){7,39}"
)
_HOME_ORDER = re.compile(r"(?<![0-9A-Za-z])P[0-9]{15,20}(?![0-9A-Za-z])")  # Xiaohongshu (facts.md 2.1)
_HOME_LIKE = re.compile(r"P[0-9OolIiSsBZz]{14,20}")
_DIGITS = 8  # of an order number at least; what is shorter is a date or a sum
_TERMS = frozenset({"退", "可"})  # 退换货, 可换货: what a shop allows, not what was asked for


def order_no(rows: Sequence[Row], values: Sequence[Value]) -> Found[str] | None:
    """The order number behind its label, or one that can be nothing else."""
    found: list[Found[str]] = []
    for value in reading_labels.of(values, Label.ORDER_NO):
        match = _ORDER_NO.match(value.text)
        if match and _is_number(match[0]):
            found.append(doubted(Found(match[0].replace(" ", ""), value.words, value.sure(match.end()))))
    return single(found or list(_unlabelled(rows)))


def is_home(number: str) -> bool:
    """Whether a number is one of Xiaohongshu's orders, which no other platform writes so."""
    return _HOME_ORDER.fullmatch(number) is not None


def _is_number(written: str) -> bool:
    """Mostly digits; or, as Apple has them, capitals with digits among them."""
    digits = sum(sign.isdigit() for sign in written)
    return digits >= _DIGITS or (digits >= _DIGITS // 2 and written.isupper() and len(written) > _DIGITS)


def doubted(found: Found[str]) -> Found[str]:
    """The same, in doubt where its print was hard to read, or a letter stands among its digits."""
    is_plain = is_home(found.value) or _HOME_LIKE.fullmatch(found.value) is None
    return found if found.confidence >= SURE and is_plain else replace(found, doubts=(*found.doubts, Doubt.UNSURE))


def flow(rows: Iterable[Row], vocabulary: Vocabulary) -> Found[Flow] | None:
    """What was asked for: the kind that is named most specifically, a membership before all."""
    found = [
        Found(meaning, match[0], row.confidence(match.start(), match.end()))
        for row in rows
        for match, meaning in vocabulary.flows.found_in(row.low)
        if row.low[max(0, match.start() - 1) : match.start()] not in _TERMS
    ]
    members = [each for each in found if each.value is Flow.MEMBERSHIP]
    return single(members or found)


def reason(values: Sequence[Value], vocabulary: Vocabulary) -> Found[Reason] | None:
    """Why the money should come back, as it was chosen in the app."""
    return single(
        [
            Found(meaning, value.words, value.sure(), () if value.sure() >= SURE else (Doubt.UNSURE,))
            for value in reading_labels.of(values, Label.REASON)
            for _, meaning in vocabulary.reasons.found_in(value.low)
        ]
    )


def paid_by(values: Sequence[Value], vocabulary: Vocabulary) -> Found[Channel] | None:
    """How it was paid."""
    return single(
        [found for value in reading_labels.of(values, Label.PAID_BY) for found in channels(value, vocabulary)]
    )


def channels(value: Value, vocabulary: Vocabulary) -> Iterator[Found[Channel]]:
    """The way of paying that a value names, at most one."""
    found = channel_in(value.low, vocabulary)
    if found is not None:
        yield replace(found, words=value.words, confidence=value.sure())


def channel_in(low: str, vocabulary: Vocabulary) -> Found[Channel] | None:
    """The way of paying that some words name; a wallet alone leaves open whether its balance or a card was used."""
    wallet = next((meaning for _, meaning in vocabulary.wallets.found_in(low)), None)
    named = next(vocabulary.channels.found_in(low), None)
    if named is not None:
        channel = named[1]
        if wallet is not None and channel in _CARDS:
            channel = wallet.card
        return Found(channel, named[0][0])
    if wallet is None:
        return None
    return Found(wallet.balance, low, doubts=(Doubt.UNCLEAR,), others=(wallet.card,))


_CARDS = frozenset({Channel.CREDIT_CARD, Channel.DEBIT_CARD})


def _unlabelled(rows: Iterable[Row]) -> Iterator[Found[str]]:
    for row in rows:
        for match in _HOME_ORDER.finditer(row.text):
            yield doubted(Found(match[0], match[0], row.confidence(match.start(), match.end())))
