"""Which message shows what, so that it can be edited in place and a reply can be understood."""

from sqlalchemy import bindparam, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import sql
from storage.road_tables import ScreenRow

_HERE = (col(ScreenRow.chat) == bindparam("chat"), col(ScreenRow.message_id) == bindparam("message"))
_AT = select(ScreenRow.screen).where(*_HERE)
_FORGET = delete(ScreenRow).where(*_HERE)
_SHOWN = (
    select(ScreenRow.message_id)
    .where(col(ScreenRow.chat) == bindparam("chat"), col(ScreenRow.screen) == bindparam("screen"))
    .order_by(col(ScreenRow.id).desc())
    .limit(1)
)


class Screens:
    """domain.ports.Screens on tables. A message shows one screen; older messages of a screen stay known."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def shown(self, chat: int, screen: str) -> int | None:
        """The message that shows this screen last, or None."""
        message: int | None = (await sql.run(self._session, _SHOWN, chat=chat, screen=screen)).scalar()
        return message

    async def at(self, chat: int, message_id: int) -> str | None:
        """What that message shows, or None."""
        screen: str | None = (await sql.run(self._session, _AT, chat=chat, message=message_id)).scalar()
        return screen

    async def put(self, chat: int, screen: str, message_id: int) -> None:
        """
        That message now shows this screen, and nothing else.

        The sender may just be noting what it has sent while its reader taps already: who taps overwrites.
        """
        if await self.shown(chat, screen) == message_id:
            return  # as after most taps
        await sql.run(self._session, _FORGET, chat=chat, message=message_id)
        shown = {"chat": chat, "message_id": message_id, "screen": screen}
        await sql.put(self._session, ScreenRow, shown, ("chat", "message_id"))

    async def came(self, chat: int, screen: str, message_id: int) -> None:
        """That message was sent with this screen; what a tap has made of it since, before this was noted, stays."""
        row = {"chat": chat, "message_id": message_id, "screen": screen}
        await sql.add_unknown(self._session, ScreenRow, [row], "id")
