"""The manifest of an exported archive: every file of all its parts, by name, part, size and SHA-256; sealed itself."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from domain.casefile import PROGRAM
from domain.register import canonical
from storage.layout import NotOurs
from storage.manifest import Seal

FORMAT = 1
NAME = "manifest.json"
VERIFY = "VERIFY.txt"
REGISTER, CASE, DOSSIER = "register.jsonl", "case.json", "dossier.pdf"
EVERYWHERE = 0  # instead of a part's number: the same file in all of them

_ORIGINAL = re.compile(r"originals/\d{2,5}_[a-z]{1,12}\.[a-z0-9]{1,5}")
_COPY = re.compile(r"copies/\d{2,5}_[a-z]{1,12}\.jpg")
_NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
_MADE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_SEAL = re.compile(r"[0-9a-f]{64}")
_MOST = 1_000  # parts
_PLAIN = frozenset({VERIFY, REGISTER, CASE, DOSSIER})


@dataclass(frozen=True, slots=True)
class Listed:
    """A file: in which part it is, its size in bytes, its SHA-256."""

    part: int
    size: int
    sha256: str

    @property
    def seal(self) -> Seal:
        """Without the part."""
        return Seal(self.size, self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waybill:
    """
    What an archive says of itself.

    `made` as `plain.stamp` writes it. `head` is the last seal of the register. `missing` are originals that were
    gone already when the archive was made. `redacted`: for sharing, without originals, case and register.
    """

    case: str
    made: str
    redacted: bool
    part: int
    parts: int
    head: str
    missing: Sequence[str]
    files: Mapping[str, Listed]

    def dumps(self) -> bytes:
        """As it is written."""
        told = self._told()
        return canonical(told | {"seal": _seal(told)}).encode()

    @property
    def whole(self) -> dict[str, Any]:
        """All that is the same in every part."""
        return {name: value for name, value in self._told().items() if name != "part"}

    def _told(self) -> dict[str, Any]:
        files = {name: {"part": one.part, "size": one.size, "sha256": one.sha256} for name, one in self.files.items()}
        return {
            "program": PROGRAM,
            "format": FORMAT,
            "case": self.case,
            "made": self.made,
            "redacted": self.redacted,
            "part": self.part,
            "parts": self.parts,
            "head": self.head,
            "missing": list(self.missing),
            "files": files,
        }

    @classmethod
    def loads(cls, written: bytes) -> Self:
        """
        Read it again.

        Raises:
            NotOurs: it is no manifest of ours, a later version's, or was changed.
        """
        try:
            told = json.loads(written)
            if told["program"] == PROGRAM and told["format"] > FORMAT:
                raise NotOurs("it was made by a newer Refund Keeper: verify it with that version.")
            files = {str(name): Listed(one["part"], one["size"], one["sha256"]) for name, one in told["files"].items()}
            names = ("case", "made", "redacted", "part", "parts", "head", "missing")
            read = cls(**{name: told[name] for name in names}, files=files)
            if read.dumps() != written or not read.is_sound():
                raise NotOurs(f"{NAME} was changed.")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NotOurs(f"{NAME} was changed, or is none of ours.") from None
        return read

    def is_sound(self) -> bool:
        """Whether it says what can be: parts in order, every name one that we give."""
        numbers = {one.part for one in self.files.values()} | {self.part}
        whole = 0 < self.part <= self.parts <= _MOST and all(0 <= number <= self.parts for number in numbers)
        named = all(map(self.may_hold, self.files)) and all(map(_ORIGINAL.fullmatch, self.missing))
        return whole and named and all(form.fullmatch(text) for form, text in self._forms())

    def _forms(self) -> Sequence[tuple[re.Pattern[str], str]]:
        return ((_NAME, self.case), (_MADE, self.made), (_SEAL, self.head))

    def may_hold(self, name: str) -> bool:
        """Whether an archive of this kind has files of that name."""
        if self.redacted:
            return name in {VERIFY, DOSSIER} or _COPY.fullmatch(name) is not None
        return name in _PLAIN or _ORIGINAL.fullmatch(name) is not None


def _seal(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(told).encode()).hexdigest()
