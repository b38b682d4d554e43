"""A PDF is read: its text as it stands, a scan as a picture; a harmful one is refused or says nothing."""

from collections.abc import Callable

import pytest

from bot.eyes import BenchEyes
from bot.workshop import pages, reader
from bot.workshop.limits import Refusal
from domain import reading
from domain.money import Money
from domain.seeing import Blind, Seen
from storage import librarian
from tests.corpus.screenshots import shots
from tests.kit import pdfs
from tests.kit.clock import START

BILLS = [
    pytest.param(pdfs.invoice, "真丝连衣裙 法式长款", id="invoice"),
    pytest.param(pdfs.receipt, "Silk dress", id="receipt"),
]


@pytest.mark.parametrize(("bill", "item"), BILLS)
async def test_a_bill_says_what_was_bought_and_paid(bill: Callable[[], bytes], item: str) -> None:
    """Order number, goods and the sum with its tax; the bill's own number is no order and no parcel."""
    eyes = BenchEyes()
    seen = await eyes.look(bill())
    await eyes.close()
    assert isinstance(seen, Seen)
    found = reading.of_picture(seen, librarian.load(), START)
    assert found.order_no is not None
    assert found.order_no.value == "P734829104756201"
    assert found.paid is not None
    assert found.paid.value == Money(39_900)
    assert found.item is not None
    assert found.item.value == item
    assert (found.parcel, found.told, found.refund, found.shop) == (None, (), None, None)


@pytest.mark.skipif(not reader.is_installed(), reason="the extra `eyes` is not installed")
async def test_a_scan_is_read_as_a_picture() -> None:
    """A page without a word, which is a screenshot, says what the screenshot says."""
    eyes = BenchEyes()
    seen = await eyes.look(pdfs.scan(next(shots(kinds=("refunded",))).data))
    await eyes.close()
    assert isinstance(seen, Seen)
    assert "退款成功" in [line.text for line in seen.lines]


@pytest.mark.parametrize(("name", "data"), [pytest.param(*each, id=each[0]) for each in pdfs.harmful()])
async def test_what_means_harm_is_refused_or_says_nothing(name: str, data: bytes) -> None:
    """Neither pages without number nor lines without end keep anybody busy; what is locked or torn stays shut."""
    eyes = BenchEyes()
    seen = await eyes.look(data)
    await eyes.close()
    shut = name in {"half.pdf", "headless.pdf", "locked.pdf"}
    assert (seen is Blind.NO_PICTURE) if shut else isinstance(seen, Seen), seen


def test_more_pages_than_a_bill_has_are_not_read() -> None:
    """Five are; what is written on later ones is evidence all the same."""
    with pytest.raises(Refusal):
        pages.Document(b"%PDF-1.7")
    document = pages.Document(dict(pdfs.harmful())["pages.pdf"])
    lines, (_, height) = document.lines()
    document.close()
    assert (lines, height) == ((), pages.PAGES * 100)
