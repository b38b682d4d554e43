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


def with_mend(mends: Iterable[Mend], mend: Mend) -> tuple[Mend, ...]:
    """The corrections with one more; it replaces an older one of the same thing."""
    return (*(each for each in mends if _of(each) != _of(mend)), mend)


def _of(mend: Mend) -> tuple[str, str]:
    return ("field", mend.field) if isinstance(mend, FieldMended) else ("day", mend.what)
