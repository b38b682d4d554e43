"""What the other side promised: kept in its own words, with the day on which to ask."""

from collections.abc import Mapping

from domain.promises import Party, Way
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Promises(Forms):
    """What the other side promised."""

    promised_by: Mapping[Party, str] = {
        Party.SELLER: "the seller",
        Party.SERVICE: "customer service",
        Party.PLATFORM: "the platform",
        Party.COURIER: "the courier",
        Party.BANK: "the bank",
    }
    promised_how: Mapping[Way, str] = {
        Way.PHONE: "by phone",
        Way.CHAT: "in the chat",
        Way.MAIL: "by e-mail",
        Way.FACE: "in person",
    }
    b_promise_tomorrow = "Tomorrow"
    b_promise_no_day = "They named no day"
    promise_day = "The day they promised"

    def promise_noted(self, who: str, words: str) -> Html:
        if not who:
            return fill("🤝 Noted: “{words}”", words=words)
        return fill("🤝 Noted ({who}): “{words}”", who=who, words=words)

    def ask_promise_day(self, name: str) -> Html:
        return fill(
            "<b>{name}</b>: by when? On that day I ask you whether they did it.\n"
            "Tap a day, or write one: Friday, 5 December, in 3 days.",
            name=name,
        )

    def promise_heard(self, who: str, words: str) -> Html:
        told = fill("🤝 This reads like a promise: “{words}”", words=words)
        if who:
            told = fill("🤝 This reads like a promise ({who}): “{words}”", who=who, words=words)
        return fill("{told}\nShall I keep it with the case and ask you on the day?", told=told)

    def b_keep_promise(self, name: str) -> str:
        return f"🤝 Keep it: {name}"

    def promised_title(self, who: str) -> str:
        return f"Promised by {who}"

    def promise_recalled(self, who: str, words: str) -> Html:
        if not who:
            return fill("The words: “{words}”", words=words)
        return fill("The words ({who}): “{words}”", who=who, words=words)

    def promised_day_line(self) -> str:
        return "This is the day they promised."
