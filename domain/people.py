"""A person as the bot knows them: where to reach them, how they wish to be reminded, what they are being asked."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from domain.intake import Draft
from domain.journal import What
from domain.moments import Moment


class Digest(StrEnum):
    """How often a person wants all that is open in one message. The value is stored: never reuse one."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Wishes:
    """
    How a person wishes to be reminded. Times of day are local to `zone`, an IANA name.

    Quiet hours run from `quiet_from` to `quiet_to`, usually over midnight; equal times mean none.
    """

    zone: str = "Asia/Shanghai"
    remind_at: time = time(9, 0)
    evening: time = time(20, 0)
    quiet_from: time = time(22, 30)
    quiet_to: time = time(8, 0)
    digest: Digest = Digest.OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who writes: asked for only where an authority or a court must know it, told to nobody else (facts.md 1.10)."""

    name: str = ""
    phone: str = ""
    address: str = ""


class Question(StrEnum):
    """An open question whose answer may be typed. The value is stored: never reuse one."""

    DRAFT = "draft"  # the registration asks for its next blank
    TRACKING = "tracking"
    WHEN = "when"  # when did it happen?
    SUM = "sum"  # how much arrived?
    COUNTDOWN = "countdown"
    SNOOZE = "snooze"
    NAME = "name"
    PRICE = "price"
    ORDER_NO = "order_no"
    SELLER = "seller"
    NOTE = "note"
    AMOUNT = "amount"  # a sum that a refund consists of; detail: which
    TERM = "term"  # the days of a membership; detail: the first, once it is known
    WHAT_IF = "what_if"  # suppose another day; detail: what is supposed
    READ = "read"  # a field of what was read, put right; detail: set/field
    BLANK = "blank"  # what a letter lacks; detail: rung/blank
    COMPLAINT_NO = "complaint_no"  # the number that 12315 gave
    PROMISE = "promise"  # is this a promise of that case? detail: when it was told and its words
    PROOF = "proof"  # send a photo or a file for this case


@dataclass(frozen=True, slots=True)
class Asking:
    """
    The one question that is open in a chat.

    `what` is the happening that the answer completes; `detail` is the question's own memory (a reminder's id, a
    tracking number waiting for its carrier, …).
    """

    question: Question
    case: str | None = None
    what: What | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """
    An answer that was typed, and where its value went, so that another value can be offered when its message is edited.

    It is a `field` of the case, or when something of it happened (`what`); without a `case` it went into the draft.
    `mark` knows the value that was taken; `text` are the words of an edit on which nobody has decided yet.
    """

    message: int
    case: str = ""
    field: str = ""
    what: What | None = None
    mark: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One shopper. `id` is the Telegram user id, `chat` the private chat with the bot (the same number there)."""

    id: int
    chat: int
    language: str = "zh"
    identity: Identity = field(default_factory=Identity)
    wishes: Wishes = field(default_factory=Wishes)
    focus: str | None = None  #: the case talked about last
    focus_at: Moment | None = None
    asking: Asking | None = None
    draft: Draft | None = None
    heard: tuple[Heard, ...] = ()  #: the newest typed answers, the oldest first
    digest_at: Moment | None = None  #: when the next digest is due
    unreachable_since: Moment | None = None
    returned_at: Moment | None = None  #: when they could be reached again after that
    joined: Moment | None = None
