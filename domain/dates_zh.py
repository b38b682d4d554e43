"""
Dates as one types them in Chinese: 昨天, 三天前, 上周五, 11月20号, 月底, 双十一, 昨晚8点半.

The text has been through `numerals.plain`. A rule is a pattern and what it means; the first rule to match a place
takes it, so the longer ones stand first.
"""

import re
from datetime import date, timedelta

from domain import numerals
from domain.days import (
    Asked,
    Days,
    clock_time,
    day_in,
    end_of_month,
    hours_away,
    in_week,
    on_weekday,
    shift_months,
    without_month,
    without_year,
)

_N = r"(?:[0-9]{1,4}|[零一二两三四五六七八九十百]{1,4})"
_YEAR = r"(?:(?P<year>[0-9]{4}|[0-9]{2}|[零一二三四五六七八九]{4})年|(?P<which>[去今明前本])年)?的?\s*"
_ALONE = r"(?<![0-9零一二两三四五六七八九十百几.\-~/])"
_FRESH = r"(?<![至到周月年天期拜])"  # neither the end of a range (1到2天前) nor the end of a sum (1周2天前)

_DAY_WORDS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_WEEKDAYS = {
    sign: place for place, signs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for sign in signs
}
_WHICH_YEAR = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1}
_STEPS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_FEASTS = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "618": (6, 18),
    "国庆": (10, 1),
    "双十一": (11, 11),
    "双11": (11, 11),
    "双十二": (12, 12),
    "双12": (12, 12),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
}


def _number(written: str) -> int:
    """Read what a pattern has let through; -1, which no calendar knows, for 两三 and the like."""
    count = numerals.integer(written)
    return -1 if count is None else count


def _in_year(match: re.Match[str], asked: Asked, month: int, day: int) -> Days:
    if match["which"]:
        return (day_in(asked.today.year + _WHICH_YEAR[match["which"]], month, day),)
    if match["year"]:
        return (day_in(_number(match["year"]), month, day),)
    return (without_year(asked, month, day),)


def _month_and_day(match: re.Match[str], asked: Asked) -> Days:
    return _in_year(match, asked, _number(match["month"]), _number(match["day"]))


def _figures(match: re.Match[str], asked: Asked) -> Days:
    month, day = int(match["month"]), int(match["day"])
    return (day_in(int(match["year"]), month, day) if match["year"] else without_year(asked, month, day),)


def _feast(match: re.Match[str], asked: Asked) -> Days:
    return _in_year(match, asked, *_FEASTS[match["feast"]])


def _away(match: re.Match[str], asked: Asked) -> Days:
    """Count days, weeks, months or years from today; half of one is 15 days of a month, 6 months of a year."""
    count = 0 if match["count"] == "半" else _number(match["count"])
    half = match["count"] == "半"
    sign = -1 if match["way"] == "前" else 1
    if count < 0:
        return ()
    if match["unit"] in {"月", "年"} and not (half and match["unit"] == "月"):
        months = (6 if half else 12 * count) if match["unit"] == "年" else count
        return (shift_months(asked.today, sign * months),) if months <= 1200 else (date.max,)
    days = {"月": 15, "天": count, "日": count}.get(match["unit"], 7 * count)
    return (asked.today + timedelta(days=sign * days),)


def _hours_away(match: re.Match[str], asked: Asked) -> Days:
    count = 1 if match["count"] == "半" else _number(match["count"])
    if count < 0:
        return ()
    length = timedelta(minutes=count) if match["unit"] == "分钟" else timedelta(hours=count)
    return hours_away(asked, -1 if match["way"] == "前" else 1, length)


def _weekday(match: re.Match[str], asked: Asked) -> Days:
    if match["day"] == "末":
        weeks = _STEPS.get(match["step"] or "这", 0)
        return in_week(asked.today, weeks, 5), in_week(asked.today, weeks, 6)
    weekday = _WEEKDAYS[match["day"]]
    return (in_week(asked.today, _STEPS[match["step"]], weekday),) if match["step"] else on_weekday(asked, weekday)


def _day_of_month(match: re.Match[str], asked: Asked) -> Days:
    day = _number(match["day"])
    if not match["step"]:
        return without_month(asked, day)
    month = shift_months(asked.today.replace(day=1), _STEPS[match["step"]])
    return (day_in(month.year, month.month, day),)


def _part_of_month(match: re.Match[str], asked: Asked) -> Days:
    """月初 is the 1st, 月中 the 15th, 月底 the last day; without a month the one on the side that was asked for."""
    first = asked.today.replace(day=1)
    if match["month"]:
        return (_part_of_named_month(match, asked),)
    if match["step"]:
        first = shift_months(first, _STEPS[match["step"]])
    elif not asked.allows(_part(first, match["part"])):
        first = shift_months(first, -1 if asked.past else 1)
    return (_part(first, match["part"]),)


