"""
What can happen to a case. Each happening has its own time, its own source and, where there is one, its own proof.

The journal is append-only: a happening is never changed. A later one may *correct* it (the same thing, told
better) or *take it back*; both stay on record, and `standing` says what holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.moments import Moment, When, day_of
from domain.money import Money


class What(StrEnum):
    """The kinds of happenings, named in the past tense. The value is stored: never reuse one."""

    # the purchase
    PAID = "paid"
    POSTED = "posted"  # the seller sent the goods
    SIGNED = "signed"  # 签收: the goods reached the shopper
    COMPLETED = "completed"  # 交易成功
    # asking for the money
    CONTACTED = "contacted"
    COURIER_ASKED = "courier_asked"  # a complaint to the carrier: lost, damaged, signed for by a stranger
    TERMS_READ = "terms_read"
    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"
    APP_CLOSED = "app_closed"  # 售后关闭: the app ended the request
    # the parcel back
    SHIPPED = "shipped"  # sent back, number filled in
    DELIVERED = "delivered"  # the carrier shows the return as signed for
    RECEIVED = "received"  # the seller confirmed the return
    EXTENDED = "extended"  # the seller took more time (延期)
    PARCEL_REFUSED = "parcel_refused"
    # an exchange
    REPLACEMENT_SENT = "replacement_sent"
    REPLACEMENT_SIGNED = "replacement_signed"
    TURNED_REFUND = "turned_refund"  # 换货转退款
    # higher rungs
    PLATFORM_ASKED = "platform_asked"  # 申请平台介入
    PLATFORM_AGAINST = "platform_against"
    COMPLAINT_FILED = "complaint_filed"  # 12315
    COMPLAINT_ACCEPTED = "complaint_accepted"
    COMPLAINT_ENDED = "complaint_ended"
    COURT_FILED = "court_filed"
    # the money
    REFUND_ANNOUNCED = "refund_announced"  # 退款成功
    REFUND_FAILED = "refund_failed"
    PART_ARRIVED = "part_arrived"
    MONEY_ARRIVED = "money_arrived"
    # membership
    RENEWED = "renewed"  # the renewal was charged
    RENEWAL_STOPPED = "renewal_stopped"
    # the case itself
    COUNTDOWN_READ = "countdown_read"  # the shop's app shows how long is left
    PROMISED = "promised"
    PROMISE_KEPT = "promise_kept"  # they did what they had promised
    NOTED = "noted"
    WRITTEN = "written"  # a letter of the ladder was sent; `rule` is its rung
    GIVEN_UP = "given_up"
    REOPENED = "reopened"


class Source(StrEnum):
    """Who says so."""

    SHOPPER = "shopper"
    SCREENSHOT = "screenshot"
    TEXT = "text"  # typed, pasted or forwarded, and read
    CARRIER = "carrier"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel on its way: number as normalised by `parcels.normalise`, carrier by its id or unknown."""

    number: str
    carrier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """
    One thing that happened.

    `when` is its own time; None means that it happened but nobody said when: then no clock starts from it.
    `told` is the UTC instant at which the bot learned of it.
    """

    id: str
    what: What
    when: When | None
    told: Moment
    source: Source = Source.SHOPPER
    money: Money | None = None
    parcel: Parcel | None = None
    rule: str | None = None  #: COUNTDOWN_READ: the clock it belongs to; WRITTEN: the rung of the ladder
    note: str = ""
    corrects: str | None = None  #: id of the happening that this one replaces
    taken_back: bool = False  #: with `corrects`: that happening did not happen


def standing(journal: Iterable[Happening]) -> tuple[Happening, ...]:
    """
    The happenings that hold, in the order in which they were first told.

    A corrected happening keeps its place and shows its newest version; one taken back is left out.
    """
    places: dict[str, Happening] = {}
    first_of: dict[str, str] = {}
    for happening in journal:
        place = first_of.get(happening.corrects, happening.corrects) if happening.corrects else happening.id
        first_of[happening.id] = place
        if happening.taken_back:
            places.pop(place, None)
        elif not happening.corrects:
            places[place] = happening
        elif place in places:
            places[place] = replace(happening, told=places[place].told)
    return tuple(places.values())


def by_day(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """In the order of the days on which they happened, those of one day as they were told; undated ones when told."""
    return tuple(sorted(happenings, key=lambda each: each.when.day() if each.when else day_of(each.told)))


def latest(happenings: Iterable[Happening], *whats: What) -> Happening | None:
    """The last told of these kinds, or None."""
    found: Happening | None = None
    for happening in happenings:
        if happening.what in whats:
            found = happening
    return found
