"""T28: what cannot be delivered ends in a state that says so, is not tried without end, and resumes when it can."""

import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.tryout.faults import Fault
from bot.tryout.person import Person
from domain.post import Letter, Rank, State
from tests.bot.echo import Echo
from tests.chaos import figures
from tests.kit.clock import FixedClock
from tests.kit.running import RunningBot, Staging, running_bot

pytestmark = pytest.mark.chaos

HOURS = 24
GOAL = "each in its named state; at most 1 try an hour after a block; back within 5 s of an unblocking"
MOVED = (
    b'{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",'
    b'"parameters":{"migrate_to_chat_id":%d}}'
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a chat cannot be written to; what becomes of a day's letters there, one an hour; calls that are refused."""

    fault: Fault | None
    payload: dict[str, Any]
    ends: dict[str, int]
    refused: int


def _with(code: int, description: str, **more: Any) -> Fault:
    return Fault("sendMessage", status=code, description=description, times=None, **more)


TROUBLES = {
    "blocked": Trouble(
        _with(403, "Forbidden: bot was blocked by the user"), {"text": "k"}, {State.WAITING: HOURS}, refused=1
    ),
    "deactivated": Trouble(
        _with(403, "Forbidden: user is deactivated"), {"text": "k"}, {State.WAITING: HOURS}, refused=1
    ),
    "no HTML": Trouble(None, {"text": "<3 Shop", "parse_mode": "HTML"}, {State.SENT: HOURS}, refused=HOURS),
    "too long": Trouble(None, {"text": "x" * 5000}, {State.FAILED: HOURS}, refused=HOURS),
    "moved": Trouble(_with(400, "", body=MOVED), {"text": "k"}, {State.SENT: HOURS}, refused=HOURS),
}


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot to whom one person for each trouble has spoken, in a world whose time stands still."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=Echo().voice())) as running:
        for name in (*TROUBLES, "elsewhere"):
            running.server.world.person(name).starts()
        await running.until_idle()
        yield running


async def test_what_cannot_be_delivered_ends_as_it_should_and_is_not_tried_without_end(bot: RunningBot) -> None:
    """An hourly letter for a day into each kind of trouble; then whoever blocked the bot comes back."""
    world = bot.server.world
    elsewhere = world.person("elsewhere").id
    for name, trouble in TROUBLES.items():
        if trouble.fault is not None:
            body = trouble.fault.body and trouble.fault.body % elsewhere
            world.faults.add(replace(trouble.fault, chat_id=world.person(name).id, body=body))
    for hour in range(HOURS):
        await _post(bot, hour)
        await bot.advance(timedelta(hours=1))
    refused = {name: _refusals(bot, world.person(name)) for name in TROUBLES}
    ended = {name: await _ended(bot, world.person(name)) for name in TROUBLES}
    back = await _comes_back(bot, world.person("blocked"))
    figures.write(
        "T28",
        f"an hourly letter for a day into {len(TROUBLES)} kinds of trouble",
        GOAL,
        refused=refused,
        back_after_s=back,
    )
    assert ended == {name: Counter(trouble.ends) for name, trouble in TROUBLES.items()}
    assert refused == {name: trouble.refused for name, trouble in TROUBLES.items()}


async def _post(bot: RunningBot, hour: int) -> None:
    async with bot.stores.begin() as store:
        for name, trouble in TROUBLES.items():
            letter = Letter(
                key=f"{name}-{hour}",
                chat=bot.server.world.person(name).chat.id,
                method="sendMessage",
                payload=trouble.payload,
                rank=Rank.REMINDER,
                due=bot.clock.now(),
            )
            await store.outbox.put(letter)
    bot.app.world.nudges.outbox.nudge()
    await bot.until_idle()


def _refusals(bot: RunningBot, person: Person) -> int:
    """Calls into this chat that were refused, by Telegram's own rules or by the trouble."""
    world = bot.server.world
    by_rule = [one for one in world.ledger.refused if one.params.get("chat_id") == str(person.id)]
    return len(by_rule) + len([fault for fault in world.faults.used if fault.chat_id == person.id])


async def _ended(bot: RunningBot, person: Person) -> Counter[str]:
    async with bot.stores.look() as store:
        entries = await store.outbox.recent(person.id, 100)
    return Counter(entry.state for entry in entries if "-" in entry.letter.key)


async def _comes_back(bot: RunningBot, person: Person) -> float:
    """Seconds of real time until all that waited is there."""
    bot.server.world.faults.clear()
    began = time.monotonic()
    person.sends("I am back")
    await bot.server.world.wait_for(lambda: len(person.chat.said) > HOURS, timeout=60)
    await bot.until_idle()
    return round(time.monotonic() - began, 1)
