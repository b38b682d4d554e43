"""
What a reading means for a case: what has happened to it, what it should know better, which countdown it shows.

    proposal.for_case(reading, case, library, now)

A proposal changes nothing. Each of its parts says what stands in the case (`old`) where it says something else, and
what of it is in doubt: that is asked before it is kept. A new case is proposed by `domain.registering`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from domain import desk, moments, steps
from domain.case import Case, Channel
from domain.errors import NotNow
from domain.findings import Doubt, Field, Found, Reading
from domain.journal import Source, What
from domain.library import Library
from domain.machine import Turn
from domain.moments import Moment
from domain.money import Money
from domain.policy import Family, Rule
from domain.steps import Step

#: The fields that a reading can fill, and where they stand in a case.
PLACES = {
    Field.ORDER_NO: "order_no",
    Field.PAID: "price",
    Field.SHOP: "seller",
    Field.ITEM: "name",
    Field.CHANNEL: "channel",
}
_CARDS = frozenset({Channel.CREDIT_CARD, Channel.DEBIT_CARD})
#: Who was paid with what: a bank does not say whose wallet it was, a shop of apps pays back as it was paid itself.
_BEHIND = {
    Channel.WECHAT_CARD: _CARDS,
    Channel.ALIPAY_CARD: _CARDS,
    Channel.APPLE: frozenset(Channel),
    Channel.GOOGLE: frozenset(Channel),
}
_RENEWAL = "next_renewal"  # the rule of the shelf that a day of the next charge belongs to


@dataclass(frozen=True, slots=True)
class Change:
    """A field of the case that should say `new`; `old` is what it says: empty or None where it says nothing."""

    field: Field
    old: str | Money | Channel | None
    new: str | Money | Channel
    doubts: tuple[Doubt, ...] = ()

    @property
    def conflicts(self) -> bool:
        """Whether the case says something else: never overwritten without being shown."""
        return bool(self.old)

    def applied(self, case: Case) -> Case:
        """The case with the new value in its place."""
        place: dict[str, Any] = {PLACES[self.field]: self.new}
        return replace(case, **place)


@dataclass(frozen=True, slots=True)
class Pin:
    """A countdown to take: when it ends, and the clocks that it may be of, the likelier first."""

    ends: Moment
    rules: tuple[Rule, ...]
    words: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All that a reading means for a case. It may be empty: the case knows all of it already."""

    case: Case
    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()
    pins: tuple[Pin, ...] = ()
    beside: bool = False  #: something was read that the case neither knows nor can take now

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.steps or self.changes or self.pins)

    @property
    def conflicts(self) -> tuple[Change | Step, ...]:
        """What was read clearly and stands otherwise in the case: the shopper says which of both holds."""
        parts: tuple[Change | Step, ...] = (*self.steps, *self.changes)
        return tuple(each for each in parts if each.conflicts and not each.doubts)

    @property
    def plain(self) -> bool:
        """Whether one tap changes something: what is in doubt, or against the case, needs more than that."""
        told = any(_is_plain(step) for step in self.steps if not step.implied)
        return told or any(_is_plain(change) for change in self.changes)

    def noted(self, new_id: Callable[[], str], now: Moment, source: Source = Source.SCREENSHOT) -> Case:
        """
        The case with the empty fields filled and the steps told that are in no doubt and against nothing it says.

        `source` is what was read; what the shopper put right is their own word. What can no longer follow is left out.
        """
        case = self.case
        for change in self.changes:
            if _is_plain(change):
                case = change.applied(case)
        for step in self._plain_steps:
            own_word = not step.implied and not step.words
            told = step.happening(new_id(), now, Source.SHOPPER if own_word else source)
            with suppress(NotNow):
                case = case.with_happening(told)
        return case

    @property
    def unseen(self) -> tuple[What, ...]:
        """What the one tap notes although it stands nowhere: it must have come before, nobody says when."""
        return tuple(step.what for step in self._plain_steps if step.implied)

    @property
    def _plain_steps(self) -> tuple[Step, ...]:
        """The steps that the one tap notes; an implied step comes along with the one that implies it."""
        taken: list[Step] = []
        waiting: list[Step] = []
        for step in self.steps:
            waiting.append(step)
            if not step.implied:
                taken += waiting if _is_plain(step) else []
                waiting = []
        return tuple(taken)

    @property
    def doubtful(self) -> bool:
        """Whether something has to be asked."""
        parts: tuple[Step | Change | Pin, ...] = (*self.steps, *self.changes, *self.pins)
        return any(each.doubts for each in parts)


