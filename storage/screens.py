"""Which message shows what, so that it can be edited in place and a reply can be understood."""

from sqlalchemy import delete, insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.road_tables import ScreenRow


class Screens:
    """domain.ports.Screens on tables. A message shows one screen; older messages of a screen stay known."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def shown(self, chat: int, screen: str) -> int | None:
        """The message that shows this screen last, or None."""
        query = select(ScreenRow.message_id).where(col(ScreenRow.chat) == chat, col(ScreenRow.screen) == screen)
        return (await self._session.exec(query.order_by(col(ScreenRow.id).desc()).limit(1))).first()

    async def at(self, chat: int, message_id: int) -> str | None:
        """What that message shows, or None."""
        here = (col(ScreenRow.chat) == chat, col(ScreenRow.message_id) == message_id)
        return (await self._session.exec(select(ScreenRow.screen).where(*here))).first()

    async def put(self, chat: int, screen: str, message_id: int) -> None:
        """That message now shows this screen, and nothing else."""
        here = (col(ScreenRow.chat) == chat, col(ScreenRow.message_id) == message_id)
        await self._session.exec(delete(ScreenRow).where(*here))
        await self._session.exec(insert(ScreenRow).values(chat=chat, screen=screen, message_id=message_id))
