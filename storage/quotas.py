"""What each chat has spent: a row that counts in the very transaction of what it counts, so a retry counts once."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.moments import Moment
from domain.quotas import Thing
from storage import sql
from storage.road_tables import QuotaRow


@dataclass(frozen=True, slots=True)
class Spent:
    """What is spent: `whole_at` all of it is there again (None: nothing is spent), `album` was let in last."""

    whole_at: Moment | None = None
    album: str = ""


_OF = (
    select(QuotaRow.whole_at, QuotaRow.album)
    .where(col(QuotaRow.queue) == bindparam("queue"), col(QuotaRow.thing) == bindparam("thing"))
    .with_for_update()
)


class Quotas:
    """Shared by all workers, as the inbox is; `queue` names a chat as there."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def spent(self, queue: str, thing: Thing) -> Spent:
        """What the chat has spent of it; kept from others until this unit of work ends."""
        row = (await sql.run(self._session, _OF, queue=queue, thing=thing.value)).first()
        return Spent() if row is None else Spent(row.whole_at, row.album)

    async def spend(self, queue: str, thing: Thing, whole_at: Moment, album: str = "") -> None:
        """From now on it is whole again at that moment."""
        row = {"queue": queue, "thing": thing.value, "whole_at": whole_at, "album": album}
        await sql.put(self._session, QuotaRow, row, ("queue", "thing"))

    async def forget(self, before: Moment) -> int:
        """Delete what was whole again before that moment; gives how many rows."""
        return (await self._session.exec(delete(QuotaRow).where(col(QuotaRow.whole_at) < before))).rowcount
