"""Telling the bot that something happened."""

from domain.journal import What
from domain.money import Money
from handlers.talk.markup import Html, fill, join
from handlers.talk.words.zh.forms import Forms


class Recording(Forms):
    """Telling the bot that something happened."""

    def ask_when(self, what: What) -> Html:
        careful = {
            What.SIGNED: "放在驿站、快递柜的，算物流显示放进去那天。\n",
            What.DELIVERED: "还在快递柜、驿站里的，不算商家签收。\n",
        }
        return fill(
            "什么时候<b>{what}</b>的？\n{careful}点一下，或者直接写：昨天、11月20日、今天下午3点。",
            what=self.told[what],
            careful=careful.get(what, ""),
        )

    def ask_number(self) -> Html:
        return Html(
            "退货的<b>快递单号</b>是多少？直接发给我，比如 SF1364216703436。\n别忘了在 App 里也填上，App 里没填不算寄。"
        )

    def ask_carrier(self, number: str) -> Html:
        return fill("单号 <code>{number}</code>，是哪家快递？", number=number)

    def check_digit_wrong(self, number: str) -> str:
        return f"⚠️ {number} 的校验位对不上，可能抄错了一位。我先照记，你再核对一下。"

    def ask_sum(self, expected: Money | None) -> Html:
        hint = fill("一共该到 {sum}。", sum=self.money(expected)) if expected else Html("")
        return join("", Html("到了多少？写个数，比如 100。"), hint)

    def ask_arrived(self, expected: Money) -> Html:
        return fill("应该到 <b>{sum}</b>。全到了吗？", sum=self.money(expected))

    def ask_reopen(self, received: Money) -> Html:
        return fill("钱已到账 <b>{sum}</b>，全额了。\n重新打开前先说一下：还差什么？", sum=self.money(received))

    def ask_give_up(self) -> Html:
        return Html("不退了？提醒会全部停下，记录还在，以后可以重新打开。")

    def ask_countdown(self, title: str) -> Html:
        return fill("「{title}」App 里显示还剩多久？照着写给我，比如「剩余 6天23小时」或「47:59:12」。", title=title)

    def ask_field(self, field: str) -> Html:
        asks = {
            "name": "叫什么名字好认？",
            "price": "付了多少钱？比如 39.9。",
            "order_no": "订单号是多少？",
            "seller": "店铺叫什么？",
            "note": "写吧，我记在这个案件里。",
            "promised": "对方答应了什么？照原话写。",
        }
        return Html(asks[field])

    def too_much(self, received: Money, expected: Money) -> str:
        return f"到的 {self.money(received)} 比付的 {self.money(expected)} 还多，照记了；写错了可以撤销。"
