"""Every schema that ever stood comes up to date with all its rows, and a death on the way costs nothing (T21)."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from storage import engine as engines
from storage.engine import check, migrate, open_engine
from storage.store import Stores
from tests.chaos import figures
from tests.chaos.scale import is_long
from tests.kit.cases import NOW
from tests.kit.postgres import Postgres
from tests.storage import ages
from tests.storage.ages import Rows
from tests.storage.given import ME

GOAL = "no row and no value lost, the next start completes it"
PAST = ages.revisions()[:-1]
#: What a migration was meant to change.
MEANT = {("reminders", "why"), ("reminders", "detail")}
WHY = {"reminder4": "refused", "reminder5": "moved_on", "reminder6": "merged"}
OFTEN = 5  # in `make test` every so many statements one death, else at each

MakeUrl = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.empty()


def _lost(before: Rows, after: Rows) -> list[str]:
    """What stood there and does not stand there any more."""
    lost = []
    for table, rows in before.items():
        if len(after[table]) != len(rows):
            lost.append(f"{table} had {len(rows)} rows and has {len(after[table])}")
        for row, now in zip(rows, after[table], strict=False):
            names = [name for name in row if (table, name) not in MEANT]
            lost += [f"{table}.{name} was {row[name]!r}" for name in names if now.get(name, "gone") != row[name]]
    return lost


@pytest.mark.parametrize("revision", PAST)
async def test_an_old_database_comes_up_to_date_with_all_it_holds(empty_url: str, revision: str) -> None:
    """Each past schema, filled, becomes the present one: no row and no value is lost, and the work goes on."""
    before = ages.left_at(empty_url, revision)
    migrate(empty_url)
    after = ages.rows_of(empty_url)
    assert not _lost(before, after)
    reasons = {row["id"]: row["why"] for row in after["reminders"] if row["id"] in WHY}
    assert reasons == WHY if revision < "0003" else reasons
    check(empty_url)
    await _goes_on(empty_url, before)


async def _goes_on(url: str, before: Rows) -> None:
    """What was due is due, what waited waits, the case can be read."""
    stores = Stores(open_engine(url))
    async with stores.begin() as store:
        await store.reminders.line_up(NOW)
        assert [due.id for due in await store.reminders.claim(NOW, 10)] == ["reminder1"]
        case = await store.cases.get(ME, ages.CASE)
        assert [told.what for told in case.journal] == ["signed", "applied"]
        if "inbox" in before:
            row = await store.inbox.claim(NOW)
            assert row is not None
            assert row.update_id == 2
            assert [leased.letter.key for leased in await store.outbox.lease(NOW, 10)] == ["key2"]
    await stores.close()


def _dies_at(url: str, statement: int) -> bool:
    """Migrate in another process that is killed before that statement (or the commit); tells whether it was."""
    child = os.fork()
    if not child:
        _migrate_until(url, statement)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"migrating failed before statement {statement}"
    return os.WIFSIGNALED(status)


def _migrate_until(url: str, statement: int) -> None:
    """In the child: never returns."""
    left = statement

    def step(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    try:
        engines.migrate(url)
    except BaseException:  # noqa: BLE001 - the parent reads the exit code
        os._exit(1)
    os._exit(0)


def _deaths(old: MakeUrl, before: Rows) -> int:
    """Die before every statement (or every few), start again each time; gives how many deaths there were."""
    statement = deaths = 0
    url = old()
    while _dies_at(url, statement):
        deaths += 1
        assert not _lost(before, ages.rows_of(url)), f"a death before statement {statement} lost something"
        migrate(url)
        check(url)
        assert not _lost(before, ages.rows_of(url)), f"after a death before statement {statement}"
        statement += 1 if is_long() else OFTEN
        url = old()
    return deaths


@pytest.mark.chaos
def test_a_death_while_migrating_sqlite_costs_nothing(tmp_path: Path) -> None:
    """Killed before any statement of the way, the database is whole, and the next start completes it."""
    filled = tmp_path / "old.db"
    before = ages.left_at(f"sqlite:///{filled}", PAST[1])

    def old() -> str:
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"copy.db{ending}").unlink(missing_ok=True)
        shutil.copyfile(filled, tmp_path / "copy.db")
        return f"sqlite:///{tmp_path / 'copy.db'}"

    deaths = _deaths(old, before)
    figures.write("T21", "SQLite, killed while migrating", GOAL, deaths=deaths)
    assert deaths >= 5


@pytest.mark.chaos
def test_a_death_while_migrating_postgresql_costs_nothing(postgres: Postgres) -> None:
    """The same on PostgreSQL, where the server ends what the dead had begun."""
    before = ages.left_at(postgres.empty(), PAST[1])

    def old() -> str:
        url = postgres.empty()
        ages.left_at(url, PAST[1])
        return url

    deaths = _deaths(old, before)
    figures.write("T21", "PostgreSQL, killed while migrating", GOAL, deaths=deaths)
    assert deaths >= 5
