"""Snoozing."""

from typing import Protocol

from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Reminders(Forms, Protocol):
    """Snoozing."""

    def snoozed(self, when: str) -> str: ...
    def ask_snooze(self) -> Html: ...
    def snoozed_in_time(self, when: str, until: str) -> str: ...
