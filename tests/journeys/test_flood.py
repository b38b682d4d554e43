"""Somebody sends more at once than we take: a calm word, nothing lost that was said to be safe, nobody blamed."""

from datetime import timedelta
from pathlib import Path

from tests.chaos.crowd import picture
from tests.kit.chatting import Shopper, shopping

HOUR = timedelta(hours=1)


async def _kept(me: Shopper) -> list[tuple[int, str]]:
    """What is kept for their case: its message and its state, in the order in which it came in."""
    async with me.bot.stores.look() as store:
        case = (await store.cases.of(me.person.id))[0]
        held = await store.proofs.of_case(me.person.id, case.id)
    return [(proof.message_id, proof.state.value) for proof in held]


async def test_more_photos_than_an_hour_takes_wait_in_line(tmp_path: Path) -> None:
    """What is over the hour's share is said to wait, comes in by itself in its order, and is said to be kept."""
    async with shopping(tmp_path, uploads_an_hour=4) as me:
        await me.registers()
        sent = [me.person.sends_photo(picture(number)).id for number in range(7)]
        await me.bot.until_idle()
        said = [message.text for message in me.person.chat.said]
        assert sum("排着队" in text for text in said) == 1
        assert "一小时最多收 4 份" in said[-1]
        assert "不用重发" in said[-1]
        await me.waits()
        assert await _kept(me) == [(number, "kept") for number in sent[:4]]
        await me.bot.advance(HOUR)
        await me.waits()
        assert await _kept(me) == [(number, "kept") for number in sent]
        assert "存好了" in me.screen.text


async def test_an_album_is_never_torn_apart(tmp_path: Path) -> None:
    """One that began in time comes in whole; the next one waits whole, and a photo sent after it does not overtake."""
    async with shopping(tmp_path, uploads_an_hour=4) as me:
        await me.registers()
        first = [each.id for each in me.person.sends_photos([picture(number) for number in range(10)])]
        second = [each.id for each in me.person.sends_photos([picture(number) for number in range(10, 13)])]
        await me.waits()
        assert await _kept(me) == [(number, "kept") for number in first]
        single = me.person.sends_photo(picture(13)).id
        for _ in range(4):
            await me.bot.advance(HOUR)
            await me.waits()
        assert await _kept(me) == [(number, "kept") for number in (*first, *second, single)]


async def test_a_line_that_is_full_says_what_was_not_kept(tmp_path: Path) -> None:
    """Two hundred wait; what comes then is said not to be kept, once, with the time from which it may be sent again."""
    async with shopping(tmp_path, uploads_an_hour=1) as me:
        await me.registers()
        for number in range(210):
            me.person.forwards(text=f"第 {number} 句", sender_name="店家")
        await me.bot.until_idle(60)
        lost = [message.text for message in me.person.chat.said if "没有存下" in message.text]
        assert len(lost) == 1
        assert "以后再发给我" in lost[0]
        async with me.bot.stores.look() as store:
            assert (await store.inbox.counts())["waiting"] == 200


async def test_a_hurried_thumb_is_told_and_goes_on(tmp_path: Path) -> None:
    """Too many taps show a word on the spot; too many messages get one; seconds later everything works."""
    async with shopping(tmp_path, actions_a_minute=12) as me:
        for number in range(14):
            me.person.sends(f"第 {number} 句")
        await me.bot.until_idle()
        said = [message.text for message in me.person.chat.said]
        assert sum("有点快" in text for text in said) == 1
        assert "一分钟最多接 12 条" in said[-1]
        shown = next(message for message in me.person.chat.said if "📋 我的案件" in message.labels)
        for _ in range(13):
            me.person.taps(shown, "📋 我的案件")
        await me.bot.until_idle()
        toasts = [call.params.get("text") for call in me.bot.server.world.ledger.calls("answerCallbackQuery")]
        (hurried,) = filter(None, toasts)
        assert hurried == "有点快，这一下没算。过几秒再点就好。"
        await me.bot.advance(timedelta(seconds=5))
        assert "还没有" in await me.taps("📋 我的案件")
