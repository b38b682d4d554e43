"""Who talks to us; storage/erasure.py forgets them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.moments import Moment
from domain.people import Person
from storage import sql, written
from storage.tables import PersonRow

_GET = select(PersonRow).where(col(PersonRow.id) == bindparam("person"))
_LOCK = _GET.with_for_update(key_share=True)  # nobody else decides on the same state (PostgreSQL)


class People:
    """domain.ports.People on tables."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, person: int) -> Person | None:
        """The person of that Telegram id, or None. Locked until the unit of work ends, unless it only reads."""
        query = _GET if self._session.info.get("reading") else _LOCK
        row = (await sql.run(self._session, query, person=person)).first()
        return None if row is None else read(row)

    async def to_be_digested(self, now: Moment, limit: int) -> Sequence[Person]:
        """Whose digest is due, of those who can be reached, the longest due first, locked as by `get`."""
        due = (col(PersonRow.digest_at) <= now, col(PersonRow.unreachable_since).is_(None))
        query = select(PersonRow).where(*due).order_by(col(PersonRow.digest_at)).limit(limit)
        rows = (await self._session.exec(query.with_for_update(skip_locked=True, key_share=True))).all()
        return [read(row) for row in rows]

    async def language_of(self, chat: int) -> str:
        """The language spoken in that chat, read without waiting for anybody; Chinese where nobody is known."""
        query = select(PersonRow.language).where(col(PersonRow.chat) == chat)
        return (await self._session.exec(query)).first() or "zh"

    async def save(self, person: Person) -> None:
        """
        Keep this state of the person.

        Whether a known person can be reached, only the outbox says (pause_person, resume): a scene that loaded the
        person earlier must not undo that.
        """
        row = {
            "id": person.id,
            "chat": person.chat,
            "language": person.language,
            "wishes": written.wishes(person.wishes),
            "identity": written.identity(person.identity),
            "focus": person.focus,
            "focus_at": person.focus_at,
            "asking": written.asking(person.asking),
            "draft": written.draft(person.draft),
            "heard": written.heard(person.heard),
            "digest_at": person.digest_at,
            "unreachable_since": person.unreachable_since,
            "returned_at": person.returned_at,
            "joined": person.joined,
        }
        await sql.put(self._session, PersonRow, row, "id", only_new=("unreachable_since", "returned_at"))


def read(row: Any) -> Person:
    """The person of a row."""
    return Person(
        id=row.id,
        chat=row.chat,
        language=row.language,
        wishes=written.read_wishes(row.wishes),
        identity=written.read_identity(row.identity),
        focus=row.focus,
        focus_at=row.focus_at,
        asking=written.read_asking(row.asking),
        draft=written.read_draft(row.draft),
        heard=written.read_heard(row.heard),
        digest_at=row.digest_at,
        unreachable_since=row.unreachable_since,
        returned_at=row.returned_at,
        joined=row.joined,
    )
