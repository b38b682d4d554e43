"""What becomes of evidence once it is kept: words that are changed, originals that come later, deletion."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import delete, exists, func, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.allowance import Used
from domain.evidence import Kind, Proof, State, Wording
from domain.moments import Moment
from domain.register import Act, digest
from storage import sql
from storage.custody_tables import UnwantedRow, WordingRow
from storage.register import Register
from storage.tables import PersonRow, ProofRow, ProofSetRow

STANDS = col(ProofRow.state) != State.DELETED
IN_ORDER = (col(ProofRow.sent), col(ProofRow.message_id), col(ProofRow.id))


class Custody:
    """domain.custody.Custody on tables; storage/proofs.py has the rest of `Proofs`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._register = Register(session)

    async def get(self, owner: int, proof: str) -> Proof | None:
        """The owner's proof, or None."""
        found = await self._select(col(ProofRow.owner) == owner, col(ProofRow.id) == proof)
        return found[0] if found else None

    async def used(self, owner: int, besides: str = "") -> Used:
        """
        What the owner's files take, kept or on their way, that proof left out; deleted ones take nothing.

        It stays true until this unit of work ends: whoever asks for the same owner meanwhile waits.
        """
        if not self._session.info.get("reading"):
            mine = select(PersonRow.id).where(col(PersonRow.id) == owner).with_for_update(key_share=True)
            await self._session.exec(mine)
        taking = (col(ProofRow.state).in_((State.NOTED, State.KEPT)), col(ProofRow.file_id) != "")
        sums = select(func.count(), func.coalesce(func.sum(col(ProofRow.size)), 0)).select_from(ProofRow)
        theirs = sums.where(col(ProofRow.owner) == owner, col(ProofRow.id) != besides, *taking)
        files, size = (await self._session.exec(theirs)).one()
        return Used(files, int(size))

    async def deleted(self, owner: int, case: str) -> int:
        """How many pieces of evidence their owner has deleted from the case."""
        mine = (col(ProofRow.owner) == owner, col(ProofRow.case_id) == case, ~STANDS)
        return await self._count(*mine)

    async def loose(self, owner: int) -> Sequence[Proof]:
        """
        What the owner has that is in no case: kept, or on its way, oldest first.

        A file that its set's case has already is not loose for being kept twice.
        """
        return await self._select(*_loose(owner))

    async def count_loose(self, owner: int) -> int:
        """How many pieces `loose` would give."""
        return await self._count(*_loose(owner))

    async def lacking_original(self, owner: int) -> Sequence[Proof]:
        """Photos sent compressed whose original has not come yet, oldest first."""
        there = aliased(ProofRow)
        come = exists().where(
            col(there.original_of) == col(ProofRow.id),
            col(there.owner) == owner,
            col(there.state).in_((State.NOTED, State.KEPT)),
        )
        photos = (col(ProofRow.owner) == owner, col(ProofRow.compressed).is_(True))
        return await self._select(*photos, STANDS, ~come)

    async def tie(self, owner: int, proof: str, photo: str, now: Moment, *, by_reply: bool) -> None:
        """This file is the original of that compressed photo: its sender says so by a reply, or it came right after."""
        mine = update(ProofRow).where(col(ProofRow.owner) == owner, col(ProofRow.id) == proof)
        await self._session.exec(mine.values(original_of=photo))
        known = await self.get(owner, proof)
        if known is not None:
            await self._register.tell(known, Act.ORIGINAL, now, {"of": photo, "by_reply": by_reply})

    async def of_message(self, owner: int, message_id: int) -> Proof | None:
        """The evidence that a message of the owner's is, or None; what was deleted is none any more."""
        found = await self._select(col(ProofRow.owner) == owner, col(ProofRow.message_id) == message_id, STANDS)
        return found[0] if found else None

    async def edit(self, owner: int, message_id: int, text: str, caption: str, now: Moment) -> Proof | None:
        """
        The sender has changed the words of a message: the old ones become a wording, the register seals both.

        Gives the proof as it is now; None where the message is no evidence of the owner, or nothing has changed.
        """
        old = await self.of_message(owner, message_id)
        if old is None or (old.text, old.caption) == (text, caption):
            return None
        new = replace(old, text=text, caption=caption, edits=old.edits + 1)
        if text != old.text:
            new = replace(new, sha256=digest(text), size=len(text.encode()))
        wording = {"proof_id": old.id, "number": new.edits, "text": old.text, "caption": old.caption, "until": now}
        await sql.add_unknown(self._session, WordingRow, [wording], "number")
        changed = {name: getattr(new, name) for name in ("text", "caption", "edits", "sha256", "size")}
        await self._session.exec(update(ProofRow).where(col(ProofRow.id) == old.id).values(**changed))
        await self._register.edited(old, new, now)
        return new

    async def wordings(self, owner: int, proof: str) -> Sequence[Wording]:
        """What the words of the owner's proof were before each edit, the first first."""
        mine = select(WordingRow).join(ProofRow).where(col(ProofRow.id) == proof, col(ProofRow.owner) == owner)
        rows = (await self._session.exec(mine.order_by(col(WordingRow.number)))).all()
        return [Wording(row.number, row.text, row.caption, row.until) for row in rows]

    async def delete(self, owner: int, proof: str, now: Moment) -> bool:
        """
        Take the owner's proof away: bytes and words go, the row stays as deleted, the register keeps hash and time.

        The bytes are `unwanted` from here on, to be removed once this is committed. False if there is no such proof.
        """
        known = await self.get(owner, proof)
        if known is None or known.state is State.DELETED:
            return False
        await self._register.deleted(known, now)
        if known.stored_as:
            await sql.add_unknown(self._session, UnwantedRow, [{"stored_as": known.stored_as}], "stored_as")
        await self._session.exec(delete(WordingRow).where(col(WordingRow.proof_id) == proof))
        empty = {"text": "", "caption": "", "file_id": "", "unique_id": None, "stored_as": "", "failure": ""}
        gone = update(ProofRow).where(col(ProofRow.id) == proof, col(ProofRow.owner) == owner)
        await self._session.exec(gone.values(state=State.DELETED, **empty))
        await self._let_in(known, now)
        return True

    async def _let_in(self, gone: Proof, now: Moment) -> None:
        """The same file of another set of its case, kept out as one too many, takes the place of one that is gone."""
        if gone.case is None or not gone.unique_id:
            return
        sets = select(ProofSetRow.id).where(col(ProofSetRow.owner) == gone.owner, col(ProofSetRow.case_id) == gone.case)
        same = (col(ProofRow.owner) == gone.owner, col(ProofRow.unique_id) == gone.unique_id)
        outside = (col(ProofRow.case_id).is_(None), col(ProofRow.state).in_((State.NOTED, State.KEPT)))
        for proof in await self._select(*same, *outside, col(ProofRow.set_id).in_(sets), limit=1):
            into = update(ProofRow).where(col(ProofRow.id) == proof.id)
            await self._session.exec(into.values(case_id=gone.case))
            await self._register.moved(proof, gone.case, now)

    async def unwanted(self, limit: int) -> Sequence[str]:
        """The names of files in the vault whose owner has deleted them."""
        return (await self._session.exec(select(UnwantedRow.stored_as).limit(limit))).all()

    async def removed(self, stored_as: str) -> None:
        """Such a file is gone from the vault."""
        await self._session.exec(delete(UnwantedRow).where(col(UnwantedRow.stored_as) == stored_as))

    async def _select(self, *conditions: Any, limit: int | None = None) -> list[Proof]:
        query = select(ProofRow).where(*conditions).limit(limit).order_by(*IN_ORDER)
        return [read(row) for row in (await self._session.exec(query)).all()]

    async def _count(self, *conditions: Any) -> int:
        return (await self._session.exec(select(func.count()).select_from(ProofRow).where(*conditions))).one()


def _loose(owner: int) -> tuple[Any, ...]:
    in_a_case = select(ProofSetRow.id).where(col(ProofSetRow.owner) == owner, col(ProofSetRow.case_id).is_not(None))
    return (
        col(ProofRow.owner) == owner,
        col(ProofRow.case_id).is_(None),
        col(ProofRow.state).in_((State.NOTED, State.KEPT)),
        col(ProofRow.set_id).not_in(in_a_case),
    )


#: What is called the same in the row as in the proof.
_SAME = tuple(field.name for field in fields(Proof) if field.name not in {"case", "unique_id"})


def written(proof: Proof, chat: int, case: str | None) -> dict[str, Any]:
    """The row of a new proof, of a message in that chat."""
    row = {name: getattr(proof, name) for name in _SAME}
    return row | {"case_id": case, "chat": chat, "unique_id": proof.unique_id or None, "next_try_at": None}


def read(row: Any) -> Proof:
    """The proof of a row."""
    same = {name: getattr(row, name) for name in _SAME}
    same |= {"kind": Kind(row.kind), "state": State(row.state)}
    return Proof(case=row.case_id, unique_id=row.unique_id or "", **same)
