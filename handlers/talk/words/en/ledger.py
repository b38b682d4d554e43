"""The ledger: what was promised, and what became of it."""

from collections.abc import Mapping
from datetime import timedelta

from domain.ledger import Late, Why
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue import typography
from handlers.talk.words.en.forms import UNITS, Forms, counted


class Ledger(Forms):
    """The ledger: what was promised, and what became of it."""

    late_because: Mapping[Late, str] = {
        Late.AWAY: "I was offline",
        Late.RESTORED: "I was put back from a backup",
        Late.UNREACHABLE: "I could not reach you",
        Late.BUSY: "it waited in line",
    }
    not_sent_because: Mapping[Why, str] = {
        Why.MOVED_ON: "no longer needed, things moved on",
        Why.CLOSED: "no longer needed, the case is closed",
        Why.GONE: "the case was deleted",
        Why.MERGED: "sent together with another one",
        Why.TAKEN_BACK: "taken back before it went out",
        Why.REFUSED: "not delivered, Telegram would not take it",
        Why.IN_DOUBT: "tried several times; whether it reached you is unknown",
    }
    b_earlier = "‹ Earlier"
    b_later = "Later ›"
    b_whole_ledger = "📬 Whole log"

    def ledger_title(self, name: str | None) -> Html:
        return fill("📬 <b>Reminder log</b> · {name}", name=name) if name else Html("📬 <b>Reminder log</b>")

    def ledger_account(self, planned: int, next_at: str | None) -> str:
        if next_at is None:
            return "Nothing is owed to you, and nothing is planned."
        return f"Nothing is owed to you. {planned} planned, the next one {next_at}."

    def ledger_owed(self, owed: int) -> str:
        return f"{counted(owed, 'reminder')} due and not sent yet; on the way now."

    def ledger_empty(self) -> str:
        return (
            "No reminders yet. Once you have a case, each one shows up here: when it is due and whether it reached you."
        )

    def ledger_coming(self) -> Html:
        return Html("<b>To come</b>")

    def ledger_past(self) -> Html:
        return Html("<b>So far</b>")

    def ledger_late(self, by: timedelta, because: str) -> str:
        unit, number = typography.span(by)
        return f"{counted(number, UNITS[unit])} late: {because}"

    def ledger_merged(self, into: str) -> str:
        return f"sent together with “{into}”"

    def ledger_again(self, when: str) -> str:
        return f"put off to {when}"

    def ledger_on_its_way(self) -> str:
        return "being sent"
