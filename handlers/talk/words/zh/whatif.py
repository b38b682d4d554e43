"""What would follow if: dates side by side, and the case stays as it is."""

from collections.abc import Mapping

from domain.money import Money
from domain.whatif import If
from domain.workdays import Mark
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms

_DOES = {
    If.APPLY: "申请",
    If.POST: "寄出",
    If.PLATFORM: "申请平台介入",
    If.EXCHANGE: "改成申请换货",
    If.REFUND_ONLY: "改成只申请退款",
    If.RETURN: "改成申请退货退款",
    If.WAIT: "之前都不动",
}


class WhatIf(Forms):
    """What would follow if."""

    ifs: Mapping[If, str] = {
        If.APPLY: "📝 换一天申请",
        If.POST: "📮 换一天寄出",
        If.PLATFORM: "📣 今天申请平台介入",
        If.EXCHANGE: "🔁 改成换货",
        If.REFUND_ONLY: "💸 改成仅退款",
        If.RETURN: "📦 改成退货退款",
        If.WAIT: "⏳ 先等等",
    }
    day_marks: Mapping[Mark, str] = {Mark.HOLIDAY: "放假", Mark.MAKE_UP: "调休上班"}

    b_whatif = "🤔 如果…"

    def whatif_choice(self) -> Html:
        return Html("🤔 想先看看哪一种？只是算一算，案件不会变。")

    def whatif_head(self, what: If, day: str) -> Html:
        return fill("🤔 <b>如果{day}{does}</b>", day=day, does=_DOES[what])

    def whatif_kept(self, title: str, until: str) -> str:
        return f"✅ 赶得上「{title}」，{until} 截止"

    def whatif_missed(self, title: str, until: str, *, final: bool) -> str:
        return f"⚠️ 来不及「{title}」，{until} 就截止了" + ("，过了很难再开" if final else "")

    def whatif_others_late(self, title: str, until: str) -> str:
        return f"⌛ 「{title}」{until} 到期，对方还没动就是超时"

    def whatif_running_on(self, title: str, until: str) -> str:
        return f"⏱ 这不会停：「{title}」照样 {until} 截止"

    def whatif_date(self, title: str, until: str) -> Html:
        return fill("🗓 {title}：<b>{before}</b>", title=title, before=self.before(until))

    def whatif_gone(self, title: str, until: str) -> str:
        return f"✖️ 不再算「{title}」（{until}）"

    def whatif_money(self, until: str, *, rough: bool) -> Html:
        how = "，不知道怎么付的，先按最慢的算" if rough else ""
        return fill("💰 对方每步都拖到最后{how}，钱最晚 <b>{until}</b> 到账", until=until, how=how)

    def whatif_sum(self, then: Money, today: Money) -> Html:
        return fill("🧮 应退 <b>{then}</b>（今天就做：{today}）", then=self.money(then), today=self.money(today))

    def whatif_today(self, until: str) -> str:
        return f"（今天就做：{until}）"

    def whatif_now(self, until: str) -> str:
        return f"（现在是 {until}）"

    def whatif_nothing(self) -> str:
        return "到那时没有期限过去。"

    def whatif_ahead(self, title: str, until: str, left: str) -> str:
        return f"🗓 之后最近的是「{title}」：{until}，{left}"

    def whatif_withdraw(self) -> str:
        return "❗ 要先撤掉现在的申请；有的平台撤了就不好再申请，拿不准就先别撤。"

    def whatif_only(self, *, dated: bool) -> str:
        return "只是算一算，案件没有变。" + ("想看别的日子，点一下或者直接写。" if dated else "")

    def whatif_impossible(self) -> str:
        return "这一步现在做不了，换一种看看。"
