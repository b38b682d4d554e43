"""What a hand can do on the page, and what an eye sees there since."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Error, Page

MANY_DAYS = 15  # reminders at most until the wanted one comes
BUBBLES = '[data-from="bot"] .bubble'

#: What the bot says now and did not say before, one for one; null as long as none of it has the text.
NEWS = """([bubbles, before, text]) => {
    const known = [...before];
    const news = [...document.querySelectorAll(bubbles)].map((one) => one.innerText).filter((said) => {
        const at = known.indexOf(said);
        if (at >= 0) known.splice(at, 1);
        return at < 0;
    });
    return news.some((said) => said.includes(text)) ? news : null;
}"""


class Phone:
    """
    One person at the page.

    What stood there before the last thing they did is no answer to it: a number may stand in a question's example, and
    who takes that for the answer moves the clock before the bot has heard of the number.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._before: list[str] = []

    async def types(self, text: str) -> None:
        """Write and send."""
        await self.page.get_by_test_id("composer").fill(text)
        await self._clicks("send")

    async def starts(self) -> None:
        """Press the button that an empty chat has."""
        await self._clicks("start")

    async def taps(self, label: str) -> None:
        """Press the newest button of that name."""
        button = self.page.locator("button[data-callback]", has_text=label).last
        await button.wait_for()
        await self._looks()
        await button.click()

    async def sends_photo(self, folder: Path) -> None:
        """Choose a picture and send it as a photo."""
        picture = folder / "label.jpg"
        out = io.BytesIO()
        Image.new("RGB", (640, 480), "#c33").save(out, "JPEG")
        picture.write_bytes(out.getvalue())
        await self.sends_file(picture)

    async def sends_file(self, file: Path) -> None:
        """Send a picture that is there."""
        await self.page.get_by_test_id("file-input").set_input_files(file)
        await self._clicks("send-files")

    async def sees(self, text: str, patience: int | None = None) -> None:
        """The bot has said it since the last thing done here; `patience` in milliseconds, else the page's own."""
        await self._news(text, patience)

    async def waits_for(self, text: str) -> None:
        """The clock goes from reminder to reminder until this one comes."""
        for _ in range(MANY_DAYS):
            await self._clicks("clock-next")
            if any(text in said for said in await self._news("")):
                return
        pytest.fail(f"no reminder said: {text}")

    async def _clicks(self, test_id: str) -> None:
        await self._looks()
        await self.page.get_by_test_id(test_id).click()

    async def _looks(self) -> None:
        self._before = await self.page.locator(BUBBLES).all_inner_texts()

    async def _news(self, text: str, patience: int | None = None) -> list[str]:
        try:
            news = await self.page.wait_for_function(NEWS, arg=[BUBBLES, self._before, text], timeout=patience)
        except Error:
            stands = await self.page.locator(BUBBLES).all_inner_texts()
            pytest.fail(f"the bot did not answer with {text!r}; it said last:\n" + "\n--\n".join(stands[-2:]))
        said: list[str] = await news.json_value()
        return said
