"""
The register of evidence: what came, when, and what was done with it, each entry sealed onto the one before.

A chain belongs to a case, or to what an owner has sent and put into no case yet. An entry is canonical JSON; its seal
is SHA-256(seal before ‖ entry). Whoever changes, drops, adds or swaps an entry breaks every seal behind it. What this
proves: nothing has changed *since it was written down*; not that what was sent is true (facts.md 6.3).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from domain.evidence import Proof
from domain.moments import Moment
from domain.plain import stamp
from domain.storable import storable

FIRST = "0" * 64  #: stands where a seal before the first one would

Fact: TypeAlias = str | int | bool

_SEAL = re.compile(r"[0-9a-f]{64}")


class Act(StrEnum):
    """What an entry tells. The value is stored and exported: never reuse one."""

    RECEIVED = "received"
    KEPT = "kept"  # the bytes lie in the vault: their SHA-256, size, type by content
    MISSED = "missed"  # the bytes could not be had
    MOVED_IN = "moved_in"  # from the loose evidence or another case; `seal` is that of the entry MOVED_OUT there
    MOVED_OUT = "moved_out"
    ORIGINAL = "original"  # this file is the uncompressed original of that photo
    EDITED = "edited"  # its sender changed the words; hashes of the old and the new ones
    DELETED = "deleted"  # its owner deleted the bytes; the hash stays
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One line of a chain: the `seq`th, from 1, written at `at` (UTC).

    `case` is the case's id, empty for loose evidence; `proof` is empty where the entry tells of the whole case.
    """

    seq: int
    at: Moment
    case: str
    act: Act
    proof: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def written(self) -> str:
        """Canonical JSON: sorted keys, no spaces, nothing that is empty."""
        whole = {name: storable(fact) if isinstance(fact, str) else fact for name, fact in self.facts.items()}
        told: dict[str, Fact] = {name: fact for name, fact in whole.items() if fact != ""}
        told |= {"seq": self.seq, "at": stamp(self.at), "case": self.case, "act": self.act.value}
        return canonical(told | ({"proof": self.proof} if self.proof else {}))


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as written, and its seal."""

    written: str
    seal: str

    def line(self) -> str:
        """One line of an exported register."""
        return f'{{"entry":{self.written},"seal":"{self.seal}"}}'


@dataclass(frozen=True, slots=True)
class Checked:
    """What a register turned out to be: its entries as far as they hold, the last seal, and what is wrong with it."""

    entries: Sequence[Mapping[str, Any]]
    head: str
    flaws: Sequence[str]


def canonical(told: Mapping[str, Any]) -> str:
    """The one way to write these facts."""
    return storable(json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def seal(before: str, written: str) -> str:
    """SHA-256 (hex) over the seal before and the entry: it stands for the whole chain up to here."""
    return hashlib.sha256(before.encode() + written.encode()).hexdigest()


def digest(words: str) -> str:
    """SHA-256 (hex) of words; empty for none."""
    return hashlib.sha256(storable(words).encode()).hexdigest() if storable(words) else ""


def origin(proof: Proof) -> dict[str, Fact]:
    """
    Where a proof comes from, as far as it is known when it comes.

    Words are told by their hash alone: what its owner deletes must not live on in a chain that never forgets. In the
    chain of loose evidence, which outlives every case, names are too; the chain of a case goes with the case.
    """
    names = {"sender": proof.sender, "name": proof.name, "forwarded_from": proof.forwarded_from}
    if proof.case is None:
        names = {f"{name}_sha256": digest(value) for name, value in names.items()}
    facts: dict[str, Fact] = {
        **names,
        "set": proof.set_id,
        "kind": proof.kind.value,
        "sent": stamp(proof.sent),
        "received": stamp(proof.received),
        "message": proof.message_id,
        "unique_id": proof.unique_id,
        "claimed_type": proof.claimed_type,
        "claimed_size": proof.size,
        "caption_sha256": digest(proof.caption),
        "forwarded_at": stamp(proof.forwarded_at) if proof.forwarded_at else "",
    }
    return facts | ({"compressed": True} if proof.compressed else {})


def substance(proof: Proof) -> dict[str, Fact]:
    """What the bytes are, and when they say they were made."""
    return {"sha256": proof.sha256, "size": proof.size, "type": proof.type, "taken": proof.taken}


def check(lines: Iterable[str], case: str) -> Checked:
    """
    Hold the lines of a register against its own seals, and against the case that it is said to be of.

    Never raises, whatever the lines are. It ends at the first flaw of the chain: nothing behind it means anything.
    """
    entries: list[Mapping[str, Any]] = []
    before = FIRST
    for number, line in enumerate(lines, start=1):
        told, flaw = _open(line, before, number, case)
        if told is None:
            return Checked(entries, before, [f"register.jsonl, line {number}: {flaw}"])
        entries.append(told["entry"])
        before = told["seal"]
    return Checked(entries, before, [] if entries else ["register.jsonl is empty."])


def _open(line: str, before: str, number: int, case: str) -> tuple[dict[str, Any] | None, str]:
    try:
        told = json.loads(line)
        entry, claimed = told["entry"], told["seal"]
        written = canonical(entry)
        same = Link(written, claimed).line() == line
    except (ValueError, TypeError, KeyError, RecursionError):
        return None, "this is no entry."
    if not (same and isinstance(entry, dict) and isinstance(claimed, str) and _SEAL.fullmatch(claimed)):
        return None, "the entry is not written as this program writes it."
    if seal(before, written) != claimed:
        return None, "the seal does not fit: this entry or one before it was changed, added, moved or left out."
    if entry.get("seq") != number or entry.get("case") != case:
        return None, "the entry belongs elsewhere: to another place or to another case."
    return told, ""
