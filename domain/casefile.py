"""
A case as a file: everything that is known of it, to be read by a program again; and the names of what goes with it.

`SCHEMA` counts up when a field changes its meaning; new fields may come without it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.case import Case
from domain.evidence import Kind, Proof, State, Wording
from domain.moments import Moment
from domain.plain import plain, revived, stamp
from domain.register import Act, Link, digest

SCHEMA = 1
PROGRAM = "refundkeeper"

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/avif": "avif",
    "video/quicktime": "mov",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "text/plain": "txt",
}
#: What the register tells of where evidence comes from, and what it is called in a case file.
_ORIGIN = {
    "set": "set_id",
    "kind": "kind",
    "sender": "sender",
    "sent": "sent",
    "received": "received",
    "message": "message_id",
    "unique_id": "unique_id",
    "name": "name",
    "claimed_type": "claimed_type",
    "forwarded_from": "forwarded_from",
    "forwarded_at": "forwarded_at",
    "compressed": "compressed",
}
_HOUSE = frozenset({"owner", "file_id", "stored_as", "case"})  # what has a meaning only in this house, or elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """
    A case with its evidence in order, the earlier words of edited evidence by proof, and its register.

    `made` is when it was read, all of it at one moment.
    """

    case: Case
    proofs: Sequence[Proof]
    wordings: Mapping[str, Sequence[Wording]]
    register: Sequence[Link]
    made: Moment

    @property
    def head(self) -> str:
        """The last seal: it stands for all of the register."""
        return self.register[-1].seal

    def member(self, proof: Proof) -> str:
        """The name of a proof's original in an archive: its number in the case, its kind, an ending by its content."""
        return f"originals/{self._number(proof):02}_{proof.kind.value}.{ending(proof.type)}"

    def copy(self, proof: Proof) -> str:
        """The name of a proof's share copy in an archive."""
        return f"copies/{self._number(proof):02}_{proof.kind.value}.jpg"

    def _number(self, proof: Proof) -> int:
        return [each.id for each in self.proofs].index(proof.id) + 1

    def told(self) -> dict[str, Any]:
        """All of it but the register and the bytes."""
        case = {name: value for name, value in plain(self.case).items() if name not in {"owner", "journal"}}
        return {
            "program": PROGRAM,
            "schema": SCHEMA,
            "made": stamp(self.made),
            "case": case,
            "journal": plain(self.case.journal),
            "evidence": [self._evidence(number, proof) for number, proof in enumerate(self.proofs, start=1)],
        }

    def _evidence(self, number: int, proof: Proof) -> dict[str, Any]:
        file = self.member(proof) if proof.state is State.KEPT else ""
        facts = {name: value for name, value in plain(proof).items() if name not in _HOUSE}
        return facts | {"number": number, "file": file, "wordings": plain(self.wordings.get(proof.id, ()))}


def ending(media_type: str) -> str:
    """How the name of a file of that type ends."""
    return _ENDINGS.get(media_type, "bin")


def has_words_alone(proof: Proof) -> bool:
    """Whether its words are all there is: they are its bytes."""
    return proof.kind in {Kind.TEXT, Kind.LOCATION}


def reread(told: Mapping[str, Any], owner: int) -> CaseFile:
    """
    A case file as it was written, as the case of that owner; the bytes and the register are no part of it.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is none, or one of a later schema.
    """
    if told["program"] != PROGRAM or told["schema"] > SCHEMA:
        raise ValueError("it was written by another program, or by a newer Refund Keeper")
    case = revived(Case, {**told["case"], "owner": owner, "journal": told["journal"]})
    mine = {"owner": owner, "case": case.id}
    return CaseFile(
        case=case,
        proofs=[revived(Proof, one | mine) for one in told["evidence"]],
        wordings={
            one["id"]: [revived(Wording, was) for was in one["wordings"]] for one in told["evidence"] if one["wordings"]
        },
        register=(),
        made=revived(datetime, told["made"]),
    )


