"""What holds for every clock of the shelf, whenever it starts: the properties behind the hand-computed dates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import counting, deadlines, moments
from domain.deadlines import Clocks
from domain.journal import What
from domain.machine import Flow, Turn
from domain.moments import SHANGHAI, Moment, When
from domain.policy import Counting, Family, Rule, Unit
from domain.workdays import Workdays
from storage import librarian
from tests.kit.cases import a_case, at, told
from tests.kit.mixture import cases

LIBRARY = librarian.load()
CHINA = Workdays(official_through=2026)  # what the table knew when the ground was written
DAY = timedelta(days=1)


def _readings() -> Iterator[Rule]:
    """Each rule and each of its variants, once."""
    seen = set()
    for policy in LIBRARY.policies.values():
        for rule in policy.rules:
            for reading in (rule, *(variant.rule for variant in rule.variants if variant.rule)):
                key = (reading.turn, reading.family, reading.length, reading.unit, reading.counting, reading.extends)
                if reading.length is not None and key not in seen:
                    seen.add(key)
                    yield reading


RULES = list(_readings())
FORWARD = [rule for rule in RULES if rule.counting is not Counting.BEFORE]

#: Where calendars go wrong: ends of months and years, leap days, holidays, made-up days, years without a notice.
EDGES = [
    *(date(year, month, day) for year in (2024, 2028) for month, day in ((2, 28), (2, 29), (3, 1))),
    *(date(year, month, day) for year in (2025, 2026) for month, day in ((2, 28), (3, 1), (8, 31), (12, 31), (1, 1))),
    *(date(2026, 2, day) for day in (13, 14, 15, 16, 17, 22, 23, 24, 28)),  # Spring Festival and its Saturdays
    *(date(2026, month, day) for month, day in ((9, 20), (9, 25), (9, 30), (10, 1), (10, 7), (10, 8), (10, 10))),
    *(date(2027, month, day) for month, day in ((1, 1), (2, 5), (2, 6), (2, 10), (2, 11), (10, 1))),
    date(2026, 12, 25),
    date(2026, 12, 26),
]
DAYS = st.one_of(st.sampled_from(EDGES), st.dates(date(2023, 1, 1), date(2032, 12, 31)))
CLOCKS = st.one_of(st.sampled_from([time(0), time(0, 1), time(12), time(23, 59, 59)]), st.times())
READINGS = st.sampled_from(RULES)


@st.composite
def _starts(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> When:
    """Some day near an edge or far from all, known to the moment or not."""
    day = draw(days) + draw(st.integers(-20, 20)) * DAY
    if draw(st.booleans()):
        return When.on(day)
    return When(datetime.combine(day, draw(CLOCKS), SHANGHAI))


def _end(rule: Rule, start: When, calendar: Workdays = CHINA) -> counting.End:
    assert rule.length is not None
    return counting.end(rule, rule.length, start, calendar)


def _last_day(end: Moment) -> date:
    return moments.day_of(end - timedelta(microseconds=1))


@given(st.sampled_from(FORWARD), _starts())
def test_a_deadline_never_lies_before_its_start(rule: Rule, start: When) -> None:
    """Whatever is counted forward ends after the last instant at which the start can have been; only later if moved."""
    end = _end(rule, start)
    latest = start.earliest if rule.turn is Turn.MINE and rule.counting is Counting.MOMENT else start.latest
    assert end.due > latest or (rule.counting is Counting.CALENDAR and end.due > start.at)
    assert end.extended is None or end.extended > end.due


@given(READINGS, _starts(), st.integers(0, 60 * 24 * 40))
def test_a_later_start_never_ends_sooner(rule: Rule, start: When, minutes: int) -> None:
    """The end, and the end behind a holiday, are monotone in the start."""
    if start.exact:
        later = When(start.at + timedelta(minutes=minutes))
    else:
        later = When.on(start.day() + timedelta(days=minutes // (60 * 24)))
    one, other = _end(rule, start), _end(rule, later)
    assert one.due <= other.due
    assert (one.extended or one.due) <= (other.extended or other.due)


@given(READINGS, DAYS, CLOCKS)
def test_a_bare_day_is_careful_on_both_sides(rule: Rule, day: date, clock: time) -> None:
    """Without the hour the shopper has never more time than with it, and the other side never less."""
    bare, exact = _end(rule, When.on(day)), _end(rule, When(datetime.combine(day, clock, SHANGHAI)))
    if rule.turn is Turn.MINE:
        assert bare.due <= exact.due
    else:
        assert bare.due >= exact.due


@given(READINGS, _starts())
def test_only_a_law_of_the_other_side_is_extended_and_only_behind_a_holiday(rule: Rule, start: When) -> None:
    """The extended end is a working day's, and between the two lie nothing but days off, a holiday among them."""
    end = _end(rule, start)
    if end.extended is None:
        return
    assert rule.family is Family.LAW
    assert rule.turn is not Turn.MINE
    last, behind = _last_day(end.due), _last_day(end.extended)
    between = [last + at * DAY for at in range((behind - last).days)]
    assert CHINA.is_working(behind)
    assert all(CHINA.is_day_off(day) for day in between)


