"""Dossiers that are wished for: leased by one maker at a time, tried again, given up with a word."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, delete, exists, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.moments import Moment
from domain.orders import EVERYTHING, Order, State
from storage import sql
from storage.order_tables import OrderRow
from storage.road_tables import OutboxRow

LEASE = 600.0  # seconds on the database's clock: longer than any dossier takes


class Orders:
    """domain.ports.Orders on tables, and the maker's side of it: waiting → working → done, failed, or waiting again."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, order: Order) -> None:
        """Keep a wish; the same id twice is one."""
        row = {
            "id": order.id,
            "owner": order.owner,
            "chat": order.chat,
            "case_id": order.case or None,
            "language": order.language,
            "masked": order.masked,
            "asked": order.asked,
            "attempts": 0,
            "state": State.WAITING,
            "files": [],
        }
        await sql.add_unknown(self._session, OrderRow, [row], "id")

    async def since(self, owner: int, moment: Moment) -> Sequence[Order]:
        """What a person has wished since then, and what is still open from before."""
        mine = (col(OrderRow.owner) == owner, or_(col(OrderRow.asked) >= moment, col(OrderRow.state).in_(_OPEN)))
        query = select(OrderRow).where(*mine).order_by(col(OrderRow.asked))
        return [_order(row) for row in (await self._session.exec(query)).all()]

    async def waiting(self, now: Moment) -> bool:
        """Whether there is something to make now."""
        return (await self._session.exec(select(OrderRow.id).where(_may(now)).limit(1))).first() is not None

    async def claim(self, now: Moment) -> Order | None:
        """The oldest wish that may be worked on, ours until it is settled or its lease ends; counts as an attempt."""
        oldest = select(OrderRow).where(_may(now)).order_by(col(OrderRow.asked)).limit(1)
        row = (await self._session.exec(oldest.with_for_update(skip_locked=True))).first()
        if row is None:
            return None
        mine = update(OrderRow).where(col(OrderRow.id) == row.id)
        lease = sql.seconds_now() + LEASE
        attempts = row.attempts + 1
        await self._session.exec(mine.values(state=State.WORKING, attempts=attempts, leased_until=lease))
        return _order(row, attempts=attempts, state=State.WORKING)

    async def done(self, order: Order, files: Sequence[str]) -> bool:
        """It is made, and these files of the vault go to its owner. False if somebody else holds it by now."""
        return await self._settle(order, state=State.DONE, files=list(files))

    async def again(self, order: Order, at: Moment) -> bool:
        """It did not work: once more, not before that moment. False if somebody else holds it by now."""
        return await self._settle(order, state=State.WAITING, next_try_at=at)

    async def failed(self, order: Order) -> bool:
        """It is given up. False if somebody else holds it by now."""
        return await self._settle(order, state=State.FAILED)

    async def release_all(self) -> int:
        """Free what the last process held; gives how many. Only at the start of the one process there is (SQLite)."""
        held = update(OrderRow).where(col(OrderRow.state) == State.WORKING)
        return (await self._session.exec(held.values(state=State.WAITING, leased_until=None))).rowcount

    async def stored(self) -> set[str]:
        """The names of all files in the vault that are still to be sent."""
        rows = (await self._session.exec(select(OrderRow.files).where(col(OrderRow.state) == State.DONE))).all()
        return {name for files in rows for name in files}

    async def sent(self) -> Sequence[str]:
        """The files that nobody waits for any more: they may be removed. From here on no order speaks of them."""
        waits = exists().where(
            col(OutboxRow.chat) == col(OrderRow.chat),
            col(OutboxRow.key).like("order:" + col(OrderRow.id) + ":%"),
            col(OutboxRow.state).in_(("waiting", "leased")),
        )
        query = select(OrderRow.id, OrderRow.files).where(col(OrderRow.state) == State.DONE, ~waits)
        over = [(order, files) for order, files in (await self._session.exec(query)).all() if files]
        these = update(OrderRow).where(col(OrderRow.id).in_([order for order, _ in over]))
        await self._session.exec(these.values(files=[]))
        return [name for _, files in over for name in files]

    async def forget(self, before: Moment) -> int:
        """Delete wishes that are over and whose files are gone, from before that moment; gives how many."""
        ended = (col(OrderRow.state).in_((State.DONE, State.FAILED)), col(OrderRow.asked) < before)
        rows = (await self._session.exec(select(OrderRow).where(*ended))).all()
        gone = [row.id for row in rows if not row.files]
        return (await self._session.exec(delete(OrderRow).where(col(OrderRow.id).in_(gone)))).rowcount

    async def _settle(self, order: Order, **values: object) -> bool:
        """Whoever holds it is known by the number of its attempt."""
        held = (col(OrderRow.id) == order.id, col(OrderRow.attempts) == order.attempts)
        change = update(OrderRow).where(*held, col(OrderRow.state) == State.WORKING)
        return (await self._session.exec(change.values(leased_until=None, **values))).rowcount == 1


_OPEN = (State.WAITING, State.WORKING)


def _may(now: Moment) -> Any:
    rested = or_(col(OrderRow.next_try_at).is_(None), col(OrderRow.next_try_at) <= now)
    left = and_(col(OrderRow.state) == State.WORKING, col(OrderRow.leased_until) <= sql.seconds_now())
    return or_(and_(col(OrderRow.state) == State.WAITING, rested), left)


def _order(row: OrderRow, **changed: Any) -> Order:
    known = {
        "id": row.id,
        "owner": row.owner,
        "chat": row.chat,
        "case": row.case_id or EVERYTHING,
        "language": row.language,
        "masked": row.masked,
        "asked": row.asked,
        "attempts": row.attempts,
        "state": State(row.state),
    }
    return Order(**{**known, **changed})
