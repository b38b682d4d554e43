"""The ladder: what is open, what waits for which date, and what must come before what."""

from datetime import timedelta
from typing import Any

import pytest

from domain import desk, ladder
from domain.case import Case, Channel, Reason
from domain.errors import ShelfError
from domain.journal import What
from domain.ladder import State, Step
from domain.machine import Flow, Stage
from domain.moments import Moment
from domain.traits import Trait
from storage import librarian
from tests.kit.cases import a_case, at, told

LIBRARY = librarian.load()
APPLIED = at("2026-11-24 02:00")


def states(case: Case, now: Moment) -> dict[str, State]:
    """How each rung stands."""
    steps = ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, now)
    return {step.rung.id: step.state for step in steps}


def climbs(case: Case, now: Moment) -> str | None:
    """The rung to climb now."""
    step = ladder.next_step(ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, now))
    return step.rung.id if step else None


def applied(**header: Any) -> Case:
    """A return that was asked for."""
    return a_case(Flow.RETURN, told(What.SIGNED, "2026-11-23"), told(What.APPLIED, APPLIED), **header)


def refused(*more: Any, **header: Any) -> Case:
    """A return that the seller refused."""
    case = applied(**header).with_happening(told(What.REFUSED, at("2026-11-25 02:00")))
    for happening in more:
        case = case.with_happening(happening)
    return case


NO_ADDRESS = frozenset({Trait.NO_ADDRESS})


def approved(*more: Any, **header: Any) -> Case:
    """A return that the seller agreed to."""
    return _with(applied(**header), told(What.APPROVED, at("2026-11-24 02:30")), *more)


def received() -> Case:
    """A return that the seller confirmed on the third day."""
    return _with(approved(), told(What.SHIPPED, at("2026-11-25 02:00")), told(What.RECEIVED, at("2026-11-27 02:00")))


def _with(case: Case, *more: Any) -> Case:
    for happening in more:
        case = case.with_happening(happening)
    return case


AGAINST = (told(What.PLATFORM_ASKED, at("2026-11-25 03:00")), told(What.PLATFORM_AGAINST, at("2026-11-27 03:00")))
FILED = (*AGAINST, told(What.COMPLAINT_FILED, at("2026-11-28 03:00")))


@pytest.mark.parametrize(
    ("case", "hours", "rung"),
    [
        (applied(), 1, None),  # nobody is late yet: the card waits, and so does the ladder
        (applied(), 49, "platform"),  # 48 h passed (facts.md 2.1): the platform, with a firm word beside it
        (refused(), 30, "platform"),
        (refused(*AGAINST), 80, "authority"),
        (refused(*FILED), 100, None),  # 12315 has its seven working days
        (approved(), 1, None),  # send it back
        (approved(traits=NO_ADDRESS), 1, "seller_firmly"),  # nowhere to send it: ask once more
        (approved(told(What.WRITTEN, APPLIED, rule="seller_firmly"), traits=NO_ADDRESS), 1, "platform"),
        (received(), 24 * 4, None),  # the refund is due later
        (received(), 24 * 12, "platform"),
        (refused(*FILED, told(What.COMPLAINT_ENDED, at("2026-12-20 03:00"))), 800, "court"),
        (refused(traits=frozenset({Trait.FINAL_REFUSAL})), 30, "authority"),  # for good: early
    ],
)
def test_the_next_rung_is_the_highest_that_is_open(case: Case, hours: int, rung: str | None) -> None:
    """Each step up opens by a date that was missed, a refusal, or a no for good."""
    assert climbs(case, APPLIED + timedelta(hours=hours)) == rung


def test_a_rung_that_waits_names_the_date() -> None:
    """The platform opens when the seller's 48 hours are over, and says so before."""
    case = applied()
    steps = ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, APPLIED)
    platform = next(step for step in steps if step.rung.id == "platform")
    assert platform.state is State.WAITING
    assert platform.deadline is not None
    assert platform.deadline.due == APPLIED + timedelta(hours=48)


