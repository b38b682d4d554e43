"""The ladder: whom to turn to next, how each rung stands, and what was filed."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.en.forms import Forms


class Ladder(Forms):
    """The ladder: whom to turn to next, how each rung stands, and what was filed."""

    b_ladder = "📣 Next step up"
    b_letter = "✉️ The letter, ready"
    b_climbed = "✅ I did this"
    b_for_good = "🚫 They refuse for good"
    b_for_good_yes = "✅ Yes, for good"
    b_talking_again = "↩️ They talk again"
    b_no_complaint_number = "No number yet"

    def ladder_title(self, name: str) -> Html:
        return fill("📣 <b>{name}</b>: one step up at a time", name=name)

    def ladder_empty(self) -> str:
        return "This one is over; there is no step up from here."

    def ladder_waits(self, *, mine: bool) -> str:
        if mine:
            return "Do this first; no step up is needed now."
        return "Now it's theirs to act. If nothing has moved by the day above, take that step."

    def rung_done(self, title: str, when: str | None) -> Html:
        return fill("✅ {title}{when}", title=capital(title), when=f" · {when}" if when else "")

    def rung_next(self, title: str) -> Html:
        return fill("👉 <b>{title}</b> · take this step now", title=capital(title))

    def rung_open(self, title: str, first: str | None) -> Html:
        usual = f"; usually after: {first}" if first else ""
        return fill("▫️ {title} · also possible{usual}", title=capital(title), usual=usual)

    def rung_waiting(self, title: str, until: str, clock: str) -> Html:
        return fill(
            "⏳ {title} · from <b>{until}</b> ({clock}: over then)", title=capital(title), until=until, clock=clock
        )

    def rung_behind(self, title: str, first: str) -> Html:
        return fill("🔒 {title} · first: {first}", title=capital(title), first=first)

    def rung_shut(self, title: str, events: str) -> Html:
        return fill("🔒 {title} · waits for: {events}", title=capital(title), events=events)

    def rung_missed(self, clock: str, until: str) -> str:
        return f"Why now: {clock}, and that ended {until}."

    def rung_where(self, text: str) -> str:
        return f"📍 {text}"

    def rung_costs(self, text: str) -> str:
        return f"💰 {text}"

    def rung_takes(self, text: str) -> str:
        return f"⏱ {text}"

    def rung_needs(self, text: str) -> str:
        return f"📎 Have ready: {text}"

    def rung_closes(self, text: str) -> str:
        return f"❗ {text}"

    def rung_then(self, title: str) -> str:
        return f"⤴️ If that fails: {title}"

    def ask_for_good(self) -> Html:
        return Html(
            "Did they <b>clearly say</b> that they won't refund or won't deal with it?\n"
            "Silence or delay doesn't count. If they did, the steps above needn't wait for their dates; "
            "keep a screenshot of that sentence as evidence."
        )

    def for_good_noted(self) -> str:
        return "✍️ Noted: they refuse for good. The steps above are open early."

    def talking_again_noted(self) -> str:
        return "✍️ Noted: they talk again. Back to one step at a time, by the dates."

    def written_noted(self, letter: str) -> str:
        return f"✍️ Noted as sent: {letter}"

    def ask_complaint_number(self) -> Html:
        return Html("12315 gives a <b>number</b> when you file. Copy it here: you need it to ask how things stand.")

    def complaint_line(self, number: str) -> Html:
        return fill("🏛 12315 number <code>{number}</code>", number=number)
