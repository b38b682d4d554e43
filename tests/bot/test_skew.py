"""Two workers whose clocks disagree: what one has on its way, the other lets be (reliability.md, D5)."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from bot import send
from bot.tryout.faults import Fault
from bot.tryout.server import TryoutServer
from tests.kit.clock import START, MovingClock
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - a fixture is found where it is named
from tests.kit.running import RunningBot, Staging, at_work
from tests.storage.given import a_letter

SKEW = timedelta(seconds=120)  # twice a lease
LETTERS = 24


async def _counts(bot: RunningBot) -> dict[str, int]:
    async with bot.stores.look() as store:
        return dict(await store.outbox.counts())


async def test_a_fast_clock_takes_nothing_out_of_anothers_hands(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one worker waits for slow answers, another whose clock is two minutes fast sends nothing again."""
    monkeypatch.setattr(send, "SWEEP", 0.05)  # it looks for leases that ran out at every step
    staging = Staging(settings={"database_url": postgres.fresh()})
    clocks = MovingClock(), MovingClock(START + SKEW)
    async with TryoutServer(clock=lambda: clocks[0].now().timestamp()) as server, AsyncExitStack() as stack:
        people = [server.world.person(f"顾客{number}") for number in range(LETTERS)]
        for number, person in enumerate(people):  # slow answers, each at its own time
            person.chat.started = True
            slow = Fault("sendMessage", "slow", seconds=0.2 + 0.03 * number, times=None, chat_id=person.id)
            server.world.faults.add(slow)
        bots = [
            await stack.enter_async_context(at_work(server, tmp_path / str(number), clock, staging))
            for number, clock in enumerate(clocks)
        ]
        async with bots[0].stores.begin() as store:
            for person in people:
                await store.outbox.put(a_letter(f"to {person.id}", chat=person.id, due=START))
        for bot in bots:
            bot.app.world.nudges.all()
        async with asyncio.timeout(30):
            bell = bots[0].app.world.nudges.outbox
            while await _counts(bots[0]) != {"sent": LETTERS}:
                await bell.wait(bell.count, 0.05)
        assert [len(person.chat.said) for person in people] == [1] * LETTERS
