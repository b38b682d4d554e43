"""What would follow if: a table of suppositions, and the promise that nothing is changed and nothing else is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from domain import desk, machine, moments, moved, whatif
from domain.case import Case, Channel, Reason
from domain.deadlines import Deadline
from domain.journal import Happening, What
from domain.machine import FLOWS, Flow, Stage, Turn
from domain.moments import When
from domain.money import Money
from domain.moved import Move
from domain.purchase import Term
from domain.whatif import If, Outlook
from domain.workdays import Mark, Workdays
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told
from tests.kit.mixture import cases

LIBRARY = librarian.load()
TODAY = date(2026, 11, 23)

APPROVED = [told(What.APPLIED, "2026-11-19"), told(What.APPROVED, at("2026-11-20 12:00"))]
SIGNED = [told(What.SIGNED, "2026-11-20")]
APPLIED = [*SIGNED, told(What.APPLIED, at("2026-11-23 10:00"))]

# flow, journal, what is supposed, on which day → what is kept, missed, running on, and how the other dates read
# (in Shanghai; an agreement of Friday 20:00 leaves seven days of 24 hours, to the next Friday, 20:00)
TABLE = [
    pytest.param(
        Flow.RETURN, APPROVED, If.POST, "2026-11-27",
        ["fill_tracking 11-27 20:00"], [], [],
        ["seller_confirms: 12-03 20:30 > 12-08 00:00"],  # ten days from the end of the 27th
        id="posted on the last day is in time",
    ),
    pytest.param(
        Flow.RETURN, APPROVED, If.POST, "2026-11-28",
        [], ["fill_tracking 11-27 20:00"], [],
        ["seller_confirms: 12-03 20:30 > 12-09 00:00"],
        id="posted a day later is too late",
    ),
    pytest.param(
        Flow.RETURN, APPROVED, If.POST, "2026-11-23",
        ["fill_tracking 11-27 20:00"], [], [],
        ["seller_confirms: - > 12-03 20:30"],  # ten days from now
        id="posted now is held against what stands",
    ),
    pytest.param(
        Flow.RETURN, APPROVED, If.PLATFORM, "2026-11-23",
        [], [], ["fill_tracking 11-27 20:00"],
        ["delay_offence_request: - > 12-05 00:00"],  # fifteen days after the 19th: 4 December, 24:00
        id="asking the platform does not stop the parcel's clock",
    ),
    pytest.param(
        Flow.RETURN, SIGNED, If.APPLY, "2026-11-27",
        ["quality_return 11-28 00:00", "no_reason_notice 11-28 00:00"], [], [],
        ["seller_answers_return: 11-25 20:30 > 11-30 00:00", "delay_offence_request: 12-09 00:00 > 12-13 00:00"],
        id="applied on day seven is in time",
    ),
    pytest.param(
        Flow.RETURN, SIGNED, If.APPLY, "2026-11-28",
        [], ["quality_return 11-28 00:00", "no_reason_notice 11-28 00:00"], [],
        ["seller_answers_return: 11-25 20:30 > 12-01 00:00", "delay_offence_request: 12-09 00:00 > 12-14 00:00"],
        id="applied on day eight is too late",
    ),
    pytest.param(
        Flow.RETURN, SIGNED, If.REFUND_ONLY, "2026-11-23",
        [], [], ["quality_return 11-28 00:00", "no_reason_notice 11-28 00:00"],
        ["seller_answers_refund_only: - > 11-25 20:30", "delay_offence_request: - > 12-09 00:00"],
        id="asking for the money alone is no notice of a return: the seven days run on",
    ),
    pytest.param(
        Flow.RETURN, SIGNED, If.EXCHANGE, "2026-11-23",
        [], [], [],
        [
            "seller_answers_exchange: - > 11-25 20:30",
            "return_instead: - > 11-28 00:00",  # the same seven days, under the name they have in an exchange
            "delay_offence_request: - > 12-09 00:00",
        ],
        id="waiting for an exchange eats the seven days",
    ),
    pytest.param(
        Flow.RETURN, APPLIED, If.EXCHANGE, "2026-11-23",
        [], [], [],
        [
            "seller_answers_return: 11-25 18:00 > -",
            "seller_answers_exchange: - > 11-25 20:30",
            "return_instead: - > 11-28 00:00",
        ],
        id="an exchange instead ends what the seller owed on the return",
    ),
    pytest.param(
        Flow.RETURN, APPLIED, If.WAIT, "2026-11-25",
        [], ["seller_answers_return 11-25 18:00"], [], [],
        id="who waits until Wednesday sees the seller late",
    ),
    pytest.param(
        Flow.RETURN, APPLIED, If.WAIT, "2026-11-24",
        [], [], [], [],
        id="who waits until Tuesday misses nothing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("flow", "journal", "what", "day", "kept", "missed", "running_on", "dates"), TABLE)
def test_what_would_follow(  # noqa: PLR0913, PLR0917 - a row of the table
    flow: Flow,
    journal: list[Happening],
    what: If,
    day: str,
    kept: list[str],
    missed: list[str],
    running_on: list[str],
    dates: list[str],
) -> None:
    """The shopper's own deadlines are judged, the other dates stand side by side."""
    found = _outlook(a_case(flow, *journal), what, date.fromisoformat(day))
    assert [_said(each) for each in found.kept] == kept
    assert [_said(each) for each in found.missed] == missed
    assert [_said(each) for each in found.running_on] == running_on
    assert [_move(each) for each in found.moves] == dates


