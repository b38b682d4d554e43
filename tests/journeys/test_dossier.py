"""One tap: a dossier is made and lies in the chat; redacted, in the other language, after a kill."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from bot.tryout.chats import Message
from tests.kit.chatting import Shopper, shopping
from tests.kit.papers import a_photo, squeezed, texts_of
from tests.kit.process import installed


def documents(me: Shopper) -> list[tuple[str, bytes]]:
    """Name and bytes of each file that the bot has sent."""
    return [document(me, each) for each in me.person.chat.said if "document" in each.raw]


def document(me: Shopper, message: Message) -> tuple[str, bytes]:
    """Name and bytes of the file in a message."""
    held = message.raw["document"]
    stored = me.person.town.files.find(held["file_id"])
    assert stored is not None
    return held["file_name"], stored.data


async def evidence(me: Shopper, count: int = 2) -> bytes:
    """Send photos as files; gives the last one's bytes."""
    data = b""
    for number in range(count):
        data = a_photo(number)
        me.person.sends_file(f"IMG_{number}.jpg", data, "image/jpeg")
    await me.waits()
    return data


async def test_one_tap_makes_a_dossier(tmp_path: Path) -> None:
    """The message tells that it is done, the PDF has the case and the hash of what was sent, no copy stays behind."""
    async with shopping(tmp_path) as me:
        await me.registers()
        data = await evidence(me)
        await me.taps("看案件", "更多", "📄 卷宗")
        (name, pdf), (zipped, archive) = documents(me)
        assert name.startswith("退款卷宗-")
        assert zipped.startswith("证据原件-")
        held = zipfile.ZipFile(io.BytesIO(archive))
        assert held.read("dossier.pdf") == pdf
        assert data in [held.read(member) for member in held.namelist() if member.startswith("originals/")]
        text = "".join(texts_of(pdf))
        assert "真丝连衣裙" in text
        assert "¥399.00" in text
        assert hashlib.sha256(data).hexdigest() in text
        told = next(each for each in me.person.chat.said if "在下面" in each.text)
        assert "姓名、电话、地址没写进去" in told.text
        seal = json.loads(held.read("register.jsonl").splitlines()[-1])["seal"]
        assert seal in told.text
        assert any("打码" in label for label in told.labels)
        async with me.bot.stores.begin() as store:
            assert await store.orders.stored()
            assert await store.orders.sent()
            assert not await store.orders.stored()


async def test_the_redacted_one_tells_strangers_nothing(tmp_path: Path) -> None:
    """No order number, no parcel, no phone, no name of the sender; and it says that pictures are not covered."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="已经寄回去了")
        await me.taps("更多", "改信息", "✏️ 订单号")
        await me.says("P734011223344558821")
        await me.taps("更多", "还发生了什么", "记一笔")
        await me.says("客服让我打 13812345678 找王小雨")
        await me.taps("更多", "📄 卷宗")
        await me.taps("打码版")
        (_, own), (name, shared) = documents(me)
        assert "打码" in name
        open_text, covered = "".join(texts_of(own)), "".join(texts_of(shared))
        for secret in ("P734011223344558821", "13812345678"):
            assert secret in open_text
            assert secret not in covered
        assert squeezed("图片里的文字没有遮盖") in covered
        assert any("图片里的字没有打码" in each.text for each in me.person.chat.said)


async def test_after_the_money_is_back_it_is_offered_in_english(tmp_path: Path) -> None:
    """The closed card offers a dossier; an English shopper gets an English one, and a Chinese one by a tap."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="退款成功")
        await me.taps("钱到账了", "全数到账")
        await me.says("/language")
        case = await only_case(me)
        await me.taps_data(f"1|c|{case}|0|")
        await me.taps("Keep a dossier")
        await me.taps("In Chinese")
        (name, english), (_, chinese) = documents(me)
        assert name.startswith("refund-dossier-")
        assert "Refunddossier" in "".join(texts_of(english))
        assert "退款卷宗" in "".join(texts_of(chinese))


async def only_case(me: Shopper) -> str:
    """The id of the one case."""
    async with me.bot.stores.look() as store:
        [case] = await store.cases.of(me.person.id)
    return case.id


async def test_five_a_day_and_one_at_a_time(tmp_path: Path) -> None:
    """The sixth of a day gets a calm word; a second tap while one is made makes none."""
    async with shopping(tmp_path) as me:
        await me.registers()
        case = await only_case(me)
        for _ in range(2):
            me.person.taps_data(me.screen, f"1|D|{case}|0|")
        await me.bot.until_idle()
        assert len(documents(me)) == 1
        for _ in range(5):
            await me.taps_data(f"1|D|{case}|0|")
        assert len(documents(me)) == 5
        assert "明天再来" in me.screen.text


FORGED = ["1|D|nocaseatall1|0|", "1|D|{case}|0|fr", "1|D|{case}|999|", "1|D||0|m"]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_tap_orders_nothing_strange(tmp_path: Path, data: str) -> None:
    """Of no case, in no language, of another version: at the most the usual dossier comes."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps_data(data.format(case=await only_case(me)))
        assert len(documents(me)) == (1 if data.endswith("fr") else 0)


async def test_a_dossier_survives_a_kill(tmp_path: Path) -> None:
    """Killed while it is made, it is made by the next process, and arrives."""
    async with installed(tmp_path, cold=True) as bot:
        world, me = bot.server.world, bot.server.world.xiaoyu
        await bot.starts()
        me.starts()
        await world.hears(me.chat, "退款管家")
        for label, then in (("登记退款", "想退的是什么"), ("退货退款", "为什么退"), ("与描述不符", "走到哪一步")):
            me.taps(me.chat.last, label)
            await world.hears(me.chat, then)
        me.taps(me.chat.last, "还没申请")
        await world.hears(me.chat, "4/6")
        me.sends("真丝连衣裙")
        await world.hears(me.chat, "5/6")
        me.sends("399")
        await world.hears(me.chat, "6/6")
        me.taps(me.chat.last, "今天")
        card = await world.hears(me.chat, "登记好了")
        case = card.button("返回")["callback_data"].split("|")[2]
        me.taps_data(card, f"1|D|{case}|0|")
        await world.wait_for(lambda: bot.remembers("SELECT state FROM orders"))
        await bot.is_killed()
        await bot.starts()
        await world.hears(me.chat, "文件在下面", timeout=20)
        assert bot.remembers("SELECT state FROM orders") == [("done",)]
