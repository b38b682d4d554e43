"""Telling the bot that something happened."""

from domain.journal import What
from domain.money import Money
from handlers.talk.markup import Html, fill, join
from handlers.talk.words.en.forms import Forms


class Recording(Forms):
    """Telling the bot that something happened."""

    def ask_when(self, what: What) -> Html:
        careful = {
            What.SIGNED: "Left in a locker or at a station: the day the tracking shows it there.\n",
            What.DELIVERED: "Still in a locker or at a station, it does not count as received.\n",
        }
        return fill(
            "<b>{what}</b>: when was that?\n{careful}Tap, or write it: yesterday, 20 Nov, today 3 pm.",
            what=self.told[what],
            careful=careful.get(what, ""),
        )

    def ask_number(self) -> Html:
        return Html(
            "What is the <b>tracking number</b> of the return? Just send it, like SF1364216703436.\n"
            "Enter it in the app too: the app only counts it as sent once the number is there."
        )

    def ask_carrier(self, number: str) -> Html:
        return fill("<code>{number}</code>: which carrier is it?", number=number)

    def check_digit_wrong(self, number: str) -> str:
        return f"⚠️ The check digit of {number} doesn't fit; one digit may have slipped. It's kept, please compare it."

    def ask_sum(self, expected: Money | None) -> Html:
        hint = fill("{sum} should come in all.", sum=self.money(expected)) if expected else None
        return join(" ", Html("How much arrived? Just the number, like 100."), hint)

    def ask_arrived(self, expected: Money) -> Html:
        return fill("<b>{sum}</b> should come. Is all of it there?", sum=self.money(expected))

    def ask_reopen(self, received: Money) -> Html:
        return fill(
            "<b>{sum}</b> is back, and that was all of it.\nBefore I reopen this: what is still missing?",
            sum=self.money(received),
        )

    def ask_give_up(self) -> Html:
        return Html("Let this one go? Reminders stop, the record stays, and you can reopen it later.")

    def ask_countdown(self, title: str) -> Html:
        return fill(
            "How much time does the app show for “{title}”? Copy it as it stands, like 47:59:12 (or 剩余 6天23小时).",
            title=title,
        )

    def ask_field(self, field: str) -> Html:
        asks = {
            "name": "What shall I call it?",
            "price": "How much did you pay? Like 39.9.",
            "order_no": "What is the order number?",
            "seller": "What is the shop called?",
            "note": "Write away, I'll keep it with this case.",
            "promised": "What did they promise? In their own words, please.",
        }
        return Html(asks[field])

    def too_much(self, received: Money, expected: Money) -> str:
        more, paid = self.money(received), self.money(expected)
        return f"{more} is more than the {paid} paid. It's noted; if a digit slipped, you can undo it."
