"""Snoozing."""

from handlers.talk.markup import Html
from handlers.talk.words.zh.forms import Forms


class Reminders(Forms):
    """Snoozing."""

    def snoozed(self, when: str) -> str:
        return f"😴 好,{when} 再提醒你。"

    def ask_snooze(self) -> Html:
        return Html("什么时候再提醒?比如「明天晚上8点」「周五」。")

    def snoozed_in_time(self, when: str, until: str) -> str:
        return f"😴 那时就过期了({until}截止),我提前到 {when} 提醒你。"
