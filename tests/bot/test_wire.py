"""While Telegram cannot be reached, no letter is spent on finding that out."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.receive import Patience
from bot.send import IN_FLIGHT
from bot.tryout import faults
from bot.tryout.person import Person
from bot.verdicts import Fate
from bot.wire import DOWN, LATELY, ROUGH, Wire
from domain.post import Letter
from tests.bot.echo import Echo
from tests.kit.clock import FixedClock
from tests.kit.running import RunningBot, Staging, running_bot

LETTERS = 12


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot that echoes, in a world whose time stands still."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=Echo().voice())) as running:
        yield running


def _people(bot: RunningBot) -> list[Person]:
    crowd = [bot.server.world.person(f"reader {number}") for number in range(LETTERS)]
    for each in crowd:
        each.chat.started = True
    return crowd


async def _post(bot: RunningBot, crowd: list[Person], text: str) -> None:
    async with bot.stores.begin() as store:
        for each in crowd:
            key, payload = f"{text} {each.id}", {"text": text}
            due = bot.clock.now()
            await store.outbox.put(Letter(key=key, chat=each.id, method="sendMessage", payload=payload, due=due))
    bot.app.world.nudges.outbox.nudge()


def _met(bot: RunningBot, method: str) -> int:
    """How many calls of this method have met trouble."""
    return sum(fault.method == method for fault in bot.server.world.faults.used)


async def _is_met(bot: RunningBot, method: str, times: int) -> None:
    async with asyncio.timeout(20):
        while _met(bot, method) < times:
            await bot.app.world.nudges.menu.wait(bot.app.world.nudges.menu.count, 0.01)


async def test_an_outage_of_hours_costs_no_letter(bot: RunningBot) -> None:
    """Only what was under way met it; afterwards every letter arrives, and none was given up."""
    world, crowd = bot.server.world, _people(bot)
    await bot.until_idle()
    for method in ("sendMessage", "getMe"):
        world.faults.add(faults.lost_call(method, times=None))
    await _post(bot, crowd, "news")
    for _ in range(12):
        bot.clock.advance(timedelta(minutes=20))
        await _is_met(bot, "getMe", _met(bot, "getMe") + 2)
    spent = _met(bot, "sendMessage")
    world.faults.clear()
    await bot.advance(timedelta(minutes=31))
    assert spent <= IN_FLIGHT + DOWN
    async with bot.stores.look() as store:
        assert await store.outbox.counts() == {"sent": LETTERS}
    assert [each.chat.said[-1].text.endswith("news") for each in crowd] == [True] * LETTERS


async def test_a_door_that_lies_while_the_next_one_is_open_is_tried_one_by_one(bot: RunningBot) -> None:
    """Where the question is answered and letters are not, one letter at a time is risked."""
    world, crowd = bot.server.world, _people(bot)
    await bot.until_idle()
    world.faults.add(faults.lost_call("sendMessage", times=IN_FLIGHT + 3))
    await _post(bot, crowd, "news")
    await _is_met(bot, "sendMessage", IN_FLIGHT + 3)
    asked = len(world.ledger.calls("getMe"))
    await bot.advance(timedelta(minutes=31))
    assert asked >= 3
    async with bot.stores.look() as store:
        assert await store.outbox.counts() == {"sent": LETTERS}


@dataclass(frozen=True, slots=True)
class Line:
    """A wire whose questions are always answered; `changed` when it has told so."""

    wire: Wire
    changed: asyncio.Event


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """A wire of its own, without a bot."""
    changed = asyncio.Event()
    wire = Wire(_answered, changed.set, Patience(first=0.001, longest=0.001))
    yield Line(wire, changed)
    await wire.close()


async def _answered() -> None:
    """Telegram is there."""


def _storm(wire: Wire) -> None:
    """Every other letter meets nobody, until that is a storm."""
    for number in range(ROUGH):
        wire.met(Fate.UNKNOWN, f"letter {number}")
        wire.met(Fate.SENT, f"other {number}")


async def test_one_letter_that_never_gets_through_is_no_storm(line: Line) -> None:
    """However often it meets nobody: it is the letter, and the others need not wait for better weather."""
    for _ in range(LATELY):
        line.wire.met(Fate.UNKNOWN, "too long")
    assert not line.wire.rough


async def test_a_storm_is_over_when_all_have_come_through_for_a_while(line: Line) -> None:
    """Three letters of late met nobody; a pause that Telegram asks for ends no storm, fifteen answers in a row do."""
    _storm(line.wire)
    assert line.wire.rough
    line.wire.met(Fate.WAIT, "pushed")
    for number in range(LATELY - 1):
        line.wire.met(Fate.SENT, f"later {number}")
    assert line.wire.rough
    line.wire.met(Fate.SENT, "last")
    assert not line.wire.rough


async def test_while_it_is_rough_telegram_is_asked_though_nobody_writes(line: Line) -> None:
    """Otherwise nobody would notice that the storm is over, and the letters in doubt would rest for an hour."""
    _storm(line.wire)
    async with asyncio.timeout(20):
        await line.changed.wait()
    assert not line.wire.rough


async def test_a_question_that_breaks_in_a_way_of_its_own_is_asked_again() -> None:
    """Whatever it raises: were the asking to end, nothing would be sent ever again."""
    answers, changed = iter([RuntimeError("Session is closed"), None]), asyncio.Event()

    async def ask() -> None:
        error = next(answers, None)
        if error:
            raise error

    wire = Wire(ask, changed.set, Patience(first=0.001, longest=0.001))
    for number in range(DOWN):
        wire.met(Fate.UNKNOWN, f"letter {number}")
    async with asyncio.timeout(20):
        await changed.wait()
    assert wire.carries() == 1.0, "one letter may be tried"
    await wire.close()
