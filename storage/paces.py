"""How fast all workers have spoken lately: what they share a database for, they also share a pace for."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import sql
from storage.road_tables import PaceRow

EVERYBODY = 0  # no chat has this number


@dataclass(frozen=True, slots=True)
class Spoken:
    """At `now`: when each chat, and EVERYBODY, is `clear`; nothing is said before `silent_until`. All in seconds."""

    now: float
    clear: Mapping[int, float]
    silent_until: float


_TURN = select(PaceRow.chat).where(col(PaceRow.chat) == EVERYBODY).with_for_update()
_LATELY = select(PaceRow.chat, PaceRow.clear, PaceRow.silent_until, sql.seconds_now().label("now")).where(
    or_(col(PaceRow.chat) == EVERYBODY, col(PaceRow.clear) > sql.seconds_now())
)
_END = sql.seconds_now() + bindparam("seconds")
_HUSH = (
    update(PaceRow).where(col(PaceRow.chat) == EVERYBODY, col(PaceRow.silent_until) < _END).values(silent_until=_END)
)


class Paces:
    """In seconds of the database's clock, which all workers have in common."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def spoken(self) -> Spoken:
        """What was said lately; no other worker begins to speak until this unit of work ends."""
        await self._turn()
        rows = (await sql.run(self._session, _LATELY)).all()  # asked anew: whoever was before us has committed by now
        everybody = next(row for row in rows if row.chat == EVERYBODY)
        return Spoken(everybody.now, {row.chat: row.clear for row in rows}, everybody.silent_until)

    async def say(self, clear: Mapping[int, float]) -> None:
        """From now on these are clear then."""
        for chat, at in clear.items():
            row = {"chat": chat, "clear": at, "silent_until": 0.0}
            await sql.put(self._session, PaceRow, row, "chat", ("silent_until",))  # what is said ends no silence

    async def hush(self, seconds: float) -> None:
        """Telegram said 429: for so long nobody says anything."""
        await self._turn()
        await self._session.exec(_HUSH, params={"seconds": seconds})

    async def forget(self) -> None:
        """Delete the chats that are clear again."""
        over = (col(PaceRow.chat) != EVERYBODY, col(PaceRow.clear) <= sql.seconds_now())
        await self._session.exec(delete(PaceRow).where(*over))

    async def _turn(self) -> None:
        """Everybody's row is ours until this unit of work ends; a backup older than the table brings none."""
        if (await sql.run(self._session, _TURN)).first() is None:
            row = {"chat": EVERYBODY, "clear": 0.0, "silent_until": 0.0}
            await sql.add_unknown(self._session, PaceRow, [row], "chat")
            await sql.run(self._session, _TURN)
