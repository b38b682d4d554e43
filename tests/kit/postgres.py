"""A real PostgreSQL for the tests: started once a session in a folder of its own, emptied for each test."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest

from storage.engine import migrate
from storage.schema import SCHEMA

_MIGRATED = "migrated"
_OPTIONS = "-c fsync={fsync} -c listen_addresses='' -c max_connections=60 -c unix_socket_directories='{folder}'"


class Postgres:
    """A running server, which can be ended and started again. One test at a time has its migrated database."""

    def __init__(self, folder: Path, programs: Path, *, careful: bool = False) -> None:
        self._folder = folder
        self._options = _OPTIONS.format(folder=folder, fsync="on" if careful else "off")
        self._control: Sequence[str | Path] = (programs / "pg_ctl", "-D", folder / "data", "-w")
        self._user = "nobody" if os.geteuid() == 0 else None
        self._numbers = count(1)

    def set_up(self, programs: Path) -> None:
        """Make it, start it, and lay the tables."""
        if self._user:
            os.chown(self._folder, pwd.getpwnam(self._user).pw_uid, -1)
        make = (programs / "initdb", "-D", self._folder / "data", "-U", "keeper", "-A", "trust", "-E", "UTF8", "-N")
        _run(make, self._user)
        self.starts()
        self._execute(f"CREATE DATABASE {_MIGRATED}")
        migrate(self._url(_MIGRATED))

    def starts(self) -> None:
        """Start it, and wait until it takes connections."""
        _run([*self._control, "-l", self._folder / "log", "-o", self._options, "start"], self._user)

    def stops(self) -> None:
        """End it at once, as a crash does: connections break, nothing is written any more."""
        _run([*self._control, "-m", "immediate", "stop"], self._user)

    def fresh(self) -> str:
        """The URL of a database with the present schema and nothing in it; what an earlier test left is gone."""
        tables = ", ".join(table.name for table in SCHEMA.sorted_tables)
        self._execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE", _MIGRATED)
        return self._url(_MIGRATED)

    def empty(self) -> str:
        """The URL of a new database without any schema."""
        name = f"empty{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name}")
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://keeper@/{name}?host={self._folder}"

    def _execute(self, sql: str, name: str = "postgres") -> None:
        with psycopg.connect(host=str(self._folder), user="keeper", dbname=name, autocommit=True) as connection:
            connection.execute(sql)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server, or a skip that says what is missing. It refuses to run as root: then it runs as nobody."""
    if _programs() is None:
        pytest.skip("PostgreSQL's initdb is not here (Debian: apt install postgresql): only SQLite is tested")
    with serving() as server:
        yield server


@contextmanager
def serving(*, careful: bool = False) -> Iterator[Postgres]:
    """A server as long as the block lasts; a `careful` one waits for the disk, as in earnest, which no test needs."""
    programs = _programs()
    if programs is None:
        raise FileNotFoundError("PostgreSQL's initdb is not here (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="rk-pg-"))  # short: the name of a socket has at most 107 characters
    server = Postgres(folder, programs, careful=careful)
    try:
        server.set_up(programs)
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):  # it may have stopped already
            server.stops()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The newest installation of the server's programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


def _run(command: Sequence[str | Path], user: str | None) -> None:
    """No pipes: the server would keep them open."""
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