def disagreements(told: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """
    Where a case file says other than its register, a sentence each.

    Raises:
        KeyError, TypeError, AttributeError: it is no case file at all.
    """
    flaws: list[str] = []
    here = _in_the_case(entries)
    for evidence in told["evidence"]:
        flaws += _one(evidence, here, entries)
    listed = {evidence["id"] for evidence in told["evidence"]}
    flaws += [
        f"The register knows a piece of evidence ({name}) that case.json leaves out."
        for name in here
        if name not in listed
    ]
    return flaws


def _one(evidence: Mapping[str, Any], here: Mapping[str, str], entries: Sequence[Mapping[str, Any]]) -> list[str]:
    name, who = evidence["id"], f"Evidence {evidence['number']}"
    if name not in here:
        return [f"{who}: the register does not know it."]
    flaws = []
    if evidence["state"] == State.KEPT and here[name] != evidence["sha256"]:
        flaws.append(f"{who}: the register sealed other bytes than case.json names.")
    elif evidence["state"] == State.KEPT and has_words(evidence) and digest(evidence["text"]) != here[name]:
        flaws.append(f"{who}: its words are not those that the register sealed.")
    (*_, came) = (each for each in entries if each.get("proof") == name and each["act"] in {Act.RECEIVED, Act.MOVED_IN})
    other = [field for fact, field in _ORIGIN.items() if came.get(fact, "") != (evidence[field] or "")]
    if other:
        flaws.append(f"{who}: case.json says otherwise than the register about its {', '.join(other)}.")
    return [*flaws, *_taken(evidence, entries), *_captions(evidence, entries), *_wordings(evidence, entries)]


def _taken(evidence: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Whether a picture's own time is the one that was sealed with its bytes; older files tell of none."""
    sealed = [
        entry.get("taken", "")
        for entry in entries
        if entry.get("proof") == evidence["id"] and entry["act"] in {Act.KEPT, Act.MOVED_IN} and "sha256" in entry
    ]
    same = evidence.get("taken", "") == (sealed[-1] if sealed else "")
    return [] if same else [f"Evidence {evidence['number']}: its own time is not the one that the register sealed."]


def _captions(evidence: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Whether the words under a file are those that came with it, or that it was given last."""
    sealed = ""
    for entry in entries:
        if entry.get("proof") != evidence["id"]:
            continue
        if entry["act"] == Act.EDITED:
            sealed = entry.get("caption_after", "")
        elif entry["act"] in {Act.RECEIVED, Act.MOVED_IN}:
            sealed = entry.get("caption_sha256", "")
    same = digest(evidence["caption"]) == sealed
    return [] if same else [f"Evidence {evidence['number']}: its caption is not the one that the register sealed."]


def has_words(evidence: Mapping[str, Any]) -> bool:
    """As `has_words_alone`, of evidence in a case file."""
    return evidence["kind"] in {Kind.TEXT, Kind.LOCATION}


def _in_the_case(entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The evidence that the register leaves in the case, with the hash sealed last; empty where no bytes came."""
    here: dict[str, str] = {}
    for entry in entries:
        act, proof = entry["act"], entry.get("proof", "")
        if act in {Act.MOVED_OUT, Act.DELETED}:
            here.pop(proof, None)
        elif act == Act.EDITED and "text_after" in entry:
            here[proof] = entry["text_after"]
        elif act in {Act.RECEIVED, Act.MOVED_IN, Act.KEPT}:
            here[proof] = entry.get("sha256", here.get(proof, ""))
    return here


def _wordings(evidence: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> list[str]:
    sealed = {
        entry.get("number"): (entry.get("text_before", ""), entry.get("caption_before", ""))
        for entry in entries
        if entry["act"] == Act.EDITED and entry.get("proof") == evidence["id"]
    }
    return [
        f"Evidence {evidence['number']}: its words before edit {was['number']} are not those that the register sealed."
        for was in evidence["wordings"]
        if was["number"] in sealed and sealed[was["number"]] != (digest(was["text"]), digest(was["caption"]))
    ]
