"""The bot as its own process, as an operator runs it: it can be killed, frozen and restarted like one."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import psycopg

from bot.tryout.server import TryoutServer
from tests.kit import strongbox
from tests.kit.clock import SharedClock
from tests.kit.entry import CLOCK
from tests.kit.nursery import ROOT, nursery
from tests.kit.running import UNHURRIED

PATIENCE = 60.0  # seconds for a start on a busy machine
LOOK = 0.02  # seconds between two looks at what another process does


class BotProcess:
    """
    One installation: a data folder, and a process that comes and goes.

    `settings` are environment variables beyond the usual ones. `cold` starts the command as an operator types it;
    otherwise the nursery forks it, which is the same program without two seconds of imports.
    """

    def __init__(
        self, server: TryoutServer, data_dir: Path, settings: Mapping[str, str] | None = None, *, cold: bool = False
    ) -> None:
        self.server = server
        self.data_dir = data_dir
        self.evidence = data_dir / "evidence"
        self.log = data_dir / "bot.log"
        self.pid = 0  #: of the running process, 0 where none runs
        self._cold = cold
        self.settings = {
            "REFUND_BOT_TOKEN": server.token,
            "REFUND_API_URL": server.url,
            "REFUND_DATA_DIR": str(data_dir),
            "REFUND_MASTER_KEY": strongbox.MASTER,
            "REFUND_EYES": "off",
            **{f"REFUND_{name.upper()}": str(limit) for name, limit in UNHURRIED.items()},
            **(settings or {}),
        }
        self._command: subprocess.Popen[bytes] | None = None

    def twin(self, name: str, **settings: str) -> "BotProcess":
        """Another process of the same bot, on the same database and the same evidence, in a folder of its own."""
        folder = self.data_dir / name
        folder.mkdir()
        own = {"REFUND_DATA_DIR": str(folder), "REFUND_EVIDENCE_URL": f"file://{self.evidence}", **settings}
        twin = BotProcess(self.server, folder, {**self.settings, **own}, cold=self._cold)
        twin.evidence = self.evidence
        return twin

    def moved(self, folder: Path, **settings: str) -> "BotProcess":
        """The same installation with other settings, and its data in another folder."""
        return BotProcess(self.server, folder, {**self.settings, **settings}, cold=self._cold)

    async def starts(self) -> None:
        """
        Start, and wait until it receives updates.

        Raises:
            AssertionError: it ended instead; with the end of its log.
        """
        self.log.touch()
        said = self.log.stat().st_size
        self.launches()
        up = asyncio.create_task(self._is_up(said))
        over = asyncio.create_task(self.ends_by_itself())
        try:
            await asyncio.wait({up, over}, return_when=asyncio.FIRST_COMPLETED)
            if not up.done():
                raise AssertionError(f"it ended with code {over.result()} instead of starting: {self.last_words()}")
            up.result()
        finally:
            up.cancel()
            over.cancel()
            await asyncio.gather(up, over, return_exceptions=True)

    def launches(self) -> None:
        """Start, and wait for nothing."""
        assert not self.pid, "it runs already"
        if self._cold:
            with self.log.open("ab") as log:
                self._command = subprocess.Popen(
                    (sys.executable, "-m", "bot", "run"),
                    cwd=ROOT,
                    env={**os.environ, **self.settings},
                    stdout=log,
                    stderr=log,
                )
            self.pid = self._command.pid
        else:
            self.pid = nursery().fork(self.settings, self.log)

    async def is_killed(self) -> None:
        """SIGKILL: no goodbye, no cleaning up."""
        self.gets(signal.SIGKILL)
        await self.ends_by_itself()

    async def stops(self) -> int:
        """SIGTERM: what is under way is finished; gives the exit code."""
        self.gets(signal.SIGTERM)
        return await self.ends_by_itself()

    def gets(self, number: signal.Signals) -> None:
        """A signal, if it runs."""
        if self.pid:
            os.kill(self.pid, number)  # it is ours until we have asked for its code: nobody else has this pid

    async def ends_by_itself(self, patience: float = PATIENCE) -> int:
        """Wait until it has ended; gives the exit code, below zero where a signal ended it."""
        if not self.pid:
            return 0
        over, handle, loop = asyncio.Event(), os.pidfd_open(self.pid), asyncio.get_running_loop()
        loop.add_reader(handle, over.set)
        try:
            await asyncio.wait_for(over.wait(), patience)
        finally:
            loop.remove_reader(handle)
            os.close(handle)
        code = self._command.wait() if self._command else nursery().code_of(self.pid)
        self.pid, self._command = 0, None
        return code

    @property
    def database(self) -> str:
        """The URL of its database."""
        return self.settings.get("REFUND_DATABASE_URL") or f"sqlite:///{self.data_dir / 'refundkeeper.db'}"

    def remembers(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in its database, asked in plain SQL: the auditor shares no code with the audited."""
        if self.database.startswith("postgresql"):
            with psycopg.connect(self.database.replace("+psycopg", "")) as server:
                return server.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.data_dir / "refundkeeper.db", timeout=60)) as database:
            return database.execute(query).fetchall()

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    async def _is_up(self, said: int) -> None:
        """It has met Telegram, as its log tells, and polls or has set its webhook."""
        world = self.server.world
        while b'"introduced"' not in self.log.read_bytes()[said:]:  # noqa: ASYNC110 - another process has no event here
            await asyncio.sleep(LOOK)
        await world.wait_for(lambda: world.updates.polled or world.hook.url, timeout=PATIENCE)


@asynccontextmanager
async def installed(
    data_dir: Path, settings: Mapping[str, str] | None = None, *, cold: bool = False
) -> AsyncIterator[BotProcess]:
    """A local Bot API and one installation of the bot beside it, not yet started, both on the machine's clock."""
    async with TryoutServer() as server:
        bot = BotProcess(server, data_dir, settings, cold=cold)
        try:
            yield bot
        finally:
            await bot.is_killed()


@asynccontextmanager
async def staged(
    data_dir: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[BotProcess, SharedClock]]:
    """As `installed`, on a clock that the test moves for Telegram and the bot together."""
    clock = SharedClock(data_dir / "clock")
    async with TryoutServer(clock=lambda: clock.now().timestamp()) as server:
        bot = BotProcess(server, data_dir, {CLOCK: str(data_dir / "clock"), **(settings or {})})
        try:
            yield bot, clock
        finally:
            await bot.is_killed()


@asynccontextmanager
async def kept_alive(bot: BotProcess) -> AsyncIterator[list[int]]:
    """A supervisor, as systemd or Docker is one: whenever the bot ends, it starts again. Gives its exit codes."""
    codes: list[int] = []

    async def supervise() -> None:
        while True:
            if not bot.pid:
                await bot.starts()
            codes.append(await bot.ends_by_itself(patience=3600))

    await bot.starts()
    watch = asyncio.create_task(supervise())
    try:
        yield codes
    finally:
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch
