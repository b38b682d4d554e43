"""Sums of money, and how people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import AmountReason, MixedCurrencies, NotAnAmount
from domain.money import LARGEST, Money, digits, read, total

READ = [
    # a sign in front
    ("¥39.9", "CNY 39.90"),
    ("￥39.90", "CNY 39.90"),  # full-width sign
    ("¥ 1,299.00 元", "CNY 1299.00"),  # both signs
    ("RMB 39.9", "CNY 39.90"),
    ("CN¥39", "CNY 39.00"),
    ("人民币 399 元", "CNY 399.00"),
    ("$12.50", "USD 12.50"),
    ("US$12.50", "USD 12.50"),
    ("HK$88", "HKD 88.00"),
    ("€12,50", "EUR 12.50"),
    ("£9.99", "GBP 9.99"),
    ("JP¥1500", "JPY 1500"),  # no sen
    # a sign behind
    ("39.9 CNY", "CNY 39.90"),
    ("39.90CNY", "CNY 39.90"),
    ("1500円", "JPY 1500"),
    ("¥1500円", "JPY 1500"),  # both signs agree on yen only
    ("20.5美元", "USD 20.50"),
    ("399元整", "CNY 399.00"),  # nothing behind it
    ("399.00元（含运费）", "CNY 399.00"),
    # points and commas
    ("39,90 元", "CNY 39.90"),  # a decimal comma
    ("39,9", "CNY 39.90"),
    ("1299,00", "CNY 1299.00"),
    ("1,299", "CNY 1299.00"),  # a comma before three digits separates thousands
    ("1,299.00", "CNY 1299.00"),
    ("1.299,00", "CNY 1299.00"),  # the continental way, clear by its comma
    ("1 299,00", "CNY 1299.00"),
    ("1\u00a0299,00", "CNY 1299.00"),  # the space that does not break
    ("1'299.00", "CNY 1299.00"),  # the Swiss way
    ("¥.5", "CNY 0.50"),
    ("39.", "CNY 39.00"),  # the end of a sentence
    ("１２３．４５", "CNY 123.45"),  # full-width digits
    ("  399 ", "CNY 399.00"),
    # spoken
    ("39块", "CNY 39.00"),
    ("5块钱", "CNY 5.00"),
    ("39块9", "CNY 39.90"),
    ("39块95", "CNY 39.95"),
    ("39块05", "CNY 39.05"),
    ("39块9毛5", "CNY 39.95"),
    ("39元5角", "CNY 39.50"),
    ("39元零5分", "CNY 39.05"),
    ("39块5分", "CNY 39.05"),
    ("三块半", "CNY 3.50"),
    ("5毛", "CNY 0.50"),
    ("9块9包邮", "CNY 9.90"),
    ("39元5件", "CNY 39.00"),  # five pieces, not five jiao
    # Chinese numerals
    ("三十九块九", "CNY 39.90"),
    ("一百二十", "CNY 120.00"),
    ("两千零五", "CNY 2005.00"),
    ("叁佰玖拾玖元整", "CNY 399.00"),
    ("一共三十九块", "CNY 39.00"),  # 一共 is no number
    ("1.2万", "CNY 12000.00"),
    ("1.299万", "CNY 12990.00"),  # before a unit the point is decimal for sure
    ("1,200千", "CNY 1200000.00"),
    ("3千", "CNY 3000.00"),
    ("1.2w", "CNY 12000.00"),
    ("3k", "CNY 3000.00"),
    # among other words
    ("实付 399.00", "CNY 399.00"),
    ("实付——399", "CNY 399.00"),  # a dash of punctuation is no minus
    ("¥39.9 实付¥39.90", "CNY 39.90"),  # the same amount twice is one
    ("39.9 就是 ¥39.9", "CNY 39.90"),  # a bare number takes the currency of the other
    ("买了2件 ¥39.9", "CNY 39.90"),  # pieces are not money
    ("5折 ¥200", "CNY 200.00"),
    ("2026-11-20 付款 39.9元", "CNY 39.90"),  # nor are dates
    ("iPhone15 399", "CNY 399.00"),  # nor are names
    ("订单 2026112312345678 ¥399", "CNY 399.00"),  # the sign belongs to the number behind it
    ("¥399 订单 2026112312345678", "CNY 399.00"),  # nor are order numbers
    ("10000000", "CNY 10000000.00"),  # the largest
    ("0.01", "CNY 0.01"),  # the smallest
]

REFUSED = [
    ("", AmountReason.NOT_A_NUMBER),
    ("abc", AmountReason.NOT_A_NUMBER),
    ("¥", AmountReason.NOT_A_NUMBER),
    ("免费", AmountReason.NOT_A_NUMBER),
    ("2件", AmountReason.NOT_A_NUMBER),  # a count
    ("SF1364216703436", AmountReason.NOT_A_NUMBER),  # a parcel
    ("2026-11-20", AmountReason.NOT_A_NUMBER),  # a date
    ("0", AmountReason.ZERO),
    ("¥0.00", AmountReason.ZERO),
    ("零元", AmountReason.ZERO),
    ("-39.9", AmountReason.NEGATIVE),
    ("¥-39.9", AmountReason.NEGATIVE),
    ("-¥39.9", AmountReason.NEGATIVE),
    ("−39.9", AmountReason.NEGATIVE),  # the minus of typographers
    ("负39.9", AmountReason.NEGATIVE),
    ("10,000,000.01", AmountReason.TOO_LARGE),  # one fen above
    ("2026112312345678", AmountReason.TOO_LARGE),  # an order number
    ("3千万", AmountReason.TOO_LARGE),
    ("1.299", AmountReason.AMBIGUOUS),  # one and a bit, or thousands
    ("39.999", AmountReason.AMBIGUOUS),
    ("0.299", AmountReason.AMBIGUOUS),  # finer than a fen
    ("1,29,9", AmountReason.AMBIGUOUS),
    ("1,299,00", AmountReason.AMBIGUOUS),
    ("12,34,567", AmountReason.AMBIGUOUS),  # lakhs
    ("39.9块5", AmountReason.AMBIGUOUS),  # jiao twice
    ("两三块", AmountReason.AMBIGUOUS),  # two or three
    ("1500.5円", AmountReason.AMBIGUOUS),  # half a yen
    ("€5円", AmountReason.AMBIGUOUS),  # the signs contradict
    ("39.9 49.9", AmountReason.TOO_MANY),
    ("原价500 现价¥399", AmountReason.TOO_MANY),
    ("39.9 x 2", AmountReason.TOO_MANY),  # what was paid is the product; nobody multiplies here
    ("¥39 $39", AmountReason.TOO_MANY),  # alike in figures only
    ("-39.9 39.9", AmountReason.TOO_MANY),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_an_amount_is_read_as_people_write_it(text: str, expected: str) -> None:
    """The text names this amount, to the fen."""
    assert str(read(text)) == expected


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_text_that_names_no_amount_is_refused_with_the_reason(text: str, reason: AmountReason) -> None:
    """The text names no amount, and the error says why and keeps the text."""
    with pytest.raises(NotAnAmount) as refusal:
        read(text)
    assert (refusal.value.reason, refusal.value.text) == (reason, text)


DEFAULTS = [
    ("39.9", "USD", "USD 39.90"),  # no sign: the shopper's own
    ("¥1500", "JPY", "JPY 1500"),  # ¥ is also yen
    ("¥39.9", "USD", "CNY 39.90"),  # but never dollars
    ("$88", "HKD", "HKD 88.00"),  # a dollar is also Hong Kong's
    ("88元", "HKD", "HKD 88.00"),
    ("39.9", "XXX", "XXX 39.90"),  # a currency that the table does not know has two digits
]


@pytest.mark.parametrize(("text", "default", "expected"), DEFAULTS)
def test_the_shoppers_currency_decides_what_signs_leave_open(text: str, default: str, expected: str) -> None:
    """A sign that several currencies share means the shopper's own, where it is one of them."""
    assert str(read(text, default)) == expected


