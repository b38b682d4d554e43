"""Checklists."""

from typing import Protocol

from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Checklists(Forms, Protocol):
    """What evidence a case needs, what belongs into the parcel."""

    b_evidence_list: str
    b_packing_list: str

    def evidence_list(self, name: str, there: int, count: int) -> Html: ...
    def packing_list(self, name: str, there: int, count: int) -> Html: ...
    def see_to_first(self, title: str, how: str, *, leaves: bool) -> Html: ...
    def list_complete(self) -> str: ...
    def how_to_tick(self) -> str: ...
