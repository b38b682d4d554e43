"""A picture is sent, read on this machine, and what it says is offered; the real worker reads it."""

from pathlib import Path

import pytest

from bot.workshop import reader
from tests.corpus.screenshots import shots
from tests.kit import pdfs
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


async def test_an_invoice_that_is_sent_becomes_a_case(tmp_path: Path) -> None:
    """A PDF is read like a screenshot; one that is locked is kept, and it is said that nobody could read it."""
    async with shopping(tmp_path, eyes=True) as me:
        me.person.sends_file("发票.pdf", pdfs.invoice(), "application/pdf")
        await me.bot.until_idle(90)
        offered = await me.waits()
        assert "P734829104756201" in offered, offered
        assert "399" in offered
        assert "真丝连衣裙" in offered
        assert "什么时候签收" in await me.taps("对，登记")  # the one thing that no bill knows
        assert "登记好了" in await me.taps("昨天")
        await me.skips()
        me.person.sends_file("合同.pdf", dict(pdfs.harmful())["locked.pdf"], "application/pdf")
        await me.bot.until_idle(90)
        said = await me.waits()
        assert "合同.pdf" in said
        assert "打不开" in said
