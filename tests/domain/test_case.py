"""A case is its journal: corrected, taken back, partly paid, closed and reopened."""

from dataclasses import replace
from datetime import time
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from domain import desk, machine, reminders
from domain.case import Case
from domain.errors import NotNow
from domain.journal import What
from domain.machine import CLOSED, FACTS, Flow, Stage
from domain.moments import When
from domain.people import Wishes
from storage import librarian
from tests.chaos import figures
from tests.chaos.scale import size
from tests.kit.cases import NOW, a_case, told

LIBRARY = librarian.load()
STEPS = 40
GOAL = "clocks and a plan for every state, no reminder past or untrue, undo leads back"
ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Apia", "Pacific/Pago_Pago", "Australia/Lord_Howe")


def test_a_corrected_time_replaces_the_old_one_and_both_stay_on_record() -> None:
    """A correction keeps its place in the story."""
    approved = told(What.APPROVED, "2026-11-20")
    case = a_case(Flow.RETURN, told(What.APPLIED, "2026-11-19"), approved)
    mended = case.with_happening(told(What.APPROVED, "2026-11-21", corrects=approved.id))
    found = mended.latest(What.APPROVED)
    assert found is not None
    assert found.when == told(What.APPROVED, "2026-11-21").when
    assert len(mended.journal) == 3
    assert mended.stage is Stage.TO_SHIP


def test_the_last_step_can_be_taken_back_and_the_one_before_it_too() -> None:
    """Undo walks back step by step to the first line, which stays."""
    case = a_case(Flow.RETURN, told(What.SIGNED), told(What.APPLIED), told(What.APPROVED))
    for number, stage in enumerate((Stage.UNDER_REVIEW, Stage.TO_APPLY)):
        outcome = desk.take_back(case, f"undo{number}", LIBRARY, Wishes(), NOW)
        assert outcome is not None
        case = outcome.case
        assert case.stage is stage
    assert desk.take_back(case, "undo9", LIBRARY, Wishes(), NOW) is None


def test_the_same_happening_twice_is_one() -> None:
    """A repeated update changes nothing."""
    applied = told(What.APPLIED)
    case = a_case(Flow.RETURN, applied)
    assert case.with_happening(applied) is case


def test_what_cannot_happen_leaves_no_trace() -> None:
    """A refused happening raises and the case stays as it was."""
    case = a_case(Flow.RETURN, told(What.SIGNED))
    with pytest.raises(NotNow):
        case.with_happening(told(What.RECEIVED))
    assert len(case.journal) == 1


def test_a_reopened_case_stands_where_it_stood() -> None:
    """Reopening forgets the close, not the way."""
    case = a_case(Flow.RETURN, told(What.APPLIED), told(What.GIVEN_UP), told(What.REOPENED))
    assert case.stage is Stage.UNDER_REVIEW


def test_an_undone_close_opens_the_case_again() -> None:
    """The tap on “the money is back” can be taken back like any other."""
    case = a_case(Flow.RETURN, told(What.REFUND_ANNOUNCED), told(What.MONEY_ARRIVED))
    outcome = desk.take_back(case, "undo", LIBRARY, Wishes(), NOW)
    assert outcome is not None
    assert outcome.case.stage is Stage.MONEY_COMING


