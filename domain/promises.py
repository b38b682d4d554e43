"""
What somebody promised a shopper, as the shopper tells it: who, by which way, and until when.

"卖家电话里答应周五前退款", "the seller promised by phone to pay by Friday". The words themselves are kept as they were
written; only the day is worth a clock, and a person confirms it before one runs.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from domain import dates, moments, numerals
from domain.dates import Language
from domain.errors import NotADate
from domain.moments import Moment
from domain.workdays import Workdays

RULE = "promise_kept"  #: the clock of a promise on the shelf: it ends when the shopper says that they promised

_LONGEST, _LINES = 300, 3  # characters and lines of a told promise; what is longer is a letter or a screen


class Party(StrEnum):
    """Who promised."""

    SELLER = "seller"
    SERVICE = "service"
    PLATFORM = "platform"
    COURIER = "courier"
    BANK = "bank"


class Way(StrEnum):
    """How they said it."""

    PHONE = "phone"
    CHAT = "chat"
    MAIL = "mail"
    FACE = "face"


#: In this order: a shop on the platform is the seller, the service of somebody is that somebody.
_PARTIES = (
    (Party.COURIER, r"快递员|快递公司|顺丰|中通|圆通|韵达|\bcourier\b|\bcarrier\b"),
    (Party.BANK, r"银行(?!卡)|发卡行|信用卡中心|\bbank\b(?! (?:card|account|transfer))"),
    (Party.SELLER, r"卖家|商家|店家|店主|老板|掌柜|店铺|\b(?:seller|shop|store|merchant)\b"),
    (Party.PLATFORM, r"平台|小红书|\bplatform\b|\bxiaohongshu\b|\bapple\b"),
    (Party.SERVICE, r"客服|\b(?:customer )?(?:service|support)\b|\bagent\b"),
)
_WAYS = (
    (Way.PHONE, r"电话|来电|语音|\b(?:phone|call|called|phoned|rang)\b"),
    (Way.MAIL, r"邮件|邮箱|\be-?mail(?:ed)?\b"),
    (Way.FACE, r"当面|到店|门店|\bin person\b|\bface to face\b"),
    (Way.CHAT, r"微信|聊天|私信|短信|消息|\b(?:chat|wechat|message|text(?:ed)?)\b"),
)

_ACT = (
    r"退|赔|补偿|补发|补寄|补差|打款|打钱|转账|到账|返现|返还|发货|寄出|寄回|处理|解决|换货|回复|答复"
    r"|\b(?:pay|refund|return|send|ship|replace|transfer|compensate|answer|reply|resolve|settle|get back)"
)
_WORD = re.compile(
    r"答应|承诺|许诺|(?<!质量)(?<!正品)保证(?!金|书|人)|\b(?:promis(?:ed|es?)|agree[sd]?|assured|guaranteed)\b"
)
_SAYING = re.compile(r"(?:说|讲好|回复我|告诉我|表示)|\b(?:said|says|told me|tells me|wrote)\b")
_NEVER = re.compile(
    r"(?:没有?|不|未|从来?没|拒绝|不肯)(?:给?我?)?(?:答应|承诺|保证|说)|(?:答应|承诺|保证|说)(?:不|没)"
    r"|我(?:已经|也|就)?(?:答应|承诺|保证|说)|[?？]|吗|不给?退|退不了|不能退|没法退"
    r"|\bi (?:have )?(?:promised|agreed|said)\b|\b(?:never|refused to|not|no)\b|n['’]t\b"
)
_COMMITS = re.compile(
    r"前|内|之前|以内|今|明|后天|周|星期|月|号|日|\b(?:by|within|before|on|in|until|tomorrow|today|tonight)\b"
)

_N = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_WORDED = {word: count for count, word in enumerate(("a", "two", "three", "four", "five", "six", "seven"), 1)}
_WORDED |= {"one": 1, "ten": 10}
_RANGE = rf"(?:{_N}\s*(?:-|~|至|到|to)\s*)?"
_WITHIN = (
    re.compile(rf"{_RANGE}(?P<count>{_N})\s*个?(?P<unit>工作日|天|日|小时|周|星期|礼拜)\s*(?:之|以)?内"),
    re.compile(
        rf"\bwithin (?:the next )?{_RANGE}(?P<count>{_N}|{'|'.join(_WORDED)}) "
        r"(?P<unit>(?:working|business)[ -]day|day|hour|week)s?\b"
    ),
)


def heard(text: str) -> bool:
    """Whether a sentence tells of a promise made to the one who writes it; a question or a refusal is none."""
    line = numerals.plain(text)
    if len(line) > _LONGEST or len(line.splitlines()) > _LINES or _NEVER.search(line):
        return False
    if _WORD.search(line):
        return bool(re.search(_ACT, line))
    said = _SAYING.search(line)
    return said is not None and any(re.search(_ACT, part) and _COMMITS.search(part) for part in (line[said.end() :],))


def party(text: str) -> Party | None:
    """Who promised, where the words name somebody: who stands before the promise, else whoever is named at all."""
    line = numerals.plain(text)
    word = _WORD.search(line) or _SAYING.search(line)
    parts = (line[: word.start()], line) if word else (line,)
    return next((who for part in parts for who, signs in _PARTIES if re.search(signs, part)), None)


def way(text: str) -> Way | None:
    """By which way it was said, where the words name one."""
    line = numerals.plain(text)
    return next((how for how, signs in _WAYS if re.search(signs, line)), None)


def until(text: str, now: Moment, language: Language, workdays: Workdays) -> tuple[Moment, ...]:
    """
    The ends that the words may mean, soonest first; none where they name no day to come.

    A day ends at its 24:00 in Shanghai; hours run from now; working days are those of China.
    """
    line, today = numerals.plain(text), moments.day_of(now)
    within = next((match for pattern in _WITHIN if (match := pattern.search(line))), None)
    if within is not None:
        return (_within(within, now, today, workdays),)
    word = _WORD.search(line) or _SAYING.search(line)
    for part in (line[word.end() :] if word else line, line):
        found = tuple(end for end in _named(part, today, language) if end > now)
        if found:
            return found
    return ()


def _within(match: re.Match[str], now: Moment, today: date, workdays: Workdays) -> Moment:
    count, unit = _WORDED.get(match["count"]) or numerals.integer(match["count"]) or 1, match["unit"]
    if unit in {"小时", "hour"}:
        return moments.add_hours(now, count)
    if unit == "工作日" or (unit.endswith("day") and unit != "day"):
        return moments.end_of_day(workdays.add_working_days(today, count))
    return moments.end_of_day(today + timedelta(days=count * (1 if unit in {"天", "日", "day"} else 7)))


def _named(line: str, today: date, language: Language) -> Iterator[Moment]:
    try:
        reading = dates.read(line, today, language, past=False)
    except NotADate:
        return
    days = reading.days if isinstance(reading, dates.Unclear) else (reading.day,)
    for day in days:
        yield moments.at_clock(day, reading.time) if reading.time else moments.end_of_day(day)
