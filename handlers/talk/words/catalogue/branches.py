"""The branches that a real case takes: where it was bought, what is special about it, what that changes."""

from typing import Protocol

from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Branches(Forms, Protocol):
    """The branches that a real case takes."""

    def b_shop(self, platform: str) -> str: ...
    def ask_shop(self) -> Html: ...
