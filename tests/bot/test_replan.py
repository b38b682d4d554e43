"""A release that knows other dates: every open case is planned anew while the bot serves, and nothing is sent twice."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot import speech
from bot.clocks import RandomIds
from bot.replan import AT_ONCE, MARK, Replanner
from bot.voice import Planner
from domain import desk
from domain.case import Case
from domain.journal import What
from domain.ledger import Result
from domain.library import Library
from domain.machine import Flow
from domain.moments import Moment
from domain.people import Person, Wishes
from domain.ports import Store
from domain.workdays import Workdays
from handlers.talk import planning
from storage import librarian
from storage.librarian import SHELF
from storage.store import Stores
from tests.bot.echo import Echo
from tests.kit.cases import NOW, a_case, at, told
from tests.kit.clock import FixedClock
from tests.kit.running import RunningBot, Staging, running_bot
from tests.storage.given import ledger

LIBRARY = librarian.load()
MANY = 2 * AT_ONCE + 2


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot whose own talkers plan nothing, in a world whose time stands still."""
    async with running_bot(tmp_path / "data", FixedClock(NOW), Staging(voice=Echo().voice())) as running:
        yield running


def _approved(name: str = "case00000000", owner: int = 1) -> Case:
    """To be sent back within seven days from now."""
    return a_case(Flow.RETURN, told(What.APPROVED, at("2026-11-23 12:00")), id=name, owner=owner)


async def _keep(stores: Stores, *cases: Case, library: Library = LIBRARY) -> None:
    async with stores.begin() as store:
        for case in cases:
            await store.people.save(Person(id=case.owner, chat=case.owner))
            await store.cases.add(case)
            await planning.keep(store, library, desk.settle(case, library, Wishes(), NOW), NOW)


async def _plan(stores: Stores, owner: int = 1) -> list[str]:
    """Kind, local day and state of the shopper's own deadline's reminders."""
    async with stores.look() as store:
        lines = await ledger(store, owner)
    return sorted(f"{line.due:%m-%d} {line.result}" for line in lines if line.kind == "ship_back")


def _two_days_less(folder: Path) -> Library:
    """The knowledge of a shelf that gives five days for sending it back instead of seven."""
    shelf = folder / "shelf"
    shutil.copytree(SHELF, shelf)
    file = shelf / "platforms" / "xiaohongshu.toml"
    before, rule, after = file.read_text(encoding="utf-8").partition('id = "fill_tracking"')
    assert "length = 7" in after
    file.write_text(before + rule + after.replace("length = 7", "length = 5", 1), encoding="utf-8")
    return librarian.load(shelf)


def _of(library: Library) -> Planner:
    planner = speech.voice(library, RandomIds()).planner
    assert planner is not None
    return planner


async def _walk(bot: RunningBot, planner: Planner) -> int:
    """Walk the road to its end; gives how many steps it took."""
    replanner, steps = Replanner(bot.app.world, planner), 0
    while not replanner.done:
        await replanner.step()
        steps += 1
    return steps


async def test_a_changed_rule_moves_the_reminders_that_stand(bot: RunningBot, tmp_path: Path) -> None:
    """Two days less to send it back: what was planned around the seventh day is planned around the fifth."""
    await _keep(bot.stores, _approved())
    before = await _plan(bot.stores)
    await _walk(bot, _of(_two_days_less(tmp_path)))
    after = await _plan(bot.stores)
    assert before[-1] == "12-02 planned"
    assert after[-1] == "11-30 planned"
    assert after[0] == before[0] == "11-24 planned"


async def test_a_changed_calendar_moves_the_reminders_that_stand(bot: RunningBot) -> None:
    """A year's notice arrives: where the money is due in working days, the reminder moves with them."""
    announced = a_case(Flow.RETURN, told(What.REFUND_ANNOUNCED, at("2026-12-30 04:00")), owner=1)
    guessed = replace(LIBRARY, workdays=_Shut())
    await _keep(bot.stores, announced, library=guessed)
    async with bot.stores.look() as store:
        before = [line.due for line in await ledger(store, 1) if line.kind == "check_refund"]
    await _walk(bot, _of(LIBRARY))
    async with bot.stores.look() as store:
        after = [line.due for line in await ledger(store, 1) if line.kind == "check_refund"]
    assert before
    assert max(after) < max(before)