def for_case(reading: Reading, case: Case, library: Library, now: Moment) -> Proposal:
    """What a reading means for this case."""
    proposed, grown = steps.proposed(reading, case, now)
    return Proposal(
        case=case,
        steps=proposed,
        changes=tuple(_changes(reading, case)),
        pins=tuple(_pins(reading, grown, library, now)),
        beside=_leaves(reading, grown),
    )


def _leaves(reading: Reading, grown: Case) -> bool:
    """Whether the case, with all its steps, still knows nothing of a parcel or of a happening that was read."""
    known = {each.what for each in grown.standing}
    told = ({each.value.what, *(other.what for other in each.others)} for each in reading.told)
    parcels = {each.parcel.number for each in grown.standing if each.parcel}
    return any(not whats & known for whats in told) or (
        reading.parcel is not None and reading.parcel.value.number not in parcels
    )


def _is_plain(part: Change | Step) -> bool:
    return not part.doubts and not part.conflicts


def fitting(case: Case, library: Library) -> tuple[Rule, ...]:
    """The clocks that a countdown in the app can be of: the platform's, of whoever must act now or of the shopper."""
    clocks = desk.clocks(case, library)
    rules = [each.rule for each in clocks.running] + [each.rule for each in clocks.missing]
    fits = {case.turn, Turn.MINE}
    return tuple(
        rule for rule in rules if rule.family is Family.PLATFORM and rule.turn in fits and not rule.day_is_too_late
    )


def _changes(reading: Reading, case: Case) -> Iterator[Change]:
    told: tuple[tuple[Field, str | Money | Channel | None, Found[str] | Found[Money] | Found[Channel] | None], ...] = (
        (Field.ORDER_NO, case.order_no, reading.order_no),
        (Field.PAID, case.price, reading.paid),
        (Field.SHOP, case.seller, reading.shop),
        (Field.ITEM, case.name, None if case.name else reading.item),  # a name is the shopper's own
        (Field.CHANNEL, case.channel, _way(reading, case)),
    )
    for field, old, found in told:
        if found is not None and found.value != old and old not in found.others:
            yield Change(field, old, found.value, found.doubts)


def _way(reading: Reading, case: Case) -> Found[Channel] | None:
    """How it was paid; where the refund goes tells nothing new of who pays by a card or a wallet behind it."""
    behind = _BEHIND.get(case.channel, frozenset()) if case.channel and reading.channel is None else frozenset()
    return None if reading.way is None or reading.way.value in behind else reading.way


def _pins(reading: Reading, case: Case, library: Library, now: Moment) -> Iterator[Pin]:
    rules = fitting(case, library) if case.is_open else ()
    for found in reading.countdowns:
        if rules and found.value.ends > now:
            yield Pin(found.value.ends, _likelier_first(rules, found.words), found.words, found.doubts)
    yield from _renewal(reading, case, library, now)


def _likelier_first(rules: Iterable[Rule], words: str) -> tuple[Rule, ...]:
    """First the clock whose own words stand beside the countdown."""
    return tuple(sorted(rules, key=lambda rule: not any(title in words for title in rule.title.values())))


def _renewal(reading: Reading, case: Case, library: Library, now: Moment) -> Iterator[Pin]:
    """The day of the next charge ends the time for stopping it: its first minute is too late."""
    rule = library.policy(case.platform).rule(_RENEWAL)
    found = reading.renewal
    if not case.is_membership or rule is None or found is None or found.value.charged_on is None:
        return
    ends = moments.start_of_day(found.value.charged_on)
    if ends > now:
        yield Pin(ends, (rule,), found.words, found.doubts)
