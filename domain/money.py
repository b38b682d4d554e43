"""
Sums of money, exact to the last fen, and how people write them.

A sum is a whole number of minor units of one currency. Two currencies never meet in a sum: there is no exchange
rate in this house.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from domain import amounts
from domain.errors import AmountReason, MixedCurrencies, NotAnAmount

#: Digits behind the point, ISO 4217; a currency that is not listed has two.
DIGITS = {"CNY": 2, "JPY": 0, "KRW": 0, "VND": 0, "USD": 2, "EUR": 2, "GBP": 2, "HKD": 2, "TWD": 2}

#: The largest sum that `read` believes, in major units; above it, somebody typed an order number.
LARGEST = 10_000_000


@total_ordering
@dataclass(frozen=True, slots=True, order=False)
class Money:
    """A sum in minor units (fen, cent; yen for JPY). It may be negative: what is left after too much came back."""

    minor: int
    currency: str = "CNY"

    @property
    def major(self) -> Decimal:
        """The sum in yuan, dollars …, with all its digits: 39.90, never 39.9."""
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._alike(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._alike(other), self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._alike(other)

    def __str__(self) -> str:
        return f"{self.currency} {self.major}"

    def _alike(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise MixedCurrencies(self.currency, other.currency)
        return other.minor


def digits(currency: str) -> int:
    """Count the digits behind the point of a currency."""
    return DIGITS.get(currency, 2)


def total(sums: Iterable[Money], currency: str = "CNY") -> Money:
    """
    Add up; nothing at all is zero of the given currency.

    Raises:
        MixedCurrencies: one of the sums is in another currency.
    """
    return sum(sums, Money(0, currency))


def read(text: str, default_currency: str = "CNY") -> Money:
    """
    Read the one amount in a text, as people write it: ¥39.9, 39,90 元, 39块9, 三十九块九, 1.2万, US$12.50.

    A comma before one or two last digits is a decimal comma, before three it separates thousands; a point
    before three digits is ambiguous. An amount that carries a currency beats bare numbers that count things.

    Raises:
        NotAnAmount: with the reason: not_a_number, zero, negative, too_large, ambiguous, too_many.
    """
    found = amounts.find(text, default_currency)
    if not found:
        raise NotAnAmount(AmountReason.NOT_A_NUMBER, text)
    if len(found) > 1:
        raise NotAnAmount(AmountReason.TOO_MANY, text)
    (amount,) = found
    if amount.value is None or amount.currency is None:
        raise NotAnAmount(AmountReason.AMBIGUOUS, text)
    return _believed(amount.value, amount.currency, text)


def _believed(value: Decimal, currency: str, text: str) -> Money:
    """Refuse what nobody can have paid."""
    if value < 0:
        raise NotAnAmount(AmountReason.NEGATIVE, text)
    if value == 0:
        raise NotAnAmount(AmountReason.ZERO, text)
    if value > LARGEST:
        raise NotAnAmount(AmountReason.TOO_LARGE, text)
    minor = value.scaleb(digits(currency))
    if minor != int(minor):
        raise NotAnAmount(AmountReason.AMBIGUOUS, text)
    return Money(int(minor), currency)