def test_what_usually_comes_first_is_advice_and_locks_nothing() -> None:
    """Neither 12315 nor the court asks for anything before it (CPL 39): both are open, and say what is usual."""
    case = refused()
    steps = {each.rung.id: each for each in _steps(case, APPLIED + timedelta(hours=30))}
    assert {steps[each].state for each in ("platform", "authority", "court")} == {State.OPEN}
    assert [_first(steps[each]) for each in ("platform", "authority", "court")] == [None, "platform", "authority"]


def _steps(case: Case, now: Moment) -> tuple[Step, ...]:
    return ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, now)


def _first(step: Step) -> str | None:
    return step.first.id if step.first else None


POSTED = told(What.POSTED, at("2026-11-22 03:00"))


def test_who_never_got_the_parcel_may_ask_the_carrier() -> None:
    """From the day it was sent until it is signed for; 12305 comes behind, and it is still the seller who pays."""
    coming = a_case(Flow.REFUND_ONLY, told(What.PAID, "2026-11-21"), told(What.APPLIED, APPLIED))
    assert not {"carrier_coming", "postal_coming"} & set(states(coming, APPLIED))
    sent = coming.with_happening(POSTED)
    assert states(sent, APPLIED)["carrier_coming"] is State.OPEN
    assert states(sent, APPLIED)["postal_coming"] is State.BEHIND
    assert climbs(sent, APPLIED + timedelta(hours=49)) == "platform"
    asked = sent.with_happening(told(What.COURIER_ASKED, "2026-11-25"))
    assert states(asked, at("2026-12-01 03:00"))["postal_coming"] is State.WAITING
    assert states(asked, at("2026-12-03 03:00"))["postal_coming"] is State.OPEN
    came = asked.with_happening(told(What.SIGNED, "2026-11-27"))
    assert not {"carrier_coming", "postal_coming"} & set(states(came, APPLIED))


def test_the_court_is_open_without_mediation_and_never_the_next_rung() -> None:
    """No law asks for a complaint first (CPL 39), but 12315 is free: the court stands beside it."""
    against = refused(*AGAINST)
    assert states(against, APPLIED + timedelta(hours=80))["court"] is State.OPEN
    assert climbs(against, APPLIED + timedelta(hours=80)) == "authority"
    sued = against.with_happening(told(What.COURT_FILED, at("2026-11-28 03:00")))
    assert sued.stage is Stage.IN_COURT
    assert states(sued, APPLIED + timedelta(hours=100))["court"] is State.DONE
    assert "authority" not in states(sued, APPLIED + timedelta(hours=100))
    assert climbs(sued, APPLIED + timedelta(hours=100)) is None


def test_while_it_is_mediated_the_court_waits_for_its_end() -> None:
    """12315 refuses what a court has accepted: nobody is sent there while it still talks."""
    case = refused(*FILED)
    assert states(case, APPLIED + timedelta(hours=100))["court"] is State.SHUT
    taken = case.with_happening(told(What.COMPLAINT_ACCEPTED, at("2026-12-01 03:00")))
    assert states(taken, at("2026-12-05 03:00"))["court"] is State.WAITING
    assert climbs(taken, at("2027-03-05 03:00")) == "court"


@pytest.mark.parametrize(
    ("rung", "then"),
    [("seller", "seller_firmly"), ("platform", "authority"), ("identity", "authority"), ("authority", "court")],
)
def test_a_rung_says_what_comes_after_it(rung: str, then: str) -> None:
    """The one that waits for it, else the next that all climb; behind the court comes nothing."""
    case = refused()
    steps = ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, APPLIED)
    rungs = {step.rung.id: step.rung for step in steps}
    found = ladder.after(steps, rungs[rung])
    assert found is not None
    assert found.id == then
    assert ladder.after(steps, rungs["court"]) is ladder.after(steps, rungs["public"]) is None


