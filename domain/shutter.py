"""
When a picture was taken, as its own clock says: a third time beside Telegram's and ours, and an unproven one.

A camera's clock may be wrong and its notes can be changed by anybody; they are kept as they are written (facts.md 6.3)
and called a time only where they may be one.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from domain.moments import Moment
from domain.storable import visible

LONGEST = 40  # characters that are kept; EXIF has 19 and an offset of 6
FIRST = datetime(2000, 1, 1, tzinfo=UTC)  # no phone took a picture before; a clock without a battery says 1970
AHEAD = timedelta(days=1)  # that a picture may be older than it says: no zone is farther than 14 hours from another

_WRITTEN = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)(?: ?([+-])(\d\d):(\d\d))?")


def written(taken: object, offset: object) -> str:
    """What is kept of EXIF's DateTimeOriginal and OffsetTimeOriginal, whatever stands there; empty for nothing."""
    words = (visible(each) for each in (taken, offset) if isinstance(each, str))
    return " ".join(word for word in words if word)[:LONGEST].strip()


def read(taken: str, received: Moment, zone: tzinfo) -> Moment | None:
    """
    The moment that `written` words mean; None where they cannot be one: no date, too old, later than it was received.

    Without an offset they are in the zone of whoever reads them: their figures stay as they are written.
    """
    match = _WRITTEN.fullmatch(taken)
    if match is None:
        return None
    try:
        local = datetime(*(int(part) for part in match.groups()[:6]), tzinfo=_zone(match) or zone)  # type: ignore[arg-type,misc] # six figures
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if FIRST <= at <= received + AHEAD else None


def _zone(match: re.Match[str]) -> tzinfo | None:
    sign, hours, minutes = match.groups()[6:]
    if sign is None:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(offset if sign == "+" else -offset)
