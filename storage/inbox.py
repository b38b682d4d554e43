"""The durable inbox: a raw update is committed here before Telegram hears that we have it (reliability.md, D1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, delete, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from domain.moments import Moment
from storage import sql
from storage.road_tables import InboxRow

ERROR_LENGTH = 500  # characters kept of an error's text
LATER = " later"  # behind the name of a chat: what was put off stands in a line of its own, in nobody's way


def later(queue: str) -> str:
    """The line in which what a chat sent too fast waits until there is room again."""
    return queue + LATER


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came: `raw` is its JSON, `queue` names the chat whose updates must stay in order."""

    update_id: int
    raw: str
    queue: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    A claimed update. `id` is ours, by arrival; `attempts` counts the failed tries so far.

    `maybe_answered`: it was handled once already, in a life that a restore has undone. `chat` names whose it is,
    whichever line it stands in; `put_off`: it was too much when it came.
    """

    id: int
    update_id: int
    raw: str
    queue: str
    received_at: Moment
    attempts: int
    maybe_answered: bool = False

    @property
    def put_off(self) -> bool:  # noqa: D102 - see above
        return self.queue.endswith(LATER)

    @property
    def chat(self) -> str:  # noqa: D102 - see above
        return self.queue.removesuffix(LATER)


def _first_of_their_queues() -> SelectOfScalar[InboxRow]:
    older = aliased(InboxRow)
    behind = exists().where(
        col(older.state) == "waiting",
        col(older.queue) == col(InboxRow.queue),
        col(older.id) < col(InboxRow.id),
    )
    return (
        select(InboxRow)
        .where(col(InboxRow.state) == "waiting", ~behind)
        .where(or_(col(InboxRow.next_try_at).is_(None), col(InboxRow.next_try_at) <= bindparam("now")))
        .order_by(col(InboxRow.id))
        .limit(bindparam("limit", type_=Integer))
    )


_READY = _first_of_their_queues()
_CLAIM = _READY.with_for_update(skip_locked=True, of=InboxRow)
_DONE = (
    update(InboxRow)
    .where(col(InboxRow.id) == bindparam("this"), col(InboxRow.state) == "waiting")
    .values(state="done", raw="", error="", queue="")
)


class Inbox:
    """
    waiting → done, or → set_aside after too many tries.

    An update that must be tried later holds up the later ones of its own queue, and nobody else's.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def receive(self, rows: Sequence[Incoming], now: Moment) -> int:
        """Keep what is new, in the order given, and say how much that was. An id seen before is skipped."""
        new = [
            {
                "update_id": row.update_id,
                "queue": row.queue,
                "raw": row.raw,
                "received_at": now,
                "state": "waiting",
                "attempts": 0,
                "next_try_at": None,
                "error": "",
                "maybe_answered": False,
            }
            for row in rows
        ]
        return await sql.add_unknown(self._session, InboxRow, new, "id")

    async def claim(self, now: Moment) -> Row | None:
        """The oldest update that may be worked on now, or None; see `claim_some`."""
        return next(iter(await self.claim_some(now, 1)), None)

    async def claim_some(self, now: Moment, limit: int) -> Sequence[Row]:
        """
        The oldest updates that may be worked on now, each the first of its queue.

        They are ours until this unit of work ends: no other claim gives them or a later one of their queues.
        """
        found = await sql.run(self._session, _CLAIM, now=now, limit=limit)
        return [
            Row(row.id, row.update_id, row.raw, row.queue, row.received_at, row.attempts, row.maybe_answered)
            for row in found
        ]

    async def ready(self, now: Moment) -> bool:
        """Whether there is an update that may be worked on now, ours or another worker's."""
        return any(True for _ in await sql.run(self._session, _READY, now=now, limit=1))

    async def done(self, id: int) -> None:  # noqa: A002 - an id is called id
        """It was handled. What it said and whose it was goes; its update id stays, to know it again."""
        await sql.run(self._session, _DONE, this=id)

    async def retry(self, id: int, at: Moment, error: str) -> None:  # noqa: A002 - as above
        """Handling failed for now: one more attempt on record, and not before that moment again."""
        attempts = col(InboxRow.attempts) + 1
        await self._change(id, attempts=attempts, next_try_at=at, error=error[:ERROR_LENGTH])

    async def set_aside(self, id: int, error: str) -> None:  # noqa: A002 - as above
        """It cannot be handled: kept with its text for a person to look at, in nobody's way."""
        attempts = col(InboxRow.attempts) + 1
        await self._change(id, state="set_aside", attempts=attempts, error=error[:ERROR_LENGTH])

    async def put_off(self, row: Row, until: Moment) -> None:
        """It came too fast: it waits behind what the same chat has put off already, and not before that moment."""
        await self._change(row.id, queue=later(row.chat), next_try_at=until)

    async def behind(self, queue: str, limit: int) -> int:
        """How many updates wait in that line, counted up to a limit."""
        waiting = select(InboxRow.id).where(col(InboxRow.state) == "waiting", col(InboxRow.queue) == queue)
        counted = select(func.count()).select_from(waiting.limit(limit).subquery())
        return (await self._session.exec(counted)).one()

    async def turn_away(self, id: int) -> None:  # noqa: A002 - as above
        """It was too much: nothing of it is kept, and whoever sends the same again is judged again."""
        await self._session.exec(delete(InboxRow).where(col(InboxRow.id) == id))

    async def cut(self, queue: str, longest: int) -> int:
        """Turn away what waits in that line behind so many; gives how many that were."""
        line = select(InboxRow.id).where(col(InboxRow.state) == "waiting", col(InboxRow.queue) == queue)
        last = (await self._session.exec(line.order_by(col(InboxRow.id)).offset(longest - 1).limit(1))).first()
        if last is None:
            return 0
        rest = (col(InboxRow.state) == "waiting", col(InboxRow.queue) == queue, col(InboxRow.id) > last)
        return (await self._session.exec(delete(InboxRow).where(*rest))).rowcount

    async def counts(self) -> Mapping[str, int]:
        """How many updates are in each state; states without any are left out."""
        query = select(InboxRow.state, func.count()).group_by(col(InboxRow.state))
        return {state: int(number) for state, number in (await self._session.exec(query)).all()}

    async def forget(self, before: Moment, *, set_aside: bool = False) -> int:
        """Delete what was handled and came before that moment, on request what was set aside too; gives how many."""
        over = ["done", "set_aside"] if set_aside else ["done"]
        old = delete(InboxRow).where(col(InboxRow.state).in_(over), col(InboxRow.received_at) < before)
        return (await self._session.exec(old)).rowcount

    async def _change(self, row: int, **values: object) -> None:
        await self._session.exec(
            update(InboxRow).where(col(InboxRow.id) == row, col(InboxRow.state) == "waiting").values(**values)
        )
