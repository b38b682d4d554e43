"""清单。"""

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Checklists(Forms):
    """What evidence a case needs, what belongs into the parcel."""

    b_evidence_list = "📋 证据清单"
    b_packing_list = "📦 打包清单"

    def evidence_list(self, name: str, there: int, count: int) -> Html:
        return fill("📋 <b>证据清单</b> · {name} · 有了 {there}/{count}", name=name, there=there, count=count)

    def packing_list(self, name: str, there: int, count: int) -> Html:
        return fill("📦 <b>打包清单</b> · {name} · 放好 {there}/{count}", name=name, there=there, count=count)

    def see_to_first(self, title: str, how: str, *, leaves: bool) -> Html:
        late = "\n⚠️ 包裹寄出以后就补不了了。" if leaves else ""
        return fill("👉 先补这一样：<b>{title}</b>。{how}{late}", title=title, how=how, late=late)

    def list_complete(self) -> str:
        return "都齐了，踏实。"

    def how_to_tick(self) -> str:
        return "有了就点一下打勾，点错了再点一下。"
