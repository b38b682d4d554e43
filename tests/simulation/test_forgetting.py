"""A case is deleted, then everything, while letters are on their way; and somebody comes back."""

import asyncio

from bot.tryout.person import Person
from tests.simulation.run import simulate
from tests.simulation.scene import Scene
from tests.simulation.shoppers import canary
from tests.simulation.story import REST, newest, taps

DAY = 86_400.0
KNOWN = (
    "select count(*) from gone_cases",
    "select count(*) from gone_people",
    "select count(*) from gone_proofs where stored_as <> ''",
    "select count(*) from people",
)


async def _story(person: Person) -> None:
    """Two cases, one goes; then the other one with everything; days later they write again."""
    person.starts()
    for name in ("裙子1", "裙子2"):
        await _registers(person, f"{name} {canary(person.id)}")
    await asyncio.sleep(1.5 * DAY)
    person.sends("/delete")
    await taps(person, "|mc||")
    await taps(person, "|mc|")
    await _confirms(person)
    await asyncio.sleep(1.5 * DAY)
    person.sends("/delete")
    await taps(person, "|mx||")
    await taps(person, "|mx||0|on")
    await _confirms(person)
    await asyncio.sleep(3 * DAY)
    person.sends("/cases")


async def _registers(person: Person, name: str) -> None:
    await asyncio.sleep(REST)
    person.sends("/new")
    for choice in ("kind=return", "reason=not_as_described", "stands=approved"):
        await taps(person, choice)
    for text in (name, "399"):
        await asyncio.sleep(REST)
        person.sends(text)
    await taps(person, "date=2026-11-22")
    person.sends_files([("1.bin", name.encode(), "application/x-bin")], caption=name)
    await asyncio.sleep(REST)


async def _confirms(person: Person) -> None:
    """Impatient: the card is tapped for, and again, and then that it shall go: letters about it are on their way."""
    await asyncio.sleep(REST)
    card = newest(person, "|c|")
    yes = newest(person, "yes=")
    for tapped in (card, card, yes):
        person.taps_data(*tapped)


def test_what_is_deleted_is_gone_and_stays_unsaid() -> None:
    """No judge finds a trace of it, in any table, in any letter; and the story does what it says."""
    run = simulate(1, 7.0, Scene(troubles=False, crowd=1, story=_story), KNOWN)
    assert not run.verdict, "\n".join(run.verdict)
    assert run.known == [[(2,)], [(1,)], [(2,)], [(1,)]]
