"""T11: the plan of a case in every time zone of the world, over two years: each reminder once a day, at its hour."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from domain import desk, moments, waking
from domain.journal import What
from domain.machine import Flow
from domain.people import Wishes
from storage import librarian
from tests.chaos import figures
from tests.kit.cases import a_case, told

LIBRARY = librarian.load()
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
GOAL = "each reminder once a local date, none after its end, nobody woken"
PARTS = 4  # so that several processes may share the world
FIRST, MONTHS = datetime(2026, 1, 28, 11, 45, tzinfo=UTC), 24
STORIES = (What.APPROVED, What.APPLIED, What.SHIPPED, What.REFUND_ANNOUNCED)


@pytest.mark.chaos
@pytest.mark.parametrize("part", range(PARTS))
def test_a_day_has_each_reminder_once_everywhere(part: int) -> None:
    """In every zone, in every month of two years: no date twice, none in the past, nobody woken, none after its end."""
    zones, planned = ZONES[part::PARTS], 0
    for number, name in enumerate(zones):
        for month in range(MONTHS):
            now = FIRST + timedelta(days=30.4375 * month)
            planned += _holds(name, STORIES[(number + month) % len(STORIES)], now)
    where = f"the world's time zones over two years, part {part + 1} of {PARTS}"
    figures.write("T11", where, GOAL, zones=len(zones), reminders=planned)


def _holds(name: str, what: What, now: datetime) -> int:
    """How many reminders were looked at."""
    zone, wishes = ZoneInfo(name), Wishes(zone=name)
    case = a_case(Flow.RETURN, told(what, now - timedelta(hours=7), learned=now), opened=now)
    plan = desk.settle(case, LIBRARY, wishes, now).plan
    where = f"{name}, {what.value}, {now:%Y-%m-%d}"
    assert plan, where
    days = Counter((each.kind, each.occurrence) for each in plan)
    assert max(days.values()) == 1, where
    for each in plan:
        assert each.at > now, where
        assert each.occurrence.rstrip("!") == moments.day_of(each.at, zone).isoformat(), where
        assert each.final or not waking.is_quiet(each.at, wishes), where
        if each.final and each.due and each.kind == "ship_back" and "!" in each.occurrence:
            assert each.at < each.due, where
    return len(plan)
