"""More at once than we take."""

from typing import Protocol

from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Flood(Forms, Protocol):
    """More at once than we take."""

    def too_fast(self) -> str: ...
    def too_many_actions(self, limit: int) -> Html: ...
    def uploads_wait(self, limit: int, until: str) -> Html: ...
    def uploads_lost(self, until: str) -> Html: ...
