"""Pictures that are to be looked at, one after the other, and what was seen in them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain import seeing
from domain.evidence import Proof
from domain.moments import Moment
from domain.seeing import Blind, Looked, Seen
from storage import sql
from storage.look_tables import LookRow
from storage.tables import ProofRow

REST = timedelta(minutes=3)  # until a picture is tried again whose reader did not come back: longer than any look takes
TRIES = 3

_WAITS = col(LookRow.state) == "waiting"


class Looks:
    """The looker's and the scenes' side of it: waiting → seen or unseen → told."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def wish(self, proof: Proof) -> None:
        """This picture is to be looked at; the same one twice is one."""
        row = {"proof_id": proof.id, "owner": proof.owner, "state": "waiting", "tries": 0, "why": "", "told": False}
        await sql.add_unknown(self._session, LookRow, [row], "proof_id")

    async def waiting(self, now: Moment) -> bool:
        """Whether there is something to look at now."""
        return (await self._session.exec(select(LookRow.proof_id).where(*_may(now)).limit(1))).first() is not None

    async def claim(self, now: Moment) -> tuple[int, str] | None:
        """
        Owner and id of a proof to look at, nobody else's for three minutes; None for none.

        Counted as a try before it is looked at: a picture that ends its reader with everybody in it is given up after
        `TRIES`, even by processes that never came to say so.
        """
        over = update(LookRow).where(*_may(now), col(LookRow.tries) >= TRIES)
        await self._session.exec(over.values(state="unseen", why=Blind.FAILED.value))
        first = select(LookRow).where(*_may(now)).order_by(col(LookRow.tries), col(LookRow.proof_id)).limit(1)
        row = (await self._session.exec(first.with_for_update(skip_locked=True))).first()
        if row is None:
            return None
        owner, proof = row.owner, row.proof_id
        mine = update(LookRow).where(col(LookRow.proof_id) == proof)
        await self._session.exec(mine.values(tries=row.tries + 1, next_try_at=now + REST))
        return owner, proof

    async def settle(self, proof: str, seen: Seen | Blind) -> None:
        """Write down what was seen, or why nothing was. What failed for now keeps waiting for its next try."""
        if seen is Blind.FAILED:
            return
        done = update(LookRow).where(col(LookRow.proof_id) == proof, _WAITS)
        if isinstance(seen, Blind):
            await self._session.exec(done.values(state="unseen", why=seen.value))
        else:
            await self._session.exec(done.values(state="seen", seen=seeing.write(seen)))

    async def put_off(self, proof: str, at: Moment) -> None:
        """Its bytes could not be had: tried again at that moment, and this try is not counted."""
        this = update(LookRow).where(col(LookRow.proof_id) == proof, _WAITS, col(LookRow.tries) > 0)
        await self._session.exec(this.values(tries=col(LookRow.tries) - 1, next_try_at=at))

    async def of(self, owner: int, proof: str) -> Seen | Blind | None:
        """What was seen in the owner's picture; None while nobody has looked, or where there is nothing to look at."""
        query = select(LookRow).where(col(LookRow.proof_id) == proof, col(LookRow.owner) == owner)
        row = (await self._session.exec(query)).first()
        return None if row is None or row.state == "waiting" else _seen(row)

    async def open_in(self, set_id: str) -> bool:
        """Whether a picture of this set is still to be looked at: its answer may wait for it."""
        in_set = select(ProofRow.id).where(col(ProofRow.set_id) == set_id)
        query = select(LookRow.proof_id).where(_WAITS, col(LookRow.proof_id).in_(in_set)).limit(1)
        return (await self._session.exec(query)).first() is not None

    async def untold(self, limit: int) -> Sequence[Looked]:
        """Looks that are over and that no scene was given yet."""
        over = select(LookRow).where(~_WAITS, col(LookRow.told).is_(False)).order_by(col(LookRow.proof_id)).limit(limit)
        return [Looked(row.owner, row.proof_id, _seen(row)) for row in (await self._session.exec(over)).all()]

    async def tell(self, proof: str) -> bool:
        """Claim the telling of a look; False if somebody already did."""
        first = update(LookRow).where(col(LookRow.proof_id) == proof, ~_WAITS, col(LookRow.told).is_(False))
        return (await self._session.exec(first.values(told=True))).rowcount == 1


def _may(now: Moment) -> tuple[Any, ...]:
    return _WAITS, or_(col(LookRow.next_try_at).is_(None), col(LookRow.next_try_at) <= now)


def _seen(row: LookRow) -> Seen | Blind:
    return Blind(row.why) if row.seen is None else seeing.read(row.seen)
