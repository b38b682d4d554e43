"""What the other side promised: kept in its own words, with the day on which to ask."""

from collections.abc import Mapping

from domain.promises import Party, Way
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Promises(Forms):
    """What the other side promised."""

    promised_by: Mapping[Party, str] = {
        Party.SELLER: "卖家",
        Party.SERVICE: "客服",
        Party.PLATFORM: "平台",
        Party.COURIER: "快递",
        Party.BANK: "银行",
    }
    promised_how: Mapping[Way, str] = {
        Way.PHONE: "电话里说的",
        Way.CHAT: "聊天里说的",
        Way.MAIL: "邮件里说的",
        Way.FACE: "当面说的",
    }
    b_promise_tomorrow = "明天"
    b_promise_no_day = "没说哪天"
    promise_day = "答应的日子"

    def promise_noted(self, who: str, words: str) -> Html:
        if not who:
            return fill("🤝 记下了：「{words}」", words=words)
        return fill("🤝 记下了（{who}）：「{words}」", who=who, words=words)

    def ask_promise_day(self, name: str) -> Html:
        return fill(
            "<b>{name}</b>：什么时候前？到那天我来问你做到没有。\n点一下，或者直接写：周五、12月5日、3天后。", name=name
        )

    def promise_heard(self, who: str, words: str) -> Html:
        told = fill("🤝 这句话像是对方的承诺：「{words}」", words=words)
        if who:
            told = fill("🤝 这句话像是对方的承诺（{who}）：「{words}」", who=who, words=words)
        return fill("{told}\n要记进案件、到日子提醒你吗？", told=told)

    def b_keep_promise(self, name: str) -> str:
        return f"🤝 记下：{name}"

    def promised_title(self, who: str) -> str:
        return f"{who}答应"

    def promise_recalled(self, who: str, words: str) -> Html:
        if not who:
            return fill("当时的话：「{words}」", words=words)
        return fill("当时的话（{who}）：「{words}」", who=who, words=words)

    def promised_day_line(self) -> str:
        return "按对方答应的日子算。"
