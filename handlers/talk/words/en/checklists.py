"""Checklists."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Checklists(Forms):
    """What evidence a case needs, what belongs into the parcel."""

    b_evidence_list = "📋 What proof I need"
    b_packing_list = "📦 What goes in"

    def evidence_list(self, name: str, there: int, count: int) -> Html:
        return fill("📋 <b>Proof</b> · {name} · {there} of {count}", name=name, there=there, count=count)

    def packing_list(self, name: str, there: int, count: int) -> Html:
        return fill("📦 <b>Packing</b> · {name} · {there} of {count}", name=name, there=there, count=count)

    def see_to_first(self, title: str, how: str, *, leaves: bool) -> Html:
        late = "\n⚠️ Once the parcel is gone, it is too late for this." if leaves else ""
        return fill("👉 First of all: <b>{title}</b>. {how}{late}", title=title, how=how, late=late)

    def list_complete(self) -> str:
        return "All there. Well done."

    def how_to_tick(self) -> str:
        return "Tap what you have; tap again to take the tick back."
