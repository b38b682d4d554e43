"""Evidence that is in no case yet."""

from collections.abc import Sequence

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Loose(Forms):
    """Evidence that is in no case yet."""

    b_put_into = "📁 放进案件"

    def b_loose(self, count: int) -> str:
        return f"📥 还没归案的证据 {count}"

    def b_drop(self, number: int) -> str:
        return f"🗑 {number}"

    def loose_title(self, count: int) -> Html:
        return fill("📥 <b>{count}</b>还没归到任何退款", count=self.proofs_count(count))

    def loose_set(self, count: int, kinds: Sequence[str]) -> str:
        return f"{'、'.join(kinds)} {count} 份"

    def loose_first_register(self) -> str:
        return "现在没有进行中的案件。先登记退款，再回到这里放进去。"

    def no_loose(self) -> str:
        return "证据都归好案了，这里没有剩下的。"

    def my_loose(self, count: int) -> str:
        return f"· 其中 {count} 份还没归到任何退款"
