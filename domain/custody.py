"""What we ask of the keeping of evidence besides domain/ports.py: changed words, deletion, the register."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.allowance import Used
from domain.evidence import Proof, Wording
from domain.moments import Moment
from domain.register import Fact, Link


class Custody(Protocol):
    """What becomes of evidence once it is kept."""

    async def used(self, owner: int, besides: str = "") -> Used:
        """What the owner's files take, that proof left out; it stays true until this unit of work ends."""

    async def deleted(self, owner: int, case: str) -> int:
        """How many pieces of evidence their owner has deleted from the case."""

    async def loose(self, owner: int) -> Sequence[Proof]:
        """What the owner has that is in no case: kept, or on its way, oldest first."""

    async def count_loose(self, owner: int) -> int:
        """How many pieces `loose` would give."""

    async def lacking_original(self, owner: int) -> Sequence[Proof]:
        """Photos sent compressed whose original has not come yet, oldest first."""

    async def tie(self, owner: int, proof: str, photo: str, now: Moment, *, by_reply: bool) -> None:
        """This file is the original of that compressed photo: its sender says so by a reply, or it came right after."""

    async def of_message(self, owner: int, message_id: int) -> Proof | None:
        """The evidence that a message of the owner's is, or None; what was deleted is none any more."""

    async def edit(self, owner: int, message_id: int, text: str, caption: str, now: Moment) -> Proof | None:
        """The sender has changed the words of a message; gives the proof as it is now, None if there is no need."""

    async def wordings(self, owner: int, proof: str) -> Sequence[Wording]:
        """What the words of a proof were before each edit, the first first."""

    async def delete(self, owner: int, proof: str, now: Moment) -> bool:
        """Take a proof away for good, but for its hash and time in the register; False if there is none."""


class Register(Protocol):
    """What became of evidence, sealed entry onto entry; `Proofs` writes it by itself."""

    async def of_case(self, owner: int, case: str) -> Sequence[Link]:
        """The chain of the owner's case, from its first entry on."""

    async def exported(
        self, owner: int, case: str, proofs: Sequence[Proof], now: Moment, facts: Mapping[str, Fact]
    ) -> str:
        """Write down that the case leaves the house with these proofs; gives the seal that stands for all of it."""
