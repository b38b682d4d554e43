"""
Registering a case: a draft is a case with blanks.

A draft has no state of its own: `next_blank` says what to ask, so a restart in the middle loses nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain.case import GOODS_REASONS, HOME_PLATFORM, MEMBERSHIP_REASONS, Case, Channel, Reason
from domain.errors import NotNow
from domain.journal import Happening, Source, What
from domain.machine import Flow
from domain.moments import Moment, When
from domain.money import Money


class Blank(StrEnum):
    """What a draft may still lack, in the order in which it is asked. The value is stored: never reuse one."""

    KIND = "kind"
    REASON = "reason"
    STANDS = "stands"
    NAME = "name"
    PRICE = "price"
    CHANNEL = "channel"
    DATE = "date"


#: Where things may stand at registration, the usual answer first; each is a happening of the row NEW.
STANDS_GOODS = (What.SIGNED, What.APPLIED, What.APPROVED, What.SHIPPED, What.REFUSED, What.REFUND_ANNOUNCED)
STANDS_REFUND_ONLY = (What.PAID, What.SIGNED, What.APPLIED, What.REFUSED, What.REFUND_ANNOUNCED)
STANDS_RENEWED = (What.RENEWED, What.APPLIED, What.REFUSED, What.REFUND_ANNOUNCED)
STANDS_MEMBERSHIP = (What.PAID, What.APPLIED, What.REFUSED, What.REFUND_ANNOUNCED)

#: How a membership may have been paid: it decides who refunds (facts.md 2.1, 3).
MEMBERSHIP_CHANNELS = (
    Channel.APPLE,
    Channel.GOOGLE,
    Channel.WECHAT_BALANCE,
    Channel.WECHAT_CARD,
    Channel.ALIPAY_BALANCE,
    Channel.ALIPAY_CARD,
)

NAME_LENGTH = 60  # characters: fits a button's row and the first line of a card


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a screen says has happened; without `when` it does not say on which day."""

    what: What
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    A case with blanks. `answered` lists the blanks in the order of the answers, skipped ones included.

    `platform` is no blank: it has its usual answer, and who bought elsewhere says so at any question. What was read
    off a screen comes along unasked: `order_no`, `seller`, what else has `also` happened, and `proofs`, the set of
    evidence it was read from.
    """

    flow: Flow | None = None
    platform: str = HOME_PLATFORM
    reason: Reason | None = None
    stands: What | None = None
    name: str = ""
    price: Money | None = None
    channel: Channel | None = None
    when: When | None = None
    order_no: str = ""
    seller: str = ""
    also: tuple[Told, ...] = ()
    proofs: str = ""
    answered: tuple[Blank, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons that fit what is being returned."""
        return MEMBERSHIP_REASONS if self.flow is Flow.MEMBERSHIP else GOODS_REASONS

    @property
    def standings(self) -> tuple[What, ...]:
        """Where things may stand; a renewal that nobody wanted began with its charge, not with a payment."""
        if self.flow is Flow.MEMBERSHIP and self.reason is Reason.RENEWED:
            return STANDS_RENEWED
        others = {Flow.MEMBERSHIP: STANDS_MEMBERSHIP, Flow.REFUND_ONLY: STANDS_REFUND_ONLY}
        return others.get(self.flow, STANDS_GOODS) if self.flow else STANDS_GOODS


def blanks(draft: Draft) -> tuple[Blank, ...]:
    """All that is asked for this kind of case."""
    if draft.flow is None:
        return (Blank.KIND,)
    return tuple(blank for blank in Blank if blank is not Blank.CHANNEL or draft.flow is Flow.MEMBERSHIP)


def next_blank(draft: Draft) -> Blank | None:
    """The next question, or None when the draft is complete. A skipped blank is not asked again."""
    return next((blank for blank in blanks(draft) if blank not in draft.answered), None)


def fill(draft: Draft, blank: Blank, answer: Flow | Reason | What | Channel | Money | When | str | None) -> Draft:
    """
    The draft with one blank answered; None skips it. The kind of case cannot be skipped.

    Raises:
        ValueError: the answer does not fit the blank.
    """
    if blank is Blank.KIND and answer is None:
        raise ValueError("the kind of case cannot be skipped")
    answered = (*(known for known in draft.answered if known is not blank), blank)
    if answer is None:
        return replace(draft, answered=answered)
    field, kind = _FIELDS[blank]
    if not isinstance(answer, kind) or (isinstance(answer, str) and not answer):
        raise ValueError(f"{answer!r} is no answer to {blank}")
    if blank is Blank.STANDS and answer not in draft.standings:
        raise ValueError(f"a case of {draft.flow} cannot stand at {answer}")
    values: dict[str, Any] = {field: answer}  # checked against _FIELDS just above
    return replace(draft, answered=answered, **values)


_FIELDS: dict[Blank, tuple[str, type]] = {
    Blank.KIND: ("flow", Flow),
    Blank.REASON: ("reason", Reason),
    Blank.STANDS: ("stands", What),
    Blank.NAME: ("name", str),
    Blank.PRICE: ("price", Money),
    Blank.CHANNEL: ("channel", Channel),
    Blank.DATE: ("when", When),
}


def back(draft: Draft) -> Draft:
    """The draft before its last answer; an empty draft stays empty."""
    if not draft.answered:
        return draft
    field, _ = _FIELDS[draft.answered[-1]]
    emptied: dict[str, Any] = {field: "" if field == "name" else None}
    return replace(draft, answered=draft.answered[:-1], **emptied)


def progress(draft: Draft) -> tuple[int, int]:
    """How many questions are answered, and how many there are; while the kind of case is open, only that one."""
    return len(draft.answered), len(blanks(draft))


def entry(draft: Draft) -> What:
    """The happening with which the journal begins: where things stand, or the very start."""
    return draft.stands or draft.standings[0]


def complete(
    draft: Draft, *, case_id: str, first_id: str, owner: int, now: Moment, source: Source = Source.SHOPPER
) -> Case:
    """
    The case that a draft describes, its journal begun with where things stand.

    Raises:
        ValueError: the kind of case is not known yet.
    """
    if draft.flow is None:
        raise ValueError("a draft needs its kind before it becomes a case")
    first = Happening(id=first_id, what=entry(draft), when=draft.when, told=now, source=source)
    case = Case(
        id=case_id,
        owner=owner,
        flow=draft.flow,
        opened=now,
        name=draft.name,
        reason=draft.reason,
        price=draft.price,
        platform=draft.platform,
        channel=draft.channel,
        order_no=draft.order_no,
        seller=draft.seller,
    )
    return case.with_happening(first)


def grown(
    case: Case, told: Iterable[Told], new_id: Callable[[], str], now: Moment, source: Source = Source.SCREENSHOT
) -> Case:
    """The case with what else a screen or text says has happened, in that order; what does not fit is left out."""
    for each in told:
        happening = Happening(id=new_id(), what=each.what, when=each.when, told=now, source=source)
        try:
            case = case.with_happening(happening)
        except NotNow:
            continue
    return case


def clean_name(text: str) -> str:
    """
    A name as it may stand in a card: one line, no invisible direction marks or NUL, at most NAME_LENGTH characters.

    An empty result means that nothing was left to call it by.
    """
    words = plain(text)
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"


def plain(text: str) -> str:
    """The text on one line, without what cannot be seen: direction marks, NUL and their like."""
    one_line = "".join(" " if sign in "\r\n\t" else sign for sign in text if sign not in _INVISIBLE)
    return " ".join("".join(sign for sign in one_line if sign.isprintable()).split())


_INVISIBLE = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x00")
