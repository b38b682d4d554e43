"""The branches that a real case takes: where it was bought, what is special about it, what that changes."""

from handlers.talk.markup import Html
from handlers.talk.words.en.forms import Forms


class Branches(Forms):
    """The branches that a real case takes."""

    def b_shop(self, platform: str) -> str:
        return f"🏬 {platform} · bought elsewhere?"

    def ask_shop(self) -> Html:
        return Html("Where did you buy it? The times differ, and I count by that shop's.")
