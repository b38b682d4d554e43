"""T9: the disk is full, under the database, the evidence and the log in turn; then there is room again."""

from pathlib import Path

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import audit
from tests.chaos.crowd import NOT_UNDERSTOOD, PATIENCE, people, picture
from tests.kit.clock import SharedClock
from tests.kit.disk import Disk, small_disk
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

GOAL = "0 corrupt, 0 lost; the person is told where we can; goes on by itself"
MEGABYTE = 1_000_000
RESERVE = 500 * MEGABYTE  # that the vault leaves to the database


async def test_no_room_for_the_database(tmp_path: Path) -> None:
    """What cannot be written is not confirmed: Telegram keeps it, and it is answered once there is room."""
    with small_disk(tmp_path / "disk", 24 * MEGABYTE) as disk:
        where = {"REFUND_DATA_DIR": str(disk.path), "REFUND_EVIDENCE_URL": f"file://{tmp_path / 'evidence'}"}
        async with staged(tmp_path) as (behind, clock):
            bot = behind.moved(disk.path, **where)
            bot.log = tmp_path / "bot.log"
            try:
                kept = await _fills_up_and_empties(bot, disk, clock)
                account = audit(bot, clock.now())
                sound = bot.remembers("pragma integrity_check") == [("ok",)]
            finally:
                await bot.is_killed()
    lost = account.losses or 0
    figures.write("T9", "no room for the database", GOAL, lost=lost, sound=sound, kept_by_telegram=kept)
    assert kept, "what could not be written was confirmed"
    assert sound
    assert not lost


async def _fills_up_and_empties(bot: BotProcess, disk: Disk, clock: SharedClock) -> int:
    """People talk while the disk fills up; gives how many updates Telegram had to keep."""
    world = bot.server.world
    await bot.starts()
    shoppers = people(world, 3)
    await rest.comes(bot, clock)
    disk.fills()

    def refused() -> bool:  # the database's log may have some room left: talk until it is used up
        for each in shoppers:
            each.person.sends("有人吗")
        return bot.log.read_text(encoding="utf-8").count("disk is full") >= 3

    await rest.until(refused)
    kept = len(world.updates.waiting())
    disk.empties()
    await rest.comes(bot, clock)
    return kept


async def test_no_room_for_evidence(tmp_path: Path) -> None:
    """The person is told at once that it is not saved yet, and once more when it is."""
    with small_disk(tmp_path / "disk", RESERVE + 10 * MEGABYTE) as disk:
        async with staged(tmp_path, {"REFUND_EVIDENCE_URL": f"file://{disk.path}"}) as (bot, clock):
            bot.evidence = disk.path
            world = bot.server.world
            await bot.starts()
            shopper = people(world, 1)[0]
            await world.hears(shopper.person.chat, "退款管家", timeout=PATIENCE)
            disk.fills(leaving=RESERVE)
            shopper.person.sends_photos([picture(1), picture(2)])
            await world.hears(shopper.person.chat, "还没存", timeout=PATIENCE)
            told = [message.text for message in shopper.person.chat.said if "还没存" in message.text]
            disk.empties()
            await rest.comes(bot, clock)
            saved = [message.text for message in shopper.person.chat.said if "🗂" in message.text]
            account = audit(bot, clock.now())
    figures.write(
        "T9", "no room for evidence", GOAL, lost=account.losses or 0, told_not_saved=len(told), told_saved=len(saved)
    )
    assert (len(told), len(saved)) == (1, 1)
    assert not account.losses


async def test_no_room_for_the_log(tmp_path: Path) -> None:
    """A log that cannot be written stops nobody."""
    with small_disk(tmp_path / "disk", MEGABYTE) as disk:
        async with staged(tmp_path) as (bot, clock):
            bot.log = disk.path / "bot.log"
            await bot.starts()
            shopper = people(bot.server.world, 1)[0]
            disk.fills()
            for number in range(3):
                await shopper.says(f"第 {number} 句", NOT_UNDERSTOOD)
            await rest.comes(bot, clock)
            account = audit(bot, clock.now())
    figures.write("T9", "no room for the log", GOAL, lost=account.losses or 0)
    assert not account.losses
