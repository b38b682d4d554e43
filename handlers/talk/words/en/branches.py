"""The branches that a real case takes: what it turns on, what that changes, how its story is mended."""

from domain.journal import What
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.en.forms import Forms


class Branches(Forms):
    """The branches that a real case takes."""

    enumeration = ", "
    b_circumstances = "🔎 More about it"
    b_counsel = "💡 Good to know"
    b_facts = "📌 What else happened"
    b_edit = "✏️ Edit"
    b_edit_platform = "🏬 Where I bought it"
    b_edit_flow = "🔁 Another way"
    b_done = "✅ Done"
    b_answers = "📝 What I said"
    b_same_day = "✅ Yes, that day"
    b_other_day = "📅 No, another day"
    b_earlier = "‹ Earlier"
    b_other_time = "✏️ Another time"
    b_other_sum = "✏️ Another amount"
    b_other_words = "✏️ Other words"
    b_retract = "🗑 It didn't happen"
    b_start_wrong = "🕘 Start is wrong?"
    b_unpin = "↩️ Drop this countdown"
    b_all_dates = "❓ All dates"
    b_arrived_earlier = "📅 All of it, some days ago"

    def b_shop(self, platform: str) -> str:
        return f"🏬 {platform} · change"

    def b_tell_day(self, title: str) -> str:
        return f"⏱ Add: {title}"

    def b_tell_when(self, what: What) -> str:
        return f"🕘 When? {self.told[what]}"

    def ask_shop(self) -> Html:
        return Html("Where did you buy it? The times differ, and I count by that shop's.")

    def ask_flow(self, *, withdraw: bool) -> Html:
        if withdraw:
            return Html(
                "What would you like instead?\n"
                "Withdraw the present request in the app first, then submit the new one: it takes only one at a time."
            )
        return Html("What would you like instead?")

    def no_other_flow(self) -> Html:
        return Html("It is too far along for another way. If the seller turns it into a refund, tap “Refund instead”.")

    def one_question(self, *, dated: bool) -> str:
        return "One small question, because the date above depends on it:" if dated else "One small question:"

    def noted(self, answer: str) -> Html:
        return fill("✍️ Written down: {answer}", answer=answer)

    def answers_title(self) -> Html:
        return Html("<b>What you told me</b>: tap one to change it.")

    def answer_line(self, question: str, answer: str) -> Html:
        return fill("{question} {answer}", question=question, answer=answer)

    def no_answers(self) -> Html:
        return Html("There is nothing to ask right now that would change a date.")

    def ask_carefully(self, when: str) -> Html:
        return fill(
            "To be safe, the time runs from the day the tracking shows it in the locker or at the station, "
            "not from the day you picked it up.\nYou said <b>{when}</b>: is that the day?",
            when=when,
        )

    def moved_line(self, title: str, old: str, new: str) -> Html:
        return fill("🗓 {title}: {old} → <b>{new}</b>", title=capital(title), old=old, new=new)

    def appeared_line(self, title: str, until: str) -> Html:
        return fill("🗓 {title}: <b>{before}</b>", title=capital(title), before=self.before(until))

    def gone_line(self, title: str) -> Html:
        return fill("🗓 {title}: does not apply any more", title=capital(title))

    def lacking_line(self, title: str) -> Html:
        return fill("🗓 {title}: no date until the time is known", title=capital(title))

    def advice_title(self) -> str:
        return "Good to know at this step"

    def no_advice(self) -> str:
        return "Nothing special to mind at this step."

    def hangs_on_it(self, title: str, until: str) -> Html:
        return fill("🗓 Counted from it: {title}, {before}", title=title, before=self.before(until))

    def rests_on_it(self) -> str:
        return "Later steps rest on this one. Take those back first, then this."

    def countdown_seen(self, name: str, until: str) -> Html:
        return fill(
            "There is a countdown in this; it runs to <b>{until}</b>. "
            "If it belongs to “{name}”, tap what it counts down to.",
            until=until,
            name=name,
        )

    def ask_that_day(self, title: str, note: str) -> Html:
        return fill(
            "<b>{title}</b>\n{note}\nWrite the day, like 1 Dec; or the countdown as the app shows it, like 47:59:12.",
            title=title,
            note=note,
        )
