"""
Instants, days and the clock on the wall.

An instant is kept in UTC. A day is a day of some zone: it begins at its first instant, which need not be
00:00 (Cairo and Santiago skip that hour in spring), and ends where the next day begins.
"""

from dataclasses import dataclass
from datetime import UTC as UTC  # noqa: PLC0414 - offered from here, so that time has one door
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Self, TypeAlias
from zoneinfo import ZoneInfo

Moment: TypeAlias = datetime  #: an aware datetime; whatever comes from outside goes through `aware`

SHANGHAI = ZoneInfo("Asia/Shanghai")  #: the zone of the shops, of the law and of every day without a zone

_MIDNIGHT = time(0)
_NOON = time(12)
_SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)  #: the shortest time there is: so much before midnight it is still the old day


def aware(moment: datetime) -> Moment:
    """
    Give the same instant in UTC.

    Raises:
        ValueError: the datetime is naive, so nobody knows which instant it is.
    """
    if moment.tzinfo is UTC:
        return moment
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no zone; only aware datetimes are moments")
    return moment.astimezone(UTC)


def day_of(moment: Moment, zone: ZoneInfo = SHANGHAI) -> date:
    """Read the day off the calendar on the wall of this zone at this instant."""
    return aware(moment).astimezone(zone).date()


@lru_cache(maxsize=16_384)  # zones are slow, and many cases ask for nine o'clock of the same few days
def at_clock(day: date, clock: time, zone: ZoneInfo = SHANGHAI) -> Moment:
    """
    Find the UTC instant at which the clock of this zone shows this time on this day.

    Where the clock is set back and shows it twice: the first. Where it is set forward and never shows it: the
    first instant after.
    """
    wall = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall_at(instant, zone) == wall:
        return instant
    return _first_after_gap(wall, zone)


def start_of_day(day: date, zone: ZoneInfo = SHANGHAI) -> Moment:
    """Give the first instant of a day; of a day that a zone left out (Apia, 2011-12-30), the next one's."""
    return at_clock(day, _MIDNIGHT, zone)


def end_of_day(day: date, zone: ZoneInfo = SHANGHAI) -> Moment:
    """Give 24:00: the instant at which the next day begins, the first that no longer counts."""
    return start_of_day(day + timedelta(days=1), zone)


def add_hours(moment: Moment, hours: float) -> Moment:
    """Let hours run from an instant, over nights, holidays and clock changes; in UTC."""
    return aware(moment) + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class When:
    """
    When something happened: known to the moment, or only to the day.

    `at` is a UTC instant. If `exact` is False it is the noon of the day that was named, and only its day
    means anything: ask `day`, `earliest` and `latest`.
    """

    at: Moment
    exact: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware(self.at))

    @classmethod
    def on(cls, day: date, zone: ZoneInfo = SHANGHAI) -> Self:
        """Say that it was some time on this day, nobody knows when."""
        return cls(at_clock(day, _NOON, zone), exact=False)

    def day(self, zone: ZoneInfo = SHANGHAI) -> date:
        """Give the day on which it happened, as this zone counts."""
        return day_of(self.at, zone)

    @property
    def earliest(self) -> Moment:
        """The first instant at which it can have happened; of a bare day, the beginning in Shanghai."""
        return self.at if self.exact else start_of_day(self.day())

    @property
    def latest(self) -> Moment:
        """The last instant at which it can have happened; of a bare day, its 24:00 in Shanghai."""
        return self.at if self.exact else end_of_day(self.day())


def _wall_at(instant: Moment, zone: ZoneInfo) -> datetime:
    """Read the clock of this zone, without a zone, so that two readings compare as people compare them."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def _first_after_gap(wall: datetime, zone: ZoneInfo) -> Moment:
    """Find the instant at which the clock jumps over this wall time, by halving: zoneinfo keeps no list."""
    # PEP 495: in a gap, fold=1 reads with the later offset and so lies before the jump, fold=0 lies after it.
    wall = wall.replace(microsecond=0)
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if _wall_at(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after
