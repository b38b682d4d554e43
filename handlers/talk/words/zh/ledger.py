"""The ledger: what was promised, and what became of it."""

from collections.abc import Mapping
from datetime import timedelta

from domain.ledger import Late, Why
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue import typography
from handlers.talk.words.zh.forms import UNITS, Forms


class Ledger(Forms):
    """The ledger: what was promised, and what became of it."""

    late_because: Mapping[Late, str] = {
        Late.AWAY: "那时我断线了",
        Late.RESTORED: "我从备份恢复过",
        Late.UNREACHABLE: "那时发不到你这里",
        Late.BUSY: "在排队",
    }
    not_sent_because: Mapping[Why, str] = {
        Why.MOVED_ON: "事情已经往前走了，不用再提醒",
        Why.CLOSED: "案件已结束，不用再提醒",
        Why.GONE: "案件已删除",
        Why.MERGED: "和别的提醒合成一条发了",
        Why.TAKEN_BACK: "发出前收回了",
        Why.REFUSED: "没送到，Telegram 不收",
        Why.IN_DOUBT: "试了几次，不知道送到没有",
    }
    b_earlier = "‹ 更早"
    b_later = "更晚 ›"
    b_whole_ledger = "📬 全部记录"

    def ledger_title(self, name: str | None) -> Html:
        return fill("📬 <b>提醒记录</b> · {name}", name=name) if name else Html("📬 <b>提醒记录</b>")

    def ledger_account(self, planned: int, next_at: str | None) -> str:
        if next_at is None:
            return "没有欠你的提醒，也没有排着的。"
        return f"没有欠你的提醒。还排着 {planned} 条，下一条 {next_at}。"

    def ledger_owed(self, owed: int) -> str:
        return f"有 {owed} 条到点了还没发出，正在补发。"

    def ledger_empty(self) -> str:
        return "还没有提醒。登记案件以后，这里能看到每一条：什么时候该发、发出去没有。"

    def ledger_coming(self) -> Html:
        return Html("<b>接下来</b>")

    def ledger_past(self) -> Html:
        return Html("<b>之前的</b>")

    def ledger_late(self, by: timedelta, because: str) -> str:
        unit, number = typography.span(by)
        return f"迟到 {number} {UNITS[unit]}，{because}"

    def ledger_merged(self, into: str) -> str:
        return f"和「{into}」合成一条发了"

    def ledger_again(self, when: str) -> str:
        return f"改到 {when}"

    def ledger_on_its_way(self) -> str:
        return "正在发"
