"""A restart in the middle loses nothing and asks nothing twice."""

from pathlib import Path

from tests.chaos import rest
from tests.kit.judge import judge_ledger
from tests.kit.papers import a_photo
from tests.kit.process import PATIENCE, installed, staged


async def test_a_half_filled_case_is_resumed_after_a_kill(tmp_path: Path) -> None:
    """Where the registration was left, there it goes on; the case has what was said before."""
    async with installed(tmp_path, cold=True) as bot:
        world, me = bot.server.world, bot.server.world.xiaoyu
        await bot.starts()
        me.starts()
        await world.hears(me.chat, "退款管家")
        for label, then in (("登记退款", "想退的是什么"), ("会员", "为什么退"), ("误开通", "走到哪一步")):
            me.taps(me.chat.last, label)
            await world.hears(me.chat, then)
        await bot.is_killed()

        me.taps(me.chat.last, "还没申请")  # tapped while nobody was there
        await bot.starts()
        await world.hears(me.chat, "是什么会员")
        for answer, then in (("小红书年卡", "付了多少钱"), ("¥198", "怎么付的")):
            me.sends(answer)
            await world.hears(me.chat, then)
        me.taps(me.chat.last, "苹果")
        await world.hears(me.chat, "什么时候")
        me.taps(me.chat.last, "昨天")
        card = (await world.hears(me.chat, "登记好了")).text
        assert "小红书年卡" in card and "误开通" in card  # noqa: PT018 - one claim: what was said before is there
        judge_ledger(world.ledger.entries)


async def test_a_heap_that_a_kill_tore_apart_is_one_answer(tmp_path: Path) -> None:
    """Three pictures before, three while nobody was there: one set, one answer, nothing lost."""
    async with staged(tmp_path) as (bot, clock):
        world, me = bot.server.world, bot.server.world.xiaoyu
        await bot.starts()
        me.starts()
        await world.hears(me.chat, "退款管家")
        for number in range(3):
            me.sends_photo(a_photo(number))
        await rest.until(lambda: bool(bot.remembers("select 1 from proofs")), PATIENCE)
        await bot.is_killed()
        for number in range(3, 6):
            me.sends_photo(a_photo(number))
        await bot.starts()
        await rest.comes(bot, clock)
        assert bot.remembers("select count(*), min(answered) from proof_sets") == [(1, 1)]
        assert [each.text for each in me.chat.said if "存好了 6 份证据" in each.text]
        assert len([each for each in me.chat.said if "🗂" in each.text]) == 1
        judge_ledger(world.ledger.entries)
