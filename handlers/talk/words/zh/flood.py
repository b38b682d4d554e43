"""More at once than we take."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Flood(Forms):
    """More at once than we take."""

    def too_fast(self) -> str:
        return "有点快，这一下没算。过几秒再点就好。"

    def too_many_actions(self, limit: int) -> Html:
        return Html(
            f"⏳ 消息来得有点快，我一分钟最多接 {limit} 条，后面几条没来得及看。\n过几秒，把没回应的那条再发一次就好。"
        )

    def uploads_wait(self, limit: int, until: str) -> Html:
        return fill(
            "📥 一小时最多收 {limit} 份，先存这些。\n其余的排着队，没丢，{until}起接着存，不用重发。",
            limit=str(limit),
            until=until,
        )

    def uploads_lost(self, until: str) -> Html:
        return fill(
            "⚠️ 排队的份数也满了，从现在起发来的<b>没有存下</b>。\n原件先别删，{until}以后再发给我。", until=until
        )
