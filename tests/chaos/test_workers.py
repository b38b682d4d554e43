"""T14, T15 and T29: several workers share one database; one is frozen, one is exchanged for another."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.tryout.faults import Fault
from storage.engine import open_engine
from storage.store import Stores
from tests.chaos import figures, rest
from tests.chaos.audit import SENDS, Account, audit, overwritten
from tests.chaos.crowd import move_in, people
from tests.chaos.scale import size
from tests.kit.cases import NOW
from tests.kit.clock import SharedClock
from tests.kit.entry import HASTE, LEASE
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - a fixture is found where it is named
from tests.kit.process import BotProcess, installed, staged
from tests.kit.stores import migrated as migrated  # noqa: PLC0414 - as above
from tests.kit.stores import sqlite_url as sqlite_url  # noqa: PLC0414 - as above
from tests.storage.given import a_letter

pytestmark = pytest.mark.chaos

SEED = 20261123
IN_FLIGHT = 4
LEASED = 2.0  # seconds
EACH = 4  # reminders that a parcel to be posted has in its first six days


@asynccontextmanager
async def _workers(
    folder: Path, postgres: Postgres, count: int, **settings: str
) -> AsyncIterator[tuple[list[BotProcess], SharedClock]]:
    """So many processes of one bot on one PostgreSQL, not started yet."""
    async with staged(folder, {"REFUND_DATABASE_URL": postgres.fresh(), HASTE: "1", **settings}) as (bot, clock):
        bots = [bot, *(bot.twin(f"twin {number}") for number in range(1, count))]
        try:
            yield bots, clock
        finally:
            for each in bots[1:]:
                await each.is_killed()


@pytest.mark.parametrize("workers", [2, 4])
async def test_workers_race_and_say_everything_once(tmp_path: Path, postgres: Postgres, workers: int) -> None:
    """All reminders fall due at the same moment, and each is said by one worker, once, in the order of its chat."""
    many = size("race, reminders")
    async with _workers(tmp_path, postgres, workers) as (bots, clock):
        owners = people(bots[0].server.world, many // EACH)
        await move_in(bots[0].database, owners, clock.now())
        for worker in bots:
            await worker.starts()
        await rest.comes(bots[0], clock, patience=240 + many / 2)
        clock.advance(timedelta(days=6))
        await rest.comes(bots[0], clock, patience=240 + many / 2)
        account, out_of_order = audit(bots[0], clock.now()), _out_of_order(bots[0])
        said, with_it = (_count(bots[0], which) for which in ("state = 'sent'", "merged_into is not null"))
    figures.write(
        "T14",
        f"PostgreSQL, {workers} processes, all due at once",
        "0 sent twice, one worker a chat at a time",
        reminders=said + with_it,
        letters=account.letters,
        lost=account.losses or 0,
        duplicates=account.duplicates,
        out_of_order=out_of_order,
    )
    assert said + with_it == many, "of one case, what falls due together may be said together"
    assert account.letters == said + len(owners)  # and the welcome
    assert not account.losses
    assert account.duplicates == 0
    assert out_of_order == 0


def _count(bot: BotProcess, which: str) -> int:
    """How many reminders have come to this."""
    return int(bot.remembers(f"select count(*) from reminders where {which}")[0][0])  # noqa: S608 - our own words


def _out_of_order(bot: BotProcess) -> int:
    """
    Chats whose letters of one rank did not go out in the order in which they were written.

    What was in doubt holds up nobody, so it may come when it likes.
    """
    order: dict[tuple[int, int], list[int]] = {}
    for chat, rank, message in bot.remembers(
        "select chat, rank, message_id from outbox"
        " where method = 'sendMessage' and state = 'sent' and doubts = 0 order by id"
    ):
        order.setdefault((chat, rank), []).append(message)
    return sum(numbers != sorted(numbers) for numbers in order.values())


@pytest.mark.parametrize("workers", [2, 4])
async def test_connections_race_for_letters_on_sqlite(sqlite_url: str, workers: int) -> None:
    """No letter is leased twice, however many connections ask at the same time."""
    many, taken = size("race, letters"), Counter[str]()
    pool = [Stores(open_engine(sqlite_url)) for _ in range(workers)]
    async with pool[0].begin() as store:
        for number in range(many):
            await store.outbox.put(a_letter(f"k{number}", chat=1 + number % 97))
    while taken.total() < many:  # a chat whose letter is on its way keeps the others waiting
        await asyncio.gather(*(_takes_all(stores, taken) for stores in pool))
    for stores in pool:
        await stores.close()
    twice = sum(count > 1 for count in taken.values())
    figures.write("T14", f"SQLite, {workers} connections", "0 leased twice", letters=many, twice=twice)
    assert len(taken) == many
    assert twice == 0


async def _takes_all(stores: Stores, taken: Counter[str]) -> None:
    while True:
        async with stores.begin() as store:
            leased = await store.outbox.lease(NOW, 5)
        if not leased:
            return
        taken.update(each.letter.key for each in leased)
        async with stores.begin() as store:
            for each in leased:
                assert await store.outbox.sent(each.token, 1, NOW)


async def test_a_frozen_worker_repeats_only_what_was_in_flight(tmp_path: Path, postgres: Postgres) -> None:
    """Frozen for longer than its leases, another takes over; thawed, its marks are refused."""
    freezes, chance = size("freezes"), random.Random(SEED)
    async with _workers(tmp_path, postgres, 2, **{LEASE: str(LEASED)}) as (bots, clock):
        world = bots[0].server.world
        owners = people(world, 24)
        await move_in(bots[0].database, owners, clock.now())
        for worker in bots:
            await worker.starts()
        await rest.comes(bots[0], clock)
        world.faults.add(Fault(SENDS, "slow", seconds=0.3, after=True, times=None))
        for _ in range(freezes):
            clock.advance(timedelta(days=1))
            await _is_frozen(chance.choice(bots), chance.uniform(0.1, 0.9))
            await rest.comes(bots[0], clock)
        account, wrong = audit(bots[0], clock.now()), overwritten(bots[0])
    figures.write(
        "T15",
        f"PostgreSQL, 2 processes, SIGSTOP for 3 leases of {LEASED:.0f} s",
        "duplicates at most what was in flight; every mark of the frozen one refused",
        freezes=freezes,
        letters=account.letters,
        lost=account.losses or 0,
        duplicates=account.duplicates,
        wrongly_marked=wrong,
    )
    assert not account.losses
    assert account.duplicates <= IN_FLIGHT * freezes
    assert wrong == 0


async def _is_frozen(bot: BotProcess, after: float) -> None:
    """Somewhere in the middle of its work, for three times its lease."""
    await asyncio.sleep(after)  # the moment is the point of this test
    bot.gets(signal.SIGSTOP)
    await asyncio.sleep(3 * LEASED)  # so is how long it lasts
    bot.gets(signal.SIGCONT)


async def test_a_rolling_restart_loses_and_repeats_nothing(tmp_path: Path, postgres: Postgres) -> None:
    """The new process starts before the old one is asked to stop; both poll for a moment, and nobody notices."""
    restarts, slowest = size("rolling restarts"), 0.0
    async with _workers(tmp_path, postgres, 2) as (bots, clock):
        talkers = people(bots[0].server.world, 8)
        await bots[0].starts()
        for restart in range(restarts):
            old, new = bots[restart % 2], bots[1 - restart % 2]
            for each in talkers:
                each.person.sends(f"第 {restart} 句")
            await new.starts()
            for each in talkers:
                each.person.sends(f"再说 {restart}")
            slowest = max(slowest, await _stops_in(old))
        await rest.comes(bots[restarts % 2], clock)
        account = audit(bots[0], clock.now())
    _nothing_happened(account, f"PostgreSQL, {restarts} times, the new one overlaps", slowest)


async def test_a_restart_under_load_loses_and_repeats_nothing(tmp_path: Path) -> None:
    """On SQLite the old one goes before the new one comes: what was under way is finished within the grace."""
    restarts, slowest = size("rolling restarts"), 0.0
    async with staged(tmp_path, {HASTE: "1"}) as (bot, clock):
        talkers = people(bot.server.world, 8)
        await bot.starts()
        for restart in range(restarts):
            for each in talkers:
                each.person.sends(f"第 {restart} 句")
            slowest = max(slowest, await _stops_in(bot))
            await bot.starts()
        await rest.comes(bot, clock)
        account = audit(bot, clock.now())
    _nothing_happened(account, f"SQLite, {restarts} times", slowest)


async def _stops_in(bot: BotProcess) -> float:
    begun = time.monotonic()
    assert await bot.stops() == 0, bot.last_words()
    return time.monotonic() - begun


def _nothing_happened(account: Account, how: str, slowest: float) -> None:
    figures.write(
        "T29",
        f"SIGTERM under load, {how}",
        "0 lost, 0 twice, stopped within 10 s",
        letters=account.letters,
        lost=account.losses or 0,
        duplicates=account.duplicates,
        slowest_stop_s=round(slowest, 1),
    )
    assert not account.losses
    assert account.duplicates == 0
    assert slowest < 30  # ten on a machine of its own


async def test_a_second_process_on_the_same_folder_refuses_and_says_why(tmp_path: Path) -> None:
    """Exit code 1 and one sentence that names the folder; the first one goes on undisturbed."""
    async with installed(tmp_path) as bot:
        await bot.starts()
        second = bot.moved(tmp_path)
        second.log = tmp_path / "second.log"
        second.launches()
        assert await second.ends_by_itself() == 1
        assert second.last_words().strip() == (
            f"Another Refund Keeper works in {tmp_path}; stop it or choose another REFUND_DATA_DIR."
        )
        shopper = people(bot.server.world, 1)[0]
        await bot.server.world.hears(shopper.person.chat, "退款管家", timeout=60)
