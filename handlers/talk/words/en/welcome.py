"""The first contact, the settings, and whatever fits nowhere else."""

from domain.people import Wishes
from handlers.talk.markup import Html, fill, lines
from handlers.talk.words.en.forms import Forms


class Welcome(Forms):
    """The first contact, the settings, and whatever fits nowhere else."""

    def welcome(self) -> Html:
        return Html(
            "Hi, I'm <b>Refund Keeper</b>. 🧾 Returning something or cancelling a membership? "
            "Hand me the steps and the dates: I stay on it until the money is back.\n\n"
            "Start below. And forward me photos, screenshots or chats at any time: I keep them as evidence."
        )

    def welcome_draft(self, name: str) -> Html:
        return fill(
            "{name} is half filled in. Tap “Go on filling in” to finish.", name=f"“{name}”" if name else "A case"
        )

    def group_only_private(self) -> Html:
        return Html("Cases hold your orders and photos, so let's talk in private: tap my picture, then “Send Message”.")

    def description(self) -> str:
        return (
            "Returning something or cancelling a membership? Hand me the steps and the dates.\n"
            "I keep the numbers and the evidence, and remind you in time: to send it back, to look for the refund, "
            "to go one step up when the seller stays silent. I stay on it until the money is back."
        )

    def short_description(self) -> str:
        return "Keeps your refund from the request until the money is back: every step, every date."

    def commands(self) -> tuple[tuple[str, str], ...]:
        return (
            ("start", "Home"),
            ("new", "Register a refund"),
            ("cases", "My cases"),
            ("reminders", "Reminder log"),
            ("settings", "Times, language, quiet hours"),
            ("guide", "How it works"),
            ("cancel", "Leave what I'm filling in"),
            ("delete", "My data: see, export, delete it"),
        )

    def settings(self, wishes: Wishes) -> Html:
        quiet = "Quiet hours: none"
        if wishes.quiet_from != wishes.quiet_to:
            quiet = f"Quiet {wishes.quiet_from:%H:%M}–{wishes.quiet_to:%H:%M} (except for dates that can't be reopened)"
        return lines(
            Html("⚙️ <b>Settings</b>"),
            f"Reminders at {wishes.remind_at:%H:%M}, “tonight” means {wishes.evening:%H:%M}",
            quiet,
            f"Time zone {wishes.zone}",
        )

    def ask_zone(self) -> Html:
        return Html("Which time zone are you in?")

    def wish_kept(self) -> str:
        return "Changed. Your reminders follow it."

    def language_set(self) -> str:
        return "English from now on."

    b_topics = "📖 All topics"
    b_guide_now = "❓ What now?"

    def guide_found(self, word: str) -> Html:
        return fill("📖 About “{word}”:", word=word)

    def guide_nothing(self, word: str) -> Html:
        return fill("Nothing about “{word}”; perhaps one of these.", word=word)

    def guide_ask(self) -> str:
        return "Tap a question."

    def guide_foot(self) -> str:
        return "Experience and the text of the law, not legal advice."

    def guide(self) -> Html:
        return Html(
            "📖 <b>Returning something</b>\n"
            "1. Apply in the app (售后) first, then talk to the seller. You have 7 days, counted from the day after "
            "it arrived; chatting doesn't count.\n"
            "2. Once they agree, send it to the address in the app and enter the tracking number there yourself. "
            "Tags, parts and gifts go in too; take photos before you pack.\n"
            "3. After the seller has it, the refund goes back the way you paid. "
            "Refund details (退款详情) show which account.\n"
            "4. Refused or stalled? Ask for platform help (平台介入); if that fails, call 12315.\n\n"
            "👑 <b>Cancelling a membership</b>\n"
            "1. Switch off auto-renewal first, so that nothing more is charged.\n"
            "2. See what the agreement says about refunds, then ask customer service. "
            "Paid through Apple? Ask Apple: reportaproblem.apple.com.\n"
            "3. “No refunds” in an agreement is not always the last word: "
            "what you used is deducted, the rest you can ask for.\n\n"
            "I keep every date for you. This is experience and the text of the law, not legal advice."
        )

    def parcel_waits(self) -> Html:
        return Html(
            "📦 A pick-up notice: nothing to register. To send it back, take photos when you have it, then tap below.\n"
            "Left in a locker or at a station: with your consent the day in the carrier's trace counts; without it, "
            "complain to the carrier and keep the record."
        )

    def may_ask(self) -> Html:
        return Html("Is this your question?")

    def wants_a_refund(self) -> Html:
        return Html("Then let's register it: it takes a minute. A screenshot or the text of the order will do, too.")

    def lost(self) -> Html:
        return Html(
            "I didn't get that one. To register a refund or see your cases, tap below; "
            "photos and screenshots you can just send."
        )

    def stale(self) -> str:
        return "That button was an old one. Here is how it stands now."

    def mishap(self) -> Html:
        return Html(
            "Something went wrong on my side. What you sent is kept, nothing is lost. "
            "Please tap once more; if it still doesn't work, try again a little later."
        )

    def not_yours(self) -> str:
        return "There is no such case here. “My cases” shows the ones you have."
