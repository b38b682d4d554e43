"""What one chat may ask: so many at once, coming back evenly, whatever the clock does."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.moments import Moment
from domain.quotas import Quota, Quotas, Thing
from tests.kit.cases import NOW

MINUTE = timedelta(minutes=1)
TWENTY = Quota(20, MINUTE)


def _let_in(quota: Quota, moments: Sequence[Moment]) -> list[Moment]:
    """Which of these came in."""
    whole_at, came = None, []
    for at in moments:
        then = quota.spend(whole_at, at)
        if then is not None:
            whole_at = then
            came.append(at)
    return came


@pytest.mark.parametrize(
    ("every", "tries", "let_in"),
    [
        (0, 50, 20),  # all at once
        (0.02, 3000, 39),  # fifty a second for a minute: twenty, and one more every three seconds
        (3, 200, 200),  # as fast as they come back
        (2, 30, 30),  # a little too fast for a minute: nobody notices
    ],
)
def test_how_many_come_in(every: float, tries: int, let_in: int) -> None:
    """Twenty at once, then one every three seconds."""
    assert len(_let_in(TWENTY, [NOW + timedelta(seconds=every) * number for number in range(tries)])) == let_in


@given(
    st.integers(1, 30).map(lambda count: Quota(count, MINUTE)),
    st.lists(st.floats(0, 30), min_size=1, max_size=200),
)
def test_in_any_window_at_most_twice_as_many_come_in(quota: Quota, steps: list[float]) -> None:
    """However somebody times it, within any window come in at most the whole and what comes back in it."""
    moments, at = [], NOW
    for step in steps:
        at += timedelta(seconds=step)
        moments.append(at)
    came = _let_in(quota, moments)
    most = max(sum(start <= one < start + MINUTE for one in came) for start in came)
    assert most <= 2 * quota.count


@given(st.lists(st.floats(0, 5), min_size=1, max_size=100))
def test_whoever_waits_until_there_is_room_comes_in(steps: list[float]) -> None:
    """Once one more is no debt beyond the window there is room, and not a moment before."""
    whole_at, at = NOW, NOW
    for step in steps:
        at += timedelta(seconds=step)
        whole_at = TWENTY.spend(whole_at, at) or whole_at
    room = max(at, TWENTY.overdraw(whole_at, at) - TWENTY.within)
    assert TWENTY.spend(whole_at, room) is not None
    assert room == at or TWENTY.spend(whole_at, room - timedelta(milliseconds=1)) is None


def test_a_clock_set_back_locks_nobody_out() -> None:
    """After the clock went back a year or two minutes there is room at once."""
    for ahead in (timedelta(days=365), timedelta(minutes=2)):
        assert TWENTY.spend(TWENTY.spend(None, NOW + ahead), NOW) == NOW + timedelta(seconds=3)


def test_what_belongs_to_something_that_came_in_may_overdraw() -> None:
    """The rest of an album comes in whatever is left, and is paid for afterwards."""
    whole_at = None
    for _ in range(20):
        whole_at = TWENTY.spend(whole_at, NOW)
    assert TWENTY.spend(whole_at, NOW) is None
    assert TWENTY.overdraw(whole_at, NOW) == NOW + MINUTE + timedelta(seconds=3)


def test_each_thing_is_counted_by_itself() -> None:
    """Actions a minute, uploads an hour, and of each word one in its window."""
    known = Quotas()
    assert {thing: (known.of(thing).count, known.of(thing).within) for thing in Thing} == {
        Thing.ACTION: (20, MINUTE),
        Thing.TAP: (20, MINUTE),
        Thing.EDIT: (20, MINUTE),
        Thing.UPLOAD: (30, 60 * MINUTE),
        Thing.WORD: (1, MINUTE),
        Thing.WORD_OF_WAITING: (1, 60 * MINUTE),
        Thing.WORD_OF_LOSS: (1, 60 * MINUTE),
    }
