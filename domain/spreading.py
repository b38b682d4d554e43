"""
Half the world wishes to be reminded at nine: each case leaves at its own minute of the half hour before.

100,000 letters take over an hour at Telegram's 30 a second, whenever they begin. The hour that a person chose is the
hour by which they have been reminded; it is what every screen shows.
"""

from datetime import time, timedelta
from zlib import crc32

from domain.people import Wishes

SPREAD = timedelta(minutes=30)
NONE = timedelta(0)

_NIGHT = time(5)  # before it clocks are changed, and nobody's usual hour is popular


def ahead(case: str, wishes: Wishes) -> timedelta:
    """How much before the usual hour a reminder of this case may leave: less than SPREAD, never in quiet hours."""
    return timedelta(seconds=crc32(case.encode()) % max(_window(wishes), 1))


def _window(wishes: Wishes) -> int:
    """Seconds from the end of the quiet hours to the usual hour, where that is less than SPREAD."""
    whole, usual = int(SPREAD.total_seconds()), _seconds(wishes.remind_at)
    if wishes.remind_at < _NIGHT:
        return 0
    if wishes.quiet_from == wishes.quiet_to or wishes.quiet_to > wishes.remind_at:
        return whole
    return min(whole, usual - _seconds(wishes.quiet_to))


def _seconds(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) * 60 + clock.second
