"""Snoozing, and the digest."""

from collections.abc import Mapping

from domain.people import Digest
from handlers.talk.markup import Html
from handlers.talk.words.en.forms import Forms, inside


class Reminders(Forms):
    """Snoozing, and the digest."""

    digests: Mapping[Digest, str] = {
        Digest.OFF: "No digest",
        Digest.DAILY: "Every evening",
        Digest.WEEKLY: "Sunday evenings",
    }
    b_digest = "🗞 Digest"

    def digest_line(self, how_often: Digest) -> str:
        return f"Digest: {inside(self.digests[how_often])}" if how_often is not Digest.OFF else "No digest"

    def digest_title(self, how_often: Digest) -> Html:
        return Html("🗞 <b>This week</b>" if how_often is Digest.WEEKLY else "🗞 <b>Today</b>")

    def snoozed(self, when: str) -> str:
        return f"😴 All right, I'll remind you again: {when}."

    def ask_snooze(self) -> Html:
        return Html("When shall I remind you again? Like “tomorrow 8 pm” or “Friday”.")

    def snoozed_in_time(self, when: str, until: str) -> str:
        return f"😴 It would be over by then (it ends {until}), so I'll remind you earlier: {when}."
