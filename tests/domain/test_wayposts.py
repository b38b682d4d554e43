"""The way of a flow and of a case: from the table and the engine, so that it is true as long as they are."""

import pytest

from domain import desk, wayposts
from domain.case import HOME_PLATFORM, Case
from domain.journal import What
from domain.machine import CLOSED, FLOWS, Flow, Stage, Turn
from domain.wayposts import CLOCKS, Place
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told

LIBRARY = librarian.load()
SIGNED, APPLIED = told(What.SIGNED, "2026-11-20"), told(What.APPLIED, at("2026-11-21 02:00"))
REFUSED = told(What.REFUSED, at("2026-11-24 02:00"))


@pytest.mark.parametrize("flow", Flow)
def test_a_flow_is_walked_from_its_first_step_to_the_money(flow: Flow) -> None:
    """Each station is a stage of the flow's own table, none twice, and the last is an end that is good."""
    posts = wayposts.of_flow(flow, LIBRARY, HOME_PLATFORM, NOW)
    stages = [post.stage for post in posts]
    assert len(set(stages)) == len(stages) > 4
    assert set(stages[:-1]) <= set(FLOWS[flow])
    assert stages[-1] in {Stage.MONEY_BACK, Stage.REPLACED}
    assert all(len(post.clocks) <= CLOCKS for post in posts)


def test_what_is_due_is_what_the_engine_says() -> None:
    """The clocks at a station are those that a case has there: seven days to apply, 48 hours to answer."""
    posts = {post.stage: post for post in wayposts.of_flow(Flow.RETURN, LIBRARY, HOME_PLATFORM, NOW)}
    assert [each.id for each in posts[Stage.TO_APPLY].clocks] == ["no_reason_notice"]
    assert posts[Stage.UNDER_REVIEW].clocks[0].id == "seller_answers_return"
    assert posts[Stage.UNDER_REVIEW].turn is Turn.SELLER
    assert posts[Stage.REFUND_DUE].clocks[0].id == "legal_refund"


def test_a_case_has_its_own_dates_behind_it_and_the_usual_way_in_front() -> None:
    """Refused: what was, where it stands, and the platform next."""
    case = a_case(Flow.RETURN, SIGNED, APPLIED, REFUSED)
    posts = wayposts.of_case(case, LIBRARY, NOW)
    assert [(post.stage, post.place) for post in posts] == [
        (Stage.TO_APPLY, Place.PAST),
        (Stage.UNDER_REVIEW, Place.PAST),
        (Stage.REFUSED, Place.HERE),
        (Stage.PLATFORM_REVIEWS, Place.COMING),
        (Stage.MONEY_COMING, Place.COMING),
        (Stage.MONEY_BACK, Place.END),
    ]
    assert [post.entered for post in posts[:3]] == [SIGNED, APPLIED, REFUSED]


@pytest.mark.parametrize(("flow", "stage"), [(flow, stage) for flow in Flow for stage in FLOWS[flow]])
def test_from_every_stage_there_is_a_way(flow: Flow, stage: Stage) -> None:
    """Wherever a case stands, its picture has one place where it is, and an end."""
    case = _at(flow, stage)
    posts = wayposts.of_case(case, LIBRARY, NOW)
    here = [post for post in posts if post.place is Place.HERE]
    assert [post.stage for post in here] == ([stage] if stage is not Stage.NEW else [])
    assert posts[-1].stage in CLOSED
    if here:
        known = {each.id: each.ends for each in desk.clocks(case, LIBRARY).running}
        assert all(known[each.id] == each.ends for each in here[0].clocks)


def _at(flow: Flow, stage: Stage) -> Case:
    """The shortest way there."""
    ways: dict[Stage, tuple[What, ...]] = {Stage.NEW: ()}
    front = [Stage.NEW]
    while stage not in ways:
        here = front.pop(0)
        for what, to in FLOWS[flow].get(here, {}).items():
            if to not in ways:
                ways[to] = (*ways[here], what)
                front.append(to)
    return a_case(flow, *(told(what, "2026-11-20") for what in ways[stage]))


def test_a_case_that_is_over_ends_where_it_ended() -> None:
    """Nothing comes any more."""
    case = a_case(Flow.RETURN, SIGNED, APPLIED, told(What.MONEY_ARRIVED, at("2026-11-24 02:00")))
    posts = wayposts.of_case(case, LIBRARY, NOW)
    assert [post.place for post in posts] == [Place.PAST, Place.PAST, Place.END]
