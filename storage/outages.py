"""Times of which something is missing, and who has been told of them."""

from collections.abc import Sequence

from sqlalchemy import exists, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.moments import Moment
from domain.outages import SCREEN_FRESH, Kind, Outage
from domain.people import Person
from domain.post import State
from storage import people, sql
from storage.road_tables import OutageRow, OutboxRow
from storage.tables import PersonRow


class Outages:
    """domain.ports.Outages on tables. An outage is known by its beginning, so that it is noted, and told, once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note(self, began: Moment, ended: Moment, kind: Kind = Kind.AWAY) -> None:
        """Something is missing between these moments."""
        row = {"began": began, "ended": ended, "kind": kind, "told_up_to": None, "told": False}
        await sql.add_unknown(self._session, OutageRow, [row], "began")

    async def untold(self) -> Outage | None:
        """The oldest outage of which not everybody has been told, ours until this unit of work ends."""
        query = select(OutageRow).where(col(OutageRow.told).is_(False)).order_by(col(OutageRow.began)).limit(1)
        row = (await self._session.exec(query.with_for_update(skip_locked=True))).first()
        return None if row is None else Outage(row.began, row.ended, Kind(row.kind), row.told_up_to)

    async def concerned(self, outage: Outage, limit: int) -> Sequence[Person]:
        """
        The next people who may miss something.

        Where messages were lost, everybody; where only taps were, whoever had buttons on the screen lately.
        """
        query = select(PersonRow).order_by(col(PersonRow.id)).limit(limit)
        if outage.told_up_to is not None:
            query = query.where(col(PersonRow.id) > outage.told_up_to)
        if outage.kind is Kind.AWAY:
            query = query.where(col(PersonRow.unreachable_since).is_(None))
        if outage.lost is None:
            shown = exists().where(
                col(OutboxRow.chat) == col(PersonRow.chat),
                col(OutboxRow.state) == State.SENT,
                col(OutboxRow.sent_at).between(outage.began - SCREEN_FRESH, outage.ended),
                col(OutboxRow.payload)["reply_markup"].as_string().is_not(None),
            )
            query = query.where(shown)
        return [people.read(row) for row in (await self._session.exec(query)).all()]

    async def told(self, outage: Outage, up_to: int | None) -> None:
        """Everybody up to this one has been told; None means that nobody is left, and then no number is kept."""
        change = update(OutageRow).where(col(OutageRow.began) == outage.began)
        await self._session.exec(change.values(told=up_to is None, told_up_to=up_to))

    async def between(self, start: Moment, end: Moment) -> Kind | None:
        """What was wrong at some moment between these, the latest of it; None where nothing was."""
        query = select(OutageRow.kind).where(col(OutageRow.began) < end, col(OutageRow.ended) > start)
        kind = (await self._session.exec(query.order_by(col(OutageRow.ended).desc()).limit(1))).first()
        return None if kind is None else Kind(kind)
