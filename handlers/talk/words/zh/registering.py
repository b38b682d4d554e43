"""Registering a case, and answers to bad input: what is expected, with an example."""

from domain.errors import AmountReason, DateReason, NumberReason
from domain.intake import Blank
from domain.journal import What
from handlers.talk.markup import Html
from handlers.talk.words.zh.recording import Recording


class Registering(Recording):
    """Registering a case, and answers to bad input: what is expected, with an example."""

    def ask_blank(self, blank: Blank, *, membership: bool, when_of: What) -> Html:  # noqa: PLR0911 - a table
        match blank:
            case Blank.KIND:
                return Html("想退的是什么？")
            case Blank.REASON:
                return Html("为什么退？")
            case Blank.STANDS:
                return Html("现在走到哪一步了？")
            case Blank.NAME:
                return (
                    Html("是什么会员？比如「小红书年卡」。") if membership else Html("买的是什么？比如「真丝连衣裙」。")
                )
            case Blank.PRICE:
                return Html("付了多少钱？比如 39.9。")
            case Blank.CHANNEL:
                return Html("当时怎么付的？钱会按原路退回。")
            case Blank.DATE:
                return self.ask_when(when_of)

    def progress(self, done: int, of: int) -> str:
        return f"{done + 1}/{of}"

    def tap_please(self) -> str:
        return "这一步点下面的按钮就行。"

    def registered(self, *, dated: bool) -> str:
        return "✅ 登记好了，期限和提醒都排上了。" if dated else "✅ 登记好了。还差一个日期，补上就能排期限和提醒。"

    def draft_cancelled(self) -> Html:
        return Html("好，这次不登记了。")

    def nothing_to_cancel(self) -> Html:
        return Html("现在没有正在填的东西。")

    def no_name(self) -> str:
        return "名字里没有看得见的字。写个好认的，比如「真丝连衣裙」。"

    def name_missing(self, *, membership: bool) -> str:
        return "会员（未命名）" if membership else "商品（未命名）"

    def not_an_amount(self, reason: AmountReason) -> str:
        match reason:
            case AmountReason.ZERO:
                return "金额不能是 0。写实际付的数，比如 39.9。"
            case AmountReason.NEGATIVE:
                return "金额不用写负号。写实际付的数，比如 39.9。"
            case AmountReason.TOO_LARGE:
                return "这个数太大了，我最多记到 10,000,000。看看是不是多打了几位？"
            case AmountReason.AMBIGUOUS:
                return "这个数有两种读法。写成 1299 或 1.30 这样，我就不会弄错。"
            case AmountReason.TOO_MANY:
                return "这里有好几个数。只写实际付的那一个，比如 39.9。"
            case AmountReason.NOT_A_NUMBER:
                return "这里要一个金额，比如 39.9。不确定就点跳过，以后再补。"

    def not_a_date(self, reason: DateReason) -> str:
        match reason:
            case DateReason.IMPOSSIBLE:
                return "日历上没有这一天。写成 11月20日 或「昨天」都行。"
            case DateReason.FAR:
                return "这一天离现在太远了。看看年份对不对，比如 11月20日。"
            case DateReason.TOO_MANY:
                return "这里有好几个日期。只写一个，比如 11月20日。"
            case DateReason.NOT_A_DATE:
                return "这里要一个日期，比如 昨天、11月20日、3天前。"

    def not_past(self, day: str) -> str:
        return f"{day}还没到呢。写已经发生的那一天，比如 昨天；是往年的就连年份一起写。"

    def not_coming(self, day: str) -> str:
        return f"{day}已经过了。写一个以后的时间，比如 明天晚上8点；是明年的就连年份一起写。"

    def which_day(self) -> str:
        return "是哪一天？"

    def not_a_number(self, reason: NumberReason) -> str:
        match reason:
            case NumberReason.TOO_SHORT:
                return "这个单号太短了，一般有 10 位以上，比如 SF1364216703436。"
            case NumberReason.TOO_LONG:
                return "这个单号太长了。只发单号本身，比如 SF1364216703436。"
            case NumberReason.STRANGE_SIGN:
                return "这里要一个快递单号，只有字母和数字，比如 SF1364216703436。"

    def not_a_countdown(self) -> str:
        return "照着 App 里的写就行，比如「剩余 6天23小时」或「47:59:12」。"

    def too_long(self, limit: int) -> str:
        return f"太长了，最多 {limit} 个字。挑要紧的写。"