def test_the_money_comes_at_the_end_of_every_silence() -> None:
    """Posted today: ten days to Thursday 3 December, 20:30; silence is the refund; WeChat's balance takes one hour."""
    found = _outlook(a_case(Flow.RETURN, *APPROVED, channel=Channel.WECHAT_BALANCE), If.POST, TODAY)
    assert found.money_by is not None
    assert _said(found.money_by) == "money_wechat_balance 12-03 21:30"
    later = _outlook(a_case(Flow.RETURN, *APPROVED, channel=Channel.WECHAT_BALANCE), If.POST, date(2026, 11, 26))
    assert (later.money_by, later.money_today) == (later.money_by, found.money_by)
    assert later.money_by is not None
    assert _said(later.money_by) == "money_wechat_balance 12-07 01:00"


def test_no_date_of_the_money_is_made_up_where_a_further_step_is_needed() -> None:
    """After the seller's silence it is the shopper's turn to post: nobody knows when that will be."""
    assert _outlook(a_case(Flow.RETURN, *SIGNED), If.APPLY, TODAY).money_by is None


def test_who_waits_is_told_the_next_limit() -> None:
    """The first that is still to come, whoever it binds."""
    found = _outlook(a_case(Flow.RETURN, *APPROVED), If.WAIT, date(2026, 11, 26))
    assert found.ahead is not None
    assert _said(found.ahead) == "fill_tracking 11-27 20:00"


def test_a_day_that_is_over_and_a_closed_case_have_no_outlook() -> None:
    """Nothing can be supposed of the past, or of what is finished."""
    case = a_case(Flow.RETURN, *APPROVED)
    assert whatif.outlook(case, If.POST, date(2026, 11, 22), LIBRARY, NOW) is None
    closed = case.with_happening(told(What.GIVEN_UP))
    assert whatif.possible(closed, NOW) == ()
    assert whatif.outlook(closed, If.WAIT, TODAY, LIBRARY, NOW) is None


def test_waiting_with_a_membership_costs_its_days() -> None:
    """365 for the 365 days from 1 March: asked for today (day 268) 97 are left, a week later 90."""
    case = a_case(
        Flow.MEMBERSHIP,
        told(What.PAID, "2026-03-01"),
        reason=Reason.UNWANTED,
        price=Money(36_500),
        term=Term(date(2026, 3, 1), date(2027, 2, 28)),
    )
    found = _outlook(case, If.APPLY, date(2026, 11, 30))
    assert (found.sum, found.sum_today) == (Money(9_000), Money(9_700))
    waited = _outlook(case, If.WAIT, date(2026, 11, 30))
    assert (waited.sum, waited.sum_today) == (Money(9_000), Money(9_700))


MIXED = [case for case, _ in cases(300, LIBRARY, seed=7)]


