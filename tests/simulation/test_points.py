"""A death at every point of a story: before and after each statement, each commit, each call to Telegram (T3)."""

import asyncio
from collections import Counter
from functools import cache

import pytest

from bot.tryout.person import Person
from tests.chaos import figures
from tests.chaos.scale import is_long, size
from tests.simulation.run import simulate
from tests.simulation.scene import Scene
from tests.simulation.stage import Run
from tests.simulation.story import REST, does, taps

DAYS = 4.0
PARTS = 4  # so that several processes share the work
DAY = 86_400.0
#: What must be the same after a death as without one, whatever names chance has given.
KNOWN = (
    "select owner, flow, name, reason, price_minor from cases",
    "select seq, what, note, money_minor, taken_back from happenings order by 1",
    "select kind, substr(occurrence, 1, 11), state from reminders order by 1, 2",
    "select caption, state, sha256 from proofs order by 3",
    """select substr(key, 1, instr(key, ':')), count(*) from outbox
       where method = 'sendMessage' and key not like 'outage:%' group by 1""",
    "select state, count(*) from inbox group by 1",
)


async def _story(person: Person) -> None:
    """A case is registered, gets files, reminds, is put off, gets a note, and is given up."""
    person.starts()
    await asyncio.sleep(REST)
    person.sends("/new")
    for choice in ("kind=return", "reason=not_as_described", "stands=approved"):
        await taps(person, choice)
    for text in ("真丝连衣裙", "399"):
        await asyncio.sleep(REST)
        person.sends(text)
    await taps(person, "date=2026-11-22")
    person.sends_files([("1.bin", b"one", "application/x-bin")], caption="面单")
    person.sends_files([("2.bin", b"two", "application/x-bin"), ("3.bin", b"three", "application/x-bin")])
    await asyncio.sleep(2.5 * DAY)
    await taps(person, ":1h")
    await asyncio.sleep(2 * 3600.0)
    await does(person, "e", "noted")
    await asyncio.sleep(REST)
    person.sends("客服说周五退")
    await asyncio.sleep(REST)
    await does(person, "E", "given_up")


def _told(dies_at: int = -1) -> Run:
    scene = Scene(troubles=False, crowd=1, story=_story, dies_at=dies_at)
    return simulate(1, DAYS, scene, KNOWN)


@cache
def _alive() -> Run:
    """The story without a death."""
    return _told()


def _wrong(run: Run) -> list[str]:
    """What is not as it would have been without the death."""
    lived = _alive()
    wrong = [
        f"{query}: {now} instead of {then}" for query, now, then in zip(KNOWN, run.known, lived.known, strict=True)
    ]
    wrong = [complaint for complaint, now, then in zip(wrong, run.known, lived.known, strict=True) if now != then]
    copies = Counter(
        flight.key for flight in run.sky.witness.flights if flight.accepted and flight.method == "sendMessage"
    )
    wrong += [f"{key} was sent {count} times" for key, count in copies.items() if count > 2]
    if sum(count - 1 for count in copies.values()) > 1:
        wrong.append(f"one death showed {sum(count - 1 for count in copies.values())} letters twice")
    return wrong + run.verdict


def _points(part: int) -> range:
    every = 1 if is_long() else size("a death every so many points")
    return range(1 + part * every, _alive().machine.steps, PARTS * every)


@pytest.mark.chaos
@pytest.mark.parametrize("part", range(PARTS))
def test_a_death_at_any_point_changes_nothing(part: int) -> None:
    """Whenever the process dies, in the end all is known once, and at most one letter was seen twice."""
    found, twice = [], 0
    for point in _points(part):
        run = _told(point)
        assert len(run.machine.deaths) == 2, f"nobody died at {point}"  # and once at the end
        found += [f"point {point}: {complaint}" for complaint in _wrong(run)]
        twice += sum(flight.accepted for flight in run.sky.witness.flights) - len(
            {flight.key for flight in run.sky.witness.flights if flight.accepted}
        )
    figures.write(
        "T3",
        "a death at every point of a story, in virtual time",
        "0 lost, <= 1 duplicate each",
        points=len(_points(part)),
        wrong=len(found),
        duplicates=twice,
    )
    assert not found, "\n".join(found[:10])
