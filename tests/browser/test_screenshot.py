"""A screenshot of an order, sent in the browser, is a registered case after two taps."""

from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.workshop import reader
from tests.browser.phone import Phone
from tests.corpus.screenshots import shots

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not reader.is_installed(), reason="the extra `eyes` is not installed"),
]
READING = 60_000  # milliseconds for the first picture: the reader is loaded, too


async def test_an_order_on_a_screenshot_is_registered_in_two_taps(page: Page, tmp_path: Path) -> None:
    """What was read is shown, one tap says that it is right, one gives the reason, and the card has its date."""
    shot, phone = next(shots(kinds=("order",))), Phone(page)
    picture = tmp_path / "order.png"
    picture.write_bytes(shot.data)
    await phone.starts()
    await phone.sees("退款管家")
    await phone.sends_file(picture)
    assert "signed@2026-11-16" in shot.truth["told"]
    await phone.sees(shot.truth["order"], READING)
    await phone.taps("对，登记")
    await phone.taps("与描述不符")
    await phone.sees("登记好了")
    await phone.sees("11月23日（周一）24:00")  # seven days, and the day of signing is none of them