async def test_what_was_sent_is_not_planned_again(bot: RunningBot) -> None:
    """An occurrence with a history keeps it, whatever a new release would like to say on that day."""
    await _keep(bot.stores, _approved())
    async with bot.stores.begin() as store:
        (first, *_) = await store.reminders.claim(at("2026-11-24 02:00"), 9)
        await store.reminders.settle(first.id, NOW, Result.HANDED_OVER)
        await store.reminders.settle(first.id, NOW, Result.SENT)
    before = await _plan(bot.stores)
    await _walk(bot, replace(_of(LIBRARY), edition="another"))
    assert await _plan(bot.stores) == before
    assert before[0] == "11-24 sent"


async def test_a_kill_costs_one_step(bot: RunningBot) -> None:
    """After a step that failed a new process goes on with the same cases; the earlier ones are not touched again."""
    await _keep(bot.stores, *(_approved(f"case{number:08d}", number) for number in range(MANY)))
    planned: list[str] = []
    await Replanner(bot.app.world, Planner("new", _noting(planned))).step()
    assert len(planned) == AT_ONCE

    async def dies(store: Store, cases: Sequence[tuple[Case, Wishes]], now: Moment) -> None:
        await _of(LIBRARY).plan(store, cases, now)
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        await Replanner(bot.app.world, Planner("new", dies)).step()
    assert await _walk(bot, Planner("new", _noting(planned))) == 2
    assert planned == [f"case{number:08d}" for number in range(MANY)]


async def test_a_start_with_the_same_knowledge_plans_nothing(bot: RunningBot) -> None:
    """The mark says by which edition all was planned; only another one begins again."""
    await _keep(bot.stores, _approved())
    planned: list[str] = []
    for edition in ("one", "one", "two"):
        await _walk(bot, Planner(edition, _noting(planned)))
    assert len(planned) == 2
    async with bot.stores.look() as store:
        assert await store.marks.get(MARK) == " two"


async def test_another_release_begins_anew_where_one_was_interrupted(bot: RunningBot) -> None:
    """Half planned by one edition, all is planned by the next."""
    await _keep(bot.stores, *(_approved(f"case{number:08d}", number) for number in range(MANY)))
    planned: list[str] = []
    await Replanner(bot.app.world, Planner("one", _noting([]))).step()
    await _walk(bot, Planner("two", _noting(planned)))
    assert len(planned) == MANY


async def test_who_cannot_be_reached_is_planned_and_who_is_done_is_not(bot: RunningBot) -> None:
    """A paused person's case is planned like any other; a closed one is passed by."""
    done = _approved("case00000001").with_happening(told(What.MONEY_ARRIVED, at("2026-11-23 12:10")))
    await _keep(bot.stores, _approved(), done)
    async with bot.stores.begin() as store:
        await store.outbox.pause_person(1, NOW)
    planned: list[str] = []
    await _walk(bot, Planner("new", _noting(planned)))
    assert planned == ["case00000000"]


async def test_the_bot_does_it_by_itself_when_it_starts(tmp_path: Path) -> None:
    """A restart with another shelf, and the plan in the database is the new one."""
    older = Staging(voice=speech.voice(LIBRARY, RandomIds()))
    async with running_bot(tmp_path / "data", FixedClock(NOW), older) as bot:
        await _keep(bot.stores, _approved())
    changed = _two_days_less(tmp_path)
    newer = Staging(voice=speech.voice(changed, RandomIds()))
    async with running_bot(tmp_path / "data", FixedClock(NOW), newer) as bot:
        await bot.until_idle()
        assert (await _plan(bot.stores))[-1] == "11-30 planned"


def _noting(planned: list[str]) -> Callable[[Store, Sequence[tuple[Case, Wishes]], Moment], Awaitable[None]]:
    async def plan(_store: Store, cases: Sequence[tuple[Case, Wishes]], _now: Moment) -> None:
        planned.extend(case.id for case, _ in cases)

    return plan


class _Shut(Workdays):
    """A calendar in which the offices are shut for the first ten days of 2027."""

    def is_working(self, day: date) -> bool:
        """Whether offices are open."""
        return super().is_working(day) and not date(2027, 1, 1) <= day <= date(2027, 1, 10)
