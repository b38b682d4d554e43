"""The main job, as a shopper does it in the browser: from the first tap to the money."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Page, expect

pytestmark = pytest.mark.browser

SHIP = "并在 App 里填好单号"
ESCALATE = "对方没在期限内回应"
CHECK = "打开「退款详情」"
MANY_DAYS = 15  # reminders at most until the wanted one comes


class Phone:
    """What a hand can do on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def types(self, text: str) -> None:
        """Write and send."""
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.get_by_test_id("send").click()

    async def taps(self, label: str) -> None:
        """Press the newest button of that name."""
        await self.page.locator("button[data-callback]", has_text=label).last.click()

    async def sees(self, text: str) -> None:
        """The bot has said it."""
        await expect(self.page.locator('[data-from="bot"]', has_text=text).last).to_be_visible()

    async def waits_for(self, text: str) -> None:
        """The clock goes from reminder to reminder until this one comes."""
        said = self.page.locator('[data-from="bot"]', has_text=text)
        for _ in range(MANY_DAYS):
            before = await self.page.locator('[data-from="bot"]').count()
            await self.page.get_by_test_id("clock-next").click()
            await expect(self.page.locator('[data-from="bot"]')).not_to_have_count(before)
            if await said.count():
                return
        pytest.fail(f"no reminder said: {text}")

    async def sends_photo(self, folder: Path) -> None:
        """Choose a picture and send it as a photo."""
        picture = folder / "label.jpg"
        out = io.BytesIO()
        Image.new("RGB", (640, 480), "#c33").save(out, "JPEG")
        picture.write_bytes(out.getvalue())
        await self.page.get_by_test_id("file-input").set_input_files(picture)
        await self.page.get_by_test_id("send-files").click()


async def test_a_shopper_registers_and_gets_every_reminder_until_the_money_is_back(page: Page, tmp_path: Path) -> None:
    """Buttons, a photo, the clock, three reminders, the number, the money: the whole way in one chat."""
    phone = Phone(page)
    await page.get_by_test_id("start").click()
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
    await page.get_by_test_id("start").click()
    await phone.taps("English")
    await phone.sees("Refund Keeper")
    await phone.taps("New refund")
    await phone.sees("What would you like your money back for")
