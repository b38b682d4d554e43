"""
Every branch that a real case takes: asked where it matters, and the date and the advice that follow from it.

A row is what the shopper does (taps; what begins with = is typed) and what the last screen then says and does not say.
Sentences of the shelf stand here by their ids: {rule} is the title of a clock, 💡id a piece of advice.
The clock stands at Monday 23 November 2026, 20:00 in Shanghai.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from storage import librarian
from tests.kit.chatting import Shopper, shopping

LIBRARY = librarian.load()


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
_GONE = "{no_reason_notice}：不再适用"

BRANCHES = {
    "not sent yet": Branch(_PAID, ("还没发",), ("💡not_posted", "{seller_posts}：11月24日（周二）24:00")),
    "not sent yet on a platform that counts it shorter": Branch(
        ("在小红书买的", "淘宝", "仅退款", "不喜欢", "申请了", "跳过", "=399", "刚刚"),
        ("还没发",),
        ("11月26日（周四）20:00 → 11月24日（周二）20:00",),
    ),
    "sent, not here": Branch(_PAID, ("发了，还没收到", "昨天"), ("记下了：卖家发货",), ("{seller_posts}:",)),
    "sent after all, so the answer is overtaken": Branch(
        _PAID,
        ("还没发", "跳过", "更多", "还发生了什么", "卖家发货了", "刚刚"),
        ("记下了：卖家发货",),
        ("💡not_posted",),
    ),
    "a pre-sale with its promised day": Branch(
        _PAID, ("还没发", "全款付了", "=12月10日"), ("{presale_promise}：12月10日（周四）24:00",), ("{seller_posts}:",)
    ),
    "a deposit so called": Branch(
        _PAID, ("跳过", "先付「定金」", "=12月10日", "更多", "要点"), ("💡deposit_double", "民法典 587")
    ),
    "left in a locker": Branch(_UNWANTED, ("驿站", "不是", "前天"), ("11月29日（周日）24:00 → 11月28日（周六）24:00",)),
    "signed for by a colleague": Branch(_UNWANTED, ("代收",), ("💡by_proxy", "电子商务法 51、52")),
    "made to order": Branch(_UNWANTED, ("跳过", "定做的"), (_GONE, "💡custom_made", "消费者权益保护法 25(1)")),
    "fresh food": Branch(_UNWANTED, ("跳过", "生鲜"), (_GONE, "💡fresh_food")),
    "tags off": Branch(_UNWANTED, ("跳过", "衣服鞋包", "🔎", "摘了"), (_GONE, "💡tags_removed", "9(3)")),
    "tags on": Branch(_UNWANTED, ("跳过", "衣服鞋包", "🔎", "都在"), ("记下了：都在",), (_GONE,)),
    "food with a broken seal": Branch(_UNWANTED, ("跳过", "食品保健", "🔎", "拆了"), (_GONE, "💡seal_broken")),
    "cosmetics with a broken seal": Branch(_UNWANTED, ("跳过", "美妆", "🔎", "拆了"), (_GONE, "💡seal_broken")),
    "activated electronics, unwanted": Branch(
        _UNWANTED, ("跳过", "手机电脑", "🔎", "激活或登录过"), (_GONE, "💡electronics_activated")
    ),
    "electronics with a fault": Branch(
        _FAULTY,
        ("我本人", *_MORE, "手机电脑"),
        ("{guarantee_return}：11月29日（周日）24:00", "{guarantee_exchange}：12月7日（周一）24:00"),
    ),
    "underwear, nothing confirmed": Branch(_UNWANTED, ("跳过", "内衣"), ("💡underwear",), (_GONE,)),
    "an exclusion ticked by the shopper": Branch(
        _UNWANTED, ("跳过", "都不是", "🔎", "我自己勾选"), (_GONE, "💡exclusion_confirmed")
    ),
    "an exclusion ticked by the page is none": Branch(
        _UNWANTED, ("跳过", "都不是", "🔎", "默认勾好的"), ("记下了：默认勾好的",), (_GONE,)
    ),
    "downloaded": Branch(_UNWANTED, ("跳过", "虚拟商品", "🔎", "用过了"), (_GONE, "💡digital")),
    "cross-border, straight from abroad": Branch(
        ("退货退款", "质量问题", "申请了", "跳过", "=399", "刚刚"),
        ("海外直邮",),
        ("{seller_answers_return}：11月25日（周三）20:00 → 11月26日（周四）20:00",),
    ),
    "cross-border, from a bonded warehouse, on its way back": Branch(
        ("退货退款", "质量问题", "已经寄回去了", "跳过", "=399", "刚刚"),
        ("保税仓",),
        ("{seller_confirms}：12月3日（周四）20:00 → 12月5日（周六）20:00",),
    ),
    "second-hand from a private person": Branch(
        _UNWANTED,
        ("我本人", "跳过", *_MORE, "跳过", "跳过", "二手的", "好了", "个人偶尔"),
        (_GONE, "💡private_sale"),
    ),
    "second-hand from somebody in business": Branch(
        _UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "二手的", "好了", "常年卖"), (), (_GONE,)
    ),
    "a livestream": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "直播间"), ("💡livestream", "16、18")),
    "a part of a set": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "满减"), ("💡bundle", "17、18")),
    "a gift is missing": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "赠品"), ("💡gift_missing",)),
    "bought by a child": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "孩子"), ("💡minor",)),
    "paid outside": Branch(_UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "平台外"), ("💡paid_outside",)),
    "the shop is closed": Branch(
        _UNWANTED, ("我本人", "跳过", *_MORE, "跳过", "跳过", "店关了"), ("💡shop_closed", "44")
    ),
    "a fake, and ninety days for a dispute": Branch(
        _UNWANTED,
        ("我本人", "跳过", "更多", "还发生了什么", "交易完成", "刚刚", *_MORE, "跳过", "跳过", "假货"),
        ("💡fake", "12月8日（周二）20:00 → 2027年2月21日（周日）20:00"),
    ),
    "no return address": Branch(_AGREED, ("没给",), ("💡no_address", "11、31")),
    "no return address can be reported after fifteen days": Branch(
        _AGREED, ("没给", "更多", "还发生了什么", "联系过", "为什么"), ("{ask_address}",)
    ),
    "picked up by the courier": Branch(_AGREED, ("App 里有", *_MORE, "跳过", "上门"), ("💡pick_up",)),
    "freight insurance": Branch(
        _AGREED, ("App 里有", *_MORE, "跳过", "跳过", "运费险"), ("💡freight_insurance", "只是参考")
    ),
    "freight insurance has a day once the refund is announced": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "刚刚"),
        ("信用卡", "运费险"),
        ("{freight_insurance}：11月26日（周四）20:00",),
    ),
    "paid by a card in WeChat": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "昨天"),
        ("微信绑的",),
        ("{money_wechat_card}：11月25日（周三）24:00",),
    ),
    "paid in several ways": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "昨天"), ("分几种付的",), ("💡several_payments",)
    ),
    "the card is closed": Branch(
        ("退货退款", "质量问题", "退款成功", "跳过", "=399", "昨天"),
        ("储蓄卡", "跳过", *_MORE, "注销"),
        ("💡card_closed",),
    ),
    "Apple, from the account balance": Branch(
        ("会员 · 退费", "误开通", "同意退了", "跳过", "=198", "苹果", "刚刚"),
        ("账户余额",),
        ("{apple_money}：12月23日（周三）20:00 → 11月25日（周三）20:00",),
    ),
    "Apple refunds, not the shop": Branch(
        ("会员 · 退费", "误开通", "还没申请", "跳过", "=198", "苹果", "昨天"), ("跳过", "跳过"), ("💡apple_refunds",)
    ),
    "Google Play": Branch(
        ("会员 · 退费", "误开通", "还没申请", "跳过", "=198", "Google", "刚刚"),
        ("跳过",),
        ("11月25日（周三）20:00",),
    ),
    "renews by itself": Branch(_MEMBER, ("还没关", "=12月20日"), ("{next_renewal}：12月19日（周六）24:00",)),
    "renews by itself, as a countdown": Branch(_MEMBER, ("还没关", "=还剩 3天"), ("11月26日（周四）20:00",)),
    "does not renew": Branch(_MEMBER, ("一次性",), (), ("{next_renewal}",)),
    "switched off": Branch(_MEMBER, ("已经关了",), ("记下了：关闭自动续费",), ("{next_renewal}",)),
    "a member before": Branch(_MEMBER, ("一次性", "开过"), ("{prepaid_seven_days}：不再适用",)),
    "a member for the first time": Branch(
        _MEMBER, ("一次性", "第一次开"), ("{prepaid_seven_days}：11月29日（周日）24:00",)
    ),
    "pro rata of the rest": Branch(
        _MEMBER, ("一次性", "跳过", "更多", "要点"), ("💡membership_pro_rata", "法释〔2025〕4号 9、15、22")
    ),
    "an exchange that becomes a return": Branch(
        ("商品 · 换货", "买错了", "申请了", "跳过", "=399", "刚刚"),
        ("更多", "改信息", "换个退法", "退货退款"),
        ("{seller_answers_exchange}：不再适用", "算不出「{no_reason_notice}」"),
    ),
    "an exchange turned refund by the seller": Branch(
        ("商品 · 换货", "质量问题", "已经寄回去了", "跳过", "=399", "刚刚"),
        ("跳过", "更多", "换货改退款"),
        ("等对方退款",),
    ),
    "a parcel refused": Branch(
        ("退货退款", "质量问题", "已经寄回去了", "跳过", "=399", "刚刚"),
        ("跳过", "更多", "商家拒收了", "刚刚"),
        ("💡parcel_refused", "{intervention}：11月26日（周四）20:00"),
    ),
}


_POLICY = LIBRARY.policy("xiaohongshu")
_TITLES = {rule.id: rule.title["zh"] for rule in _POLICY.rules}
_ADVICE = {advice.id: advice.words["zh"] for advice in _POLICY.advice}


def _said(text: str) -> str:
    """What stands on the screen for what stands in the table."""
    return _ADVICE[text[1:]] if text.startswith("💡") else text.format_map(_TITLES)


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
        assert [words for words in branch.shows if _said(words) not in screen] == [], screen
        assert [words for words in branch.hides if _said(words) in screen] == [], screen
