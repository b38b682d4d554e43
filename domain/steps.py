"""
The steps by which a case comes to where a screen shows it.

A screen shows where things stand; the journal may be behind. What lies between is told as having happened, nobody says
when. What the journal knows already is not told twice; where the two differ, the step names the line that it corrects.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from domain import machine
from domain.case import Case
from domain.errors import NotNow
from domain.findings import Doubt, Found, Reading
from domain.intake import Told
from domain.journal import Happening, Parcel, Source, What
from domain.machine import Flow, Stage
from domain.moments import Moment, When
from domain.money import Money

#: What may have happened unseen on the way to what a screen shows, the usual step of each stage.
_UNSEEN = (What.TERMS_READ, What.APPLIED, What.APPROVED, What.SHIPPED, What.RECEIVED)
#: Where things start over, so that what has happened before can happen unseen once more.
_OVER_AGAIN = frozenset({Stage.TO_APPLY, Stage.REFUSED, Stage.PLATFORM_REFUSED})
#: What answers a request as such: no parcel has to have been sent before it.
_ENDS_A_REQUEST = frozenset({What.REFUSED, What.APP_CLOSED, What.PLATFORM_ASKED, What.REFUND_ANNOUNCED})
_ONLY_APPLIED = (What.TERMS_READ, What.APPLIED)
_MINUTE = timedelta(minutes=1)
_FARTHEST = 3  # unseen steps in a row; a case that is further behind is asked about
#: What can happen several times in a case: told on another day, it is not the same thing told better.
_AGAIN = frozenset({What.APPLIED, What.APPROVED, What.REFUSED, What.SHIPPED, What.DELIVERED, What.PART_ARRIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One happening to write down.

    `old` is what the journal has of it already: then it is told better, and `old` is corrected. An `implied` one stands
    nowhere but must have come before the next: who has a parcel back has agreed to its coming.
    """

    what: What
    when: When | None
    words: str = ""
    parcel: Parcel | None = None
    money: Money | None = None
    doubts: tuple[Doubt, ...] = ()
    old: Happening | None = None
    implied: bool = False

    @property
    def conflicts(self) -> bool:
        """Whether the journal has another time, parcel or sum of it: never overwritten without being shown."""
        return self.old is not None and (
            _is_another_time(self.when, self.old.when)
            or _is_another_parcel(self.parcel, self.old.parcel)
            or (self.money is not None and self.old.money is not None and self.money != self.old.money)
        )

    def happening(self, name: str, told: Moment, source: Source = Source.SCREENSHOT) -> Happening:
        """As it goes into the journal, under that id; what the old one knew and this one does not is kept."""
        old = self.old
        return Happening(
            id=name,
            what=self.what,
            when=self.when or (old.when if old else None),
            told=told,
            source=source,
            parcel=self.parcel or (old.parcel if old else None),
            money=self.money or (old.money if old else None),
            note=old.note if old else "",
            corrects=old.id if old else None,
        )


def proposed(reading: Reading, case: Case, now: Moment) -> tuple[tuple[Step, ...], Case]:
    """The steps that a reading proposes, in the order in which they go into the journal, and the case after them."""
    steps: list[Step] = []
    grown = case
    for found in _told(reading, case):
        for step in _from(found, grown, reading):
            after = _taken(grown, step, len(steps), now)
            if after is not None:
                steps.append(step)
                grown = after
    return tuple(steps), grown


def _told(reading: Reading, case: Case) -> Iterator[Found[Told]]:
    """
    All that was told; a number of a parcel alone tells that it was sent, while the case waits for that.

    One that lies in a locker for the shopper was sent by somebody else.
    """
    yield from reading.told
    whats = {each.value.what for each in reading.told}
    if reading.parcel is None or reading.waits or whats & {What.SHIPPED, What.POSTED, What.SIGNED}:
        return
    if case.stage is Stage.TO_SHIP or (case.parcel or reading.parcel.value) != reading.parcel.value:
        shipped = case.latest(What.SHIPPED)
        yield Found(Told(What.SHIPPED, shipped.when if shipped else None), reading.parcel.words)


def _from(found: Found[Told], case: Case, reading: Reading) -> tuple[Step, ...]:
    what = _meant(found, case)
    if what is None:
        return ()
    whens = [found.value.when, *(other.when for other in found.others if other.what is what)]
    step = _furnished(Step(what=what, when=whens[0], words=found.words, doubts=found.doubts), reading)
    old = case.latest(what)
    if old is not None and not _is_new(step, old, case):
        better = replace(step, old=old)
        return (better,) if _says_more(step, old) else ()
    way = _way(case, what)
    if way is None:
        return ()
    return (*(Step(what=each, when=None, implied=True) for each in way), step)


def _furnished(step: Step, reading: Reading) -> Step:
    """The step with the parcel or the sum that was read beside it."""
    parcel, refund = reading.parcel, reading.refund
    if step.what is What.SHIPPED and parcel is not None:
        return replace(step, parcel=parcel.value, doubts=(*step.doubts, *parcel.doubts))
    if step.what in {What.REFUND_ANNOUNCED, What.MONEY_ARRIVED} and refund is not None and refund.value.amount:
        return replace(step, money=refund.value.amount, doubts=(*step.doubts, *refund.doubts))
    return step


