"""The database as the program meets it: real SQLite through the program's own driver, with troubles and crashes."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.util import await_only

from storage import inline

UNIX_EPOCH = 2_440_587.5  # as a Julian day
ROOMY = 1_073_741_823  # pages: as many as SQLite counts

Step = Callable[[str], None]


class ProcessIsDead(asyncio.CancelledError):
    """Whoever asks lives in a process that was killed: nothing of it reaches the world any more."""


@dataclass(slots=True)
class Disk:
    """
    One database file and its troubles.

    `now` gives unix seconds on the machine's wall clock; `step` is told of every point at which a process may die, and
    raises if it is this one.
    """

    path: Path
    dice: Random
    now: Callable[[], float]
    step: Step
    full: bool = False  #: no room for another page
    lost_commits: int = 0  #: so many commits happen, and are reported as failed
    fsync: float = 0.0  #: seconds that every commit takes, in the best of times
    slow: float = 0.0  #: up to so many seconds a statement takes
    changed: Callable[[], None] = lambda: None  #: called after every commit
    seen: Callable[[], None] = lambda: None  #: likewise, for whoever looks on
    unit: int = 0  #: how many transactions began to write: the number of the last one
    committed: int = 0  #: the number of the last one that was committed
    _open: list["_Connection"] = field(default_factory=list)
    _locker: sqlite3.Connection | None = None

    def lock(self) -> bool:
        """Another program begins to write, and takes its time; False while ours is writing."""
        locker = sqlite3.connect(self.path, timeout=0.0, isolation_level=None)
        try:
            locker.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            locker.close()
            return False
        self._locker = locker
        return True

    def unlock(self) -> None:
        """It has not written anything after all."""
        if self._locker is not None:
            self._locker.close()
            self._locker = None

    def connect(self) -> "_Connection":
        """A connection for the program."""
        link = sqlite3.connect(self.path, timeout=0.0)
        link.create_function("julianday", 1, self._julianday)
        link.create_function("unit", 0, lambda: self.unit)
        link.create_function("wall", 0, self.now)
        connection = _Connection(self, link)
        self._open.append(connection)
        return connection

    def die(self) -> None:
        """The process is killed: what was not committed is gone, and its connections answer nobody."""
        for connection in self._open:
            connection.dies()
        self._open.clear()

    def _julianday(self, when: object) -> float | None:
        """SQLite's clock is the machine's; here the machine's is the simulation's."""
        return self.now() / 86_400.0 + UNIX_EPOCH if when == "now" else None


class _Connection(inline.Connection):
    """The program's connection; it may die at every statement, and before and after every commit."""

    def __init__(self, disk: Disk, link: sqlite3.Connection) -> None:
        super().__init__(link, None)
        self.disk = disk
        self.alive = True
        self.unit = 0  # of the last transaction here that began to write

    def cursor(self) -> inline.Cursor:
        """A cursor for one statement."""
        self.awake()
        return super().cursor()

    async def patiently(self, sql: str, act: Callable[[], Any]) -> Any:
        """Real, but slow at times, and perhaps the last thing that is done."""
        self.awake()
        self.disk.step("statement")
        if self.disk.slow:
            await self.slowly()
        if sql == "BEGIN IMMEDIATE":
            self.prepare()
        found = await super().patiently(sql, act)
        self.awake()
        if sql == "BEGIN IMMEDIATE":  # nobody else writes from here to its end
            self.disk.unit += 1
            self.unit = self.disk.unit
        return found

    def commit(self) -> None:
        """Real, but for what is said of it."""
        self.awake()
        if not self._connection.in_transaction:
            return
        self.disk.step("before commit")
        if self.disk.fsync or self.disk.slow:
            await_only(self.slowly(self.disk.fsync))
        self._connection.commit()
        self.disk.committed = max(self.disk.committed, self.unit)
        self.disk.seen()
        self.disk.changed()
        self.disk.step("after commit")
        if self.disk.lost_commits > 0:
            self.disk.lost_commits -= 1
            raise sqlite3.OperationalError("disk I/O error")

    def rollback(self) -> None:
        """The dead have been rolled back already."""
        if self.alive:
            super().rollback()

    def dies(self) -> None:
        """As a kill would: the operating system closes the file, SQLite rolls back."""
        self.alive = False
        self._connection.close()

    def awake(self) -> None:
        """Raises ProcessIsDead for whoever is."""
        if not self.alive:
            raise ProcessIsDead

    async def slowly(self, least: float = 0.0) -> None:
        """A disk with a lot to do."""
        await asyncio.sleep(least + self.disk.dice.uniform(0.0, self.disk.slow))
        self.awake()

    def prepare(self) -> None:
        """A full disk, by SQLite's own means: no page more than there are."""
        pages = ROOMY
        if self.disk.full:
            (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
        self._connection.execute(f"PRAGMA max_page_count = {pages}")


@contextmanager
def driven_by(disk: Disk) -> Iterator[None]:
    """As long as the block lasts, the program's driver opens our file and lets it die."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline._Module, "connect", lambda *_, **__: disk.connect())
        patch.setattr(inline, "_BLINK", 0.5)  # fifty looks a second at a locked file are fifty in vain
        yield
