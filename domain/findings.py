"""
What a reader finds in a text or on a screen: each thing with the words it was read from, and what is doubtful of it.

Nothing found is a fact yet. It becomes one by the shopper's tap; what is doubtful is asked before that.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from domain.case import Channel, Reason
from domain.intake import Told
from domain.journal import Parcel, What
from domain.machine import Flow
from domain.moments import Moment, When
from domain.money import Money

SURE = 0.9  #: how sure a picture's reader is of print that is taken as it stands; below, it is asked

Value_co = TypeVar("Value_co", covariant=True)
_Kind = TypeVar("_Kind")


class Doubt(StrEnum):
    """Why a thing that was read is asked before it is kept."""

    UNSURE = "unsure"  # the print was hard to read
    IMPLAUSIBLE = "implausible"  # nobody can mean it: the year 2226, a sum of nothing
    UNCLEAR = "unclear"  # it can mean several things; `others` lists them
    SEVERAL = "several"  # several such things stand there; `others` lists the rest
    WRONG_DIGIT = "wrong_digit"  # the number's own check digit is against it
    DISAGREES = "disagrees"  # the bar code says another number than the print
    UNPROVEN = "unproven"  # a parcel number that neither a bar code nor a carrier's own pattern vouches for


@dataclass(frozen=True, slots=True)
class Found(Generic[Value_co]):
    """
    One thing that was read.

    `words` is the print it was read from, empty for a shopper's own word; `confidence` (0 to 1) that of its least sure
    part. `others` are further values that it may be, the likelier first: not always a doubt, as a case may leave only
    one of them possible.
    """

    value: Value_co
    words: str
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()
    others: tuple[Value_co, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether it has to be asked before it is kept."""
        return bool(self.doubts)


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long the app shows as left, and the UTC instant at which that is over."""

    left: timedelta
    ends: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """
    A message about money on its way back.

    `account` is as printed (招商银行(0403), 零钱); `to_origin` says that it goes back the way it was paid (原路退回).
    It arrives at `arrival`, or in at most `within` days (working days if `workdays`), as the message says.
    """

    amount: Money | None = None
    channel: Channel | None = None
    account: str = ""
    to_origin: bool = False
    arrival: When | None = None
    within: int | None = None
    workdays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What a membership page says: the next charge (day of Shanghai, sum), and the last day that is paid for."""

    charged_on: date | None = None
    price: Money | None = None
    ends: date | None = None


class Field(StrEnum):
    """What of a reading can be put right by a person; each is the name of its place."""

    ORDER_NO = "order_no"
    ITEM = "item"
    PAID = "paid"
    SHOP = "shop"
    PLATFORM = "platform"
    CHANNEL = "channel"
    FLOW = "flow"
    PARCEL = "parcel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    All that was found. `platform` is the id of a policy.

    `told` is what has happened, each kind once, in the order of a case's life: from dated lines and from the state
    that the app shows. A told thing without `when` happened by the time of writing, nobody says when; its `others` are
    what else the same words mean in another case (退款中 is "received" in a return, "agreed" in a refund without one).
    """

    order_no: Found[str] | None = None
    item: Found[str] | None = None
    paid: Found[Money] | None = None
    shop: Found[str] | None = None
    platform: Found[str] | None = None
    channel: Found[Channel] | None = None
    flow: Found[Flow] | None = None
    reason: Found[Reason] | None = None
    told: tuple[Found[Told], ...] = ()
    countdowns: tuple[Found[Countdown], ...] = ()
    parcel: Found[Parcel] | None = None
    waits: Found[str] | None = None  #: where a parcel can be picked up: a locker or a station
    refund: Found[Refund] | None = None
    renewal: Found[Renewal] | None = None

    def __bool__(self) -> bool:
        """Whether anything was found that says something by itself: a name or a way of paying alone does not."""
        return any(getattr(self, each.name) for each in fields(self) if each.name not in _BESIDE)

    @property
    def way(self) -> Found[Channel] | None:
        """How it was paid: as it is printed; else by where the refund goes, which is the same way (facts.md 3)."""
        printed, back = self.channel, self.refund.value.channel if self.refund else None
        if back is None or (printed and not (printed.doubtful and back in (*printed.others, printed.value))):
            return printed
        return Found(back, self.refund.words if self.refund else "")

    def when(self, what: What) -> When | None:
        """When this happened, as far as it was read without doubt."""
        return next((each.value.when for each in self.told if each.value.what is what and not each.doubtful), None)


_BESIDE = frozenset({"item", "shop", "platform", "channel", "flow", "reason", "waits"})


def put_right(reading: Reading, field: Field, value: str | Money | Channel | Flow | Parcel | None) -> Reading:
    """The reading with one field as the shopper says it is: no print stands behind it; None empties it."""
    found = None if value is None else Found(value, "")
    changed: dict[str, Any] = {field.value: found}
    return replace(reading, **changed)


def put_day_right(reading: Reading, what: What, when: When | None) -> Reading:
    """The reading with the time of one happening as the shopper says it is; None: it did not happen."""
    rest = tuple(each for each in reading.told if each.value.what is not what)
    if when is None:
        return replace(reading, told=rest)
    told = Found(Told(what, when), "")
    return replace(reading, told=in_order((*rest, told)))


def in_order(told: tuple[Found[Told], ...]) -> tuple[Found[Told], ...]:
    """In the order in which such things happen; the order of `What` is that of a case's life."""
    place = {what: at for at, what in enumerate(What)}
    return tuple(sorted(told, key=lambda each: place[each.value.what]))


def single(found: list[Found[_Kind]], same: Callable[[_Kind, _Kind], bool] | None = None) -> Found[_Kind] | None:
    """Make one of many: the first, in doubt where another says something else."""
    if not found:
        return None
    first = found[0]
    alike = same or (lambda one, other: one == other)
    others = tuple(dict.fromkeys(each.value for each in found[1:] if not alike(each.value, first.value)))
    if not others:
        return max(
            (each for each in found if alike(each.value, first.value)),
            key=lambda each: (not each.doubtful, each.confidence),
        )
    return replace(first, doubts=(*first.doubts, Doubt.SEVERAL), others=(*first.others, *others))
