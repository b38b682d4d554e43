"""
Whether an exported archive is what it was when it was made. Nothing but its files is needed, nothing is unpacked.

Every byte is accounted for: the layout by storage/layout.py, the contents by the manifest, the originals and the case
file by the register, the register by its own seals.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from domain import casefile, register
from domain.evidence import State
from storage import layout, waybill
from storage.layout import Member, NotOurs
from storage.waybill import EVERYWHERE, Waybill

LARGEST = 2_000_000_000  # bytes: no part of ours comes near it
_LONGEST = 32_000_000  # bytes of what is read at once: manifest, case file, register


@dataclass(slots=True)
class Verdict:
    """What was found: sentences about what is wrong, and what the archive is of, where that could be read."""

    flaws: list[str] = field(default_factory=list)
    told: Waybill | None = None

    @property
    def files(self) -> int:
        """How many files it has, the manifests left out."""
        return len(self.told.files) if self.told else 0


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    file: IO[bytes]
    members: Mapping[str, Member]
    told: Waybill


def prove(paths: Sequence[Path]) -> Verdict:
    """Hold all parts of an archive against themselves and each other. Never raises, whatever the files are."""
    verdict = Verdict()
    with ExitStack() as stack:
        parts = []
        for path in paths:
            try:
                parts.append(_open(path, stack))
            except (NotOurs, OSError) as error:
                said = str(error) if isinstance(error, NotOurs) else f"it cannot be read ({error.strerror})."
                verdict.flaws.append(f"{path.name}: {said}")
        if parts:
            verdict.told = parts[0].told
            verdict.flaws += [*_together(parts), *(flaw for part in parts for flaw in _whole(part))]
            if not verdict.flaws and not parts[0].told.redacted:
                verdict.flaws += _sealed(parts)
    verdict.flaws = [_shown(flaw) for flaw in verdict.flaws]
    return verdict


def _open(path: Path, stack: ExitStack) -> _Part:
    if path.stat().st_size > LARGEST:
        raise NotOurs("it is larger than any archive of ours.")
    file = stack.enter_context(path.open("rb"))
    members = layout.members(file)
    if waybill.NAME not in members:
        raise NotOurs(f"it has no {waybill.NAME}: it is none of ours.")
    return _Part(path, file, members, Waybill.loads(_read(file, members[waybill.NAME])))


def _read(file: IO[bytes], member: Member) -> bytes:
    if member.size > _LONGEST:
        raise NotOurs("a list in it is longer than any of ours.")
    layout.seal_of(file, member)
    return layout.content(file, member)


def _together(parts: Sequence[_Part]) -> Iterator[str]:
    """Whether these are the parts of one archive, and all of them."""
    first = parts[0].told
    for part in parts[1:]:
        if part.told.whole != first.whole:
            yield f"{part.path.name}: it belongs to another archive than {parts[0].path.name}."
    numbers = [part.told.part for part in parts]
    for number in range(1, first.parts + 1):
        if number not in numbers:
            yield f"Part {number} of {first.parts} is not here: name all parts together."
        elif numbers.count(number) > 1:
            yield f"Part {number} is here more than once."
    for name in first.missing:
        yield f"{name} was missing already when the archive was made."


def _whole(part: _Part) -> Iterator[str]:
    """Whether a part has what its manifest names, and nothing else."""
    here = {name: one for name, one in part.told.files.items() if one.part in {EVERYWHERE, part.told.part}}
    for name in part.members:
        if name not in here and name != waybill.NAME:
            yield f"{part.path.name}: {name[:80]!r} is in it, and the manifest does not know it."
    for name, one in here.items():
        if name not in part.members:
            yield f"{part.path.name}: {name} is not in it."
            continue
        try:
            same = layout.seal_of(part.file, part.members[name]) == one.seal
        except NotOurs:
            same = False
        if not same:
            yield f"{part.path.name}: {name} was changed."


def _sealed(parts: Sequence[_Part]) -> list[str]:
    """Whether register, case file and originals say the same."""
    told = parts[0].told
    lists = {}
    for name in (waybill.REGISTER, waybill.CASE):
        holder = next((part for part in parts if name in part.members), None)
        if holder is None:
            return [f"{name} is not in it: without it nothing is proven."]
        lists[name] = _read(holder.file, holder.members[name])
    try:
        *lines, rest = lists[waybill.REGISTER].decode().split("\n")  # not splitlines: U+2028 ends no entry
        found = register.check([*lines, *filter(None, [rest])], told.case)
        if found.flaws:
            return list(found.flaws)
        if found.head != told.head:
            return ["register.jsonl ends otherwise than the manifest says: entries were cut off or added."]
        case = json.loads(lists[waybill.CASE])
        if case["case"]["id"] != told.case:
            return ["case.json is of another case."]
        return [*casefile.disagreements(case, found.entries), *_originals(case, told)]
    except (NotOurs, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ["case.json or register.jsonl is not written as this program writes it."]


def _originals(case: Mapping[str, object], told: Waybill) -> Iterator[str]:
    """Whether every original is that of its evidence, and every kept piece of evidence has one."""
    evidence = case["evidence"]
    assert isinstance(evidence, list)  # noqa: S101 - `disagreements` has walked through it
    named = {one["file"]: one for one in evidence if one["state"] == State.KEPT}
    for name, one in named.items():
        if name in told.files:
            if told.files[name].sha256 != one["sha256"]:
                yield f"{name} is not the original that was sealed."
        elif name not in told.missing:
            yield f"The original of evidence {one['number']} is not in it."
    for name in told.files:
        if name.startswith("originals/") and name not in named:
            yield f"{name} belongs to no evidence of the case."


def _shown(flaw: str) -> str:
    """A sentence, whatever names of theirs are in it, harmless on a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in flaw)