def test_behind_the_carrier_comes_the_postal_line() -> None:
    """A lost parcel has a way of its own beside the seller's."""
    lost = a_case(Flow.REFUND_ONLY, told(What.PAID, "2026-11-21"), POSTED)
    steps = ladder.of(lost, desk.clocks(lost, LIBRARY), LIBRARY.ladder, APPLIED)
    rungs = {step.rung.id: step.rung for step in steps}
    assert ladder.after(steps, rungs["carrier_coming"]) == rungs["postal_coming"]


def test_a_complaint_is_filed_once() -> None:
    """What was filed is done and does not open again."""
    assert states(refused(*FILED), APPLIED + timedelta(hours=100))["authority"] is State.DONE


def test_a_letter_that_was_sent_is_a_rung_climbed() -> None:
    """A rung without a happening of its own is done by its letter."""
    case = refused(told(What.WRITTEN, at("2026-11-25 05:00"), rule="identity"))
    assert states(case, APPLIED + timedelta(hours=40))["identity"] is State.DONE
    assert states(case, APPLIED + timedelta(hours=40))["platform"] is State.OPEN


def test_apple_refunds_what_was_paid_to_apple() -> None:
    """A membership paid to Apple goes to Apple and to no customer service of the platform."""
    paid = told(What.PAID, "2026-11-20")
    apple = a_case(Flow.MEMBERSHIP, paid, channel=Channel.APPLE, reason=Reason.UNWANTED)
    wechat = a_case(Flow.MEMBERSHIP, paid, channel=Channel.WECHAT_BALANCE, reason=Reason.UNWANTED)
    assert {"apple", "customer_service"} & set(states(apple, APPLIED)) == {"apple"}
    assert {"apple", "customer_service"} & set(states(wechat, APPLIED)) == {"customer_service"}


@pytest.mark.parametrize("channel", [Channel.APPLE, Channel.WECHAT_CARD])
def test_a_membership_that_was_refused_goes_on_to_12315(channel: Channel) -> None:
    """Its customer service is the platform: nobody above it is asked first, and no fifteen days are waited for."""
    asked = (told(What.PAID, "2026-11-10"), told(What.APPLIED, "2026-11-17"))
    waits = a_case(Flow.MEMBERSHIP, *asked, channel=channel, reason=Reason.UNWANTED)
    assert climbs(waits, APPLIED) is None
    assert climbs(waits.with_happening(told(What.REFUSED, "2026-11-18")), APPLIED) == "authority"


def test_a_closed_case_has_no_ladder() -> None:
    """Nobody is sent up a ladder once the money is back."""
    case = applied().with_happening(told(What.MONEY_ARRIVED, at("2026-11-25 02:00")))
    assert states(case, APPLIED) == {}


def test_every_clock_that_opens_a_rung_exists() -> None:
    """A misspelt clock would never open anything."""
    known = {rule.id for policy in LIBRARY.policies.values() for rule in policy.rules}
    assert {name for rung in LIBRARY.ladder for name in rung.opens_after} - known == set()


ROW: dict[str, Any] = {
    "id": "a",
    **{key: {"zh": "话", "en": "words"} for key in ("title", "where", "costs", "takes")},
    "source": "https://example.org",
    "article": "1",
    "confidence": "high",
    "facts": "words",
}


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([{**ROW, "id": "A"}], "id"),
        ([ROW, ROW], "id"),
        ([{**ROW, "behind": ["b"]}, {**ROW, "id": "b"}], "behind"),
        ([{**ROW, "opens_by": "shouted"}], "opens_by"),
        ([{**ROW, "early": ["nobody"]}], "early"),
        ([{**ROW, "hight": 3}], "hight"),
        ([{**ROW, "letter": "b"}], "letter"),
        ([{**ROW, "title": {"zh": "话"}}], "title.en"),
    ],
)
def test_a_wrong_ladder_is_refused_with_its_key(rows: list[dict[str, Any]], key: str) -> None:
    """The file, the rung and the key are named."""
    with pytest.raises(ShelfError) as refusal:
        ladder.from_table({"rung": rows}, "ladder.toml", ["a"])
    assert key in refusal.value.key
