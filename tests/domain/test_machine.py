"""The life of a case, as a table: nobody is ever stuck, every end can be reached, every close can be reopened."""

import pytest

from domain import machine
from domain.errors import NotNow
from domain.journal import What
from domain.machine import CLOSED, FLOWS, Flow, Stage, Turn
from tests.kit.cases import a_case, told

REACHED = {flow: {Stage.NEW} | {to for row in table.values() for to in row.values()} for flow, table in FLOWS.items()}


@pytest.mark.parametrize("flow", Flow)
def test_every_stage_can_be_reached_from_the_beginning(flow: Flow) -> None:
    """No row of a table stands there for nothing."""
    seen, front = {Stage.NEW}, [Stage.NEW]
    while front:
        for to in FLOWS[flow].get(front.pop(), {}).values():
            if to not in seen:
                seen.add(to)
                front.append(to)
    assert set(FLOWS[flow]) <= seen, f"unreachable: {set(FLOWS[flow]) - seen}"


@pytest.mark.parametrize("flow", Flow)
def test_from_every_open_stage_the_money_can_arrive_and_the_case_be_given_up(flow: Flow) -> None:
    """The money may turn up at any time, and the shopper may stop at any time."""
    for stage in REACHED[flow] - CLOSED - {Stage.NEW}:
        assert machine.step(flow, stage, What.MONEY_ARRIVED) is Stage.MONEY_BACK, stage
        assert machine.step(flow, stage, What.GIVEN_UP) is Stage.GIVEN_UP, stage


@pytest.mark.parametrize("flow", Flow)
def test_every_open_stage_offers_a_step_of_its_own(flow: Flow) -> None:
    """Nobody is left with nothing but giving up."""
    for stage in REACHED[flow] - CLOSED:
        assert FLOWS[flow].get(stage), f"{stage} has no row"


@pytest.mark.parametrize("stage", sorted(CLOSED))
def test_a_closed_case_offers_nothing_but_to_reopen(stage: Stage) -> None:
    """A closed case has no step but the way back."""
    assert machine.steps(Flow.RETURN, stage) == (What.REOPENED,)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_knows_whose_turn_it_is(stage: Stage) -> None:
    """Whose turn it is, is known for each stage; nobody's only when it is over."""
    assert (machine.TURNS[stage] is Turn.NOBODY) == (stage in CLOSED)


def test_a_membership_never_waits_for_a_seller() -> None:
    """A membership is between the shopper and the platform."""
    assert all(machine.turn(Flow.MEMBERSHIP, stage) is not Turn.SELLER for stage in Stage)


def test_a_refusal_names_what_can_happen_instead() -> None:
    """The error carries the possible steps, the usual one first."""
    with pytest.raises(NotNow) as caught:
        machine.step(Flow.RETURN, Stage.TO_APPLY, What.RECEIVED)
    assert caught.value.possible[0] == What.APPLIED


WAYS = [
    # the whole way of the guide
    (
        Flow.RETURN,
        [What.SIGNED, What.APPLIED, What.APPROVED, What.SHIPPED, What.RECEIVED, What.REFUND_ANNOUNCED],
        Stage.MONEY_COMING,
    ),
    # refused, the platform steps in and rules for the shopper
    (Flow.RETURN, [What.APPLIED, What.REFUSED, What.PLATFORM_ASKED, What.APPROVED], Stage.TO_SHIP),
    # the seller will not take the parcel, the platform is against it, 12315 fails, the court
    (
        Flow.RETURN,
        [
            What.APPROVED,
            What.SHIPPED,
            What.PARCEL_REFUSED,
            What.PLATFORM_ASKED,
            What.PLATFORM_AGAINST,
            What.COMPLAINT_FILED,
            What.COMPLAINT_ACCEPTED,
            What.COMPLAINT_ENDED,
            What.COURT_FILED,
        ],
        Stage.IN_COURT,
    ),
    # the money goes astray and has to be sent again
    (Flow.RETURN, [What.REFUND_ANNOUNCED, What.REFUND_FAILED, What.REFUND_ANNOUNCED], Stage.MONEY_COMING),
    # refund only: agreed means that the refund is due, nothing is sent back
    (Flow.REFUND_ONLY, [What.PAID, What.APPLIED, What.APPROVED], Stage.REFUND_DUE),
    # the exchange comes and is right; then wrong after all
    (Flow.EXCHANGE, [What.APPROVED, What.SHIPPED, What.RECEIVED, What.REPLACEMENT_SENT], Stage.REPLACEMENT_COMING),
    (
        Flow.EXCHANGE,
        [What.APPROVED, What.SHIPPED, What.REPLACEMENT_SENT, What.REPLACEMENT_SIGNED],
        Stage.REPLACED,
    ),
    # a membership, refused once
    (
        Flow.MEMBERSHIP,
        [What.PAID, What.TERMS_READ, What.APPLIED, What.REFUSED, What.APPLIED, What.APPROVED],
        Stage.REFUND_DUE,
    ),
]


@pytest.mark.parametrize(("flow", "whats", "end"), WAYS)
def test_the_ways_that_real_cases_take(flow: Flow, whats: list[What], end: Stage) -> None:
    """Each way of the guide and its troubles ends at the stage that the app shows."""
    assert a_case(flow, *(told(what) for what in whats)).stage is end
