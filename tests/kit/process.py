"""The bot as its own process, as an operator runs it: it can be killed like one."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from bot.tryout.server import TryoutServer

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds for a start on a busy machine


class BotProcess:
    """One installation: a data folder, and a process that comes and goes."""

    def __init__(self, server: TryoutServer, data_dir: Path) -> None:
        self.server = server
        self.data_dir = data_dir
        self._process: asyncio.subprocess.Process | None = None

    async def starts(self) -> None:
        """Start, and wait until it polls."""
        settings = {
            "REFUND_BOT_TOKEN": self.server.token,
            "REFUND_API_URL": self.server.url,
            "REFUND_DATA_DIR": str(self.data_dir),
        }
        with (self.data_dir / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=ROOT,
                env={**os.environ, **settings},
                stdout=log,
                stderr=log,
            )
        await self.server.world.wait_for(lambda: self.server.world.updates.polled, timeout=PATIENCE)

    async def is_killed(self) -> None:
        """SIGKILL: no goodbye, no cleaning up."""
        await self._ends(signal.SIGKILL)

    async def stops(self) -> None:
        """SIGTERM: what is under way is finished."""
        await self._ends(signal.SIGTERM)

    async def _ends(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(how)
            await asyncio.wait_for(self._process.wait(), 30)
        self._process = None

    def remembers(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in its database, asked in plain SQL: the auditor shares no code with the audited."""
        with closing(sqlite3.connect(self.data_dir / "refundkeeper.db")) as database:
            return database.execute(query).fetchall()


@asynccontextmanager
async def installed(data_dir: Path) -> AsyncIterator[BotProcess]:
    """A local Bot API and one installation of the bot beside it, not yet started."""
    async with TryoutServer() as server:
        bot = BotProcess(server, data_dir)
        try:
            yield bot
        finally:
            await bot.is_killed()
