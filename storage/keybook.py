"""The keys as a backup and a restore see them: in the living database, synchronously, each person with one."""

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from domain.moments import Moment
from storage import engine, keyfile, master, sealing
from storage.keyfile import KeyFile
from storage.marks import BACKUPS
from storage.master import Master, Wrapped
from storage.tables import ErasureRow

_KEYS = text("SELECT id, owner, secret, master FROM person_keys")
_MASTERS = text("SELECT DISTINCT master FROM person_keys")
_DESTROYED = text("SELECT key FROM erasures")
_ADD = text(
    "INSERT INTO person_keys (id, owner, secret, master) SELECT :id, :owner, :secret, :master "
    "WHERE EXISTS (SELECT 1 FROM people WHERE id = :owner) ON CONFLICT DO NOTHING"
)
_MARK = text(
    "INSERT INTO marks (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


class Keybook:
    """The keys of a living database. `close` it at the end."""

    def __init__(self, url: str, folder: Path, given: str) -> None:
        """`folder` and `given` are where the master key comes from, as for `open_master`."""
        self._engine: Engine = engine.plain_engine(url)
        with self._engine.begin() as connection:
            known = set(connection.execute(_MASTERS).scalars())
        self._master: Master = master.open_master(folder, given, known)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def of(self, people: Collection[int]) -> Mapping[int, sealing.Key]:
        """The key of each of these, made where there was none; who was forgotten meanwhile is not in it."""
        with self._engine.begin() as connection:
            known = {row.owner for row in connection.execute(_KEYS)}
            for person in set(people) - known:
                wrapped = self._master.wrap(sealing.new_key(person))
                connection.execute(_ADD, _written(wrapped))
            rows = [row for row in connection.execute(_KEYS) if row.owner in people]
        return {row.owner: self._master.unwrap(Wrapped(*row)) for row in rows}

    def hand_over(self, folder: Path, bot: str) -> None:
        """Renew the file of keys in a folder of backups, which the bot remembers from now on."""
        with self._engine.begin() as connection:
            before = connection.execute(text("SELECT value FROM marks WHERE name = :name"), {"name": BACKUPS}).scalar()
            places = {place for place in json.loads(before or "[]") if keyfile.beside(Path(place), bot).exists()}
            told = json.dumps(sorted(places | {str(folder.absolute())}))
            connection.execute(_MARK, {"name": BACKUPS, "value": told})
        keyfile.renew(keyfile.beside(folder, bot), self._all)

    def _all(self) -> KeyFile:
        with self._engine.begin() as connection:
            keys = {row.id: Wrapped(*row) for row in connection.execute(_KEYS)}
            return KeyFile(keys, frozenset(connection.execute(_DESTROYED).scalars()))


def destroyed_in(url: str) -> frozenset[str]:
    """Ids of destroyed keys in the database that is there now; none where there is none, or none to be read."""
    parsed = engine.address(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        return frozenset()
    there = engine.plain_engine(url)
    try:
        with suppress(SQLAlchemyError), there.connect() as connection:
            if inspect(connection).has_table("erasures"):
                return frozenset(connection.execute(_DESTROYED).scalars())
        return frozenset()
    finally:
        there.dispose()


def put(connection: Connection, keys: Iterable[Wrapped], destroyed: Collection[str], now: Moment) -> None:
    """Into a database that is being put back: the keys of those who are in it, and which were destroyed."""
    for key in keys:
        connection.execute(_ADD, _written(key))
    fresh = set(destroyed) - set(connection.execute(_DESTROYED).scalars())
    for name in sorted(fresh):
        connection.execute(insert(ErasureRow).values(key=name, at=now, spread=False))


def _written(key: Wrapped) -> dict[str, object]:
    return {"id": key.id, "owner": key.owner, "secret": key.secret, "master": key.master}
