"""
Every branch that a real case takes: asked where it matters, and the date and the advice that follow from it.

A row is what the shopper does (taps; what begins with = is typed) and what the last screen then says and does not say.
The clock stands at Monday 23 November 2026, 20:00 in Shanghai.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.kit.chatting import Shopper, shopping


class Branch(NamedTuple):
    """One branch: how it is registered, what is answered, what shows and what does not."""

    begins: tuple[str, ...]
    goes: tuple[str, ...]
    shows: tuple[str, ...]
    hides: tuple[str, ...] = ()


_MORE = ("更多", "补充情况")
_UNWANTED = ("退货退款", "不喜欢", "还没申请", "跳过", "=399", "昨天")
_FAULTY = ("退货退款", "质量问题", "还没申请", "跳过", "=399", "昨天")
_AGREED = ("退货退款", "质量问题", "商家同意了", "跳过", "=399", "昨天")
_PAID = ("仅退款", "不喜欢", "还没收到货", "跳过", "=399", "昨天")
_MEMBER = ("会员 · 退费", "误开通", "还没申请", "跳过", "=198", "微信零钱", "昨天")
_SEVEN_DAYS = "七天无理由退货申请"
_GONE = f"{_SEVEN_DAYS}:不再适用"

BRANCHES = {
    "not sent yet": Branch(_PAID, ("还没发",), ("还没发货：直接申请仅退款", "商家发货:11月24日(周二)24:00")),
    "not sent yet on a platform that counts it shorter": Branch(
        ("在小红书买的", "淘宝", "仅退款", "不喜欢", "申请了", "跳过", "=399", "刚刚"),
        ("还没发",),
        ("11月26日(周四)20:00 → 11月24日(周二)20:00",),
    ),
    "sent, not here": Branch(_PAID, ("发了,还没收到", "昨天"), ("记下了:卖家发货",), ("商家发货:",)),
    "sent after all, so the answer is overtaken": Branch(
        _PAID, ("还没发", "跳过", "更多", "还发生了什么", "卖家发货了", "刚刚"), ("记下了:卖家发货",), ("还没发货：",)
    ),
    "a pre-sale with its promised day": Branch(
        _PAID, ("还没发", "全款付了", "=12月10日"), ("预售承诺的发货日:12月10日(周四)24:00",), ("商家发货:",)
    ),
    "a deposit so called": Branch(
        _PAID, ("跳过", "先付「定金」", "=12月10日", "更多", "要点"), ("商家违约双倍返还", "民法典 587")
    ),
    "left in a locker": Branch(_UNWANTED, ("驿站", "不是", "前天"), ("11月29日(周日)24:00 → 11月28日(周六)24:00",)),
    "signed for by a colleague": Branch(_UNWANTED, ("代收",), ("家人、驿站、快递柜代收", "电子商务法 51、52")),
    "made to order": Branch(_UNWANTED, ("跳过", "定做的"), (_GONE, "定作的商品不能无理由退", "消费者权益保护法 25(1)")),
    "fresh food": Branch(_UNWANTED, ("跳过", "生鲜"), (_GONE, "48 小时内联系商家")),
    "tags off": Branch(_UNWANTED, ("跳过", "衣服鞋包", "🔎", "摘了"), (_GONE, "无理由退会被拒", "9(3)")),
    "tags on": Branch(_UNWANTED, ("跳过", "衣服鞋包", "🔎", "都在"), ("记下了:都在",), (_GONE,)),
    "food with a broken seal": Branch(_UNWANTED, ("跳过", "食品保健", "🔎", "拆了"), (_GONE, "一次性密封包装拆了")),
    "cosmetics with a broken seal": Branch(_UNWANTED, ("跳过", "美妆", "🔎", "拆了"), (_GONE, "一次性密封包装拆了")),
    "activated electronics, unwanted": Branch(
        _UNWANTED, ("跳过", "手机电脑", "🔎", "激活或登录过"), (_GONE, "7 天可退，15 天可换")
    ),
    "electronics with a fault": Branch(
        _FAULTY,
        ("我本人", *_MORE, "手机电脑"),
        ("三包故障退货:11月29日(周日)24:00", "三包故障换货:12月7日(周一)24:00"),
    ),
    "underwear, nothing confirmed": Branch(_UNWANTED, ("跳过", "内衣"), ("法律没有点名内衣",), (_GONE,)),
    "an exclusion ticked by the shopper": Branch(
        _UNWANTED, ("跳过", "都不是", "🔎", "我自己勾选"), (_GONE, "质量问题不受影响")
    ),
    "an exclusion ticked by the page is none": Branch(
        _UNWANTED, ("跳过", "都不是", "🔎", "默认勾好的"), ("记下了:默认勾好的",), (_GONE,)
    ),
    "downloaded": Branch(_UNWANTED, ("跳过", "虚拟商品", "🔎", "用过了"), (_GONE, "拆封的数字商品不能无理由退")),
    "cross-border, straight from abroad": Branch(
        ("退货退款", "质量问题", "申请了", "跳过", "=399", "刚刚"),
        ("海外直邮",),
        ("商家须处理退货申请:11月25日(周三)20:00 → 11月26日(周四)20:00",),
    ),
    "cross-border, from a bonded warehouse, on its way back": Branch(
        ("退货退款", "质量问题", "已经寄回去了", "跳过", "=399", "刚刚"),
        ("保税仓",),
        ("商家确认收到退货:12月3日(周四)20:00 → 12月5日(周六)20:00",),
    ),
    "second-hand from a private person": Branch(
        _UNWANTED,
        ("我本人", "跳过", *_MORE, "跳过", "跳过", "二手的", "好了", "个人偶尔"),
        (_GONE, "消法那些天数不适用"),
    ),
    "second-hand from somebody in business": Branch(
        _UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "二手的", "好了", "常年卖"), (), (_GONE,)
    ),
    "a livestream": Branch(
        _UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "直播间"), ("录屏、记下直播间和时间", "16、18")
    ),
    "a part of a set": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "满减"), ("多退少补", "17、18")),
    "a gift is missing": Branch(
        _UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "赠品"), ("只能按事先标明的价格扣",)
    ),
    "bought by a child": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "孩子"), ("年龄证明",)),
    "paid outside": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "平台外"), ("留好转账记录",)),
    "the shop is closed": Branch(
        _UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "店关了"), ("给不出可以找平台赔", "44")
    ),
    "a fake, and ninety days for a dispute": Branch(
        _UNWANTED,
        ("我本人", "跳过", "更多", "还发生了什么", "交易完成", "刚刚", *_MORE, "跳过", "跳过", "假货"),
        ("证据固定之前别寄回", "12月8日(周二)20:00 → 2027年2月21日(周日)20:00"),
    ),
    "no return address": Branch(_AGREED, ("没给",), ("书面再要一次", "11、31")),
    "no return address can be reported after fifteen days": Branch(
        _AGREED, ("没给", "更多", "还发生了什么", "联系过", "为什么"), ("书面再要一次退货地址",)
    ),
    "picked up by the courier": Branch(_AGREED, ("App 里有", *_MORE, "跳过", "上门"), ("平台的倒计时不会等",)),
    "freight insurance": Branch(_AGREED, ("App 里有", *_MORE, "跳过", "跳过", "运费险"), ("填对单号才赔", "只是参考")),
    "freight insurance has a day once the refund is announced": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "刚刚"),
        ("信用卡", "运费险"),
        ("运费险到账:11月26日(周四)20:00",),
    ),
    "paid by a card in WeChat": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "昨天"),
        ("微信绑的",),
        ("经微信退回银行卡:11月25日(周三)24:00",),
    ),
    "paid in several ways": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "昨天"), ("分几种付的",), ("每一路照原来的方式回去",)
    ),
    "the card is closed": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "昨天"),
        ("储蓄卡", "跳过", *_MORE, "注销"),
        ("先看退款详情去了哪个账户",),
    ),
    "Apple, from the account balance": Branch(
        ("会员 · 退费", "误开通", "同意退了", "跳过", "=198", "苹果", "刚刚"),
        ("账户余额",),
        ("苹果退款到账:12月23日(周三)20:00 → 11月25日(周三)20:00",),
    ),
    "Apple refunds, not the shop": Branch(
        ("会员 · 退费", "误开通", "还没申请", "跳过", "=198", "苹果", "昨天"), ("跳过", "跳过"), ("苹果内购由苹果退",)
    ),
    "Google Play": Branch(
        ("会员 · 退费", "误开通", "还没申请", "跳过", "=198", "Google", "刚刚"),
        ("跳过",),
        ("11月25日(周三)20:00",),
    ),
    "renews by itself": Branch(_MEMBER, ("还没关", "=12月20日"), ("扣费前关掉自动续费:12月19日(周六)24:00",)),
    "renews by itself, as a countdown": Branch(_MEMBER, ("还没关", "=还剩 3天"), ("11月26日(周四)20:00",)),
    "does not renew": Branch(_MEMBER, ("一次性",), (), ("扣费前关掉自动续费",)),
    "switched off": Branch(_MEMBER, ("已经关了",), ("记下了:关闭自动续费",), ("扣费前关掉自动续费",)),
    "a member before": Branch(_MEMBER, ("一次性", "开过"), ("付款七日内可退本金:不再适用",)),
    "a member for the first time": Branch(_MEMBER, ("一次性", "第一次开"), ("付款七日内可退本金:11月29日(周日)24:00",)),
    "pro rata of the rest": Branch(
        _MEMBER, ("一次性", "跳过", "更多", "要点"), ("按剩余期限折算", "法释〔2025〕4号 9、15、22")
    ),
    "an exchange that becomes a return": Branch(
        ("商品 · 换货", "买错了", "申请了", "跳过", "=399", "刚刚"),
        ("更多", "改信息", "换个退法", "退货退款"),
        ("商家须处理换货申请:不再适用", "算不出「七天无理由退货申请」"),
    ),
    "an exchange turned refund by the seller": Branch(
        ("商品 · 换货", "质量问题", "已经寄回去了", "跳过", "=399", "刚刚"),
        ("跳过", "更多", "换货改退款"),
        ("等对方退款",),
    ),
    "a parcel refused": Branch(
        ("退货退款", "质量问题", "已经寄回去了", "跳过", "=399", "刚刚"),
        ("跳过", "更多", "商家拒收了", "刚刚"),
        ("不录像别签收", "申请小红书介入:11月26日(周四)20:00"),
    ),
}


async def _walk(me: Shopper, steps: tuple[str, ...]) -> str:
    text = ""
    for step in steps:
        text = await me.says(step[1:]) if step.startswith("=") else await me.taps(step)
    return text


@pytest.mark.parametrize("branch", BRANCHES.values(), ids=BRANCHES)
async def test_a_branch_is_asked_and_changes_what_it_must(tmp_path: Path, branch: Branch) -> None:
    """Registered, answered: the last screen says what the ground says for this branch, and nothing that it denies."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await _walk(me, branch.begins)
        screen = await _walk(me, branch.goes)
        assert [words for words in branch.shows if words not in screen] == [], screen
        assert [words for words in branch.hides if words in screen] == [], screen