@given(READINGS, _starts())
def test_nothing_of_the_other_sides_law_ends_inside_a_holiday(rule: Rule, start: When) -> None:
    """A weekday off is never the last day of a clock that a holiday moves."""
    if rule.extends:
        end = _end(rule, start)
        last = _last_day(end.extended or end.due)
        assert CHINA.is_working(last) or last.weekday() >= 5


@given(READINGS, _starts())
def test_what_rests_on_an_unknown_calendar_is_provisional_and_nothing_else(rule: Rule, start: When) -> None:
    """Working days and extensions in a year without a notice are an estimate; hours and plain days never are."""
    end = _end(rule, start)
    last = _last_day(end.extended or end.due)
    rests = rule.unit is Unit.WORKDAYS or rule.extends
    assert end.provisional is (rests and CHINA.provisional(last))
    if rests and last.year >= 2027:
        assert end.provisional


@given(READINGS, _starts())
def test_the_data_of_a_new_year_makes_a_date_firm(rule: Rule, start: When) -> None:
    """Once the notices are in, no date is provisional, and none has moved without a notice that moved it."""
    known = Workdays(official_through=2040)
    assert not _end(rule, start, known).provisional
    assert _end(rule, start, known).due == _end(rule, start).due


@given(st.sampled_from([rule for rule in RULES if rule.counting is not Counting.MOMENT]), _starts())
def test_a_law_counts_days_of_shanghai_and_ends_with_one(rule: Rule, start: When) -> None:
    """It ends at 24:00 in Shanghai, whatever the hour of its start was."""
    end = _end(rule, start)
    for instant in (end.due, end.extended or end.due):
        assert instant.astimezone(SHANGHAI).time() == time(0)
    assert end == _end(rule, When.on(start.day()))


@given(st.sampled_from([rule for rule in RULES if rule.unit is Unit.WORKDAYS]), _starts())
def test_so_many_working_days_lie_between(rule: Rule, start: When) -> None:
    """From the day after the start to the last day there are as many as the rule says, the last among them."""
    last = _last_day(_end(rule, start).due)
    days = [start.day() + at * DAY for at in range(1, (last - start.day()).days + 1)]
    assert sum(CHINA.is_working(day) for day in days) == rule.length
    assert CHINA.is_working(last)


@given(st.sampled_from([rule for rule in RULES if rule.unit in {Unit.MONTHS, Unit.YEARS}]), _starts())
def test_months_and_years_end_on_the_corresponding_day_or_the_last(rule: Rule, start: When) -> None:
    """The 31st of August and the 29th of February end with the month where it is shorter (Civil Code 202)."""
    day, last = start.day(), _last_day(_end(rule, start).due)
    months = (rule.length or 0) * (12 if rule.unit is Unit.YEARS else 1)
    assert (last.year * 12 + last.month) - (day.year * 12 + day.month) == months
    assert last.day == day.day or (last.day < day.day and (last + DAY).day == 1)


