"""What a database is told, word for word, whichever way it goes there."""

from sqlalchemy import event

from storage.inline import Connection
from storage.store import Store


async def hear(store: Store) -> list[str]:
    """The statements from now on; on SQLite, whose one connection serves all units of work, those of later ones too."""
    said: list[str] = []
    connection = await store._session.connection()
    raw = (await connection.get_raw_connection()).dbapi_connection
    if isinstance(raw, Connection):
        raw._connection.set_trace_callback(said.append)
    else:
        event.listen(connection.sync_engine, "before_cursor_execute", lambda *what: said.append(what[2]))
    return said
