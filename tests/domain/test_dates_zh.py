"""Dates as one types them in Chinese; read on Monday, 23 November 2026."""

from datetime import date

import pytest

from domain import dates
from domain.dates import Exact
from domain.errors import DateReason, NotADate

TODAY = date(2026, 11, 23)


def told(text: str, past: bool | None) -> str:  # noqa: FBT001 - a row of the table, not a switch
    """What the reading says, in one line: the days, and the time if there is one."""
    reading = dates.read(text, TODAY, "zh", past=past)
    days = (reading.day,) if isinstance(reading, Exact) else reading.days
    return " | ".join(map(str, days)) + (f" {reading.time:%H:%M}" if reading.time else "")


# Clear whatever is asked for.
CLEAR = [
    ("今天", "2026-11-23"),
    ("昨天", "2026-11-22"),
    ("前天", "2026-11-21"),
    ("大前天", "2026-11-20"),
    ("明天", "2026-11-24"),
    ("后天", "2026-11-25"),
    ("大后天", "2026-11-26"),
    ("今日", "2026-11-23"),  # written style
    ("昨儿", "2026-11-22"),  # Beijing style
    ("刚刚", "2026-11-23"),
    ("3天前", "2026-11-20"),
    ("３天前", "2026-11-20"),  # full-width
    ("三天前", "2026-11-20"),
    ("三天之前", "2026-11-20"),
    ("3 天以前", "2026-11-20"),
    ("十五天后", "2026-12-08"),
    ("5天后", "2026-11-28"),
    ("两周前", "2026-11-09"),
    ("两个星期前", "2026-11-09"),
    ("一周后", "2026-11-30"),
    ("一週後", "2026-11-30"),  # traditional characters
    ("半个月前", "2026-11-08"),  # 15 days
    ("3个月前", "2026-08-23"),
    ("半年前", "2026-05-23"),
    ("一年前", "2025-11-23"),
    ("48小时前", "2026-11-21"),  # whole days
    ("上周五", "2026-11-20"),
    ("上个星期五", "2026-11-20"),
    ("上周日", "2026-11-22"),  # the week ends on Sunday
    ("上上周五", "2026-11-13"),
    ("这周五", "2026-11-27"),
    ("本周五", "2026-11-27"),
    ("下周三", "2026-12-02"),
    ("下下周一", "2026-12-07"),
    ("周一", "2026-11-23"),  # it is Monday
    ("2026年11月20日", "2026-11-20"),
    ("2026 年 11 月 20 日", "2026-11-20"),  # with gaps
    ("26年11月20日", "2026-11-20"),
    ("二零二六年十一月二十日", "2026-11-20"),
    ("去年11月20日", "2025-11-20"),
    ("2026-11-20", "2026-11-20"),
    ("2026/11/20", "2026-11-20"),
    ("2026.11.20", "2026-11-20"),
    ("26-11-20", "2026-11-20"),
    ("20261120", "2026-11-20"),
    ("23号", "2026-11-23"),  # it is the 23rd
    ("上个月5号", "2026-10-05"),
    ("上月5日", "2026-10-05"),
    ("这个月20号", "2026-11-20"),
    ("下个月5号", "2026-12-05"),
    ("上月底", "2026-10-31"),
    ("下个月初", "2026-12-01"),
    ("去年双十一", "2025-11-11"),
    ("2025年底", "2025-12-31"),
    ("去年11月底", "2025-11-30"),
    ("2025年2月底", "2025-02-28"),
    ("去年年底", "2025-12-31"),
    ("-3", "2026-11-20"),  # days back, the short way
    ("－3", "2026-11-20"),
    ("-3天", "2026-11-20"),
    ("3d", "2026-11-20"),
    ("+3", "2026-11-26"),
    ("昨天签收的", "2026-11-22"),  # with words around it
    ("昨天吧", "2026-11-22"),
    ("我是昨天申请的退款", "2026-11-22"),
    ("昨天 39.9元", "2026-11-22"),  # an amount is no date
    ("yesterday", "2026-11-22"),  # English also works
    ("昨天或前天", "2026-11-21 | 2026-11-22"),  # said to be either
    ("2小时前", "2026-11-22 | 2026-11-23"),  # may have been before midnight
    ("半小时前", "2026-11-22 | 2026-11-23"),
    ("20分钟后", "2026-11-23 | 2026-11-24"),
    ("周末", "2026-11-28 | 2026-11-29"),  # two days
]

