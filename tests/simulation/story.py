"""Acts of a story that is told beforehand: somebody taps what is shown."""

import asyncio

from bot.tryout.chats import Message
from bot.tryout.person import Person
from tests.simulation.shoppers import taps_of

REST = 60.0  # seconds between two acts: a death in between has no say in what is seen then


async def taps(person: Person, part: str) -> None:
    """The newest button whose data holds that, after a rest."""
    await asyncio.sleep(REST)
    person.taps_data(*newest(person, part))


def newest(person: Person, part: str) -> tuple[Message, str]:
    """The newest button whose data holds that, with its message."""
    shown = [(one, data) for one in person.chat.said for data in taps_of(one) if part in data]
    assert shown, f"no button with {part!r} among {[taps_of(one) for one in person.chat.said[-3:]]}"
    return shown[-1]


async def does(person: Person, verb: str, detail: str) -> None:
    """As a button of the case would, drawn at whatever version."""
    screen, data = next((one, data) for one in person.chat.said for data in taps_of(one) if "|c|" in data)
    person.taps_data(screen, f"1|{verb}|{data.split('|')[2]}|0|{detail}")
