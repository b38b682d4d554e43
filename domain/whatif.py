"""
What would follow if the shopper did this on that day: the clocks of a case with a happening that did not happen.

Nothing is changed: `outlook` walks a copy of the case and holds its clocks against those that run now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain import desk, moments, moved, sums
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.errors import NotNow
from domain.journal import Happening, Source, What
from domain.library import Library
from domain.machine import Flow, Stage, Turn
from domain.moments import Moment, When
from domain.money import Money
from domain.moved import Move
from domain.policy import Counting


class If(StrEnum):
    """What the shopper might do. The value stands in buttons: never reuse one."""

    APPLY = "apply"
    POST = "post"
    PLATFORM = "platform"  # apply to the platform
    EXCHANGE = "exchange"  # ask for an exchange instead
    REFUND_ONLY = "refund_only"  # ask for the money alone instead
    RETURN = "return"  # ask for return and refund instead
    WAIT = "wait"


DATED = frozenset({If.APPLY, If.POST, If.WAIT})  #: where the day is the question; the others are supposed of today

_STEPS = {If.APPLY: What.APPLIED, If.POST: What.SHIPPED, If.PLATFORM: What.PLATFORM_ASKED}
_FLOWS = {If.EXCHANGE: Flow.EXCHANGE, If.REFUND_ONLY: Flow.REFUND_ONLY, If.RETURN: Flow.RETURN}

#: Where the act is what the shopper's own deadlines ask for: an exchange asked for is no notice of a return.
_ANSWERS = frozenset({(If.APPLY, Stage.TO_APPLY), (If.POST, Stage.TO_SHIP)})

_SILENCES = 6  # that a chain may take: an answer, a parcel, a refund, and some to spare
_FAR = timedelta(days=120)  # what ends later is on nobody's mind when choosing a day


@dataclass(frozen=True, slots=True)
class Outlook:
    """
    What would follow.

    `kept` are the shopper's own deadlines that this act answers in time, `missed` those that would be over by then
    (of WAIT, everybody's), `running_on` those that it does not stop. `moves` are the other dates, the old one as it
    stands now; where a day was chosen for a step, as it would be if the step were taken today. `ahead` is the next
    limit of whoever waits. `money_by` is when the money would be there if everybody else took all their time,
    `money_today` the same for the step taken today; None where that hangs on a further move of the shopper or on a
    time that nobody publishes. `sum` and `sum_today` are the money that should come back, then and done today.
    """

    what: If
    day: date
    kept: tuple[Deadline, ...] = ()
    missed: tuple[Deadline, ...] = ()
    running_on: tuple[Deadline, ...] = ()
    moves: tuple[Move, ...] = ()
    ahead: Deadline | None = None
    money_by: Deadline | None = None
    money_today: Deadline | None = None
    sum: Money | None = None
    sum_today: Money | None = None


def possible(case: Case, now: Moment) -> tuple[If, ...]:
    """What can be supposed of a case as it stands, in the order of `If`; of a closed one nothing."""
    if not case.is_open:
        return ()
    today = moments.day_of(now)
    return tuple(each for each in If if _supposed(case, each, today, now) is not None)


def outlook(case: Case, what: If, day: date, library: Library, now: Moment) -> Outlook | None:
    """
    What would follow if it happened on that day of Shanghai; today means this very moment.

    None where it cannot happen to this case as it stands, or where the day is over.
    """
    today = moments.day_of(now)
    supposed = _supposed(case, what, day, now)
    if supposed is None or day < today:
        return None
    before, after = desk.clocks(case, library), desk.clocks(supposed, library)
    missed = _over(before, _act(what, day, now), now, everybody=what is If.WAIT)
    own = tuple(each for each in _gone(before, after) if each not in missed)
    answers = (what, case.stage) in _ANSWERS
    at_once = _supposed(case, what, today, now) if what in _STEPS and day != today else None
    known = {each.due for each in after.running}
    return Outlook(
        what,
        day,
        kept=own if answers else (),
        missed=missed,
        running_on=() if answers else tuple(each for each in own if each.due not in known),
        moves=_shown(moved.between(desk.clocks(at_once, library) if at_once else before, after), now),
        ahead=_ahead(before, _act(what, day, now)) if what is If.WAIT else None,
        money_by=latest_money(supposed, library),
        money_today=latest_money(at_once, library) if at_once else None,
        sum=sums.of(supposed, library.sums, day).total,
        sum_today=sums.of(at_once or case, library.sums, today).total,
    )


def latest_money(case: Case, library: Library) -> Deadline | None:
    """
    Find when the money is there if everybody else is silent to the last, and silence means what their rules say.

    None where the way there needs another move of the shopper, or a time that nobody publishes.
    """
    for step in range(_SILENCES):
        clocks = desk.clocks(case, library)
        if case.stage is Stage.MONEY_COMING:
            return next((each for each in clocks.running if each.turn is Turn.BANK and each.rule.scope.channels), None)
        silent = next((each for each in clocks.running if each.rule.silence and each.turn is clocks.turn), None)
        if silent is None or silent.turn is Turn.MINE or silent.rule.silence is None:
            return None
        case = case.with_happening(_happening(f"silence{step}", silent.rule.silence, When(silent.due), silent.due))
    return None


def _supposed(case: Case, what: If, day: date, now: Moment) -> Case | None:
    """A copy of the case to which it happened; None where it cannot."""
    when = When(now) if day == moments.day_of(now) else When.on(day)
    if not _makes_sense(case, what):
        return None
    try:
        for step, told in enumerate(_steps(case, what)):
            case = case.with_happening(_happening(f"if{step}", told, when, now))
        return _turned(case, what, when, now)
    except NotNow:
        return None


def _makes_sense(case: Case, what: If) -> bool:
    if what is If.WAIT:
        return case.is_open
    if what in _STEPS:
        return _STEPS[what] in case.offers
    early = case.stage in {Stage.TO_APPLY, Stage.UNDER_REVIEW, Stage.REFUSED}
    return not case.is_membership and early and _FLOWS[what] is not case.flow


def _steps(case: Case, what: If) -> Iterable[What]:
    if what in _STEPS:
        return (_STEPS[what],)
    return (What.APP_CLOSED,) if what in _FLOWS and case.stage is Stage.UNDER_REVIEW else ()


def _turned(case: Case, what: If, when: When, now: Moment) -> Case:
    """The case asked for anew in another way, if that is what is supposed."""
    if what not in _FLOWS:
        return case
    turned = replace(case, flow=_FLOWS[what])
    return turned.with_happening(_happening("if9", What.APPLIED, when, now))


def _happening(id_: str, what: What, when: When, told: Moment) -> Happening:
    return Happening(id=id_, what=what, when=when, told=told, source=Source.BOT)


def _act(what: If, day: date, now: Moment) -> Moment:
    """The instant by which a deadline must not be over: whoever waits lets the whole day go by."""
    if what is If.WAIT:
        return moments.end_of_day(day)
    return now if day == moments.day_of(now) else moments.start_of_day(day)


def _over(clocks: Clocks, at: Moment, now: Moment, *, everybody: bool) -> tuple[Deadline, ...]:
    """What is not over now and would be then."""
    return tuple(
        each
        for each in clocks.running
        if (each.turn is Turn.MINE or everybody) and _is_a_limit(each) and now < each.due <= at
    )


def _ahead(clocks: Clocks, at: Moment) -> Deadline | None:
    """The first limit that is still to come then, the shopper's own or another's."""
    return next((each for each in clocks.running if _is_a_limit(each) and each.due > at), None)


def _gone(before: Clocks, after: Clocks) -> tuple[Deadline, ...]:
    """The shopper's own deadlines that do not run any more."""
    left = {each.id for each in after.running}
    return tuple(
        each for each in before.running if each.turn is Turn.MINE and _is_a_limit(each) and each.id not in left
    )


def _shown(moves: Iterable[Move], now: Moment) -> tuple[Move, ...]:
    """The dates to show: the shopper's own that ended are told of elsewhere."""
    return tuple(
        each
        for each in moves
        if _is_a_date(each.deadline)
        and each.deadline.due - now < _FAR
        and not (each.disappeared and each.deadline.turn is Turn.MINE)
    )


def _is_a_date(deadline: Deadline) -> bool:
    return deadline.turn is not Turn.NOBODY and deadline.rule.counting is not Counting.BEFORE


def _is_a_limit(deadline: Deadline) -> bool:
    return _is_a_date(deadline) and not deadline.recommendation