@given(st.integers(1, LARGEST * 100), st.sampled_from(["¥{:,.2f}", "{:.2f}元", "{:,.2f}", "实付 {:.2f}", "RMB{:.2f}"]))
def test_every_sum_is_read_back_to_the_fen(minor: int, pattern: str) -> None:
    """No amount that a shop can print is off by a fen."""
    assert read(pattern.format(Decimal(minor) / 100)) == Money(minor)


@given(
    st.one_of(
        st.text(max_size=40), st.text(alphabet="0123456789.,' -¥$元块毛分角半万千百十一二两零点wkx件整", max_size=20)
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes it stumble, and what it reads is believable."""
    try:
        assert 0 < read(text).major <= LARGEST
    except NotAnAmount as refusal:
        assert refusal.text == text  # noqa: PT017 - either way is right, and both are checked


def test_sums_of_one_currency_add_up() -> None:
    """Adding, taking away, multiplying and comparing is exact in minor units."""
    shoes, socks = Money(39_900), Money(990)
    assert shoes + socks == Money(40_890)
    assert socks - shoes == -Money(38_910)
    assert socks * 3 == total([socks, socks, socks]) == Money(2970)
    assert socks < shoes
    assert shoes >= socks
    assert total([], "JPY") == Money(0, "JPY")


def test_two_currencies_never_meet_in_a_sum() -> None:
    """Yuan and dollars neither add up nor compare; they are just not equal."""
    yuan, dollars = Money(100), Money(100, "USD")
    assert yuan != dollars
    for meet in (
        lambda: yuan + dollars,
        lambda: yuan - dollars,
        lambda: yuan < dollars,
        lambda: total([yuan, dollars]),
    ):
        with pytest.raises(MixedCurrencies) as refusal:
            meet()
        assert {refusal.value.left, refusal.value.right} == {"CNY", "USD"}


def test_major_units_show_all_digits() -> None:
    """39.90 keeps its zero, and yen have no digits behind the point."""
    assert str(Money(3990).major) == "39.90"
    assert str(Money(1500, "JPY").major) == "1500"
    assert [digits("CNY"), digits("JPY"), digits("XXX")] == [2, 0, 2]
