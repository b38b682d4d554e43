"""The press: a paper's words and pictures go to a process of its own, its PDF comes back. One at a time, bounded."""

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from domain.errors import RefundKeeperError
from domain.moments import Moment
from storage.frames import frame

PATIENCE = 180.0  # seconds for one paper: a photo takes a tenth, longer on a busy machine
_OLD = 3600.0  # seconds: nobody works for so long
_PASSED_ON = ("PATH", "LANG", "LC_ALL")  # of our environment, and no more: it holds the token
_WHY = 500  # characters of a complaint that are kept


@contextmanager
def workroom(data_dir: Path) -> Iterator[Path]:
    """A folder for one piece of work, gone with it; what a killed process left behind goes too, once it is old."""
    root = data_dir / "press"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in root.iterdir():
        if left.stat().st_mtime < time.time() - _OLD:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        yield Path(folder)


class NotPrinted(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The process gave no paper; the text says what it said last."""


class Press:
    """Sets papers one after the other: each takes a whole core."""

    def __init__(self) -> None:
        self._free = asyncio.Lock()

    async def print(self, paper: Mapping[str, Any], made: Moment, pictures: AsyncIterator[tuple[str, bytes]]) -> bytes:
        """
        The PDF of a paper made at that moment; each print (bot/workshop/prints.py) is asked for when it is its turn.

        Raises:
            NotPrinted: it failed, or took too long; nothing of it is left.
        """
        async with self._free:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-B", "-m", "storage.typesetter"),
                cwd="/",
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                start_new_session=True,  # Ctrl-C is for us: we end it in order
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                async with asyncio.timeout(PATIENCE):
                    return await _worked(process, paper, made, pictures)
            except TimeoutError:
                raise NotPrinted(f"no paper within {PATIENCE:g} s") from None
            finally:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


async def _worked(
    process: asyncio.subprocess.Process,
    paper: Mapping[str, Any],
    made: Moment,
    pictures: AsyncIterator[tuple[str, bytes]],
) -> bytes:
    feeding = asyncio.create_task(_feed(process, paper, made, pictures))
    try:
        pdf, complaint = await asyncio.gather(_all_of(process.stdout), _all_of(process.stderr))
        with suppress(ConnectionError):  # it ended before it had read all: its complaint says why
            await feeding
    finally:
        feeding.cancel()
    if await process.wait() != 0 or not pdf:
        raise NotPrinted(complaint.decode(errors="replace")[-_WHY:])
    return pdf


async def _feed(
    process: asyncio.subprocess.Process,
    paper: Mapping[str, Any],
    made: Moment,
    pictures: AsyncIterator[tuple[str, bytes]],
) -> None:
    into = process.stdin
    if into is None:
        raise NotPrinted("the process has no ear")
    into.write(frame(json.dumps(paper).encode()) + frame(str(int(made.timestamp())).encode()))
    async for name, data in pictures:
        into.write(frame(name.encode()) + frame(data))
        await into.drain()
    into.close()


async def _all_of(stream: asyncio.StreamReader | None) -> bytes:
    return await stream.read() if stream else b""
