"""Snoozing, and the digest."""

from collections.abc import Mapping

from domain.people import Digest
from handlers.talk.markup import Html
from handlers.talk.words.zh.forms import Forms


class Reminders(Forms):
    """Snoozing, and the digest."""

    digests: Mapping[Digest, str] = {Digest.OFF: "不要汇总", Digest.DAILY: "每天晚上", Digest.WEEKLY: "每周日晚上"}
    b_digest = "🗞 汇总"

    def digest_line(self, how_often: Digest) -> str:
        return "不发汇总" if how_often is Digest.OFF else f"汇总 {self.digests[how_often]}"

    def digest_title(self, how_often: Digest) -> Html:
        return Html("🗞 <b>本周汇总</b>" if how_often is Digest.WEEKLY else "🗞 <b>今天的汇总</b>")

    def snoozed(self, when: str) -> str:
        return f"😴 好，{when} 再提醒你。"

    def ask_snooze(self) -> Html:
        return Html("什么时候再提醒？比如「明天晚上8点」「周五」。")

    def snoozed_in_time(self, when: str, until: str) -> str:
        return f"😴 那时就过期了（{until}截止），我提前到 {when} 提醒你。"
