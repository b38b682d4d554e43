"""The durable outbox: lease, send, mark by token (reliability.md, D3). One letter a chat is on its way at a time."""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, true, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.ledger import Result, Why
from domain.moments import Moment
from domain.post import Letter, Rank, State
from storage import letters, line, queueing, sql, withdrawing
from storage.letters import Entry, Leased
from storage.road_tables import OutboxRow
from storage.screens import Screens
from storage.tables import PersonRow, ReminderRow

LEASE = 60.0  # seconds on the database's clock; a call to Telegram takes no longer than half of it
#: How long a letter rests after a process died over it, or lost it: the first time not at all, a restart should not be
#: felt; one that was there at four deaths is given up in doubt (reliability.md, section 1: damp the crash loop).
AFTER_DEATH = (timedelta(0), timedelta(seconds=60), timedelta(minutes=5))
PLENTY = 200  # letters of reminders: Telegram takes no more in nine seconds
WHY_LENGTH = 500  # characters kept of a reason


class Outbox:
    """
    domain.ports.Outbox on tables, and the sender's side of it.

    waiting → leased → sent or failed; or back to waiting, in doubt if it may have arrived; or dropped before that.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.repeats = False  #: what is put in this unit of work may have been sent before a restore

    async def put(self, letter: Letter) -> None:
        """Queue a letter; the same key twice is one letter."""
        row = letters.values(letter, repeat=letter.repeat or self.repeats)
        await sql.add_unknown(self._session, OutboxRow, [row], "id")

    async def supersede(self, chat: int, screen: str) -> None:
        """Drop letters for this screen that were not sent yet: a newer one replaces them. Never drops a reminder."""
        theirs = (col(OutboxRow.chat) == chat, col(OutboxRow.screen) == screen, col(OutboxRow.reminder) == "")
        change = update(OutboxRow).where(*theirs, col(OutboxRow.state) == State.WAITING)
        await self._session.exec(change.values(state=State.DROPPED, why="superseded"))

    async def have_plenty(self, now: Moment) -> bool:
        """Whether PLENTY reminders could be sent at once; what rests, or cannot reach anybody, holds up nobody."""
        reminders = col(OutboxRow.rank).in_((Rank.LAST_CALL, Rank.REMINDER))
        ready = select(OutboxRow.id).where(*queueing.ready(now), reminders).limit(PLENTY)
        return (await self._session.exec(select(func.count()).select_from(ready.subquery()))).one() >= PLENTY

    async def drop(self, key: str) -> None:
        """Take a letter back that was not sent yet; the reminder it carries is dropped with it."""
        open_letter = (col(OutboxRow.key) == key, col(OutboxRow.state) == State.WAITING)
        row = (await self._session.exec(select(OutboxRow).where(*open_letter).with_for_update())).first()
        if row is None:
            return
        change = update(OutboxRow).where(col(OutboxRow.id) == row.id)
        await self._session.exec(change.values(state=State.DROPPED, why="taken back"))
        await self._tell_reminder(row, state=Result.DROPPED, why=Why.TAKEN_BACK)

    async def lease(self, now: Moment, limit: int, busy_chats: Collection[int] = ()) -> Sequence[Leased]:
        """
        What may be sent now, by rank, due time and age; of each chat one, and nothing while one is on its way.

        Commit before you send. Letters to a person who cannot be reached wait.
        """
        batch = secrets.token_hex(16)
        given = {"now": now, "limit": limit, "busy": list(busy_chats), "batch": batch, "seconds": LEASE}
        rows = (await sql.run(self._session, queueing.LEASE, **given)).all()
        return [
            Leased(letters.of(row), row.token, row.attempts, row.first_tried_at, row.maybe_arrived, row.doubts)
            for row in sorted(rows, key=lambda row: (row.rank, row.due, row.id))
        ]

    async def free_expired(self, now: Moment) -> int:
        """
        End the leases that ran out on the database's clock; gives how many.

        Their letters may have arrived; whoever held them cannot mark them any more.
        """
        return await self._free(col(OutboxRow.leased_until) <= sql.seconds_now(), now)

    async def sent(self, token: str, message_id: int | None, now: Moment) -> bool:
        """
        Telegram has it: mark the letter, its screen and its reminder together. False if the lease was lost.

        `message_id` is None where the method gives no message.
        """
        row = await self._end(token, state=State.SENT, sent_at=now, message_id=message_id)
        if row is None:
            return False
        if row.screen and message_id is not None:
            await Screens(self._session).came(row.chat, row.screen, message_id)
        await self._tell_reminder(row, state=Result.SENT, settled_at=now)
        return True

    async def retry(self, token: str, at: Moment, why: str, *, unknown: bool = False) -> bool:
        """
        Not this time: try again, not before that moment. False if the lease was lost.

        `unknown` means that the letter may have arrived nevertheless; that is remembered through all later attempts.
        """
        again = {"state": State.WAITING, "next_try_at": at, "why": why[:WHY_LENGTH]}
        return await self._end(token, doubted=unknown, **again) is not None

    async def wake(self, keys: Collection[str], now: Moment) -> None:
        """These letters need not rest any longer, if they still wait."""
        if keys:
            resting = (col(OutboxRow.key).in_(keys), col(OutboxRow.state) == State.WAITING)
            await self._session.exec(update(OutboxRow).where(*resting).values(next_try_at=now))

    async def failed(self, token: str, why: str, now: Moment, reason: Why = Why.REFUSED) -> bool:
        """It cannot be delivered for good; its reminder says so, with the reason. False if the lease was lost."""
        row = await self._end(token, state=State.FAILED, why=why[:WHY_LENGTH])
        if row is None:
            return False
        await self._tell_reminder(row, state=Result.FAILED, settled_at=now, why=reason, detail=why[:WHY_LENGTH])
        return True

    async def somebody_lives_in(self, chat: int) -> bool:
        """Whether it is a person's chat, so that somebody can come back to it; a group is not."""
        return (await self._session.exec(select(PersonRow.id).where(col(PersonRow.chat) == chat))).first() is not None

    async def pause_person(self, chat: int, now: Moment) -> None:
        """The person of this chat cannot be reached: their letters and reminders wait, the latter back in line."""
        await withdrawing.of_chat(self._session, chat)
        await line.sleep(self._session, chat)
        reachable = (col(PersonRow.chat) == chat, col(PersonRow.unreachable_since).is_(None))
        await self._session.exec(update(PersonRow).where(*reachable).values(unreachable_since=now))

    async def resume(self, chat: int, now: Moment) -> None:
        """The person of this chat can be reached again."""
        back = update(PersonRow).where(col(PersonRow.chat) == chat, col(PersonRow.unreachable_since).is_not(None))
        if (await self._session.exec(back.values(unreachable_since=None, returned_at=now))).rowcount:
            await line.wake(self._session, chat)

    async def release_all(self, now: Moment) -> int:
        """
        Free every lease; gives how many there were. Only at the start of the one process that sends (SQLite).

        What was on its way when the last process died may have arrived.
        """
        return await self._free(true(), now)

    async def ready(self, now: Moment) -> bool:
        """Whether a letter may be sent now; of a chat of which one is on its way, none may."""
        query = select(OutboxRow.id).where(*queueing.in_turn(now)).limit(1)
        return (await self._session.exec(query)).first() is not None

    async def counts(self) -> Mapping[str, int]:
        """How many letters are in each state; states without any are left out."""
        groups = (col(OutboxRow.state), col(OutboxRow.maybe_arrived))
        query = select(*groups, func.count()).group_by(*groups)
        counts: Counter[str] = Counter()
        for state, maybe_arrived, number in (await self._session.exec(query)).all():
            counts[letters.state_of(state, maybe_arrived=maybe_arrived)] += int(number)
        return counts

    async def recent(self, chat: int, limit: int) -> Sequence[Entry]:
        """The newest letters to a chat, newest first."""
        query = select(OutboxRow).where(col(OutboxRow.chat) == chat).order_by(col(OutboxRow.id).desc()).limit(limit)
        return [
            Entry(
                letters.of(row),
                letters.state_of(row.state, maybe_arrived=row.maybe_arrived),
                row.attempts,
                row.sent_at,
                row.message_id,
                row.why,
            )
            for row in (await self._session.exec(query)).all()
        ]

    async def forget(self, before: Moment, limit: int) -> int:
        """Delete up to so many letters that are over and were sent, or due, before that moment; gives how many."""
        gone = 0
        for state, rank in product((State.SENT, State.FAILED, State.DROPPED), Rank):
            if gone >= limit:
                break
            old = select(OutboxRow.id).where(  # by the index (state, rank, due): no look at what is younger
                col(OutboxRow.state) == state,
                col(OutboxRow.rank) == rank,
                col(OutboxRow.due) < before,
                func.coalesce(col(OutboxRow.sent_at), col(OutboxRow.due)) < before,
            )
            these = col(OutboxRow.id).in_(old.limit(limit - gone))
            gone += (await self._session.exec(delete(OutboxRow).where(these))).rowcount
        return gone

    async def _free(self, which: ColumnElement[bool], now: Moment) -> int:
        """End leases of which nobody knows how they went: their letters may have arrived."""
        lost, doubts = (col(OutboxRow.state) == State.LEASED, which), col(OutboxRow.doubts)
        hopeless = select(OutboxRow.token).where(*lost, doubts >= len(AFTER_DEATH))
        given_up = (await self._session.exec(hopeless)).all()
        for token in given_up:
            await self.failed(token or "", "each time it was sent, the sender died", now, Why.IN_DOUBT)
        rest = case(*((doubts == count, now + wait) for count, wait in enumerate(AFTER_DEATH)))
        again = {"state": State.WAITING, "maybe_arrived": True, "doubts": doubts + 1, "next_try_at": rest}
        freed = update(OutboxRow).where(*lost).values(**again, token=None, leased_until=None)
        return (await self._session.exec(freed)).rowcount + len(given_up)

    async def _end(self, token: str, /, *, doubted: bool = False, **values: object) -> Any:
        """Change the letter that this token leases; gives its row, or None if somebody else has it by now."""
        return (await sql.run(self._session, queueing.end(*values, doubted=doubted), its=token, **values)).first()

    async def _tell_reminder(self, row: Any, **values: object) -> None:
        if row.reminder:
            mine = (col(ReminderRow.id) == row.reminder, col(ReminderRow.state) == Result.HANDED_OVER)
            await self._session.exec(update(ReminderRow).where(*mine).values(**values))
