"""The gallery: pictures that are drawn when they are first asked for, and kept on disk by what is on them."""

import asyncio
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.register import canonical
from storage.press import NotPrinted, Press
from storage.templates import template_of

PATIENCE = 25.0  #: seconds for one picture: a letter waits for it, and has no longer itself
KEPT = 64  # pictures: all that there are without anybody's name on them, in every language, several times over
_DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)  # no picture names the moment it was made


class Gallery:
    """Draws with a press of its own, so that no picture waits for a dossier. What is somebody's own is not kept."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "gallery"
        self._press = Press()

    async def get(self, drawing: Mapping[str, Any]) -> bytes:
        """
        The PNG of a drawing.

        Raises:
            NotPrinted: the typesetter failed, or took too long.
        """
        file = self._folder / f"{_name(drawing)}.png"
        if not drawing.get("personal") and (kept := await asyncio.to_thread(_read, file)):
            return kept
        try:
            async with asyncio.timeout(PATIENCE):
                png = await self._press.print(drawing, _DAY_ONE, _nothing())
        except TimeoutError:
            raise NotPrinted(f"no picture within {PATIENCE:g} s") from None
        if not drawing.get("personal"):
            await asyncio.to_thread(_keep, file, png)
        return png


async def _nothing() -> AsyncIterator[tuple[str, bytes]]:
    """No prints go into a drawing."""
    none: tuple[tuple[str, bytes], ...] = ()
    for each in none:
        yield each


def _name(drawing: Mapping[str, Any]) -> str:
    """By what is on it and how it is set: a changed template draws anew."""
    return hashlib.sha256(canonical(drawing).encode() + template_of(drawing)).hexdigest()


def _read(file: Path) -> bytes | None:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    os.utime(file)
    return data


def _keep(file: Path, data: bytes) -> None:
    """Whole or not at all; the ones longest unseen make room. It can be drawn again: nothing is synced."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as half:
        half.write(data)
    Path(half.name).replace(file)
    old = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)[KEPT:]
    for each in old:
        each.unlink(missing_ok=True)
