"""
A dossier with 50 photos: prints made of them, then the PDF (PDF/A-2b), each in its own process, as the bot does it.

Once with photos as Telegram passes them on (2560 × 1920), once with what a phone takes (4000 × 3000, sent as files).
CPU seconds are of both processes, with the start of Python in each; memory is the larger of their peaks. The goal:
4 s of CPU and 300 MB.
"""

import asyncio
import multiprocessing
import resource
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.printer import Printer
from bot.workshop.bench import Unanswered
from handlers.talk import dossier_pages
from handlers.talk.context import words_for
from storage import librarian
from storage.press import Press
from tests.kit import papers
from tests.kit.bench import Row, at_most
from tests.kit.cases import NOW

COUNT, CPU, MEMORY = 50, 4.0, 300.0
SIZES = {"2560 × 1920": (2560, 1920), "4000 × 3000": (4000, 3000)}


def measure() -> list[Row]:
    """CPU seconds, megabytes, and how large the PDF is."""
    rows: list[Row] = []
    for name, size in SIZES.items():
        with TemporaryDirectory() as folder:
            photos = _taken(size, Path(folder))
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            pdf = asyncio.run(_made(photos))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            weight = sum(photo.stat().st_size for photo in photos) / 1e6
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        rows += [
            at_most(f"{name}: {COUNT} photos", spent, CPU, "s CPU"),
            at_most(f"{name}: peak of memory", after.ru_maxrss / 1_000, MEMORY, "MB"),
            Row(f"{name}: the PDF", f"{len(pdf) / 1e6:.1f} MB of {weight:.0f} MB of photos"),
        ]
    return rows


def _taken(size: tuple[int, int], folder: Path) -> list[Path]:
    """Photos on disk, made elsewhere: a process begins with the peak of whoever started it."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as elsewhere:
        return list(elsewhere.map(_take, *zip(*((number, size, folder) for number in range(COUNT)), strict=True)))


def _take(number: int, size: tuple[int, int], folder: Path) -> Path:
    path = folder / f"{number}.jpg"
    path.write_bytes(papers.a_photo(number, size))
    return path


async def _made(photos: list[Path]) -> bytes:
    proofs = [papers.a_proof(number, b"") for number in range(1, COUNT + 1)]
    library = librarian.load()
    paper = dossier_pages.paper(words_for("zh"), papers.laid_out(library, proofs), library, masked=False)
    printer = Printer()

    async def copies() -> AsyncIterator[tuple[str, bytes]]:
        for number, photo in enumerate(photos, 1):
            copy = await printer.print(await asyncio.to_thread(photo.read_bytes), COUNT)
            if isinstance(copy, Unanswered):
                raise TypeError(copy.words)
            yield f"{number}.jpg", copy

    try:
        return await Press().print(paper, NOW, copies())
    finally:
        await printer.close()
