"""Roads outlive their steps' failures, wake when nudged, and end when told; the ticker and the heartbeat on them."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import clockwork
from bot.road import Fatal, Nudge, Road
from bot.tally import Tally
from bot.world import Nudges
from tests.bot.echo import Echo
from tests.kit.running import RunningBot, Staging, running_bot


class Walk:
    """A step that does as the test says, and counts."""

    def __init__(self, act: Callable[[int], float]) -> None:
        self.steps = 0
        self.act = act

    async def step(self) -> float:
        """One step."""
        self.steps += 1
        return self.act(self.steps)


async def test_a_nudge_between_look_and_wait_is_not_missed() -> None:
    """Whoever was nudged while looking does not wait at all."""
    nudge = Nudge()
    seen = nudge.count
    nudge.nudge()
    async with asyncio.timeout(1):
        await nudge.wait(seen, 60.0)


async def test_a_nudge_wakes_everybody_who_waits() -> None:
    """Several lanes wait for the same inbox."""
    nudge = Nudge()
    waiting = [asyncio.create_task(nudge.wait(nudge.count, 60.0)) for _ in range(3)]
    await asyncio.sleep(0)
    nudge.nudge()
    async with asyncio.timeout(1):
        await asyncio.gather(*waiting)


async def test_a_failing_step_is_counted_and_taken_again() -> None:
    """Neither logged away nor the end of the road; a nudge cuts the rest short."""
    tally, stop, nudge = Tally(), asyncio.Event(), Nudge()

    def act(number: int) -> float:
        if number == 3:
            stop.set()
        elif number < 3:
            asyncio.get_running_loop().call_soon(nudge.nudge)
            raise ValueError("stumbled")
        return 0.0

    walk = Walk(act)
    async with asyncio.timeout(5):
        await Road("test", walk.step, tally, nudge).run(stop)
    assert walk.steps == 3
    assert _errors(tally, "test") == pytest.approx(2)


async def test_what_is_fatal_ends_the_road() -> None:
    """Only that."""

    def act(_number: int) -> float:
        raise Fatal("the end")

    with pytest.raises(Fatal, match="the end"):
        await Road("test", Walk(act).step, Tally()).run(asyncio.Event())


async def test_a_stop_ends_a_waiting_road_at_once() -> None:
    """With a nudge after it, nobody waits for the next look."""
    stop, nudge = asyncio.Event(), Nudge()
    task = asyncio.create_task(Road("test", Walk(lambda _: 600.0).step, Tally(), nudge).run(stop))
    await asyncio.sleep(0)
    stop.set()
    nudge.nudge()
    async with asyncio.timeout(1):
        await task


async def test_the_ticker_wakes_the_heartbeat_and_reports_a_raising_job() -> None:
    """APScheduler nudges each second; a job that raises is counted and runs again."""
    world: Any = SimpleNamespace(nudges=Nudges(), tally=Tally())
    scheduler = clockwork.ticker(world)
    runs = Nudge()

    async def broken() -> None:
        runs.nudge()
        raise ValueError("stumbled")

    scheduler.add_job(broken, "interval", seconds=0.05, id="broken")
    scheduler.start()
    try:
        async with asyncio.timeout(10):
            await world.nudges.heart.wait(0, 10.0)
            while runs.count < 3:
                await runs.wait(runs.count, 1.0)
    finally:
        scheduler.shutdown(wait=False)
    assert world.nudges.heart.count >= 1
    assert _errors(world.tally, "ticker") >= 2


def _errors(tally: Tally, road: str) -> float:
    return tally.registry.get_sample_value("refundkeeper_errors_total", {"road": road}) or 0.0


def test_no_tick_is_ever_dropped() -> None:
    """Late is no reason not to run, and what piled up is one run (reliability.md, P9)."""
    world: Any = SimpleNamespace(nudges=Nudges(), tally=Tally())
    settings = clockwork.ticker(world)._job_defaults
    assert settings == {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


async def test_a_heartbeat_that_fails_comes_again(tmp_path: Path) -> None:
    """A reminder's failure is counted, its transaction rolled back, and the next beat tries it again."""
    echo, beats = Echo(), []

    async def beat(store: Any, now: Any) -> int:
        await store.marks.put("half", "done")
        beats.append(now)
        if len(beats) == 1:
            raise RuntimeError("stumbled")
        assert await store.marks.get("half") == "done"
        return int(len(beats) == 2)

    voice = echo.voice()
    object.__setattr__(voice, "beat", beat)
    async with running_bot(tmp_path, staging=Staging(voice=voice)) as bot:
        await _until(bot, lambda: len(beats) >= 3)
    assert beats[0] < beats[1] < beats[2]


async def _until(bot: RunningBot, true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await bot.app.world.nudges.heart.wait(bot.app.world.nudges.heart.count, 0.1)


async def test_housekeeping_forgets_old_updates_only(tmp_path: Path) -> None:
    """An update is known again for 48 hours, longer than Telegram repeats it."""
    async with running_bot(tmp_path, staging=Staging(voice=Echo().voice())) as bot:
        bot.server.world.xiaoyu.sends("hello")
        await bot.until_idle()
        left = []
        for hours in (47, 2):
            await bot.advance(timedelta(hours=hours))
            await bot.app.broom.step()
            async with bot.stores.look() as store:
                left.append(dict(await store.inbox.counts()))
    assert left == [{"done": 1}, {}]
