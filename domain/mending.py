"""What a shopper put right of what was read: kept beside the evidence, which stays as it came."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from domain import findings
from domain.case import Channel
from domain.findings import Field, Reading
from domain.journal import Parcel, What
from domain.machine import Flow
from domain.moments import When
from domain.money import Money

Value: TypeAlias = str | Money | Channel | Flow | Parcel


@dataclass(frozen=True, slots=True)
class FieldMended:
    """One field as the shopper says it is; None: it is left out."""

    field: Field
    value: Value | None


@dataclass(frozen=True, slots=True)
class DayMended:
    """When it happened, as the shopper says; None: it is left out."""

    what: What
    when: When | None


Mend: TypeAlias = FieldMended | DayMended


def mended(reading: Reading, mends: Iterable[Mend]) -> Reading:
    """The reading as the shopper put it right, the newest word last."""
    for mend in mends:
        match mend:
            case FieldMended(field, value):
                reading = findings.put_right(reading, field, value)
            case DayMended(what, when):
                reading = findings.put_day_right(reading, what, when)
    return reading


def overtaken(mends: Iterable[Mend], before: Reading, after: Reading) -> tuple[Mend, ...]:
    """What was put right of words that say something else by now: those things are what the new words say."""
    found = (_overtaken(mend, before, after) for mend in mends)
    return tuple(mend for mend in found if mend is not None)


def _overtaken(mend: Mend, before: Reading, after: Reading) -> Mend | None:
    if isinstance(mend, DayMended):
        when = after.when(mend.what)
        return None if when is None or when == before.when(mend.what) else DayMended(mend.what, when)
    old, new = (getattr(each, mend.field.value) for each in (before, after))
    same = new is None or new.doubtful or (old is not None and old.value == new.value)
    return None if same else FieldMended(mend.field, new.value)


def with_mend(mends: Iterable[Mend], mend: Mend) -> tuple[Mend, ...]:
    """The corrections with one more; it replaces an older one of the same thing."""
    return (*(each for each in mends if _of(each) != _of(mend)), mend)


def _of(mend: Mend) -> tuple[str, str]:
    return ("field", mend.field) if isinstance(mend, FieldMended) else ("day", mend.what)