def _part_of_named_month(match: re.Match[str], asked: Asked) -> date:
    (first,) = _in_year(match, asked, _number(match["month"]), 1)
    if match["year"] or match["which"]:
        return _part(first, match["part"])
    return asked.nearest(_part(shift_months(first, shift), match["part"]) for shift in (-12, 0, 12))


def _part(first: date, part: str) -> date:
    return {"初": first, "中": first.replace(day=15)}.get(part) or end_of_month(first)


def _part_of_year(match: re.Match[str], asked: Asked) -> Days:
    return _in_year(match, asked, *((1, 1) if match["part"] == "初" else (12, 31)))


def _word(match: re.Match[str], asked: Asked) -> Days:
    """今晚8点 arrives as 今#: the clock has been taken out."""
    word = match["word"] or match["short"] or "今"
    return (asked.today + timedelta(days=_DAY_WORDS[word]),)


RULES = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (
            rf"{_ALONE}{_FRESH}(?P<count>{_N}|半)(?:个)?\s*(?P<unit>天|日|周|星期|礼拜|月|年)(?:之|以)?(?P<way>[前后])",
            _away,
        ),
        (rf"{_ALONE}{_FRESH}(?P<count>{_N}|半)(?:个)?(?P<unit>小时|钟头|分钟)(?:之|以)?(?P<way>[前后])", _hours_away),
        (rf"{_YEAR}(?P<feast>{'|'.join(_FEASTS)})节?(?![0-9])", _feast),
        (rf"{_YEAR}(?:(?P<month>{_N})|(?P<step>上上|上|这|本|下下|下)?个?)月份?(?P<part>[初底末中])", _part_of_month),
        (rf"{_YEAR}(?P<month>{_N})月份?\s*(?P<day>{_N})(?![0-9个])[日号]?", _month_and_day),
        (
            (
                r"(?<![0-9.\-/])(?:(?P<year>[0-9]{4}|[0-9]{2})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
                r"(?![0-9]|[-/.][0-9]|\s?[元块折%天个件])[日号]?"
            ),
            _figures,
        ),
        (rf"(?:(?P<step>上上|上|这|本|下下|下)个?月)?{_ALONE}(?P<day>{_N})[日号](?!楼|线)", _day_of_month),
        (r"(?P<step>上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])(?!次|天)", _weekday),
        (
            r"(?<!大)(?:(?:(?P<year>[0-9]{4})|(?P<which>[去今明前本]))年?)?年(?P<part>[初底末])(?![一二三四五六七八九])",
            _part_of_year,
        ),
        (r"(?P<word>大前|大后|[前昨今明后])[天日晚早晨夜儿]|(?P<short>[昨今明])#|刚[才刚]", _word),
    )
)

_PERIOD = (
    "(?P<morning>凌晨|清晨|清早|大早|早上|早晨|上午|早)|(?P<noon>中午|正午)|(?P<afternoon>下午|午后|傍晚)"
    "|(?P<night>晚上|晚间|夜里|夜间|半夜|深夜|午夜|晚|夜)"
)
CLOCK = re.compile(
    rf"(?!(?<=[快慢差有早晚])一点|[早晚]一点)(?:(?:{_PERIOD})的?)?\s*(?<![0-9:.零一二两三四五六七八九十])(?P<hour>[0-9]{{1,2}}|[零一二两三四五六七八九十]{{1,3}})"
    r"(?:[点时](?!间)(?:钟|整|(?P<quarter>[一三13])刻|(?P<half>半)"
    r"|零?(?P<minute>[0-9]{1,2}|[零一二三四五六七八九十]{1,3})分?(?![0-9]))?"
    r"|:(?P<minutes>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?![0-9:]))"
)


def clock(match: re.Match[str]) -> timedelta:
    """
    Give the time since the day began: 下午3点半 is 15:30, 晚上12点 is 24:00, 半夜2点 is 26:00.

    The small hours of a night belong to the day after; 凌晨 does not, it opens its own day.

    Raises:
        NotADate: no clock shows this (impossible).
    """
    hour, minute = _number(match["hour"]), _number(match["minute"] or match["minutes"] or "零")
    if match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 * _number(match["quarter"])
    return clock_time(_hour(match, hour) if hour <= 24 else -1, minute, int(match["second"] or 0))


def _hour(match: re.Match[str], hour: int) -> int:
    if match["night"]:
        return hour + 24 if hour < 5 else hour + 12 * (hour <= 12)
    if match["morning"]:
        return 0 if hour == 12 and match["morning"] == "凌晨" else hour
    if match["noon"]:
        return hour + 12 * (hour < 4)
    return hour + 12 * (match["afternoon"] is not None and hour < 12)
