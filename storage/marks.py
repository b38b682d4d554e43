"""Named values of the bot itself, which must survive a restart: the poll's offset, the last good poll, …"""

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import sql
from storage.road_tables import MarkRow

LAST_POLL = "last_good_poll"  # ISO instant
BACKUPS = "backups"  # JSON: the folders in which backups, and their files of keys, were written
SCRUB = "scrub"  # "yes" from when something was erased until the database was written anew
RESTORED = "restored"  # JSON: how often the bot was put back from a backup, when that was taken, when it was put back


_GET = select(MarkRow.value).where(col(MarkRow.name) == bindparam("name"))
_KEEP = _GET.with_for_update()


class Marks:
    """Name → value, both text; what a value means, its writer knows."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, name: str, *, keep: bool = False) -> str | None:
        """The value last put under this name, or None; `keep` it from others until this unit of work ends."""
        value: str | None = (await sql.run(self._session, _KEEP if keep else _GET, name=name)).scalar()
        return value

    async def put(self, name: str, value: str) -> None:
        """Keep this value under this name."""
        await sql.put(self._session, MarkRow, {"name": name, "value": value}, "name")
