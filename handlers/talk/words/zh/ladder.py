"""The ladder: whom to turn to next, how each rung stands, and what was filed."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Ladder(Forms):
    """The ladder: whom to turn to next, how each rung stands, and what was filed."""

    b_ladder = "📣 往上走"
    b_letter = "✉️ 写好的话术"
    b_climbed = "✅ 这一步我办了"
    b_for_good = "🚫 对方说死不退"
    b_for_good_yes = "✅ 对，说死了"
    b_talking_again = "↩️ 对方又肯谈了"
    b_no_complaint_number = "还没有编号"

    def ladder_title(self, name: str) -> Html:
        return fill("📣 <b>{name}</b>：一步一步往上走", name=name)

    def ladder_empty(self) -> str:
        return "这件事已经结束，没有要往上走的了。"

    def ladder_waits(self, *, mine: bool) -> str:
        return "先做这一步，现在还不用往上走。" if mine else "现在先等。到了上面的日子还没动静，就走下一步。"

    def rung_done(self, title: str, when: str | None) -> Html:
        return fill("✅ {title}{when}", title=title, when=f" · {when}" if when else "")

    def rung_next(self, title: str) -> Html:
        return fill("👉 <b>{title}</b> · 现在就走这一步", title=title)

    def rung_open(self, title: str, first: str | None) -> Html:
        return fill("▫️ {title} · 也可以{usual}", title=title, usual=f"，一般先走「{first}」" if first else "")

    def rung_waiting(self, title: str, until: str, clock: str) -> Html:
        return fill("⏳ {title} · <b>{until}</b> 起（「{clock}」到期）", title=title, until=until, clock=clock)

    def rung_behind(self, title: str, first: str) -> Html:
        return fill("🔒 {title} · 先走「{first}」", title=title, first=first)

    def rung_shut(self, title: str, events: str) -> Html:
        return fill("🔒 {title} · 要等：{events}", title=title, events=events)

    def rung_missed(self, clock: str, until: str) -> str:
        return f"「{clock}」{until} 已过，所以轮到这一步。"

    def rung_where(self, text: str) -> str:
        return f"📍 {text}"

    def rung_costs(self, text: str) -> str:
        return f"💰 {text}"

    def rung_takes(self, text: str) -> str:
        return f"⏱ {text}"

    def rung_needs(self, text: str) -> str:
        return f"📎 先备好：{text}"

    def rung_closes(self, text: str) -> str:
        return f"❗ {text}"

    def rung_then(self, title: str) -> str:
        return f"⤴️ 不行的话，再走：{title}"

    def ask_for_good(self) -> Html:
        return Html(
            "对方<b>明确说了</b>不退、不处理？\n只是没回、在拖，不算。说死了，后面几步不用再等期限；把那句话截图存进证据。"
        )

    def for_good_noted(self) -> str:
        return "✍️ 记下了：对方说死不退。后面的步骤提前打开了。"

    def talking_again_noted(self) -> str:
        return "✍️ 记下了：对方又肯谈了。还是按期限一步一步来。"

    def written_noted(self, letter: str) -> str:
        return f"✍️ 记下了：{letter}，发出去了"

    def ask_complaint_number(self) -> Html:
        return Html("提交后 12315 会给一个<b>编号</b>，抄在这里，以后查进度用得上。")

    def complaint_line(self, number: str) -> Html:
        return fill("🏛 12315 编号 <code>{number}</code>", number=number)
