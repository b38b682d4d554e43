"""Reminders, snoozing and the ledger."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Reminders(Forms):
    """Reminders, snoozing and the ledger."""

    def snoozed(self, when: str) -> str:
        return f"😴 好,{when} 再提醒你。"

    def ask_snooze(self) -> Html:
        return Html("什么时候再提醒?比如「明天晚上8点」「周五」。")

    def too_late_to_snooze(self, until: str) -> str:
        return f"那时就过期了({until} 截止),选早一点的时间。"

    def ledger_title(self) -> str:
        return "📬 提醒记录"

    def ledger_empty(self) -> str:
        return "还没有提醒。登记案件以后,这里能看到每一条:什么时候该发、发出去没有。"

    def ledger_line(self, when: str, name: str, result: str) -> Html:
        return fill("{when} · {name} · {result}", when=when, name=name, result=result)
