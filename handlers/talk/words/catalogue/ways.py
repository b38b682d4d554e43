"""Where the way of a case is not the usual one: whose move it is then, what comes next, where to look."""

from collections.abc import Mapping
from typing import Protocol

from domain.case import Channel
from domain.detours import Detour
from domain.machine import Stage
from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Ways(Forms, Protocol):
    """Where the way of a case is not the usual one: whose move it is then, what comes next, where to look."""

    nudges: Mapping[Stage, str]  #: where there is nothing to look at, but something to do
    looks: Mapping[Stage, str]  #: where to look for news, where no app shows any
    looks_paid: Mapping[Channel, str]  #: the same, where whoever took the money decides
    look_app: str
    turns_paid: Mapping[Channel, str]  #: the move of whoever took the money
    apply_paid: Mapping[Channel, str]
    review_paid: Mapping[Channel, str]
    b_approved_paid: Mapping[Channel, str]
    b_refused_paid: Mapping[Channel, str]
    detours: Mapping[Detour, str]  #: what comes before the usual step, as the next action
    b_ask_address: str
    b_address_asked: str
    b_address_came: str
    b_too_late: str
    b_not_taken: str  #: 12315 ended a complaint that it had not accepted

    def day_over(self, name: str, until: str) -> Html: ...
