"""Reminders, snoozing and the ledger."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Reminders(Forms):
    """Reminders, snoozing and the ledger."""

    def snoozed(self, when: str) -> str:
        return f"😴 All right, I'll remind you again: {when}."

    def ask_snooze(self) -> Html:
        return Html("When shall I remind you again? Like “tomorrow 8 pm” or “Friday”.")

    def too_late_to_snooze(self, until: str) -> str:
        return f"It would be over by then (it ends {until}). Pick an earlier time."

    def ledger_title(self) -> str:
        return "📬 Reminder log"

    def ledger_empty(self) -> str:
        return (
            "No reminders yet. Once you have a case, each one shows up here: when it is due and whether it reached you."
        )

    def ledger_line(self, when: str, name: str, result: str) -> Html:
        return fill("{when} · {name} · {result}", when=when, name=name, result=result)
