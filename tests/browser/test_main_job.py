"""The main job, as a shopper does it in the browser: from the first tap to the money."""

from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser

SHIP = "并在 App 里填好单号"
ESCALATE = "对方没在期限内回应"
CHECK = "打开「退款详情」"


async def test_a_shopper_registers_and_gets_every_reminder_until_the_money_is_back(page: Page, tmp_path: Path) -> None:
    """Buttons, a photo, the clock, three reminders, the number, the money: the whole way in one chat."""
    phone = Phone(page)
    await phone.starts()
    for label in ("登记退款", "退货退款", "与描述不符", "商家同意了"):
        await phone.taps(label)
    await phone.sees("买的是什么")
    await phone.types("真丝连衣裙")
    await phone.sees("付了多少钱")
    await phone.types("399")
    await phone.sees("什么时候")
    await phone.taps("刚刚")
    await phone.sees("登记好了")

    await phone.sends_photo(tmp_path)
    await phone.sees("存好了 1 份证据")

    await phone.waits_for(SHIP)
    await phone.taps("我寄出了")
    await phone.sees("快递单号")
    await phone.types("SF1364216703436")
    await phone.sees("什么时候寄出")
    await phone.taps("刚刚")
    await phone.sees("SF1364216703436")

    await phone.waits_for(ESCALATE)
    await phone.taps("显示退款成功了")
    await phone.sees("什么时候退款成功")
    await phone.taps("刚刚")
    await phone.sees("等钱到账")

    await phone.waits_for(CHECK)
    await phone.taps("钱到账了")
    await phone.sees("全到了吗")
    await phone.taps("全数到账")
    await phone.sees("¥399.00 到账")


async def test_english_is_one_tap_away_and_complete(page: Page) -> None:
    """The other language takes over at once, questions included."""
    phone = Phone(page)
    await phone.starts()
    await phone.taps("English")
    await phone.sees("Refund Keeper")
    await phone.taps("New refund")
    await phone.sees("What would you like your money back for")
