"""Snoozing."""

from handlers.talk.markup import Html
from handlers.talk.words.en.forms import Forms


class Reminders(Forms):
    """Snoozing."""

    def snoozed(self, when: str) -> str:
        return f"😴 All right, I'll remind you again: {when}."

    def ask_snooze(self) -> Html:
        return Html("When shall I remind you again? Like “tomorrow 8 pm” or “Friday”.")

    def snoozed_in_time(self, when: str, until: str) -> str:
        return f"😴 It would be over by then (it ends {until}), so I'll remind you earlier: {when}."
