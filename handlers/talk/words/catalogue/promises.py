"""What the other side promised: kept in its own words, with the day on which to ask."""

from collections.abc import Mapping
from typing import Protocol

from domain.promises import Party, Way
from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Promises(Forms, Protocol):
    """What the other side promised."""

    promised_by: Mapping[Party, str]
    promised_how: Mapping[Way, str]
    b_promise_tomorrow: str
    b_promise_no_day: str
    promise_day: str

    def promise_noted(self, who: str, words: str) -> Html: ...
    def ask_promise_day(self, name: str) -> Html: ...
    def promise_heard(self, who: str, words: str) -> Html: ...
    def b_keep_promise(self, name: str) -> str: ...
    def promised_title(self, who: str) -> str: ...
    def promise_recalled(self, who: str, words: str) -> Html: ...
    def promised_day_line(self) -> str: ...
