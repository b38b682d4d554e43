"""A picture is sent, read on this machine, and what it says is offered; the real worker reads it."""

from pathlib import Path

import pytest

from bot.workshop import reader
from tests.corpus.screenshots import shots
from tests.kit.chatting import shopping

pytestmark = pytest.mark.skipif(not reader.is_installed(), reason="the extra `eyes` is not installed")


async def test_an_order_on_a_screenshot_is_a_case_in_two_taps(tmp_path: Path) -> None:
    """Number and sum are read off the picture; confirming and the reason are enough for a case."""
    shot = next(shots(kinds=("order",)))
    async with shopping(tmp_path, eyes=True) as me:
        me.person.sends_file("order.png", shot.data, "image/png")
        await me.bot.until_idle(90)  # a fast reader is done before the set has been quiet for long enough
        offered = await me.waits()
        assert shot.truth["order"] in offered, offered
        assert shot.truth["paid"].removeprefix("CNY ") in offered
        await me.taps("对，登记")
        assert "登记好了" in await me.taps("与描述不符")