class Life(RuleBasedStateMachine):
    """Any shopper, any order: the journal always stays a path, and what follows from it can always be worked out."""

    told: ClassVar[int] = 0  #: steps, of all lives

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.case: Case | None = None
        self.before: list[Stage] = []
        self.wishes = Wishes()

    def tell(self, what: What, days_ago: int) -> None:
        """One more line."""
        assert self.case is not None
        self.number += 1
        when = When(NOW.replace(day=23 - days_ago))
        self.before.append(self.case.stage)
        self.case = self.case.with_happening(replace(told(what), id=f"l{self.number}", when=when))

    @precondition(lambda self: self.case is None)
    @rule(flow=st.sampled_from(Flow), data=st.data())
    def begin(self, flow: Flow, data: st.DataObject) -> None:
        """A registration: some first line."""
        self.case = a_case(flow)
        self.tell(data.draw(st.sampled_from(machine.steps(flow, Stage.NEW))), 5)

    @precondition(lambda self: self.case is not None)
    @rule(data=st.data(), days_ago=st.integers(0, 20))
    def step(self, data: st.DataObject, days_ago: int) -> None:
        """A step that is offered is always possible."""
        assert self.case is not None
        self.tell(data.draw(st.sampled_from(self.case.offers)), days_ago)

    @precondition(lambda self: self.case is not None and self.case.is_open)
    @rule(what=st.sampled_from(sorted(FACTS)), days_ago=st.integers(0, 20))
    def fact(self, what: What, days_ago: int) -> None:
        """A fact moves nothing, unless the table says that it does."""
        assert self.case is not None
        stage = self.case.stage
        moved = machine.step(self.case.flow, stage, what)
        self.tell(what, days_ago)
        assert self.case.stage is moved

    @precondition(lambda self: self.case is not None)
    @rule(what=st.sampled_from(What))
    def impossible(self, what: What) -> None:
        """What is not offered and no fact is refused, and the refusal names what is offered."""
        assert self.case is not None
        if what in self.case.offers or (self.case.is_open and what in FACTS):
            return
        with pytest.raises(NotNow) as caught:
            self.case.with_happening(told(what))
        assert caught.value.possible or not self.case.offers

    @precondition(lambda self: self.case is not None)
    @rule()
    def undo(self) -> None:
        """Undo brings back the stage before."""
        assert self.case is not None
        self.number += 1
        outcome = desk.take_back(self.case, f"u{self.number}", LIBRARY, Wishes(), NOW)
        if outcome is not None:
            self.case = outcome.case
            assert self.case.stage is self.before.pop()

    @precondition(lambda self: self.case is not None)
    @rule()
    def again(self) -> None:
        """A line that comes twice, as after a double tap, is one line."""
        assert self.case is not None
        twice = self.case.with_happening(self.case.journal[-1])
        assert twice is self.case

    @rule(zone=st.sampled_from(ZONES), remind_at=st.times(), quiet_from=st.times(), quiet_to=st.times())
    def wish(self, zone: str, remind_at: time, quiet_from: time, quiet_to: time) -> None:
        """The shopper moves, or wants to be reminded at other hours."""
        self.wishes = Wishes(zone=zone, remind_at=remind_at, quiet_from=quiet_from, quiet_to=quiet_to)

    @invariant()
    def what_follows_can_be_worked_out(self) -> None:
        """Clocks and plan exist for every state; no reminder lies in the past; a closed case has none."""
        if self.case is None:
            return
        Life.told += 1
        outcome = desk.settle(self.case, LIBRARY, self.wishes, NOW)
        assert outcome.case == self.case
        assert all(planned.at > NOW for planned in outcome.plan)
        assert len({(each.kind, each.occurrence) for each in outcome.plan}) == len(outcome.plan)
        if self.case.stage in CLOSED:
            assert outcome.plan == ()
        else:
            assert outcome.plan, f"an open case at {self.case.stage} would be forgotten"
            kinds = LIBRARY.kinds
            assert not any(reminders.untrue(each, self.case, outcome.clocks, kinds) for each in outcome.plan)


@pytest.mark.chaos
def test_any_life_can_be_told() -> None:
    """Whatever shoppers do, in whatever order: the journal is a path, and what follows from it can be worked out."""
    Life.told = 0
    lives = size("steps of lives") // STEPS
    run_state_machine_as_test(Life, settings=settings(max_examples=lives, stateful_step_count=STEPS))
    figures.write("T19", f"a case's life by dice, up to {STEPS} steps each", GOAL, lives=lives, steps=Life.told)
