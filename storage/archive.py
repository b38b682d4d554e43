"""
The exported archive: a case's originals, its case file and register, the dossier, and what proves them.

Written to the disk member by member, in parts that Telegram takes, each a ZIP of its own. The same contents make the
same bytes. A redacted one, to be shared, has the dossier that is given and share copies, and nothing else.
"""

import asyncio
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from domain.casefile import CaseFile, has_words_alone
from domain.errors import ProofDamaged
from domain.evidence import Proof, State
from domain.moments import Moment
from domain.plain import stamp
from domain.register import canonical
from storage import layout, waybill
from storage.manifest import Seal
from storage.store import Store
from storage.verify_text import explain
from storage.waybill import EVERYWHERE, Listed, Waybill

LIMIT = 48_000_000  # bytes of a part: Telegram takes 50 MB from a bot (facts.md 6.2)

#: The bytes of a proof: its original from the vault, or a share copy (JPEG); None where there is none to give.
Fetch = Callable[[Proof], Awaitable[bytes | None]]


async def gather(store: Store, owner: int, case: str, now: Moment, *, redacted: bool = False) -> CaseFile:
    """
    All that an archive and a dossier need of a case; the register has the export as its last entry from here on.

    Raises:
        NoSuchCase: the owner has no such case.
    """
    found = await store.cases.get(owner, case)
    proofs = await store.proofs.of_case(owner, case)
    await store.register.exported(owner, case, proofs, now, {"evidence": len(proofs), "redacted": redacted})
    wordings = {proof.id: await store.proofs.wordings(owner, proof.id) for proof in proofs if proof.edits}
    register = await store.register.of_case(owner, case)
    return CaseFile(case=found, proofs=proofs, wordings=wordings, register=register, made=now)


async def pack(  # noqa: PLR0913 - what it is made of, what is fetched, where it goes, and how
    contents: CaseFile,
    fetch: Fetch,
    folder: Path,
    name: str,
    *,
    dossier: bytes | None = None,
    redacted: bool = False,
    limit: int = LIMIT,
) -> list[Path]:
    """
    Write the archive into a folder, as ``name.zip`` or ``name-1of3.zip`` …; gives the parts in order.

    `fetch` is asked for one proof after the other, never for words: those stand in the case file. An original that it
    says is damaged is named as missing. Not inside a unit of work.
    """
    with ExitStack() as stack:
        book = _Book(folder, name, limit, _reserve(contents, redacted=redacted), stack)
        if dossier is not None:
            await book.add(waybill.DOSSIER, dossier)
        if not redacted:
            await book.add(waybill.CASE, canonical(contents.told()).encode())
            await book.add(waybill.REGISTER, "".join(link.line() + "\n" for link in contents.register).encode())
        for proof in contents.proofs:
            if proof.state is State.KEPT:
                await _one(book, contents, proof, fetch, redacted=redacted)
        return await asyncio.to_thread(book.close, contents, redacted=redacted)


async def _one(book: "_Book", contents: CaseFile, proof: Proof, fetch: Fetch, *, redacted: bool) -> None:
    name = contents.copy(proof) if redacted else contents.member(proof)
    if has_words_alone(proof):
        if not redacted:
            await book.add(name, proof.text.encode())
        return
    try:
        data = await fetch(proof)
    except ProofDamaged:
        data = None
    if data is not None:
        await book.add(name, data)
    elif not redacted:
        book.missing.append(name)


def _reserve(contents: CaseFile, *, redacted: bool) -> int:
    """Bytes that manifest and explanation take in every part, not less."""
    text = explain(contents.case.id, contents.head, redacted=redacted)
    return 4_000 + 300 * (len(contents.proofs) + 4) + len(text.encode())


@dataclass(slots=True)
class _Book:
    """The parts under way, all open until the number of them is known."""

    folder: Path
    name: str
    limit: int
    reserve: int
    stack: ExitStack
    parts: list[zipfile.ZipFile] = field(default_factory=list)
    files: dict[str, Listed] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    room: int = 0

    async def add(self, name: str, data: bytes) -> None:
        """Into the last part, or into a new one if it is full."""
        need = len(data) + 2 * len(name) + layout.MEMBER
        if need > self.room:
            path = self.folder / f".{self.name}.{len(self.parts) + 1}"
            self.parts.append(self.stack.enter_context(layout.new(path)))
            self.room = self.limit - self.reserve - layout.ARCHIVE
        self.room -= need
        seal = await asyncio.to_thread(layout.add, self.parts[-1], name, data)
        self.files[name] = _listed(len(self.parts), seal)

    def close(self, contents: CaseFile, *, redacted: bool) -> list[Path]:
        """Give every part its manifest and its name."""
        text = explain(contents.case.id, contents.head, redacted=redacted).encode()
        for part in self.parts:
            self.files[waybill.VERIFY] = _listed(EVERYWHERE, layout.add(part, waybill.VERIFY, text))
        paths = []
        for number, part in enumerate(self.parts, start=1):
            told = Waybill(
                case=contents.case.id,
                made=stamp(contents.made),
                redacted=redacted,
                part=number,
                parts=len(self.parts),
                head=contents.head,
                missing=self.missing,
                files=self.files,
            )
            layout.add(part, waybill.NAME, told.dumps())
            part.close()
            paths.append(self._named(number, Path(str(part.filename))))
        return paths

    def _named(self, number: int, path: Path) -> Path:
        ending = ".zip" if len(self.parts) == 1 else f"-{number}of{len(self.parts)}.zip"
        return path.rename(self.folder / f"{self.name}{ending}")


def _listed(part: int, seal: Seal) -> Listed:
    return Listed(part, seal.size, seal.sha256)