# What is left open depends on the side that is asked for: past, future, either.
SIDED = [
    ("周三", "2026-11-18", "2026-11-25", "2026-11-18 | 2026-11-25"),
    ("星期天", "2026-11-22", "2026-11-29", "2026-11-22 | 2026-11-29"),
    ("礼拜天", "2026-11-22", "2026-11-29", "2026-11-22 | 2026-11-29"),
    ("11月20日", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("11月20号", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("１１月２０日", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("十一月二十号", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("大概11月20号收到", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("11月20", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("11-20", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("11/20", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("11.20", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("3/4", "2026-03-04", "2027-03-04", "2027-03-04"),  # month first in Chinese
    ("12月30日", "2025-12-30", "2026-12-30", "2026-12-30"),  # over the turn of the year
    ("2月29日", "2024-02-29", "2028-02-29", "2028-02-29"),  # a leap day may be far
    ("20号", "2026-11-20", "2026-12-20", "2026-11-20"),  # this month's is past
    ("25号", "2026-10-25", "2026-11-25", "2026-10-25 | 2026-11-25"),  # this month's is to come
    ("31号", "2026-10-31", "2026-12-31", "2026-10-31"),  # November has none
    ("月底", "2026-10-31", "2026-11-30", "2026-11-30"),
    ("月初", "2026-11-01", "2026-12-01", "2026-11-01"),
    ("11月底", "2025-11-30", "2026-11-30", "2026-11-30"),
    ("年底", "2025-12-31", "2026-12-31", "2026-12-31"),
    ("双十一", "2026-11-11", "2027-11-11", "2026-11-11"),
    ("双11", "2026-11-11", "2027-11-11", "2026-11-11"),
    ("元旦", "2026-01-01", "2027-01-01", "2027-01-01"),
    ("国庆节", "2026-10-01", "2027-10-01", "2026-10-01"),
    ("618", "2026-06-18", "2027-06-18", "2026-06-18"),
    ("11月20日到22日", "2026-11-20 | 2026-11-22", "2026-12-22 | 2027-11-20", "2026-11-20 | 2026-11-22"),  # a range
]

CLOCKS = [
    ("15:30", "2026-11-23 15:30"),  # only a time: today
    ("15：30", "2026-11-23 15:30"),  # full-width colon
    ("下午3点半", "2026-11-23 15:30"),
    ("昨天下午3点半", "2026-11-22 15:30"),
    ("昨天15:30签收", "2026-11-22 15:30"),
    ("晚上8点", "2026-11-23 20:00"),
    ("今晚8点", "2026-11-23 20:00"),
    ("昨晚8点", "2026-11-22 20:00"),
    ("明早9点", "2026-11-24 09:00"),
    ("今早8点一刻", "2026-11-23 08:15"),
    ("8点05分", "2026-11-23 08:05"),
    ("上午十点二十", "2026-11-23 10:20"),
    ("中午12点", "2026-11-23 12:00"),
    ("中午1点", "2026-11-23 13:00"),
    ("下午12点", "2026-11-23 12:00"),
    ("凌晨12点", "2026-11-23 00:00"),
    ("昨天凌晨2点", "2026-11-22 02:00"),  # opens its own day
    ("昨天半夜2点", "2026-11-23 02:00"),  # the night runs into today
    ("昨晚12点", "2026-11-23 00:00"),
    ("昨天24点", "2026-11-23 00:00"),
    ("今天凌晨", "2026-11-23"),  # no hour, no time
    ("11月20日15:30", "2026-11-20 15:30"),
    ("2026-11-20 15:30:10", "2026-11-20 15:30"),
    ("2026-11-20T15:30:00", "2026-11-20 15:30"),
    ("20号下午3点", "2026-11-20 15:00"),
    ("周三下午3点", "2026-11-18 | 2026-11-25 15:00"),  # the time is kept while the day is asked
    ("昨天快一点", "2026-11-22"),  # a little faster, not one o'clock
]

REFUSED = [
    ("", DateReason.NOT_A_DATE),
    ("你好", DateReason.NOT_A_DATE),
    ("11月", DateReason.NOT_A_DATE),  # only a month
    ("去年", DateReason.NOT_A_DATE),
    ("下周", DateReason.NOT_A_DATE),
    ("100小时前", DateReason.NOT_A_DATE),  # no whole days
    ("两三小时前", DateReason.NOT_A_DATE),
    ("两三天前", DateReason.NOT_A_DATE),  # nobody knows which
    ("1到2天前", DateReason.NOT_A_DATE),
    ("1周2天前", DateReason.NOT_A_DATE),  # a sum; not two days
    ("3天", DateReason.NOT_A_DATE),  # a length
    ("48小时内", DateReason.NOT_A_DATE),
    ("3个工作日前", DateReason.NOT_A_DATE),
    ("早一点", DateReason.NOT_A_DATE),
    ("大年初一", DateReason.NOT_A_DATE),  # the moon's calendar is not kept here
    ("39.9元", DateReason.NOT_A_DATE),
    ("20号楼", DateReason.NOT_A_DATE),
    ("订单20261120123", DateReason.NOT_A_DATE),
    ("昨天" + "啊" * 200, DateReason.NOT_A_DATE),  # an essay
    ("2月30日", DateReason.IMPOSSIBLE),
    ("2026-02-29", DateReason.IMPOSSIBLE),  # no leap year
    ("13月1日", DateReason.IMPOSSIBLE),
    ("11月31日", DateReason.IMPOSSIBLE),
    ("32号", DateReason.IMPOSSIBLE),
    ("昨天25点", DateReason.IMPOSSIBLE),
    ("昨天8点61分", DateReason.IMPOSSIBLE),
    ("2021-11-22", DateReason.FAR),  # five years and a day
    ("2031年11月24日", DateReason.FAR),
    ("-30000", DateReason.FAR),
    ("9999年前", DateReason.FAR),
]


@pytest.mark.parametrize(("text", "expected"), CLEAR)
@pytest.mark.parametrize("past", [True, False, None])
def test_what_a_text_says_is_not_overruled(text: str, expected: str, past: bool | None) -> None:  # noqa: FBT001 - a column
    """The text names this day itself, so that it does not matter which side was asked for."""
    assert told(text, past) == expected


@pytest.mark.parametrize(("text", "before", "after", "either"), SIDED)
def test_what_a_text_leaves_open_is_decided_by_the_question(text: str, before: str, after: str, either: str) -> None:
    """A missing year, month or week is found on the side that was asked for; for either side both may be given."""
    assert [told(text, past) for past in (True, False, None)] == [before, after, either]


@pytest.mark.parametrize(("text", "expected"), CLOCKS)
def test_the_time_on_the_clock_is_read_with_the_day(text: str, expected: str) -> None:
    """The text names this day and this time."""
    assert told(text, None) == expected


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_text_that_names_no_day_is_refused_with_the_reason(text: str, reason: DateReason) -> None:
    """The text names no day, and the error says why and keeps the text."""
    with pytest.raises(NotADate) as refusal:
        told(text, None)
    assert (refusal.value.reason, refusal.value.text) == (reason, text)


def test_a_bare_day_skips_the_months_that_lack_it() -> None:
    """Asked on 1 March, the last 30th was in January, and the next is in this month."""
    first = date(2027, 3, 1)
    assert dates.read("30号", first, "zh", past=True) == Exact(date(2027, 1, 30))
    assert dates.read("30号", first, "zh", past=False) == Exact(date(2027, 3, 30))


def test_five_years_to_the_day_are_near_enough() -> None:
    """The limit of five years is the corresponding day, inclusive."""
    assert told("2021-11-23", None) == "2021-11-23"
    assert told("2031-11-23", None) == "2031-11-23"
