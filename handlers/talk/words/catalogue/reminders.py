"""Snoozing, and the digest."""

from collections.abc import Mapping
from typing import Protocol

from domain.people import Digest
from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Reminders(Forms, Protocol):
    """Snoozing, and the digest."""

    digests: Mapping[Digest, str]  #: how often
    b_digest: str

    def digest_line(self, how_often: Digest) -> str: ...
    def digest_title(self, how_often: Digest) -> Html: ...
    def snoozed(self, when: str) -> str: ...
    def ask_snooze(self) -> Html: ...
    def snoozed_in_time(self, when: str, until: str) -> str: ...
