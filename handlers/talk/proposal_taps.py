"""What a tap on something that was read carries: which set, what of it, and the choice. Pure."""

import re
import zlib
from dataclasses import dataclass

from domain.findings import Field
from domain.journal import What
from domain.moments import When
from domain.proposal import Change
from domain.steps import Step

DAY = "day"
NEW, OLD = "n", "o"  # which of two values holds: the one that was read, or the case's
NOTHING = "none"  # it is left open
SAID = "said"  # the value that was typed and asked about once more
#: What can be put right before a case is registered, in the order of its buttons.
MENDABLE = (
    Field.ITEM.value,
    Field.PAID.value,
    DAY,
    Field.ORDER_NO.value,
    Field.SHOP.value,
    Field.FLOW.value,
)
#: What of a case can be in doubt; a tap carries the place of a thing here, as its name would not fit. Only grows.
_PLACES = (*MENDABLE, Field.CHANNEL.value, Field.PARCEL.value, Field.PLATFORM.value)
_WHATS = tuple(What)
_CANDIDATES = 3  # values to choose from
_DETAIL = re.compile(r"(?P<set>[^/]+)/(?P<told>w?)(?P<place>[0-9]{1,2})(?:=(?P<choice>.+))?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was tapped: a `field` of a set, or something that is told to have happened; and the choice, if any."""

    set: str
    field: str
    what: What | None = None
    choice: str = ""


def detail(set_id: str, thing: str | What, choice: str = "") -> str:
    """What a tap on a thing carries."""
    place = f"w{_WHATS.index(thing)}" if isinstance(thing, What) else f"{_PLACES.index(thing)}"
    return f"{set_id}/{place}" + (f"={choice}" if choice else "")


def chosen(detail: str) -> Chosen | None:
    """The thing behind it; None for what was never written by `detail`."""
    match = _DETAIL.fullmatch(detail)
    place = int(match["place"]) if match else 0
    if match is None or place >= len(_WHATS if match["told"] else _PLACES):
        return None
    choice = match["choice"] or ""
    if match["told"]:
        return Chosen(match["set"], "", _WHATS[place], choice)
    return Chosen(match["set"], _PLACES[place], choice=choice)


def mark(value: object) -> str:
    """
    A value as a tap carries it, in four signs: a button means what stood on it, whatever is read by now.

    Of a thing that differs from the case it is the new value that counts, of a step its time, parcel and sum.
    """
    meant = value.new if isinstance(value, Change) else value
    if isinstance(value, Step):
        meant = (value.when, value.parcel, value.money)
    if isinstance(value, When):
        meant = (int(value.at.timestamp()), value.exact)
    return f"{zlib.crc32(repr(meant).encode()) & 0xFFFF:04x}"


def candidates(found: object) -> tuple[object, ...]:
    """What a thing that was read may be, the likeliest first; nothing where it was not read."""
    value = getattr(found, "value", None)
    return () if value is None else (value, *getattr(found, "others", ()))[:_CANDIDATES]
