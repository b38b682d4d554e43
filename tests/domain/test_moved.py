"""What moved between two states of a case, as the shopper is told of it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import desk, moved
from domain.case import Case
from domain.deadlines import Deadline
from domain.journal import Happening, What
from domain.machine import Flow
from domain.moved import Move
from storage import librarian
from tests.kit.cases import a_case, at, told
from tests.kit.mixture import cases

LIBRARY = librarian.load()
SIGNED = told(What.SIGNED, "2026-11-20")
APPROVED = told(What.APPROVED, at("2026-11-23 12:00"))
SHIPPED = told(What.SHIPPED, at("2026-11-24 12:00"))


def _read_off(rule: str, ends: str) -> Happening:
    return told(What.COUNTDOWN_READ, at(ends), rule=rule)


def _said(move: Move) -> str:
    """``rule: old > new``, in Shanghai's days and hours; a dash where there is none."""

    def date(deadline: Deadline | None) -> str:
        return "-" if deadline is None else f"{deadline.due + timedelta(hours=8):%m-%d %H:%M}"

    return f"{move.rule.id}: {date(move.old)} > {date(move.new)}{' needs a time' if move.lacks else ''}"


def _lines(before: Case, after: Case, *rules: str) -> list[str]:
    moves = moved.between(desk.clocks(before, LIBRARY), desk.clocks(after, LIBRARY))
    return [_said(move) for move in moves if not rules or move.rule.id in rules]


TABLE = [
    pytest.param(
        [SIGNED],
        told(What.SIGNED, "2026-11-18", corrects=SIGNED.id),
        ["quality_return", "no_reason_notice"],
        ["no_reason_notice: 11-28 00:00 > 11-26 00:00", "quality_return: 11-28 00:00 > 11-26 00:00"],
        id="a corrected day moves what counts from it",
    ),
    pytest.param(
        [SIGNED],
        told(What.SIGNED, at("2026-11-20 03:00"), corrects=SIGNED.id),
        ["quality_return", "no_reason_notice"],
        [],
        id="the hour of the same day moves no calendar date",
    ),
    pytest.param(
        [SIGNED],
        told(What.SIGNED, corrects=SIGNED.id),
        ["quality_return"],
        ["quality_return: 11-28 00:00 > - needs a time"],
        id="a day that nobody knows any more takes the date away and says so",
    ),
    pytest.param(
        [APPROVED],
        _read_off("fill_tracking", "2026-11-29 02:00"),
        [],
        ["fill_tracking: 11-30 20:00 > 11-29 10:00"],
        id="the countdown of the app wins",
    ),
    pytest.param(
        [APPROVED],
        _read_off("fill_tracking", "2026-11-30 12:00"),
        [],
        [],
        id="a countdown that says what we said moves nothing",
    ),
    pytest.param(
        [APPROVED],
        SHIPPED,
        ["fill_tracking", "seller_confirms"],
        ["fill_tracking: 11-30 20:00 > -", "seller_confirms: - > 12-04 20:00"],
        id="a step ends one clock and begins another",
    ),
    pytest.param(
        [APPROVED, SHIPPED],
        told(What.DELIVERED, at("2026-11-26 12:00")),
        ["seller_confirms", "seller_confirms_signed"],
        ["seller_confirms_signed: 12-04 20:00 > 11-28 20:00"],
        id="of a group the clock that takes over is the same one, moved",
    ),
    pytest.param(
        [APPROVED],
        told(What.APPROVED, corrects=APPROVED.id, taken_back=True),
        ["fill_tracking"],
        ["fill_tracking: 11-30 20:00 > -"],
        id="what is taken back takes its clock along",
    ),
]


@pytest.mark.parametrize(("journal", "news", "rules", "lines"), TABLE)
def test_what_moved_is_said(journal: list[Happening], news: Happening, rules: list[str], lines: list[str]) -> None:
    """The journal, one more happening, and the dates that are other ones now."""
    before = a_case(Flow.RETURN, *journal)
    assert _lines(before, before.with_happening(news), *rules) == lines


def test_a_move_knows_by_how_much() -> None:
    """Two days sooner; nothing where there is no old date to hold the new one against."""
    before = a_case(Flow.RETURN, SIGNED)
    after = before.with_happening(told(What.SIGNED, "2026-11-18", corrects=SIGNED.id))
    nothing = a_case(Flow.RETURN)
    found = moved.between(desk.clocks(before, LIBRARY), desk.clocks(after, LIBRARY))
    assert {move.by for move in found if move.rule.family == "law" and move.rule.unit == "days"} == {timedelta(days=-2)}
    for move in moved.between(desk.clocks(nothing, LIBRARY), desk.clocks(after, LIBRARY)):
        assert (move.appeared, move.disappeared, move.by) == (True, False, timedelta(0))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=60)
def test_the_moves_lead_from_the_old_clocks_to_the_new_ones(seed: int) -> None:
    """Whatever the two states: nothing moves between equals, back is forth reversed, and the moves miss no date."""
    (one, _), (other, _) = cases(2, LIBRARY, seed)
    before, after = desk.clocks(one, LIBRARY), desk.clocks(other, LIBRARY)
    moves = moved.between(before, after)
    assert moved.between(before, before) == ()
    back = [(move.new, move.old) for move in moved.between(after, before)]
    assert len(back) == len(moves)
    assert all((move.old, move.new) in back for move in moves)
    gone = [move.old for move in moves]
    kept = {each.due for each in before.running if each not in gone}
    assert kept | {move.new.due for move in moves if move.new} == {each.due for each in after.running}
