"""Where the usual next step of a stage is not the one to take: there is no address to send to, the last day is over."""

from datetime import timedelta
from enum import StrEnum

from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.journal import What
from domain.machine import Stage, Turn
from domain.moments import Moment
from domain.traits import Trait

_FAR = timedelta(days=90)
#: The rung of the ladder whose letter asks for a return address.
ADDRESS_RUNG = "seller_firmly"


class Detour(StrEnum):
    """What comes before, or instead of, the usual step."""

    ASK_ADDRESS = "ask_address"  # the return was agreed, and there is nowhere to send it
    NO_ANSWER = "no_answer"  # it was asked for in writing, and there still is none
    TOO_LATE = "too_late"  # the day up to which it could be asked for is over


def of(case: Case, clocks: Clocks, now: Moment) -> Detour | None:
    """What the case has to do first; None where the usual step is the one to take."""
    if case.stage is Stage.TO_SHIP and Trait.NO_ADDRESS in case.traits:
        return Detour.NO_ANSWER if _was_asked_for(case) else Detour.ASK_ADDRESS
    return Detour.TOO_LATE if case.stage is Stage.TO_APPLY and _is_too_late(clocks, now) else None


def _was_asked_for(case: Case) -> bool:
    agreed = case.entered
    written = [each for each in case.standing if each.what is What.WRITTEN and each.rule == ADDRESS_RUNG]
    return bool(written) and (agreed is None or written[-1].told >= agreed.told)


def _is_too_late(clocks: Clocks, now: Moment) -> bool:
    """Every limit of the shopper's own is over, and one of them cannot be made good."""
    own = [each for each in clocks.running if each.turn is Turn.MINE and _is_near(each, now)]
    return any(each.final for each in own) and all(each.is_over(now) for each in own)


def _is_near(deadline: Deadline, now: Moment) -> bool:
    """Advice is no limit, and a limit of years says nothing about asking in the app."""
    return not deadline.recommendation and deadline.due - now < _FAR
