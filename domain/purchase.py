"""
What the shopper told about the money of a purchase, beyond the price: named amounts, and the term of a membership.

The price of a case is everything that was paid for the order (实付款): freight that was paid, a deposit, a second
payment are inside it, never on top. A coupon is not: it was not money.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Amount(StrEnum):
    """A sum that a rule may ask for. The value is stored: never reuse one."""

    # inside the price
    FREIGHT_OUT = "freight_out"  # 去程运费, paid with the order
    SECOND_PAYMENT = "second_payment"  # the part of the price that was paid another way or later (尾款)
    DEPOSIT = "deposit"  # 定金, so called
    PART_PRICE = "part_price"  # only a part goes back: what was paid for that part
    # beside it
    FREIGHT_BACK = "freight_back"  # 退货运费, paid by the shopper
    FREIGHT_WAIVED = "freight_waived"  # outbound freight that a threshold (包邮) had waived
    INSURANCE_PAID = "insurance_paid"  # what the freight insurance (运费险) paid out
    COUPON = "coupon"  # points, vouchers and coupons used
    GIFT_VALUE = "gift_value"  # the price of the lost gift, as marked beforehand
    KEPT_ALONE = "kept_alone"  # of a bundle or 满减: what the kept part alone costs at the rules of the purchase
    INSTALMENT_FEE = "instalment_fee"  # 分期手续费 that the shopper paid
    INSTALMENT_WAIVED = "instalment_waived"  # 分期免息: the fee that the seller carried
    AGREED = "agreed"  # what both sides settled on in the app
    # membership
    USED_VALUE = "used_value"  # what the benefits used so far are worth
    LIST_PRICE = "list_price"  # what the whole term costs without a discount


#: What is a part of the price and so cannot be more than it.
PART_OF_PRICE = frozenset({Amount.FREIGHT_OUT, Amount.SECOND_PAYMENT, Amount.DEPOSIT, Amount.PART_PRICE})

#: Where "none" is an answer that settles something; of the others it means that nothing was told.
ZERO_IS_AN_ANSWER = frozenset(
    {
        Amount.FREIGHT_OUT,
        Amount.FREIGHT_BACK,
        Amount.FREIGHT_WAIVED,
        Amount.INSURANCE_PAID,
        Amount.GIFT_VALUE,
        Amount.USED_VALUE,
    }
)


@dataclass(frozen=True, slots=True)
class Term:
    """
    The days that a membership covers, days of Shanghai, both ends included (有效期至 is the last of them).

    Raises:
        ValueError: it ends before it begins.
    """

    begins: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise ValueError(f"a term from {self.begins} cannot end on {self.ends}")

    @property
    def days(self) -> int:
        """How many days it covers: at least one."""
        return (self.ends - self.begins).days + 1
