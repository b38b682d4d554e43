"""When a person is awake: quiet hours, the usual morning, the usual evening. Times of day are the person's own."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain import moments
from domain.moments import Moment
from domain.people import Digest, Wishes

_A_DAY = timedelta(days=1)
_SOON_AFTER = 2 * 60  # minutes: whoever is reminded so shortly after waking is reminded then, not woken for it
_SUNDAY = 6
_BEFORE_BED = timedelta(minutes=30)
_TO_ACT = timedelta(hours=3)  # what a parcel, a queue, a form take


def is_quiet(at: Moment, wishes: Wishes) -> bool:
    """Whether the person sleeps at that moment. Equal ends mean that nobody sleeps."""
    clock = at.astimezone(ZoneInfo(wishes.zone)).time()
    if wishes.quiet_from <= wishes.quiet_to:
        return wishes.quiet_from <= clock < wishes.quiet_to
    return clock >= wishes.quiet_from or clock < wishes.quiet_to


def first_awake(at: Moment, wishes: Wishes) -> Moment:
    """That moment, or the end of the quiet hours it lies in."""
    if not is_quiet(at, wishes):
        return at
    return moments.at_clock(_morning(at, wishes), wishes.quiet_to, ZoneInfo(wishes.zone))


def after_sleep(at: Moment, wishes: Wishes) -> Moment:
    """That moment, or the morning after; at the usual hour of reminders where that comes soon after waking."""
    if not is_quiet(at, wishes):
        return at
    woken = wishes.quiet_to.hour * 60 + wishes.quiet_to.minute
    usual = wishes.remind_at.hour * 60 + wishes.remind_at.minute
    clock = wishes.remind_at if 0 <= usual - woken <= _SOON_AFTER else wishes.quiet_to
    return moments.at_clock(_morning(at, wishes), clock, ZoneInfo(wishes.zone))


def before_sleep(at: Moment, wishes: Wishes) -> Moment:
    """That moment, or half an hour before the quiet hours it lies in."""
    if not is_quiet(at, wishes):
        return at
    zone = ZoneInfo(wishes.zone)
    local = at.astimezone(zone)
    evening = local.date() if local.time() >= wishes.quiet_from else local.date() - _A_DAY
    return moments.at_clock(evening, wishes.quiet_from, zone) - _BEFORE_BED


def next_morning(wishes: Wishes, now: Moment) -> Moment:
    """The next time the person's hour of reminders comes."""
    zone = ZoneInfo(wishes.zone)
    today = moments.day_of(now, zone)
    at = moments.at_clock(today, wishes.remind_at, zone)
    return at if at > now else moments.at_clock(today + _A_DAY, wishes.remind_at, zone)


def tonight(wishes: Wishes, now: Moment) -> Moment:
    """This evening at the person's hour; once that is over, tomorrow's."""
    zone = ZoneInfo(wishes.zone)
    today = moments.day_of(now, zone)
    at = moments.at_clock(today, wishes.evening, zone)
    return at if at > now else moments.at_clock(today + _A_DAY, wishes.evening, zone)


def next_digest(wishes: Wishes, now: Moment) -> Moment | None:
    """When the next digest is due: this evening or the next, on Sundays where it is weekly; None where none is."""
    if wishes.digest is Digest.OFF:
        return None
    at = tonight(wishes, now)
    zone = ZoneInfo(wishes.zone)
    day = moments.day_of(at, zone)
    if wishes.digest is Digest.WEEKLY:
        day += _A_DAY * ((_SUNDAY - day.weekday()) % 7)
    return moments.at_clock(day, wishes.evening, zone)


def in_time(at: Moment, due: Moment, wishes: Wishes, now: Moment) -> Moment:
    """
    That moment; where it would be too late for what ends at `due`, the last good one before.

    That is three hours before it and not at night, or, where this is over soon or already, halfway to it.
    """
    if at < due:
        return at
    return max(before_sleep(due - _TO_ACT, wishes), now + (due - now) / 2)


def _morning(at: Moment, wishes: Wishes) -> date:
    """The day on which the quiet hours that this lies in end."""
    local = at.astimezone(ZoneInfo(wishes.zone))
    return local.date() if local.time() < wishes.quiet_to else local.date() + _A_DAY
