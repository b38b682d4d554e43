"""When we were not there, or somebody was not."""

from datetime import date, datetime, timedelta

from domain.ledger import Late
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue import typography
from handlers.talk.words.zh.forms import UNITS, Forms

_WHY = {
    Late.AWAY: "，我刚才断线了",
    Late.RESTORED: "，我刚从备份恢复",
    Late.UNREACHABLE: "，之前发不到你这里",
    Late.BUSY: "，刚才在排队",
}


class Outages(Forms):
    """When we were not there, or somebody was not."""

    def stretch(self, start: datetime, end: datetime, today: date) -> str:
        if start.date() == end.date():
            return f"{self.moment(start, today)}到{end:%H:%M}"
        return f"{self.moment(start, today)}到{self.moment(end, today)}"

    def was_away(self, away: str) -> Html:
        return fill(
            "🔌 {away}，我断线了，那段时间点的按钮没有传到。\n如果你点过，再点一次就好，点两次也不会重复。", away=away
        )

    def was_long_away(self, away: str, lost: str) -> Html:
        return fill(
            "🔌 {away}，我断线了。\n其中 {lost}发来的消息和照片没有传到，请把要紧的再发一次。\n"
            "排好的提醒都还在，晚到的会写明。",
            away=away,
            lost=lost,
        )

    def was_restored(self, lost: str) -> Html:
        return fill(
            "🗄 我刚从备份里恢复。{lost}之间你告诉我的事，这里可能没有了。\n"
            "请打开案件看一眼，缺了什么就再说一次，照片也补发一份；可能重复的提醒会写明。",
            lost=lost,
        )

    def late_mark(self, by: timedelta, why: Late) -> str:
        unit, number = typography.span(by)
        return f"⏰（迟到 {number} {UNITS[unit]}{_WHY.get(why, '')}）"

    def repeat_mark(self) -> str:
        return "（怕你没收到，再发一次）"

    def missed_title(self, count: int) -> Html:
        return Html(f"👋 你回来了。之前有 {count} 个案件的提醒发不到你这里，都在下面：")

    def expired(self, name: str, until: str, *, final: bool) -> Html:
        then = "这一步过期后一般不能重开" if final else "过期不等于没办法"
        return fill(
            "⌛ <b>{name}</b>：{until}的期限已经过了，{then}。\n"
            "先打开 App 看一眼：还能操作就马上做；不能了，就联系平台客服。",
            name=name,
            until=until,
            then=then,
        )

    def over_line(self, title: str, until: str) -> Html:
        return fill("⌛ {title}：{until} 已过", title=title, until=until)

    def besides_line(self, title: str, until: str) -> Html:
        return fill("还有：{title}，{before}", title=title, before=self.before(until))
