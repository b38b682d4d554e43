"""More at once than we take."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Flood(Forms):
    """More at once than we take."""

    def too_fast(self) -> str:
        return "A little fast: this tap did not count. Tap again in a few seconds."

    def too_many_actions(self, limit: int) -> Html:
        return Html(
            f"⏳ That came a little fast: I take {limit} messages a minute and did not get to the last ones.\n"
            "In a few seconds, just send again what I haven't answered."
        )

    def uploads_wait(self, limit: int, until: str) -> Html:
        return fill(
            "📥 I take {limit} pieces an hour, and keep these first.\n"
            "The rest waits in line, nothing is lost: I go on from {until}. No need to send it again.",
            limit=str(limit),
            until=until,
        )

    def uploads_lost(self, until: str) -> Html:
        return fill(
            "⚠️ The line is full too: what you send from now on is <b>not kept</b>.\n"
            "Keep the originals and send them to me after {until}.",
            until=until,
        )
