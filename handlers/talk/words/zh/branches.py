"""The branches that a real case takes: where it was bought, what is special about it, what that changes."""

from handlers.talk.markup import Html
from handlers.talk.words.zh.forms import Forms


class Branches(Forms):
    """The branches that a real case takes."""

    def b_shop(self, platform: str) -> str:
        return f"🏬 在{platform}买的 · 换一家"

    def ask_shop(self) -> Html:
        return Html("在哪儿买的?期限各家不一样,我按那一家的算。")
