"""What was paid: the sum behind 实付款, not the price before the discount, the discount or the freight."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain import money, reading_labels
from domain.errors import AmountReason, NotAnAmount
from domain.findings import SURE, Doubt, Found, single
from domain.money import Money
from domain.reading_labels import Value
from domain.vocabulary import Label

_SIGN = r"(?:人民币|rmb|cny|cn¥|usd|us\$|hk\$|hkd|nt\$|jpy|eur|gbp|[¥$€£₩元]|\s)"
#: A sum as print shows it, from where it begins. An OCR reads ¥ as Y or 羊 at times.
SUM = re.compile(
    rf"(?:共?[0-9]{{1,3}}件[,:\s]*)?(?:{_SIGN}{{0,6}}|[y羊半]\s?)"
    r"(?P<sum>[-+]?\s?[0-9][0-9,]*(?:\.[0-9]+|[块元][0-9]{1,2}(?![0-9]))?"
    r"|[零一二两三四五六七八九十百千万]{1,12}(?=[元块]))"
    r"\s?(?P<unit>元|块钱?|rmb|cny|usd|hkd|jpy|eur|gbp|美元|港币|日元|円|€)?"
)
_TORN = re.compile(r" ?[0-9][0-9.,]*(?![0-9.,]|\s?[件个条双天月日年小时分:/\-x×])")  # ¥39 9.00: a gap where a digit was
_LARGEST = 2_000_000  # minor units (¥20,000): a purchase above it exists, but a lost decimal point is likelier
_ROOM = 40  # characters in which a sum is written


def paid(values: Sequence[Value]) -> Found[Money] | None:
    """The sum that was paid for the order; a total stands for it where no better witness is there."""
    best = list(_sums(values, Label.PAID))
    return single(best or list(_sums(values, Label.TOTAL)))


def of_label(values: Sequence[Value], label: Label) -> Found[Money] | None:
    """The sum behind this label."""
    return single(list(_sums(values, label)))


def read(value: Value) -> Found[Money] | None:
    """The sum with which a value begins."""
    match = SUM.match(value.low[:_ROOM])
    if match is None:
        return None
    found = judged(match)
    if found is None:
        return None
    sure = value.sure(match.end())
    torn = _TORN.match(value.low, match.end()) is not None
    doubts = found.doubts if sure >= SURE and not torn else (*found.doubts, Doubt.UNSURE)
    return replace(
        found, words=f"{value.sign.words} {value.text[: match.end()]}".strip(), confidence=sure, doubts=doubts
    )


def judged(match: re.Match[str]) -> Found[Money] | None:
    """The sum of a match of `SUM`, in doubt where its digits read two ways or nobody pays so much."""
    written = re.sub(r"^[y羊半]\s?(?=[0-9])", "¥", match[0])
    written = re.sub(r"^共?[0-9]{1,3}件[,:\s]*", "", written).replace(" ", "")
    try:
        amount = money.read(written)
    except NotAnAmount as refusal:
        return _misread(written) if refusal.reason is AmountReason.AMBIGUOUS else None
    doubts = (Doubt.IMPLAUSIBLE,) if amount.minor > _LARGEST and amount.currency == "CNY" and "." not in written else ()
    return Found(amount, match[0].strip(), doubts=doubts)


def _misread(written: str) -> Found[Money] | None:
    """1.299 is one thing or the other: the point is taken for a comma, and asked."""
    try:
        return Found(money.read(written.replace(".", "")), written, doubts=(Doubt.UNCLEAR,))
    except NotAnAmount:
        return None


def _sums(values: Sequence[Value], label: Label) -> Iterator[Found[Money]]:
    for value in reading_labels.of(values, label):
        found = read(value)
        if found is not None:
            yield found
