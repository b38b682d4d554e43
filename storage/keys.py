"""The keys of the persons, wrapped, as rows; and the ring that makes and opens them."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.errors import NoSuchPerson
from storage import sql
from storage.master import Wrapped
from storage.tables import KeyRow


class Keys:
    """Wrapped keys, one a person. They are deleted with their person."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, owner: int) -> Wrapped | None:
        """The person's key, or None."""
        return await self._first(col(KeyRow.owner) == owner)

    async def get(self, key: str) -> Wrapped | None:
        """The key of that id, or None: it was destroyed."""
        return await self._first(col(KeyRow.id) == key)

    async def add(self, key: Wrapped) -> Wrapped:
        """
        Keep a new key; gives the one that the person has from now on, which may be another's that was quicker.

        Raises:
            NoSuchPerson: nobody of that id is known.
        """
        row = {"id": key.id, "owner": key.owner, "secret": key.secret, "master": key.master}
        try:
            await sql.add_unknown(self._session, KeyRow, [row], "id")
        except IntegrityError as error:
            raise NoSuchPerson(key.owner) from error
        return await self.of(key.owner) or key

    async def masters(self) -> set[str]:
        """The fingerprints of the master keys that they were wrapped under."""
        return set((await self._session.exec(select(KeyRow.master).distinct())).all())

    async def _first(self, condition: object) -> Wrapped | None:
        found: Sequence[KeyRow] = (await self._session.exec(select(KeyRow).where(condition))).all()  # type: ignore[arg-type] # a column's comparison
        return Wrapped(found[0].id, found[0].owner, found[0].secret, found[0].master) if found else None
