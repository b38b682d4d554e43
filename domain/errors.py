# ruff: noqa: N818 - an error is named for what is wrong (NotNow, Stale), not for being an error
"""
Everything that can go wrong in the mind, as one family.

    RefundKeeperError
    ├── NotAnAmount       a text is no amount; .reason says why
    ├── NotADate          a text is no date, or no countdown; .reason says why
    ├── NotANumber        a text cannot be a parcel number; .reason says why
    ├── MixedCurrencies   two currencies met in one sum
    ├── ShelfError        a file of the shelf is wrong; names file, key and reason
    ├── NotNow            this cannot happen at this stage of the case
    ├── NoSuchCase        no such case for this person
    ├── NoSuchPerson      nobody of that id is known, or not any more
    ├── Stale             somebody else wrote first
    ├── VaultFull         there is no room to keep more bytes
    ├── VaultAway         the place where bytes are kept does not answer
    └── ProofDamaged      kept bytes are gone, or are no longer the same

An error keeps its facts as attributes, so that the chat can say it in the reader's language; its text is for
the log and is one English sentence.
"""

from collections.abc import Sequence
from enum import StrEnum


class RefundKeeperError(Exception):
    """The root: whatever the mind refuses, it refuses with a child of this."""


class AmountReason(StrEnum):
    """Why a text is not an amount."""

    NOT_A_NUMBER = "not_a_number"
    ZERO = "zero"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    AMBIGUOUS = "ambiguous"  # 1.299: one and a bit, or one thousand two hundred and ninety-nine
    TOO_MANY = "too_many"  # two different amounts in one text


class DateReason(StrEnum):
    """Why a text is not a date, or not a countdown."""

    NOT_A_DATE = "not_a_date"
    IMPOSSIBLE = "impossible"  # 30 February, 25 o'clock
    FAR = "far"  # more than five years away
    TOO_MANY = "too_many"  # two different dates in one text


class NumberReason(StrEnum):
    """Why a text cannot be a parcel number."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    STRANGE_SIGN = "strange_sign"  # a sign that no parcel number contains


class NotAnAmount(RefundKeeperError):
    """The text is no amount that a person could mean."""

    def __init__(self, reason: AmountReason, text: str) -> None:
        super().__init__(reason, text)
        self.reason = reason
        self.text = text

    def __str__(self) -> str:
        return f"{self.text!r} is not an amount: {self.reason}"


class NotADate(RefundKeeperError):
    """The text is no date that a person could mean, or no countdown."""

    def __init__(self, reason: DateReason, text: str) -> None:
        super().__init__(reason, text)
        self.reason = reason
        self.text = text

    def __str__(self) -> str:
        return f"{self.text!r} is not a date: {self.reason}"


class NotANumber(RefundKeeperError):
    """The text cannot be the number of a parcel, whoever carries it."""

    def __init__(self, reason: NumberReason, text: str) -> None:
        super().__init__(reason, text)
        self.reason = reason
        self.text = text

    def __str__(self) -> str:
        return f"{self.text!r} is not a parcel number: {self.reason}"


class MixedCurrencies(RefundKeeperError):
    """Two currencies met in one sum or comparison; there is no exchange rate in this house."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right

    def __str__(self) -> str:
        return f"{self.left} and {self.right} do not add up"


class ShelfError(RefundKeeperError):
    """A file of the shelf says something that cannot be; refuses to start rather than to guess."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(file, key, reason)
        self.file = file
        self.key = key
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}, {self.key}: {self.reason}"


class NotNow(RefundKeeperError):
    """Something cannot happen at this stage; `possible` names what can, the usual one first."""

    def __init__(self, what: str, possible: Sequence[str] = ()) -> None:
        super().__init__(what, possible)
        self.what = what
        self.possible = tuple(possible)

    def __str__(self) -> str:
        return f"{self.what} cannot happen now; possible: {', '.join(self.possible) or 'nothing'}"


class NoSuchCase(RefundKeeperError):
    """The owner has no such case. Another person's case does not exist: both look the same from outside."""


class NoSuchPerson(RefundKeeperError):
    """Nobody of that Telegram id is known, or not any more: whoever is forgotten has no key and gets no file."""


class Stale(RefundKeeperError):
    """Somebody else wrote first: what was decided rests on an old state. Load again and decide again."""


class VaultFull(RefundKeeperError):
    """There is no room to keep more bytes; nothing was kept."""


class VaultAway(RefundKeeperError):
    """The place where bytes are kept does not answer; the same may work a little later."""


class ProofDamaged(RefundKeeperError):
    """Kept bytes are gone, or their SHA-256 is no longer the one that was written down."""
