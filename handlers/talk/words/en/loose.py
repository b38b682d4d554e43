"""Evidence that is in no case yet."""

from collections.abc import Sequence

from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Loose(Forms):
    """Evidence that is in no case yet."""

    b_put_into = "📁 Put into a case"

    def b_loose(self, count: int) -> str:
        return f"📥 Evidence in no case: {count}"

    def b_drop(self, number: int) -> str:
        return f"🗑 {number}"

    def loose_title(self, count: int) -> Html:
        return fill("📥 <b>{count}</b> in no case yet", count=self.proofs_count(count))

    def loose_set(self, count: int, kinds: Sequence[str]) -> str:
        return f"{count} together ({', '.join(kinds).lower()})"

    def loose_first_register(self) -> str:
        return "You have no open case. Register the refund first, then come back and put these in."

    def no_loose(self) -> str:
        return "Nothing left here: all your evidence is in its case."

    def my_loose(self, count: int) -> str:
        return f"· {count} of them in no case yet"
