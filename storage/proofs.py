"""Evidence and the sets it came in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import bindparam, delete, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from domain import mending
from domain.errors import NoSuchCase
from domain.evidence import Proof, ProofSet, State
from domain.mending import Mend
from domain.moments import Moment
from storage import sql
from storage import written as papers
from storage.custody import IN_ORDER, STANDS, Custody, read, written
from storage.tables import CaseRow, ProofRow, ProofSetRow

_BECAME = ("state", "size", "sha256", "type", "stored_as", "failure", "taken")
_TO_COME = (col(ProofRow.state) == State.NOTED, col(ProofRow.file_id) != "")
_OF_CASE = (
    select(ProofRow)
    .where(col(ProofRow.owner) == bindparam("owner"), col(ProofRow.case_id) == bindparam("case"), STANDS)
    .order_by(*IN_ORDER)
)
_JUST_BEFORE = (
    select(ProofRow)
    .where(
        col(ProofRow.chat) == bindparam("chat"),
        col(ProofRow.message_id) < bindparam("message"),
        col(ProofRow.owner) == bindparam("owner"),
    )
    .order_by(col(ProofRow.message_id).desc())
    .limit(1)
)


class Proofs(Custody):
    """domain.ports.Proofs on tables."""

    async def receive(self, proof: Proof, chat: int) -> bool:
        """
        Keep what is known of a proof; False if this very message or file is already known to its set or case.

        A file that could not be had is not: sent again, it is a proof of its own. One that is still on its way is
        fetched at once under the new message's name for it, should the old one have gone stale.
        A proof of a set that has a case belongs to that case, whatever it says itself. A set that was answered already
        is to be answered again with it.

        Raises:
            ValueError: the set belongs to another person.
        """
        made = await self._open_set(proof, chat)
        query = select(ProofSetRow).where(col(ProofSetRow.id) == proof.set_id, col(ProofSetRow.owner) == proof.owner)
        known = (await self._session.exec(query)).first()
        if known is None:
            raise ValueError(f"the set {proof.set_id} belongs to another person than {proof.owner}")
        new = await sql.add_unknown(self._session, ProofRow, [written(proof, chat, known.case_id)], "id")
        if made and not new:
            await self._session.exec(delete(ProofSetRow).where(col(ProofSetRow.id) == proof.set_id))
        elif new and not made:
            grown = update(ProofSetRow).where(col(ProofSetRow.id) == proof.set_id)
            await self._session.exec(grown.values(last_seen=max(proof.received, known.last_seen), answered=False))
        if new:
            await self._register.received(replace(proof, case=known.case_id))
        elif proof.unique_id:
            same = col(ProofRow.set_id) == proof.set_id
            same = or_(same, col(ProofRow.case_id) == known.case_id) if known.case_id else same
            coming = (col(ProofRow.owner) == proof.owner, col(ProofRow.unique_id) == proof.unique_id, *_TO_COME)
            again = update(ProofRow).where(*coming, same)
            await self._session.exec(again.values(file_id=proof.file_id, next_try_at=None))
        return bool(new)

    async def save(self, proof: Proof, now: Moment) -> bool:
        """
        Write down what became of the bytes, and nothing else: which case it belongs to, `assign` says.

        False if something became of them already: its owner has deleted it, or another worker was faster.
        """
        noted = (col(ProofRow.id) == proof.id, col(ProofRow.owner) == proof.owner, col(ProofRow.state) == State.NOTED)
        became = {name: getattr(proof, name) for name in _BECAME}
        if (await self._session.exec(update(ProofRow).where(*noted).values(**became))).rowcount != 1:
            return False
        known = await self.get(proof.owner, proof.id)
        settled = known or proof
        await self._register.settled(settled, now)
        if settled.state is State.FAILED:
            await self._let_in(settled, now)
        return True

    async def unfetched(self, now: Moment, limit: int) -> Sequence[Proof]:
        """Whose bytes are still to be fetched and may be tried now, oldest first."""
        may = or_(col(ProofRow.next_try_at).is_(None), col(ProofRow.next_try_at) <= now)
        return await self._select(*_TO_COME, may, limit=limit)

    async def retry_later(self, proof: str, at: Moment) -> None:
        """Fetching failed for now: try again at that moment."""
        await self._session.exec(update(ProofRow).where(col(ProofRow.id) == proof).values(next_try_at=at))

    async def quiet_sets(self, now: Moment, quiet: timedelta) -> Sequence[ProofSet]:
        """Unanswered sets that have been quiet for so long and have no bytes still to come."""
        coming = exists().where(col(ProofRow.set_id) == col(ProofSetRow.id), *_TO_COME)
        query = (
            select(ProofSetRow)
            .where(col(ProofSetRow.answered).is_(False), col(ProofSetRow.last_seen) <= now - quiet, ~coming)
            .order_by(col(ProofSetRow.last_seen))
        )
        return [_set(row) for row in (await self._session.exec(query)).all()]

    async def set_of(self, owner: int, set_id: str) -> tuple[ProofSet, Sequence[Proof]] | None:
        """A set of the owner with its proofs in the order of their messages, or None."""
        query = select(ProofSetRow).where(col(ProofSetRow.id) == set_id, col(ProofSetRow.owner) == owner)
        row = (await self._session.exec(query)).first()
        if row is None:
            return None
        return _set(row), await self._select(col(ProofRow.set_id) == set_id, STANDS)

    async def just_before(self, owner: int, chat: int, message_id: int) -> Proof | None:
        """The evidence nearest before that message in the owner's chat, deleted or not; None for none."""
        rows = await sql.run(self._session, _JUST_BEFORE, owner=owner, chat=chat, message=message_id)
        return next((read(row) for row in rows), None)

    async def answer_set(self, set_id: str, last_seen: Moment | None = None) -> bool:
        """Claim the answering of a set; False if somebody already did, or if more came since it was `last_seen`."""
        open_set = update(ProofSetRow).where(col(ProofSetRow.id) == set_id, col(ProofSetRow.answered).is_(False))
        if last_seen is not None:
            open_set = open_set.where(col(ProofSetRow.last_seen) == last_seen)
        return (await self._session.exec(open_set.values(answered=True))).rowcount == 1

    async def mend(self, owner: int, set_id: str, mend: Mend) -> None:
        """Keep what the shopper put right of what was read in a set; of another's set nothing is kept."""
        found = await self.set_of(owner, set_id)
        if found is not None:
            mends = papers.mends(mending.with_mend(found[0].mended, mend))
            this = update(ProofSetRow).where(col(ProofSetRow.id) == set_id, col(ProofSetRow.owner) == owner)
            await self._session.exec(this.values(mended=mends))

    async def assign(self, owner: int, set_id: str, case: str | None, now: Moment) -> None:
        """
        Put a set and all its proofs, later ones included, into a case; None takes them out.

        A file that the case already has from another set stays outside: the same file is one piece of evidence.

        Raises:
            NoSuchCase: the owner has no such case.
        """
        if case is not None:
            mine = select(CaseRow.id).where(col(CaseRow.id) == case, col(CaseRow.owner) == owner)
            if (await self._session.exec(mine)).first() is None:
                raise NoSuchCase(case)
        before = await self._select(col(ProofRow.set_id) == set_id, col(ProofRow.owner) == owner, STANDS)
        of_set = update(ProofSetRow).where(col(ProofSetRow.id) == set_id, col(ProofSetRow.owner) == owner)
        await self._session.exec(of_set.values(case_id=case))
        ours = update(ProofRow).where(col(ProofRow.set_id) == set_id, col(ProofRow.owner) == owner, STANDS)
        await self._session.exec(ours.values(case_id=None))
        if case is not None:
            there = aliased(ProofRow)
            same = exists().where(
                col(there.case_id) == case,
                col(there.unique_id) == col(ProofRow.unique_id),
                col(there.state) != State.FAILED,
            )
            hopeless = col(ProofRow.state) == State.FAILED
            await self._session.exec(ours.where(or_(hopeless, ~same)).values(case_id=case))
        after = {proof.id: proof.case for proof in await self._select(col(ProofRow.set_id) == set_id)}
        for proof in before:
            if proof.case != after[proof.id]:
                await self._register.moved(proof, after[proof.id], now)

    async def of_case(self, owner: int, case: str) -> Sequence[Proof]:
        """The evidence of a case, oldest first."""
        return [read(row) for row in await sql.run(self._session, _OF_CASE, owner=owner, case=case)]

    async def stored(self) -> set[str]:
        """The names of all files that some proof of anyone names: what the vault must keep when it sweeps."""
        return set((await self._session.exec(select(ProofRow.stored_as).where(col(ProofRow.stored_as) != ""))).all())

    async def plain(self, limit: int) -> Sequence[Proof]:
        """Whose bytes lie unencrypted, from the time before encryption: their names carry a hash."""
        return await self._select(col(ProofRow.stored_as).contains("."), limit=limit)

    async def move(self, proof: Proof, name: str) -> bool:
        """The same bytes lie under another name now; False if meanwhile the row says something else."""
        there = (col(ProofRow.id) == proof.id, col(ProofRow.stored_as) == proof.stored_as)
        return (await self._session.exec(update(ProofRow).where(*there).values(stored_as=name))).rowcount == 1

    async def _open_set(self, proof: Proof, chat: int) -> bool:
        row = {
            "id": proof.set_id,
            "owner": proof.owner,
            "chat": chat,
            "case_id": proof.case,
            "last_seen": proof.received,
            "answered": False,
            "mended": None,
        }
        return bool(await sql.add_unknown(self._session, ProofSetRow, [row], "id"))


def _set(row: ProofSetRow) -> ProofSet:
    return ProofSet(
        id=row.id,
        owner=row.owner,
        chat=row.chat,
        case=row.case_id,
        last_seen=row.last_seen,
        answered=row.answered,
        mended=papers.read_mends(row.mended),
    )
