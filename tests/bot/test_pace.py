"""How fast we speak: within Telegram's limits whatever is waiting, and at once when little is."""

import random
from collections.abc import Mapping

import pytest

from bot.pace import Limits, Pace
from bot.send import IN_FLIGHT
from tests.kit.bench import most_within


def _send(pace: Pace, chat: int, now: float) -> bool:
    """One message if it may go."""
    if pace.room(now) < 1 or chat in pace.blocked(now):
        return False
    pace.take(chat, now)
    return True


def test_the_first_answers_of_a_chat_are_free() -> None:
    """Three at once; the fourth waits for its second."""
    pace = Pace()
    assert [_send(pace, 1, 100.0) for _ in range(4)] == [True, True, True, False]
    assert pace.opens_in(100.0) == pytest.approx(1.0)
    assert _send(pace, 1, 101.0)


def test_a_talkative_chat_holds_up_nobody_else() -> None:
    """Another chat is served although the first must wait."""
    pace = Pace()
    while _send(pace, 1, 100.0):
        pass
    assert pace.blocked(100.0) == {1}
    assert _send(pace, 2, 100.0)


@pytest.mark.parametrize(
    ("chats", "window", "most"),
    [
        (range(1, 200), 1.0, 30 - IN_FLIGHT),  # everybody: 30 a second, with what was under way
        ([-5], 60.0, 18),  # a group: 20 a minute
        ([7], 10.0, 13),  # a chat: 1 a second, after three free ones
    ],
)
def test_no_window_ever_holds_more_than_allowed(chats: list[int], window: float, most: int) -> None:
    """However hard one tries, Telegram's own limits are never reached."""
    pace, chance, now, sent = Pace(), random.Random(7), 1000.0, []
    for _ in range(6000):
        now += chance.uniform(0.0, 0.04)
        if _send(pace, chance.choice(chats), now):
            sent.append(now)
    assert len(sent) >= most
    assert most_within(sent, window) <= most


def test_a_pause_is_exactly_as_long_as_telegram_asked() -> None:
    """Nothing goes before it ends, everything after; a shorter one meanwhile does not end it."""
    pace = Pace()
    pace.pause(100.0, 3.0)
    pace.pause(101.0, 0.5)
    assert pace.room(102.999) == 0
    assert pace.opens_in(101.0) == pytest.approx(2.0)
    assert pace.room(103.0) > 0


def test_silence_is_forgotten() -> None:
    """A chat that was quiet leaves nothing behind: a million people cost no memory."""
    pace = Pace(Limits())
    for chat in range(1000):
        pace.take(chat, float(chat))
    assert pace.blocked(2000.0) == frozenset()
    assert pace._chats == {}


def test_several_workers_together_keep_one_pace() -> None:
    """Each recalls before it speaks what all have said; a silence that one was asked for holds for all."""
    paces, chance, now, sent = [Pace() for _ in range(3)], random.Random(8), 1000.0, list[float]()
    clear: Mapping[int, float] = {}
    while now < 1010.0:
        pace, chat = chance.choice(paces), chance.randrange(1, 200)
        pace.recall(clear, 0.0)
        if _send(pace, chat, now):
            sent.append(now)
            clear = {**clear, **pace.clear([chat])}
        now += chance.random() * 0.01
    assert len(sent) >= 22 * 10
    assert most_within(sent) <= 30 - IN_FLIGHT
    paces[0].recall(clear, 2000.0)
    assert paces[0].room(1999.0) == 0
