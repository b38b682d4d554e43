"""The engine takes short cuts; read from the first rule to the last with nothing remembered, it is the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import deadlines, moments
from domain.case import Case
from domain.journal import Happening
from domain.machine import Turn
from domain.moments import Moment
from domain.policy import Counting, Family, Policy, Rule, Unit
from storage import librarian
from tests.kit.mixture import cases

LIBRARY = librarian.load()
CHINA = holidays.country_holidays("CN")
DAY = timedelta(days=1)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=1000)
def test_the_quick_reading_is_the_plain_one(seed: int) -> None:
    """Every running clock of any case: its rule, its end, its extension, its start, and who says so."""
    ((case, _),) = cases(1, LIBRARY, seed)
    policy = LIBRARY.policy(case.platform)
    found = deadlines.of(case, policy, LIBRARY.workdays).running
    assert sorted(map(_told, found), key=str) == sorted(map(_told, _plainly(case, policy)), key=str)


def _told(deadline: deadlines.Deadline) -> tuple[object, ...]:
    rule = (deadline.rule.id, deadline.rule.length, deadline.rule.valid_from)
    ends = (deadline.due.isoformat(), deadline.extended and deadline.extended.isoformat(), deadline.provisional)
    return rule, ends, deadline.starts.id, deadline.pinned, deadline.ask_again


def _plainly(case: Case, policy: Policy) -> list[deadlines.Deadline]:
    """Of each group the clock that ends first, a typed one before a default."""
    groups: dict[str, list[deadlines.Deadline]] = {}
    for deadline in _all(case, policy):
        groups.setdefault(deadline.rule.group or deadline.rule.id, []).append(deadline)
    kept = []
    for group in groups.values():
        first = min(group, key=lambda each: (not each.pinned, each.due))
        again = not first.pinned and any(each.ask_again for each in group)
        kept.append(replace(first, ask_again=again))
    return kept


def _all(case: Case, policy: Policy) -> Iterator[deadlines.Deadline]:
    for rule in policy.rules:
        here = rule.scope.covers(case)
        reading = _reading(rule, case) if here else None
        if reading is not None:
            yield from _clock(reading, case.standing)


def _reading(rule: Rule, case: Case) -> Rule | None:
    fitting = [each for each in rule.variants if each.scope.covers(case)]
    return fitting[0].rule if fitting else rule


def _clock(rule: Rule, told: tuple[Happening, ...]) -> Iterator[deadlines.Deadline]:
    start = _start(rule, told)
    if rule.given and not any(each.what in rule.given for each in told):
        return
    if _ended(rule, told, start) or (start >= 0 and not rule.in_force(_day(told[start]))):
        return
    default = _default(rule, told[start]) if start >= 0 else None
    void = max((at for at, each in enumerate(told) if each.what in rule.unsettled_by), default=-1)
    if void <= start or start < 0 or _ran_out(default, told[void]):
        void = -1
    typed = rule.family is Family.PLATFORM
    pin = max((at for at, each in enumerate(told) if typed and each.rule == rule.id and each.when), default=-1)
    released = max([start, void, *(at for at, each in enumerate(told) if each.what in rule.releases)])
    when = told[pin].when if pin > released else None
    if when and (start >= 0 or rule.asks or rule.length is None):
        yield deadlines.Deadline(rule, when.at, told[start if start >= 0 else pin], pinned=True)
    elif default and void < 0:
        sent = max((at for at, each in enumerate(told) if each.what in rule.after), default=-1)
        longer = max((at for at, each in enumerate(told) if each.what in rule.unsettled_by), default=-1)
        yield replace(default, ask_again=pin > start or sent < longer < start)


def _ended(rule: Rule, told: tuple[Happening, ...], start: int) -> bool:
    """By the newest of each kind that stops it: told after the start, or happened not before it."""
    newest = {each.what: (at, each) for at, each in enumerate(told) if each.what in rule.ends}
    began = told[start].when if start >= 0 else None
    return any(at > start or (began and end.when and end.when.latest >= began.earliest) for at, end in newest.values())


def _start(rule: Rule, told: tuple[Happening, ...]) -> int:
    anchor = max((at for at, each in enumerate(told) if each.what in rule.after), default=-1)
    places = [at for at, each in enumerate(told) if each.what in rule.starts and at > anchor]
    if not places:
        return -1
    dated = [(when.earliest, at) for at in places if (when := told[at].when)]
    if rule.first:
        return min(dated)[1] if dated else places[0]
    newest = {told[at].what: at for at in places}.values()
    if any(told[at].when is None for at in newest):
        return max(newest)
    return max(newest, key=lambda at: (_day(told[at]), at))


def _day(happening: Happening) -> date:
    return happening.when.day() if happening.when else moments.day_of(happening.told)


def _ran_out(default: deadlines.Deadline | None, news: Happening) -> bool:
    return default is not None and news.when is not None and news.when.earliest >= default.due


def _default(rule: Rule, start: Happening) -> deadlines.Deadline | None:
    if start.when is None or rule.length is None:
        return None
    if rule.counting is Counting.MOMENT:
        begins = start.when.earliest if rule.turn is Turn.MINE else start.when.latest
        return deadlines.Deadline(
            rule, begins + timedelta(hours=rule.length * (1 if rule.unit is Unit.HOURS else 24)), start
        )
    last = _last_day(rule, rule.length, start.when.day())
    behind = _behind(last) if rule.extends else last
    guessed = (rule.extends or rule.unit is Unit.WORKDAYS) and LIBRARY.workdays.provisional(behind)
    extended = None if behind == last else _end(behind)
    return deadlines.Deadline(rule, _end(last), start, extended=extended, provisional=guessed)


def _last_day(rule: Rule, length: int, day: date) -> date:
    if rule.counting is Counting.BEFORE:
        return day - length * DAY
    if rule.unit is Unit.DAYS:
        return day + length * DAY
    if rule.unit is Unit.WORKDAYS:
        passed = 0
        while passed < length:
            day += DAY
            passed += CHINA.is_working_day(day)
        return day
    months = day.month - 1 + length * (12 if rule.unit is Unit.YEARS else 1)
    for shorter in range(4):
        try:
            return date(day.year + months // 12, months % 12 + 1, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError("no month is shorter than 28 days")


def _behind(last: date) -> date:
    block = [last]
    if CHINA.is_working_day(last):
        return last
    while not CHINA.is_working_day(block[0] - DAY):
        block.insert(0, block[0] - DAY)
    while not CHINA.is_working_day(block[-1] + DAY):
        block.append(block[-1] + DAY)
    return block[-1] + DAY if any(day.weekday() < 5 for day in block) else last


def _end(last: date) -> Moment:
    """24:00 in Shanghai, which has had no summer time since 1991."""
    return datetime.combine(last + DAY, datetime.min.time(), moments.UTC) - timedelta(hours=8)
