"""Registering a case, and answers to bad input: what is expected, with an example."""

from domain.errors import AmountReason, DateReason, NumberReason
from domain.intake import Blank
from domain.journal import What
from handlers.talk.markup import Html
from handlers.talk.words.en.forms import counted
from handlers.talk.words.en.recording import Recording


class Registering(Recording):
    """Registering a case, and answers to bad input: what is expected, with an example."""

    def ask_blank(self, blank: Blank, *, membership: bool, when_of: What) -> Html:
        match blank:
            case Blank.KIND:
                asked = "What would you like your money back for?"
            case Blank.REASON:
                asked = "What's the reason?"
            case Blank.STANDS:
                asked = "How far are you?"
            case Blank.NAME:
                asked = (
                    "Which membership? Like “Xiaohongshu, yearly”." if membership else "What is it? Like “silk dress”."
                )
            case Blank.PRICE:
                asked = "How much did you pay? Like 39.9."
            case Blank.CHANNEL:
                asked = "How did you pay? The refund goes back the same way."
            case Blank.DATE:
                return self.ask_when(when_of)
        return Html(asked)

    def progress(self, done: int, of: int) -> str:
        return f"{done + 1}/{of}"

    def tap_please(self) -> str:
        return "For this one, just tap a button below."

    def registered(self, *, dated: bool) -> str:
        if not dated:
            return "✅ Registered. One date is still missing: tell me, and I set the deadlines and reminders."
        return "✅ Registered. The dates and reminders are set."

    def draft_cancelled(self) -> Html:
        return Html("All right, nothing was registered.")

    def nothing_to_cancel(self) -> Html:
        return Html("There is nothing half filled in right now.")

    def no_name(self) -> str:
        return "I can't see any letters in that name. Pick one you'll recognise, like “silk dress”."

    def name_missing(self, *, membership: bool) -> str:
        return "Membership (no name)" if membership else "Item (no name)"

    def not_an_amount(self, reason: AmountReason) -> str:
        return {
            AmountReason.ZERO: "I need more than 0 here: what you really paid, like 39.9.",
            AmountReason.NEGATIVE: "No minus needed: just what you really paid, like 39.9.",
            AmountReason.TOO_LARGE: "I can note up to 10,000,000. Is there a digit too many?",
            AmountReason.AMBIGUOUS: "I can read that two ways. Written like 1299 or 1.30, it's clear.",
            AmountReason.TOO_MANY: "I see several numbers. Just the one you really paid, like 39.9.",
            AmountReason.NOT_A_NUMBER: "I need an amount here, like 39.9. Not sure? Skip it and add it later.",
        }[reason]

    def not_a_date(self, reason: DateReason) -> str:
        return {
            DateReason.IMPOSSIBLE: "The calendar has no such day. Try 20 Nov or “yesterday”.",
            DateReason.FAR: "That's very far from today. Is the year right? Like 20 Nov.",
            DateReason.TOO_MANY: "I see several dates. Just one, like 20 Nov.",
            DateReason.NOT_A_DATE: "I need a date here, like yesterday, 20 Nov or 3 days ago.",
        }[reason]

    def not_past(self, day: str) -> str:
        return f"{day} is still to come. I need the day it happened, like yesterday; for an earlier year, write it too."

    def not_coming(self, day: str) -> str:
        return f"{day} has already passed. I need a time to come, like tomorrow 8 pm; for a later year, write it too."

    def which_day(self) -> str:
        return "Which day is it?"

    def not_a_number(self, reason: NumberReason) -> str:
        return {
            NumberReason.TOO_SHORT: "That's short for a tracking number: most have 10 characters or more, like {}.",
            NumberReason.TOO_LONG: "That's long for a tracking number. Send me just the number, like {}.",
            NumberReason.STRANGE_SIGN: "I need a tracking number here, letters and digits only, like {}.",
        }[reason].format("SF1364216703436")

    def not_a_countdown(self) -> str:
        return "Copy it as the app shows it, like 47:59:12 (or 剩余 6天23小时)."

    def too_long(self, limit: int) -> str:
        return f"That's a bit long: I can keep {counted(limit, 'character')}. The main point is enough."