@settings(max_examples=200)
@given(case=some.sampled_from(MIXED), what=some.sampled_from(If), wait=some.integers(0, 40))
def test_nothing_changes_and_what_is_shown_is_what_would_be(case: Case, what: If, wait: int) -> None:
    """The case stays as it is; and if the step is then really taken that day, its dates are those that were shown."""
    before, day = (case.journal, case.stage, case.flow), TODAY + timedelta(days=wait)
    found = whatif.outlook(case, what, day, LIBRARY, NOW)
    assert (case.journal, case.stage, case.flow) == before
    assert (found is not None) == (what in whatif.possible(case, NOW))
    step = {If.APPLY: What.APPLIED, If.POST: What.SHIPPED, If.PLATFORM: What.PLATFORM_ASKED}.get(what)
    if found is None or step is None:
        return
    when = When(NOW) if wait == 0 else When.on(day)
    really = desk.clocks(case.with_happening(Happening(id="real", what=step, when=when, told=NOW)), LIBRARY)
    for move in found.moves:
        if move.new is not None:
            assert move.new.due in {each.due for each in really.running}
    assert not {each.id for each in found.kept} & {each.id for each in found.missed}


@settings(max_examples=100)
@given(case=some.sampled_from(MIXED), early=some.integers(0, 40), more=some.integers(0, 40))
def test_who_waits_longer_never_misses_less(case: Case, early: int, more: int) -> None:
    """What is over on an earlier day is over on a later one."""
    first = whatif.outlook(case, If.WAIT, TODAY + timedelta(days=early), LIBRARY, NOW)
    later = whatif.outlook(case, If.WAIT, TODAY + timedelta(days=early + more), LIBRARY, NOW)
    assert first is not None
    assert later is not None
    assert {each.id for each in first.missed} <= {each.id for each in later.missed}
    assert first.moves == later.moves == ()


@pytest.mark.parametrize(
    ("day", "mark"),
    [
        (date(2026, 10, 1), Mark.HOLIDAY),
        (date(2026, 10, 4), Mark.HOLIDAY),  # a Sunday inside National Day
        (date(2026, 10, 10), Mark.MAKE_UP),  # a Saturday worked for it
        (date(2026, 10, 11), None),
        (date(2026, 11, 21), None),  # an ordinary Saturday
        (date(2026, 11, 23), None),
        (date(2027, 1, 1), Mark.HOLIDAY),
    ],
)
def test_a_day_is_marked_as_a_calendar_would(day: date, mark: Mark | None) -> None:
    """放假 and 调休上班 are said, an ordinary weekend is not."""
    assert Workdays().mark(day) is mark


def test_the_stages_of_the_suppositions_exist() -> None:
    """An exchange can be asked for instead before the goods are on their way, not after."""
    shipped = a_case(Flow.RETURN, *APPROVED, told(What.SHIPPED, NOW))
    assert shipped.stage is Stage.RETURNING
    assert whatif.possible(shipped, NOW) == (If.PLATFORM, If.WAIT)
    assert If.EXCHANGE in whatif.possible(a_case(Flow.RETURN, *SIGNED), NOW)
    assert moved.between(desk.clocks(shipped, LIBRARY), desk.clocks(shipped, LIBRARY)) == ()


def _outlook(case: Case, what: If, day: date) -> Outlook:
    found = whatif.outlook(case, what, day, LIBRARY, NOW)
    assert found is not None
    return found


def _said(deadline: Deadline) -> str:
    return f"{deadline.id} {deadline.due.astimezone(moments.SHANGHAI):%m-%d %H:%M}"


def _move(move: Move) -> str:
    old, new = (
        f"{each.due.astimezone(moments.SHANGHAI):%m-%d %H:%M}" if each else "-" for each in (move.old, move.new)
    )
    return f"{move.rule.id}: {old} > {new}"


def test_silence_can_always_be_taken_at_its_word() -> None:
    """What silence means can happen at every place where its rule runs: the chain to the money never breaks."""
    for policy in LIBRARY.policies.values():
        for flow in Flow:
            for stage in FLOWS[flow]:
                for rule in policy.at(flow, stage):
                    if rule.silence and rule.turn not in {Turn.MINE, Turn.NOBODY}:
                        assert rule.silence in machine.steps(flow, stage), f"{policy.id}: {rule.id} at {stage}"
