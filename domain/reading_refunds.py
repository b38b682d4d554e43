"""A message about the refund: how much, to which account, and when it is said to be there (facts.md 3)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain import reading_labels, reading_moments, reading_orders, reading_sums
from domain.case import Channel
from domain.findings import SURE, Doubt, Found, Refund, single
from domain.moments import When
from domain.money import Money
from domain.reading_labels import Value
from domain.reading_moments import Page
from domain.reading_rows import Row
from domain.vocabulary import Label, Vocabulary

_ORIGIN = re.compile(
    r"原路(?:退回|返回|退还|退款|退)|original (?:payment method|form of payment|method)|原支付(?:方式|渠道|账户)"
)
#: 退款 ¥399.00, 退回金额399元, refund of $59.99; and 399.00元已退回.
_SUM = r"(?P<sum>(?:人民币|rmb|cny|us\$|hk\$|[¥$€£])?\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?)"
_UNIT = r"(?P<unit>\s?(?:元|块钱?|rmb|cny|usd))?"
_AFTER = re.compile(
    r"(?:退款|退回|退还|退货款|refund(?:ed)?)(?:了|总?金额|收入|入账|给您|给你|金额为|共|\sof|你|您|成功|到账|[,\s]){0,6}\s*[:为是]?\s*"
    rf"{_SUM}(?![0-9.:/年月天日%\-]|\s?[个条件天小分]){_UNIT}"
)
_TO_ACCOUNT = re.compile(
    rf"退[回还至到][\u4e00-\u9fff()]{{1,10}}(?:[0-9]{{4}}\))?\s*{_SUM.replace(')?', ')', 1)}(?![0-9.]){_UNIT}"
)
_BEFORE = re.compile(
    rf"{_SUM.replace('[0-9][0-9,]*', '(?<![0-9.])[0-9][0-9,]*')}{_UNIT}"
    r"\s?(?:的?退款|已?(?:原路)?退[回还至到]|has been refunded|was refunded|refund(?:ed)?(?![a-z]))"
)
_SPOKEN = (_AFTER, _TO_ACCOUNT, _BEFORE)
#: A sum is one of a refund that came, not of one that is wished for, where such a word stands beside it.
_DONE = re.compile(r"已|收到|成功|到账|入账|收入|退回|退还|存入|通知|refunded|issued|has been|credited")
_BANK = re.compile(r"(?:[\u4e00-\u9fff]{2,4}银行|[招工建农中交]行|[a-z]{3,12} bank|visa|mastercard|银联)")
_LEADS = re.compile(r"^(?:退|回|至|到|入|您|你|的|原|路|已)+")
_TAIL = re.compile(
    r"(?:尾号|末四位|账户|账号|卡号|ending(?: in| with)?|\*{2,4}|\()\s*(?:为|是)?\s*:?\s*(?P<tail>[0-9]{4})(?![0-9])"
)
_CARD = re.compile(r"储蓄卡|借记卡|信用卡|银行卡|debit card|credit card")
_WITHIN = re.compile(
    r"(?:(?P<before>预计|within|最快|最晚|in)\s?(?:需要?|在|约)?\s?)?"
    r"(?<![0-9])(?:[0-9]{1,2}\s*(?:[-~至到–]|\sto\s)\s*)?(?P<most>[0-9]{1,2})\s*个?\s*"
    r"(?P<unit>工作日|工作天|自然日|天|business days?|working days?|days?)"
    r"(?P<after>.{0,6}(?:到账|到帐|入账|退回|arriv|credited))?"
)
_ACCOUNTS = re.compile(r"零钱|支付宝|微信|银行|卡|余额|花呗|尾号|wechat|alipay|card|bank|visa|mastercard")


def refund(
    rows: Sequence[Row], values: Sequence[Value], page: Page, vocabulary: Vocabulary, *, announced: bool
) -> Found[Refund] | None:
    """
    The message about the refund that stands there.

    None where nothing tells a sum, an account or a day: how long refunds take in general is no message, unless this one
    is `announced`.
    """
    amount = reading_sums.of_label(values, Label.REFUND) or single(list(_in_sentences(rows)))
    if amount is None and announced:
        amount = single(list(_alone(rows)))
    place = _place(rows, values)
    channel = reading_orders.channel_in(place, vocabulary) if place else None
    account = _account(place)
    told = Refund(
        amount=amount.value if amount else None,
        channel=_channel(channel, account),
        account=account,
        to_origin=any(_ORIGIN.search(row.low) for row in rows),
        arrival=_arrival(values, page),
    )
    if replace(told, to_origin=False) == Refund() and not announced:
        return None
    told = _with_length(told, rows, values)
    if told == Refund():
        return None
    sure = amount.confidence if amount else 1.0
    doubts = amount.doubts if amount else ()
    return Found(told, amount.words if amount else place, sure, doubts)


def _in_sentences(rows: Sequence[Row]) -> Iterator[Found[Money]]:
    for row in rows:
        if not _DONE.search(row.low):
            continue
        for match in (match for pattern in _SPOKEN for match in pattern.finditer(row.low)):
            if not match["unit"] and not re.search(r"[¥$€£a-z币.]", match["sum"]):
                continue
            written = reading_sums.SUM.match((match["sum"] + (match["unit"] or "")).strip())
            found = reading_sums.judged(written) if written else None
            if found is not None:
                sure = row.confidence(match.start(), match.end())
                doubts = found.doubts if sure >= SURE else (*found.doubts, Doubt.UNSURE)
                yield replace(found, words=row.text[match.start() : match.end()], confidence=sure, doubts=doubts)


def _alone(rows: Sequence[Row]) -> Iterator[Found[Money]]:
    """A sum that has a row to itself, as the headline of a receipt."""
    for row in rows:
        match = reading_sums.SUM.fullmatch(row.low) if re.match(r"[+¥$€£]", row.low) else None
        found = reading_sums.judged(match) if match else None
        if found is not None:
            sure = row.confidence(0, len(row.text))
            yield replace(
                found, confidence=sure, doubts=found.doubts if sure >= SURE else (*found.doubts, Doubt.UNSURE)
            )


def _place(rows: Sequence[Row], values: Sequence[Value]) -> str:
    """The words that say where the money goes: behind the label, else the sentence that speaks of a refund."""
    labelled = next(reading_labels.of(values, Label.ACCOUNT), None)
    if labelled is not None:
        return labelled.low
    spoken = (row.low for row in rows if re.search(r"退[款回还至到]|refund", row.low))
    return next((low for low in spoken if _ACCOUNTS.search(low)), "")


def _account(place: str) -> str:
    """The account as it is printed: its bank and the last four digits, as far as they stand there."""
    bank, tail, card = _BANK.search(place), _TAIL.search(place), _CARD.search(place)
    name = (_LEADS.sub("", bank[0]) if bank else "") + (card[0] if card and tail else "")
    return f"{name}({tail['tail']})" if tail else name


def _channel(found: Found[Channel] | None, account: str) -> Channel | None:
    """The channel that is named; a wallet that pays to a card is that card's, an open question is none."""
    if found is None:
        return None
    if not found.doubtful:
        return found.value
    cards = [each for each in (found.value, *found.others) if each in {Channel.WECHAT_CARD, Channel.ALIPAY_CARD}]
    return cards[0] if account and cards else None


def _arrival(values: Sequence[Value], page: Page) -> When | None:
    for value in reading_labels.of(values, Label.ARRIVAL):
        dated = reading_moments.begins(value.low, page, past=False)
        if dated is not None and not dated.doubts:
            return dated.when
    return None


def _with_length(told: Refund, rows: Sequence[Row], values: Sequence[Value]) -> Refund:
    """The message with the days in which the money is said to be there."""
    labelled = [value.low for value in reading_labels.of(values, Label.ARRIVAL)]
    for text in (*labelled, *(row.low for row in rows)):
        for match in _WITHIN.finditer(text):
            if match["before"] or match["after"] or text in labelled:
                return replace(told, within=int(match["most"]), workdays=_is_of_work(match["unit"]))
    return told


def _is_of_work(unit: str) -> bool:
    return unit.startswith(("工作", "business", "working"))
