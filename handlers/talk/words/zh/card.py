"""The case card, its reasons, and the list of all cases."""

from collections.abc import Mapping

from domain.journal import What
from domain.machine import Stage, Turn
from domain.money import Money
from domain.policy import Confidence
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import UNITS, Forms


class Card(Forms):
    """The case card, its reasons, and the list of all cases."""

    def whose_turn(self, turn: Turn) -> str:
        return f"👉 {self.turns[turn]}：" if turn is Turn.MINE else f"⏳ {self.turns[turn]}："

    def deadline_line(self, *, title: str, until: str, left: str, over: bool) -> Html:
        mark, time = ("⚠️", until) if over else ("🗓", self.before(until))
        return fill("{mark} {title}：<b>{time}</b>，{left}", mark=mark, title=title, time=time, left=left)

    def final_line(self, *, closes: bool) -> str:
        return "过了这个时间，售后会被关闭，很难再开。" if closes else "过了这个时间就补不回来了。"

    def platform_default_line(self, confidence: Confidence) -> str:
        return {
            Confidence.HIGH: "这是官方公布的时限；App 里有倒计时就以它为准。",
            Confidence.MEDIUM: "这是平台惯例，出自较早的规则；App 里有倒计时就以它为准。",
            Confidence.LOW: "这只是参考，没有可靠出处；App 里有倒计时就以它为准。",
            Confidence.UNKNOWN: "平台没有公布，只是建议；App 里有倒计时就以它为准。",
        }[confidence]

    def now_at_last(self) -> str:
        return "现在就做"

    def pinned_line(self) -> str:
        return "按你看到的 App 倒计时算。"

    def extended_line(self, until: str) -> str:
        return f"遇放假，对方最晚可拖到 {until}。"

    def provisional_line(self) -> str:
        return "明年放假安排还没公布，这个日期是暂定的。"

    def missing_line(self, what: What, title: str) -> Html:
        if what is What.COUNTDOWN_READ:
            return fill("❔「{title}」是哪天，只有 App 里看得到；告诉我，我才好提醒你。", title=title)
        return fill("❔ 不知道什么时候{what}，算不出「{title}」。", what=self.told[what], title=title)

    def parcel_line(self, carrier: str | None, number: str) -> Html:
        return fill("📦 {carrier}<code>{number}</code>", carrier=f"{carrier} " if carrier else "", number=number)

    def part_line(self, received: Money, rest: Money | None) -> str:
        rest_text = f"，还差 {self.money(rest)}" if rest and rest.minor else ""
        return f"💰 已到 {self.money(received)}{rest_text}"

    def next_reminder(self, when: str) -> str:
        return f"🔔 下次提醒：{when}"

    def order_line(self, order_no: str) -> Html:
        return fill("🧾 订单 <code>{order}</code>", order=order_no)

    def seller_line(self, seller: str) -> Html:
        return fill("🏬 店铺「{seller}」", seller=seller)

    def closed_line(self, stage: Stage, received: Money | None, days: int) -> Html:
        if stage is Stage.MONEY_BACK:
            amount = f"{self.money(received)} " if received else ""
            took = f"，用了 {days} 天" if days else ""
            return fill("🎉 <b>{amount}到账</b>{took}。", amount=amount, took=took)
        if stage is Stage.REPLACED:
            return Html("🎉 <b>换好了</b>，这件事结束了。")
        return Html("🏳️ 这笔不追了。想法变了，随时可以重新打开。")

    def recorded(self, what: What, when: str | None) -> str:
        return f"✍️ 记下了：{self.told[what]}" + (f"，{when}" if when else "")

    def out_of_order(self, before: What, when: str) -> str:
        return f"⚠️ 这比「{self.told[before]}」（{when}）还早。哪个日期不对，点「⋯ 更多」里的「🕘 经过」改。"

    def undone(self, what: What) -> str:
        return f"↶ 撤销了：{self.told[what]}"

    def changed_back(self, what: What, when: str | None) -> str:
        return f"↶ 改回去了：{self.told[what]}" + (f"，{when}" if when else "")

    def nothing_to_undo(self) -> str:
        return "没有可以撤销的了。"

    def already(self) -> str:
        return "这一步已经变了，这是最新的。"

    def archived(self) -> str:
        return "🗄 归档了，在「我的案件」最下面还能找到。"

    def timeline_title(self) -> str:
        return "经过"

    def time_unknown(self) -> str:
        return "时间没填"

    def why_title(self) -> str:
        return "这些日期是怎么来的"

    def why_start(self, what: What, when: str, source: str) -> Html:
        return fill("{when} {what}（{source}）", when=when, what=self.told[what], source=source)

    def why_rule(self, began: str, length: str, family: str) -> Html:
        return fill("{began}{length} · {family}", began=began, length=length, family=family)

    def why_pinned(self) -> Html:
        return Html("按你看到的 App 倒计时，以它为准。")

    def counted_on(self, length: str) -> str:
        return f"起 {length}"

    def counted_back(self, length: str) -> str:
        return f"往前数 {length}"

    def ask_again_line(self) -> str:
        return "你填过倒计时，之后又有了新进展，它不一定还对。再看一眼 App，填一次。"

    def hour_unknown_line(self, *, mine: bool) -> str:
        return "不知道那天几点，按 0 点算，宁可早一点。" if mine else "不知道那天几点，按当天 24 点算。"

    def why_none(self) -> str:
        return "现在没有在跑的期限。"

    def length(self, number: int, unit: str) -> str:
        return f"{number} {UNITS[unit]}"

    def no_cases(self) -> Html:
        return Html("还没有案件。要退什么，点下面登记，一分钟就好。")

    def money_out(self, sums: str, overdue: str | None) -> Html:
        late = fill("（对方超时 {overdue}）", overdue=overdue) if overdue else Html("")
        return fill("还在外面的钱：<b>{sums}</b>{late}", sums=sums, late=late)

    def turns_count(self, counts: Mapping[Turn, int]) -> str:
        return " · ".join(f"{self.turns[turn]} {count}" for turn, count in counts.items() if count)

    def case_line(self, number: int, name: str, *, late: bool, next_step: str, until: str | None) -> Html:
        mark = "⚠️ " if late else ""
        when = f" · {self.before(until)}" if until else ""
        return fill(
            "{n}. {mark}<b>{name}</b> · {step}{when}", n=number, mark=mark, name=name, step=next_step, when=when
        )

    def closed_count(self, count: int) -> str:
        return f"已结束 {count} 个"
