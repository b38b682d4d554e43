"""What is hard to read is asked by itself before it is kept; the kind of case and each field are put right by a tap."""

from pathlib import Path

from tests.kit.chatting import Shopper, shopping
from tests.kit.pasted import ORDER

HAZY = ORDER.replace("¥399.00", "¥1.299")
WRONG_DIGIT = "EE123456786CN"


async def test_registering_asks_what_is_in_doubt_before_it_keeps_it(tmp_path: Path) -> None:
    """The tap on register alone stores no sum that reads two ways; one tap on the right one does."""
    async with shopping(tmp_path) as me:
        assert "金额：¥1,299.00（有两种读法）" in await me.says(HAZY)
        asked = await me.taps("对，登记")
        assert "金额读出来是「¥1,299.00」" in asked
        assert "还没有案件" in await me.says("/cases")
        await me.says(HAZY)
        await me.taps("对，登记")
        assert "❓" not in await me.taps("就是 ¥1,299.00")
        await me.taps("对，登记", "质量问题")
        assert "¥1,299.00" in await me.skips()


async def test_what_is_in_doubt_may_stay_open(tmp_path: Path) -> None:
    """Left open it is not in the case, and is not asked again."""
    async with shopping(tmp_path) as me:
        await me.says(HAZY)
        await me.taps("对，登记")
        assert "❓" not in await me.taps("先空着")
        await me.taps("对，登记", "质量问题")
        card = await me.skips()
        assert "质量问题" in card
        assert "¥" not in card


async def test_a_number_whose_check_fails_is_asked_and_asked_again(tmp_path: Path) -> None:
    """It is in no journal before the shopper says that it is right; typed wrong again, it is asked once more."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="商家同意了")
        offered = await me.says(f"退货物流单号：{WRONG_DIGIT}")
        assert f"{WRONG_DIGIT}（校验位对不上）" in offered
        assert not any("对，记下" in label for label in me.screen.labels)
        assert f"快递单号读出来是「{WRONG_DIGIT}」" in await me.taps("核对快递单号")
        assert "校验位对不上" in await me.says(WRONG_DIGIT)
        assert "校验位对不上" in await me.taps("返回")
        await me.taps("核对快递单号")
        assert "要记进真丝连衣裙吗" in await me.says("SF1364216703436")
        assert "SF1364216703436" in await me.taps("对，记下", "刚刚")


async def test_a_number_that_is_right_after_all_is_taken_by_a_tap(tmp_path: Path) -> None:
    """The label says so: one tap, then it is noted like everything that was read."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="商家同意了")
        await me.says(f"退货物流单号：{WRONG_DIGIT}")
        await me.taps("核对快递单号")
        await me.says(WRONG_DIGIT)
        assert "要记进真丝连衣裙吗" in await me.taps(f"就是 {WRONG_DIGIT}")
        assert WRONG_DIGIT in await me.taps("对，记下", "刚刚")


async def test_how_it_goes_back_is_changed_by_one_tap(tmp_path: Path) -> None:
    """The proposal says which way it takes; another way stands in the case, with its own dates."""
    async with shopping(tmp_path) as me:
        assert "商品 · 退货退款" in await me.says(ORDER)
        assert "这笔怎么退" in await me.taps("退法")
        assert "商品 · 仅退款" in await me.taps("仅退款")
        await me.taps("对，登记", "质量问题")
        await me.skips()
        assert "仅退款" not in " ".join(await _ways(me))


async def test_how_it_goes_back_in_english(tmp_path: Path) -> None:
    """The same in the other language, a membership too."""
    async with shopping(tmp_path) as me:
        await me.taps("English")
        await me.says(ORDER)
        assert "How should this go back?" in await me.taps("Refund type")
        assert "Membership · refund" in await me.taps("Membership")
        assert "can be read two ways" in await me.says(HAZY)
        assert "Amount: I read “CN¥1,299.00”" in await me.taps("Right, register it")


async def test_forged_taps_put_nothing_right(tmp_path: Path) -> None:
    """Values that are none, ways that are none, numbers that nobody typed: the question again, and no change."""
    async with shopping(tmp_path) as me:
        await me.says(ORDER)
        right = me.data("金额")
        stem = right.rpartition("/")[0]
        await me.taps_data(f"{right}=0000", f"{right}=said")
        await me.taps_data(f"{stem}/5=nowhere", f"{stem}/7=said", f"{stem}/6=0", f"{stem}/w9=0")
        assert "¥399.00" in await me.says(ORDER)


async def _ways(me: Shopper) -> list[str]:
    """The other ways that the case could still take."""
    await me.taps("更多", "改信息", "换个退法")
    return me.screen.labels


async def test_the_number_of_a_parcel_is_offered_to_the_case_that_was_just_registered(tmp_path: Path) -> None:
    """It goes into no new case by itself, and is not lost either: one tap, then its day."""
    async with shopping(tmp_path) as me:
        await me.says(f"{ORDER}\n待商家收货\n退货物流单号：SF1364216703436")
        await me.taps("对，登记")
        offered = await me.taps("质量问题")
        assert "登记好了" in offered
        assert "SF1364216703436" in offered
        assert "SF1364216703436" in await me.taps("对，记下", "昨天")