def _meant(found: Found[Told], case: Case) -> What | None:
    """
    What the words mean in this case.

    What it knows of that very day, else what moves it now, else what it knows, else what can be told at all.
    """
    when = found.value.when
    meanings = list(dict.fromkeys((found.value.what, *(other.what for other in found.others))))
    if len(meanings) > 1:
        meanings = [
            what
            for what in meanings
            if not _is_too_early(what, when, case) and not _is_of_another(what, meanings, case)
        ]
    known = {each.what: each.when for each in case.standing}
    that_day = [what for what in meanings if when and (known_at := known.get(what)) and known_at.day() == when.day()]
    moving = [what for what in meanings if what in case.offers]
    told = [what for what in meanings if what in known]
    reached = [what for what in meanings if _way(case, what) is not None]
    return next(iter((*that_day, *moving, *told, *reached)), None)


def _is_of_another(what: What, meanings: list[What], case: Case) -> bool:
    """退款中 says of a return that the parcel is there, and of a refund without one that it was agreed."""
    if not {What.RECEIVED, What.APPROVED} <= set(meanings):
        return False
    return what is (What.APPROVED if case.flow in {Flow.RETURN, Flow.EXCHANGE} else What.RECEIVED)


def _is_too_early(what: What, when: When | None, case: Case) -> bool:
    """Whether a parcel would have come back before it was sent."""
    shipped = case.latest(What.SHIPPED)
    sent = shipped.when if shipped else None
    return what is What.DELIVERED and when is not None and sent is not None and when.latest < sent.earliest


def _is_new(step: Step, old: Happening, case: Case) -> bool:
    """Whether it happened once more: it moves the case now, and on another day than before."""
    moves = step.what in case.offers and machine.step(case.flow, case.stage, step.what) is not case.stage
    if step.what not in _AGAIN or not moves:
        return False
    return step.when is None or old.when is None or step.when.day() != old.when.day()


def _says_more(step: Step, old: Happening) -> bool:
    """Whether it knows a time, a number or a sum that the journal has not, or has otherwise."""
    return (
        (step.when is not None and _is_better(step.when, old.when))
        or (step.parcel is not None and not _is_same_parcel(step.parcel, old.parcel))
        or (step.money is not None and step.money != old.money)
    )


def _is_better(new: When, old: When | None) -> bool:
    """Another day, or the same day with its time; a bare day says no more than a moment on it."""
    if old is None or new.day() != old.day():
        return True
    return new.exact and (not old.exact or abs(new.at - old.at) >= _MINUTE)


def _is_another_time(new: When | None, old: When | None) -> bool:
    """Another day, or another moment; a day that gains its clock is only known better."""
    if new is None or old is None or not _is_better(new, old):
        return False
    return new.day() != old.day() or old.exact


def _is_another_parcel(new: Parcel | None, old: Parcel | None) -> bool:
    """Another number or carrier; a number that gains its carrier is only known better."""
    if new is None or old is None or _is_same_parcel(new, old):
        return False
    return new.number != old.number or old.carrier is not None


def _is_same_parcel(new: Parcel, old: Parcel | None) -> bool:
    return old is not None and new.number == old.number and new.carrier in {None, old.carrier}


def _way(case: Case, what: What) -> tuple[What, ...] | None:
    """The fewest unseen steps after which this can happen; None where no way leads there."""
    known = set() if case.stage in _OVER_AGAIN else {each.what for each in case.standing}
    before = _ONLY_APPLIED if what in _ENDS_A_REQUEST else _UNSEEN
    possible = [unseen for unseen in before if unseen not in known and _may_be_unseen(unseen, case.stage)]
    seen = {case.stage}
    ways: list[tuple[Stage, tuple[What, ...]]] = [(case.stage, ())]
    for here, way in ways:  # grows while it is walked
        if _can(case.flow, here, what):
            return way
        for unseen in possible:
            there = machine.FLOWS[case.flow].get(here, {}).get(unseen)
            if there is not None and there not in seen and len(way) < _FARTHEST:
                seen.add(there)
                ways.append((there, (*way, unseen)))
    return None


def _may_be_unseen(unseen: What, stage: Stage) -> bool:
    """A request is made unseen only where none was made yet: a second one is told, or did not happen."""
    return unseen is not What.APPLIED or stage in {Stage.TO_READ, Stage.TO_APPLY}


def _can(flow: Flow, stage: Stage, what: What) -> bool:
    try:
        machine.step(flow, stage, what)
    except NotNow:
        return False
    return True


def _taken(case: Case, step: Step, number: int, now: Moment) -> Case | None:
    """The case after a step, or None where it would tear the journal."""
    try:
        return case.with_happening(step.happening(f"~{number}", now))
    except NotNow:
        return None
