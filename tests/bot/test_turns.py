"""Whose update is next: nobody is served twice while somebody waits."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.turns import Turns
from storage.inbox import Row

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _heads(*queues: str) -> list[Row]:
    return [
        Row(number, number, "{}", queue, NOON, attempts=0, maybe_answered=False) for number, queue in enumerate(queues)
    ]


@given(st.integers(1, 12), st.integers(1, 5), st.data())
def test_nobody_is_served_twice_while_somebody_waits(many: int, room: int, data: st.DataObject) -> None:
    """However few are served at a time and whenever one more comes: each flooder's next goes ahead at most once."""
    turns, flooders = Turns(), [f"flooder {number}" for number in range(many)]
    for _ in range(data.draw(st.integers(0, 30), label="rounds of the flood before")):
        for row in turns.order(_heads(*flooders))[:room]:
            turns.had(row)
    ahead: list[str] = []
    for _ in range(many + 1):
        for row in turns.order(_heads(*flooders, "one"))[:room]:
            turns.had(row)
            ahead.append(row.queue)
    ahead = ahead[: ahead.index("one")] if "one" in ahead else ahead
    assert len(ahead) == len(set(ahead)), f"twice before who waits: {ahead}"


def test_who_has_not_been_served_goes_by_age() -> None:
    """Without a flood it is the oldest first, as ever."""
    assert [row.queue for row in Turns().order(_heads("a", "b", "c"))] == ["a", "b", "c"]


def test_only_those_who_wait_are_known() -> None:
    """Who has nothing in line is forgotten: what is kept never outgrows what was claimed."""
    turns = Turns()
    for number in range(1_000):
        (row,) = turns.order(_heads(f"chat {number}"))
        turns.had(row)
    assert len(vars(turns)["_served"]) == 1
