"""Backup and restore of a bot at work: nothing is sent again without saying so."""

import asyncio
import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

from bot import safekeeping
from bot.tryout.server import TryoutServer
from tests.kit.chatting import Shopper
from tests.kit.clock import MovingClock
from tests.kit.running import at_work, moved_to

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
REPEAT = "再发一次"


async def test_a_restored_bot_marks_what_it_may_have_sent(tmp_path: Path) -> None:
    """Reminders sent between backup and restore come once more, marked; what comes later is not marked."""
    clock = MovingClock()
    async with TryoutServer(clock=lambda: clock.now().timestamp()) as server:
        async with at_work(server, tmp_path / "old", clock) as bot:
            me = Shopper(bot, server.world.xiaoyu)
            await me.says("/start")
            await me.registers()
            settings = bot.app.world.settings
            path, _ = await safekeeping.backup(settings, tmp_path, clock.now())
            await bot.advance(DAY)
        moved = moved_to(tmp_path / "new", settings)
        await safekeeping.restore(moved, path, clock.now())
        before = len(me.person.chat.said)
        async with at_work(server, tmp_path / "new", clock) as bot:
            await bot.until_idle()
            repeat, notice = (message.text for message in me.person.chat.said[before:])
            await bot.advance(2 * DAY)
    assert repeat.startswith(f"⏰（迟到 11 小时，我刚从备份恢复）\n（怕你没收到，{REPEAT}）")
    assert "🗄 我刚从备份里恢复" in notice
    assert REPEAT not in me.screen.text


async def _command(server: TryoutServer, folder: Path, *words: str) -> tuple[int, str]:
    """Exit code, and what was said last."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("REFUND_")}
    given = {"REFUND_BOT_TOKEN": server.token, "REFUND_API_URL": server.url, "REFUND_DATA_DIR": str(folder)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", *words),
        cwd=ROOT,
        env={**bare, **given},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, out.decode().strip().splitlines()[-1]


async def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    """Backup beside a running bot; restore refuses there, refuses what is no backup, and works in a new folder."""
    async with TryoutServer() as server, at_work(server, tmp_path / "old", MovingClock()) as bot:
        await Shopper(bot, server.world.xiaoyu).says("/start")
        file = str(tmp_path / "b.zip")
        assert (await _command(server, tmp_path / "old", "backup", file))[1].startswith(f"Backed up {file}: ")
        busy = await _command(server, tmp_path / "old", "restore", file)
        assert busy == (1, f"Another Refund Keeper works in {tmp_path}/old; stop it or choose another REFUND_DATA_DIR.")
        assert (await _command(server, tmp_path / "new", "restore", __file__))[0] == 1
        code, said = await _command(server, tmp_path / "new", "restore", file)
        assert (code, "master key is missing" in said) == (1, True), said
        shutil.copy(tmp_path / "old" / "master.key", tmp_path / "new")
        code, said = await _command(server, tmp_path / "new", "restore", file)
        assert (code, said.startswith(f"Restored {file}: ")) == (0, True), said
        code, said = await _command(server, tmp_path / "new", "restore", file)
        assert (code, said.endswith("--force replaces it by the backup.")) == (1, True), said
