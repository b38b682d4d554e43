"""
The deadlines of a case: its journal, read against the rules of its platform. Computed, never stored.

Overdue is no state either: ask `Deadline.is_over(now)`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain import counting, moments
from domain.case import Case
from domain.journal import Happening, What
from domain.machine import Turn
from domain.moments import Moment
from domain.policy import Counting, Family, Policy, Rule, Unit
from domain.workdays import Workdays

_RANK = {Family.PLATFORM: 0, Family.MONEY: 0, Family.LAW: 1}  # the app acts first, the law is the argument behind it


_FAR = timedelta(days=90)  # what ends later than this is not yet the next thing on anybody's mind


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    One clock that runs, with the reason it exists.

    `due` is the first instant that no longer counts (24:00 of the last day), in UTC. `starts` is the happening it
    counts from. `pinned`: the shopper typed the countdown of the app, which beats every default. `extended` is the
    other side's date where a holiday moves it. `ask_again`: a countdown was typed, or more time taken, and something
    happened since.
    """

    rule: Rule
    due: Moment
    starts: Happening
    pinned: bool = False
    extended: Moment | None = None
    provisional: bool = False
    ask_again: bool = False

    @property
    def id(self) -> str:
        """The id of its rule."""
        return self.rule.id

    @property
    def turn(self) -> Turn:
        """Whose deadline it is."""
        return self.rule.turn

    @property
    def family(self) -> Family:
        """Law, platform or money."""
        return self.rule.family

    @property
    def final(self) -> bool:
        """Whether it cannot be reopened once it is over."""
        return self.rule.final

    @property
    def recommendation(self) -> bool:
        """Whether it is only a good day to act by; a countdown from the app makes it a limit."""
        return self.rule.recommendation and not self.pinned

    @property
    def ends(self) -> Moment:
        """The instant from which nobody can argue that there is still time: the extended one where there is one."""
        return self.extended or self.due

    def is_over(self, now: Moment) -> bool:
        """Whether it was missed. A recommendation cannot be missed."""
        return not self.recommendation and now >= self.ends


@dataclass(frozen=True, slots=True)
class Missing:
    """A clock that ought to run but has no date, and what it needs: the time of one of these happenings."""

    rule: Rule
    needs: tuple[What, ...]


@dataclass(frozen=True, slots=True)
class Clocks:
    """All clocks of a case: those that run, soonest first, and those that lack something."""

    running: tuple[Deadline, ...] = ()
    missing: tuple[Missing, ...] = ()
    turn: Turn = Turn.NOBODY  #: whose move it is in the case

    def of_rule(self, rule_id: str) -> Deadline | None:
        """The running clock of that rule, or None."""
        return next((each for each in self.running if each.id == rule_id), None)


def of(case: Case, policy: Policy, workdays: Workdays) -> Clocks:
    """
    Work out all clocks of a case; a closed one has none.

    A clock runs once its start event stands in the journal with its time. A countdown that the shopper read off the
    app after that event wins, until a later event or an undo releases it. The rule in force on the day of the start
    event decides. No date is invented: where the time is not known, the clock is `Missing` and says what it needs.
    """
    if not case.is_open:
        return Clocks(turn=case.turn)
    told = _Told.of(case)
    found = [
        clock
        for rule in policy.at(case.flow, case.stage)
        if (fitting := rule.as_for(case)) is not None and (clock := _clock(fitting, told, workdays)) is not None
    ]
    running = _earliest_of_groups([each for each in found if isinstance(each, Deadline)])
    missing = {each.rule.group or each.rule.id: each for each in found if isinstance(each, Missing)}
    return Clocks(tuple(sorted(running, key=_soonest)), tuple(missing.values()), case.turn)


def leading(clocks: Clocks, now: Moment) -> tuple[Deadline, ...]:
    """
    Pick the deadlines that a card shows: the one that matters, then the next after it; at most two.

    Those of whoever's turn it is come first. Of the shopper's own, what can still be kept before what was missed;
    of the other side's, the platform's before the law's, missed or not: that it was missed is then the news.
    """
    forward = [
        each
        for each in clocks.running
        if each.turn is not Turn.NOBODY and each.rule.counting is not Counting.BEFORE and each.due - now < _FAR
    ]

    def weight(deadline: Deadline) -> tuple[bool, bool, int, Moment]:
        mine = deadline.turn is Turn.MINE
        gone = mine and deadline.is_over(now)
        return deadline.turn is not clocks.turn, gone, 0 if mine else _RANK[deadline.family], deadline.due

    ranked = sorted(forward, key=weight)
    after = [each for each in ranked[1:] if (each.turn, each.due) != (ranked[0].turn, ranked[0].due)]
    return (*ranked[:1], *after[:1])


def lacking(clocks: Clocks) -> tuple[Missing, ...]:
    """What lacks a date, the clocks of whoever must act now first, of those what is only advice last; years go last."""

    def weight(missing: Missing) -> tuple[bool, bool, bool]:
        rule = missing.rule
        return rule.unit is Unit.YEARS, rule.turn is not clocks.turn, rule.recommendation

    return tuple(sorted(clocks.missing, key=weight))


