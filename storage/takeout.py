"""
Everything that is kept of a person, to be taken away: ``data.json`` with all their rows, and every original.

Written in parts that Telegram takes, as storage/layout.py lies. Whatever a table of persons holds is in it without
being named here: the same portion that a backup closes.
"""

import asyncio
import json
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.casefile import ending
from domain.errors import ProofDamaged
from domain.moments import Moment
from domain.plain import stamp
from storage import layout
from storage.portions import Portion

DATA = "data.json"
Fetch = Callable[[str], Awaitable[bytes]]  # the bytes of a file in the vault, by its name there


async def pack(portion: Portion, made: Moment, fetch: Fetch, folder: Path, limit: int) -> list[Path]:
    """
    Write it into a folder; gives the parts in order, each at most `limit` bytes, or one original.

    What is damaged in the vault is named as missing. Not inside a unit of work.
    """
    originals = sorted((row for row in portion.get("proofs", ()) if row["stored_as"]), key=lambda row: row["received"])
    names = {row["id"]: f"originals/{number:03}.{ending(row['type'])}" for number, row in enumerate(originals, 1)}
    missing: list[str] = []
    with ExitStack() as stack:
        shelf = _Shelf(folder, limit, stack)
        for row in originals:
            try:
                await asyncio.to_thread(shelf.add, names[row["id"]], await fetch(row["stored_as"]))
            except ProofDamaged:
                missing.append(names[row["id"]])
        await asyncio.to_thread(shelf.add, DATA, _told(portion, made, names, missing))
        return [Path(str(part.filename)) for part in shelf.parts]


@dataclass(slots=True)
class _Shelf:
    """The parts under way: what does not fit into the last one begins another."""

    folder: Path
    limit: int
    stack: ExitStack
    parts: list[zipfile.ZipFile] = field(default_factory=list)
    room: int = 0

    def add(self, name: str, data: bytes) -> None:
        """Into the last part, or into a new one."""
        need = len(data) + 2 * len(name) + layout.MEMBER
        if need > self.room:
            path = self.folder / f"{len(self.parts) + 1}.zip"
            self.parts.append(self.stack.enter_context(layout.new(path)))
            self.room = self.limit - layout.ARCHIVE
        self.room -= need
        layout.add(self.parts[-1], name, data)


def _told(portion: Portion, made: Moment, names: dict[str, str], missing: list[str]) -> bytes:
    told: dict[str, Any] = {"program": "refundkeeper", "made": stamp(made), "rows": portion}
    told |= {"originals": {name: member for name, member in names.items() if member not in missing}, "missing": missing}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
