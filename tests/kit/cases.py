"""Builders: a case in one line, a happening in one word, as the shopper would tell it."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from domain.case import Case, Reason
from domain.journal import Happening, What
from domain.machine import Flow
from domain.moments import Moment, When
from domain.money import Money

_numbers = count(1)


def at(text: str) -> Moment:
    """The instant of ``2026-11-23 20:30`` on a clock in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOW = at("2026-11-23 12:30")  # a Monday evening in Shanghai


def told(what: What, when: str | Moment | None = None, *, learned: Moment = NOW, **facts: Any) -> Happening:
    """A happening: a day (``2026-11-20``) is known to the day, a moment to the moment."""
    known = None
    if isinstance(when, str):
        known = When.on(date.fromisoformat(when))
    elif when is not None:
        known = When(when)
    return Happening(id=f"h{next(_numbers)}", what=what, when=known, told=learned, **facts)


def a_case(flow: Flow = Flow.RETURN, *happenings: Happening, **header: Any) -> Case:
    """A case of the silk dress, walked through these happenings."""
    facts: dict[str, Any] = {
        "id": "caseaaaaaaaa",
        "owner": 7_999_999_999,
        "flow": flow,
        "opened": NOW,
        "name": "真丝连衣裙",
        "reason": Reason.NOT_AS_DESCRIBED,
        "price": Money(39_900),
    }
    case = Case(**{**facts, **header})
    for happening in happenings:
        case = case.with_happening(happening)
    return case