@dataclass(frozen=True, slots=True)
class _Told:
    """The journal as the rules ask for it: what stands, in the order told, and where each kind was told last."""

    standing: tuple[Happening, ...]
    last: Mapping[What, int]
    pins: Mapping[str, int]

    @classmethod
    def of(cls, case: Case) -> "_Told":
        standing = case.standing
        last = {happening.what: place for place, happening in enumerate(standing)}
        pins = {
            happening.rule: place
            for place, happening in enumerate(standing)
            if happening.what is What.COUNTDOWN_READ and happening.rule and happening.when
        }
        return cls(standing, last, pins)

    def last_of(self, whats: Sequence[What]) -> int:
        """Where one of these was told last; -1 where none was."""
        return max([self.last.get(what, -1) for what in whats]) if whats else -1

    def start(self, rule: Rule) -> int:
        """
        Where the event stands that this rule counts from; -1 where it was not told.

        Of several kinds the one that happened last (or first, if the rule says so), whichever was told last: a
        payment of last year, remembered after the renewal, is not the newer charge.
        """
        anchor = self.last_of(rule.after)
        if rule.first:
            places = [at for at in range(anchor + 1, len(self.standing)) if self.standing[at].what in rule.starts]
            timed = [at for at in places if self.standing[at].when is not None]
            return min(timed, key=self._earliest) if timed else (places or [-1])[0]
        places = [place for what in rule.starts if (place := self.last.get(what, -1)) > anchor]
        newest = max(places, default=-1)
        if len(places) < 2 or any(self.standing[at].when is None for at in places):
            return newest
        return max(places, key=lambda at: (self._day(at), at))

    def stopped(self, rule: Rule, place: int) -> bool:
        """Whether what it depends on never happened, or something told or happened since ends it."""
        if rule.given and self.last_of(rule.given) < 0:
            return True
        settled = any(self._settles(at, place) for what in rule.settled_by if (at := self.last.get(what, -1)) >= 0)
        return settled or any(self._ends(at, place) for what in rule.ends if (at := self.last.get(what, -1)) >= 0)

    def _ends(self, end: int, place: int) -> bool:
        if end > place:
            return True
        ended, started = self.standing[end].when, self.standing[place].when
        return ended is not None and started is not None and ended.latest >= started.earliest

    def _settles(self, end: int, place: int) -> bool:
        """By day, whenever it was told: what is complained of on the day it came had come before the complaint."""
        if self.standing[end].when is None or self.standing[place].when is None:
            return end > place
        return (self._day(end), end) > (self._day(place), place)

    def _earliest(self, place: int) -> Moment:
        when = self.standing[place].when
        return when.earliest if when else self.standing[place].told

    def _day(self, place: int) -> date:
        when = self.standing[place].when
        return when.day() if when else moments.day_of(self.standing[place].told)


def _clock(rule: Rule, told: _Told, workdays: Workdays) -> Deadline | Missing | None:
    """One clock: running, lacking something, or none."""
    place = told.start(rule)
    start = told.standing[place] if place >= 0 else None
    if told.stopped(rule, place) or (start and not _in_force(rule, start)):
        return None
    pin = told.pins.get(rule.id, -1) if rule.family is Family.PLATFORM else -1  # no app moves a law or a bank
    unsettled = _unsettled(rule, told, place, workdays)
    is_pinned = pin > max(place, told.last_of(rule.releases), unsettled)
    if is_pinned and (start or rule.asks or rule.length is None):
        return _pinned(rule, told.standing[pin], start)
    if start is None:
        return Missing(rule, rule.starts if rule.length else (What.COUNTDOWN_READ,)) if rule.asks else None
    if rule.length is None or unsettled >= 0:
        return Missing(rule, (What.COUNTDOWN_READ,))
    if start.when is None:
        return Missing(rule, (start.what,)) if told.last_of(rule.unasked_after) < 0 else None
    deadline = _default(rule, start, workdays)
    doubted = pin > place or told.last_of(rule.after) < told.last_of(rule.unsettled_by) < place
    return replace(deadline, ask_again=True) if doubted and deadline else deadline


def _default(rule: Rule, start: Happening, workdays: Workdays) -> Deadline | None:
    if start.when is None or rule.length is None:
        return None
    end = counting.end(rule, rule.length, start.when, workdays)
    return Deadline(rule, end.due, start, extended=end.extended, provisional=end.provisional)


def _pinned(rule: Rule, pin: Happening, start: Happening | None) -> Deadline | None:
    if pin.when is None:
        return None
    return Deadline(rule, pin.when.at, start or pin, pinned=True)


def _unsettled(rule: Rule, told: _Told, place: int, workdays: Workdays) -> int:
    """Where the default was made void after the start; -1 where it stands. A clock that had run out is not revived."""
    void = told.last_of(rule.unsettled_by)
    if void <= place or place < 0:
        return -1
    when = told.standing[void].when
    default = _default(rule, told.standing[place], workdays)
    return -1 if when and default and when.earliest >= default.due else void


def _in_force(rule: Rule, start: Happening) -> bool:
    """Whether the rule holds for this event; of one without a time, by the day on which it was told."""
    if rule.valid_from is None and rule.valid_until is None:
        return True
    return rule.in_force(start.when.day() if start.when else moments.day_of(start.told))


def _earliest_of_groups(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Of each group the one that ends first; what the app shows beats every default."""
    kept: dict[str, Deadline] = {}
    for deadline in deadlines:
        key = deadline.rule.group or deadline.id
        known = kept.get(key)
        wins = known is None or (not deadline.pinned, deadline.due) < (not known.pinned, known.due)
        kept[key] = deadline if wins or known is None else known
        if known is not None and (known.ask_again or deadline.ask_again) and not kept[key].pinned:
            kept[key] = replace(kept[key], ask_again=True)
    return list(kept.values())


def _soonest(deadline: Deadline) -> Moment:
    return deadline.due
