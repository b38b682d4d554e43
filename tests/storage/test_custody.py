"""Whatever becomes of evidence, in whatever order: what leaves the house proves itself."""

import hashlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from domain.evidence import Kind, Proof, State
from domain.register import digest
from storage.archive import gather, pack
from storage.proving import prove
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, a_dress, a_proof, move_in

CASES = (a_dress(), a_dress(id="caseotheraaa"))
PLACES = (*(case.id for case in CASES), None)
NAMES = ("", "吊\x00牌\ud83d.jpg", '"}\u2028{"')  # as hostile as a chat can be
STEPS = 40


@dataclass(frozen=True, slots=True)
class Month:
    """Things that happen to evidence: to a new piece, or to one of before; what cannot happen does not."""

    store: Store
    chance: random.Random
    number: int

    @property
    def old(self) -> str:
        """Some piece of before, if it is there."""
        return f"p{self.chance.randrange(1, self.number + 1)}"

    async def comes(self) -> None:
        """A file, now and then one that is known."""
        await self._receive(unique_id=f"u{self.chance.randrange(8)}", name=self.chance.choice(NAMES))

    async def is_said(self) -> None:
        """Words."""
        text = self.chance.choice(NAMES[1:]).replace("\x00", "").replace("\ud83d", "")
        sealed = {"text": text, "sha256": digest(text), "state": State.KEPT, "type": "text/plain"}
        await self._receive(kind=Kind.TEXT, file_id="", unique_id="", **sealed)

    async def is_kept(self) -> None:
        """Its bytes have come."""
        proof = await self.store.proofs.get(ME, self.old)
        if proof is not None and proof.state is State.NOTED:
            data = _bytes(proof.id)
            kept = replace(proof, state=State.KEPT, stored_as=proof.id, size=len(data), type="image/jpeg")
            await self.store.proofs.save(replace(kept, sha256=hashlib.sha256(data).hexdigest()), NOW)

    async def moves(self) -> None:
        """Into a case, or out of it."""
        await self.store.proofs.assign(ME, f"s{self.old[1:]}", self.chance.choice(PLACES), NOW)

    async def changes(self) -> None:
        """Other words."""
        proof = await self.store.proofs.get(ME, self.old)
        if proof is not None:
            new = f"改\u2028{self.chance.randrange(9)}"
            words = (new, "") if proof.kind is Kind.TEXT else ("", new)
            await self.store.proofs.edit(ME, proof.message_id, *words, NOW)

    async def is_deleted(self) -> None:
        """By its owner."""
        await self.store.proofs.delete(ME, self.old, NOW)

    async def leaves(self) -> None:
        """In an archive: the register says so, and goes on."""
        await gather(self.store, ME, self.chance.choice(CASES).id, NOW)

    async def _receive(self, **facts: Any) -> None:
        place = self.chance.choice(PLACES)
        new = a_proof(f"p{self.number}", set_id=f"s{self.number}", message_id=self.number, case=place)
        await self.store.proofs.receive(replace(new, **facts), ME)


HAPPENINGS: tuple[Callable[[Month], Awaitable[None]], ...] = (
    *(Month.comes, Month.comes, Month.is_said, Month.is_kept, Month.is_kept),
    *(Month.moves, Month.moves, Month.changes, Month.is_deleted, Month.leaves),
)


def _bytes(name: str) -> bytes:
    return b"\xff\xd8\xff" + name.encode()


async def _vault(proof: Proof) -> bytes | None:
    return _bytes(proof.stored_as)


@pytest.mark.parametrize("seed", range(4))
async def test_the_archive_of_every_case_holds(stores: Stores, tmp_path: Path, seed: int) -> None:
    """Received, kept, moved to and fro, changed, deleted, exported, in any order: nothing contradicts the register."""
    chance = random.Random(seed)
    await move_in(stores, case=CASES[0])
    async with stores.begin() as store:
        await store.cases.add(CASES[1])
    for number in range(1, STEPS + 1):
        async with stores.begin() as store:
            await chance.choice(HAPPENINGS)(Month(store, chance, number))
    for case in CASES:
        async with stores.begin() as store:
            found = await gather(store, ME, case.id, NOW)
        verdict = prove(await pack(found, _vault, tmp_path, case.id))
        assert not verdict.flaws
        assert verdict.files >= 3