@given(st.sampled_from([rule for rule in RULES if rule.counting is Counting.MOMENT]), _starts())
def test_hours_run_over_everything(rule: Rule, start: When) -> None:
    """Nights, holidays, leap days and clock changes are just so many hours."""
    begins = start.earliest if rule.turn is Turn.MINE else start.latest
    hours = (rule.length or 0) * (1 if rule.unit is Unit.HOURS else 24)
    assert (_end(rule, start).due - begins).total_seconds() == hours * 3600


def _of(seed: int) -> Iterator[Clocks]:
    for case, _ in cases(20, LIBRARY, seed):
        yield deadlines.of(case, LIBRARY.policy(case.platform), CHINA)


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_no_case_stretches_the_shoppers_own_dates(seed: int) -> None:
    """In any case of any platform: only the other side's law is extended, only a platform's clock is pinned."""
    for clocks in _of(seed):
        for each in clocks.running:
            assert each.extended is None or (each.family is Family.LAW and each.turn is not Turn.MINE)
            assert not each.pinned or each.family is Family.PLATFORM
            assert each.is_over(each.ends) is not each.recommendation
            assert not each.is_over(each.ends - timedelta(microseconds=1))


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_no_clock_is_there_twice_and_none_both_runs_and_lacks_something(seed: int) -> None:
    """One date a rule; what runs does not ask for the start of the same rule again."""
    for clocks in _of(seed):
        running = [each.id for each in clocks.running]
        assert len(set(running)) == len(running)
        assert set(running).isdisjoint(each.rule.id for each in clocks.missing)
        assert list(clocks.running) == sorted(clocks.running, key=lambda each: each.due)


@given(st.integers(0, 2**32), st.integers(1, 60 * 24 * 10))
@settings(max_examples=40)
def test_a_countdown_moves_its_own_clock_alone_and_undo_moves_it_back(seed: int, minutes: int) -> None:
    """Typing what the app shows changes that clock (and its group), and taking it back restores every date."""
    for case, _ in cases(5, LIBRARY, seed):
        policy = LIBRARY.policy(case.platform)
        before = deadlines.of(case, policy, CHINA)
        shown = [each.rule for each in before.running if each.family is Family.PLATFORM]
        if not shown:
            continue
        rule = shown[-1]
        ends = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=minutes)
        read = replace(told(What.COUNTDOWN_READ, ends, rule=rule.id), id="read")
        after = deadlines.of(case.with_happening(read), policy, CHINA)
        pinned = after.of_rule(rule.id)
        assert pinned is not None
        assert (pinned.pinned, pinned.due) == (True, ends)
        assert _others(after, rule) == _others(before, rule)
        undo = replace(read, id="undo", corrects=read.id, taken_back=True)
        assert deadlines.of(case.with_happening(read).with_happening(undo), policy, CHINA) == before


def _others(clocks: Clocks, rule: Rule) -> list[tuple[str, Moment]]:
    key = rule.group or rule.id
    return [(each.id, each.due) for each in clocks.running if (each.rule.group or each.id) != key]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_no_holiday_of_a_known_year_is_provisional(year: int) -> None:
    """Every day of a year with a notice is firm, but for the last ones of the last such year."""
    days = [date(year, 1, 1) + at * DAY for at in range(359)]
    assert not any(CHINA.provisional(day) for day in days)


@pytest.mark.parametrize(("learned", "unit"), [("2026-04-14 15:59", Unit.WORKDAYS), ("2026-04-14 16:01", Unit.DAYS)])
def test_without_a_time_the_day_of_telling_in_shanghai_picks_the_rule(learned: str, unit: Unit) -> None:
    """An acceptance that nobody dated, told a minute before and after midnight in Shanghai of the new order's day."""
    signed, filed = told(What.SIGNED, "2026-03-01"), told(What.COMPLAINT_FILED, "2026-04-01")
    case = a_case(Flow.RETURN, signed, filed, told(What.COMPLAINT_ACCEPTED, learned=at(learned)))
    clocks = deadlines.of(case, LIBRARY.policy("generic"), CHINA)
    lacking = next(each for each in clocks.missing if each.rule.id == "mediation_end")
    assert (lacking.rule.unit, lacking.needs) == (unit, (What.COMPLAINT_ACCEPTED,))
