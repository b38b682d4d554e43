"""Countdowns inside a longer text: what a person forwards or pastes from the shop's app, whole screens of it."""

import re
from collections.abc import Iterator
from datetime import timedelta

from domain import dates, numerals
from domain.errors import NotADate

_NUMBER = r"(?:[0-9]{1,6}|[零一二两三四五六七八九十百]{1,6}|半)"
_UNIT = r"(?:天|日|个?小时|个?钟头|时|分钟?|秒钟?|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])"
_CLOCK = r"[0-9]{1,4}:[0-9]{2}(?::[0-9]{2})?"
_LENGTHS = rf"(?:{_NUMBER}\s*{_UNIT}[\s,]*){{1,4}}(?:{_CLOCK})?|{_CLOCK}"
_CHINESE = r"剩余(?:处理)?(?:时间)?|还剩(?:余)?|还有|仅剩|只剩|剩下|倒计时"
_ENGLISH = r"time left|time remaining|remaining(?: time)?|left|remains?"
_NOT_MORE = r"(?!\s*(?:[半多前余]|ago\b|[0-9:]))"  # "a day and a half" is not a day
_MARKED = re.compile(rf"(?:{_CHINESE}|{_ENGLISH})\s*:?\s*(?P<left>(?:{_LENGTHS})){_NOT_MORE}")
_TRAILED = re.compile(rf"(?<![0-9.:多半])(?P<left>{_LENGTHS})\s*(?:left|remaining|to go|后(?:自动|系统|将|关闭))")


def found_in(text: str) -> tuple[timedelta, ...]:
    """
    The different countdowns that a text shows, in the order in which they stand; empty for none.

    Only a length with a word beside it that makes it one counts: "发货后 3 天" is no countdown, "还剩 3 天" is.
    """
    return tuple(dict.fromkeys(left for left, _ in shown_in(text)))


def shown_in(text: str) -> Iterator[tuple[timedelta, str]]:
    """Each countdown that a text shows, with the words that show it, evened out by `numerals.plain`."""
    line = numerals.plain(text)
    for match in sorted((*_MARKED.finditer(line), *_TRAILED.finditer(line)), key=re.Match.start):
        try:
            yield dates.countdown(match["left"]), match[0]
        except NotADate:
            continue
