"""The register of evidence: sealed chains on a table that only grows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain import register
from domain.evidence import Proof, State
from domain.moments import Moment
from domain.register import FIRST, Act, Entry, Fact, Link
from storage import sql
from storage.custody_tables import RegisterRow

_ONE_WRITER = text("SELECT pg_advisory_xact_lock(hashtextextended(:chain, 0))")
_ADD = insert(RegisterRow.metadata.tables["register"])  # the plain table: no objects are made of what it returns


class Register:
    """
    domain.ports.Register on a table; `Proofs` writes into it whatever it does, in the same transaction.

    A proof of the time before there was a register is entered when it is touched first: such entries say `afterwards`.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_case(self, owner: int, case: str) -> Sequence[Link]:
        """The chain of the owner's case, from its first entry on; empty where nothing was ever put into it."""
        return await self._all(col(RegisterRow.case_id) == case, col(RegisterRow.owner) == owner)

    async def of_loose(self, owner: int) -> Sequence[Link]:
        """The chain of what the owner has put into no case."""
        return await self._all(col(RegisterRow.chain) == _name(owner, None))

    async def exported(
        self, owner: int, case: str, proofs: Sequence[Proof], now: Moment, facts: Mapping[str, Fact]
    ) -> str:
        """Write down that the case leaves the house with these proofs; gives the seal that stands for all of it."""
        for proof in proofs:
            await self.acquaint(proof, now)
        return await self._add(owner, case, Entry(0, now, case, Act.EXPORTED, facts=facts))

    async def received(self, proof: Proof) -> None:
        """A proof has come, into the case that it belongs to; words are kept at once."""
        await self._enter(proof, proof.received, {})

    async def settled(self, proof: Proof, now: Moment) -> None:
        """Its bytes are kept, or cannot be had."""
        if not await self.acquaint(proof, now):
            await self._outcome(proof, now, {})

    async def moved(self, proof: Proof, to: str | None, now: Moment) -> None:
        """It leaves its case, or the loose evidence, for another: both chains say so, and the new one knows it all."""
        await self.acquaint(proof, now)
        left = await self.tell(proof, Act.MOVED_OUT, now, {"to": to or ""})
        there = replace(proof, case=to)
        facts = register.origin(there) | {"from": proof.case or "", "from_seal": left}
        if proof.state is State.KEPT:
            facts |= register.substance(proof)
        await self.tell(there, Act.MOVED_IN, now, facts)

    async def edited(self, old: Proof, new: Proof, now: Moment) -> None:
        """Its sender has changed the words: the hashes of both."""
        facts: dict[str, Fact] = {"number": new.edits}
        for when, proof in (("before", old), ("after", new)):
            facts |= {f"text_{when}": register.digest(proof.text), f"caption_{when}": register.digest(proof.caption)}
        await self.acquaint(old, now)
        await self.tell(new, Act.EDITED, now, facts)

    async def deleted(self, proof: Proof, now: Moment) -> None:
        """Its owner has it taken away."""
        await self.acquaint(proof, now)
        await self.tell(proof, Act.DELETED, now, {"sha256": proof.sha256, "size": proof.size})

    async def tell(self, proof: Proof, act: Act, now: Moment, facts: Mapping[str, Fact]) -> str:
        """Add to the chain that the proof is in; gives the new seal."""
        return await self._add(proof.owner, proof.case, Entry(0, now, proof.case or "", act, proof.id, facts))

    async def acquaint(self, proof: Proof, now: Moment) -> bool:
        """Enter a proof that its chain does not know, as it is now; tells whether there was need."""
        here = (col(RegisterRow.chain) == _name(proof.owner, proof.case), col(RegisterRow.proof) == proof.id)
        if (await self._session.exec(select(RegisterRow.seq).where(*here).limit(1))).first() is not None:
            return False
        await self._enter(proof, now, {"afterwards": True})
        return True

    async def _enter(self, proof: Proof, now: Moment, more: dict[str, Fact]) -> None:
        await self.tell(proof, Act.RECEIVED, now, register.origin(proof) | more)
        await self._outcome(proof, now, more)

    async def _outcome(self, proof: Proof, now: Moment, more: dict[str, Fact]) -> None:
        if proof.state is State.KEPT:
            await self.tell(proof, Act.KEPT, now, register.substance(proof) | more)
        elif proof.state is State.FAILED:
            await self.tell(proof, Act.MISSED, now, more | {"why": proof.failure})

    async def _add(self, owner: int, case: str | None, entry: Entry) -> str:
        chain = _name(owner, case)
        seq, before = await self._last(chain)
        written = replace(entry, seq=seq + 1).written()
        seal = register.seal(before, written)
        row = {"chain": chain, "seq": seq + 1, "owner": owner, "case_id": case, "proof": entry.proof}
        await sql.run(self._session, _ADD, **row, entry=written, seal=seal)
        return seal

    async def _last(self, chain: str) -> tuple[int, str]:
        """The end of a chain, and no other worker adds to it before this unit of work ends."""
        if self._session.get_bind().dialect.name == "postgresql":
            await sql.run(self._session, _ONE_WRITER, chain=chain)
        end = select(col(RegisterRow.seq), col(RegisterRow.seal)).where(col(RegisterRow.chain) == chain)
        last = (await self._session.exec(end.order_by(col(RegisterRow.seq).desc()).limit(1))).first()
        return (last[0], last[1]) if last else (0, FIRST)

    async def _all(self, *conditions: Any) -> Sequence[Link]:
        query = select(col(RegisterRow.entry), col(RegisterRow.seal)).where(*conditions)
        found = (await self._session.exec(query.order_by(col(RegisterRow.seq)))).all()
        return [Link(written, seal) for written, seal in found]


def _name(owner: int, case: str | None) -> str:
    return case or f"loose {owner}"
