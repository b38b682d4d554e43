"""
The bounded worker, as its customers see it: bytes in, bytes or a reason out. It never raises for what the bytes do.

One warm process for each craft, started when it is first needed and ended after idle minutes. It has no token in its
environment, no network, may write nowhere, and is killed when it is too slow or says nonsense; the next request gets
a new one. One request at a time: pictures queue here, not in the machine's memory.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import structlog

from bot.workshop.limits import LENGTH, Limits, Verdict

log = structlog.get_logger(__name__)

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")  # of our environment, and no more: it holds the token


class Why(StrEnum):
    """Why there is no answer."""

    REFUSED = "refused"  # the craft says that nobody can do this; asking again is in vain
    BROKEN = "broken"  # the craft met what it did not foresee
    CRASHED = "crashed"  # its process died, of memory, of the processor's limit, of a broken decoder
    SLOW = "slow"  # it took longer than allowed


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer, and why; `words` for the log or for the craft's own customer."""

    why: Why
    words: str = ""


class Bench:
    """
    A worker for one craft.

    `module` has ``work(request: bytes) -> bytes`` and is imported only in the worker; `limits` bound it.
    """

    def __init__(self, module: str, limits: Limits) -> None:
        self._module = module
        self._limits = limits
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._rest: asyncio.Task[None] | None = None  # until it is ended

    async def ask(self, request: bytes) -> bytes | Unanswered:
        """The craft's answer, or why there is none. Waits for its turn as long as needed."""
        async with self._turn:
            self._stay()
            try:
                async with asyncio.timeout(self._limits.seconds):
                    answer = await self._exchange(request)
            except TimeoutError:
                answer = Unanswered(Why.SLOW, f"no answer after {self._limits.seconds:g} s")
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                answer = Unanswered(Why.CRASHED, str(error))
            except asyncio.CancelledError:
                await self._kill()  # what it still says belongs to nobody
                raise
            if isinstance(answer, Unanswered):
                await self._after(answer)
            self._rest = asyncio.create_task(self._end_of_work())
            return answer

    async def close(self) -> None:
        """End the worker, once it has answered what it was asked."""
        async with self._turn:
            self._stay()
            await self._kill()

    @property
    def pid(self) -> int | None:
        """The worker's process, or None while there is none."""
        return self._process.pid if self._process else None

    async def _exchange(self, request: bytes) -> bytes | Unanswered:
        if self._process is None or self._process.returncode is not None:
            self._process = await self._start()
        into, out = self._process.stdin, self._process.stdout
        assert into is not None  # noqa: S101 - pipes, as started
        assert out is not None  # noqa: S101
        into.write(len(request).to_bytes(LENGTH, "big") + request)
        await into.drain()
        size = int.from_bytes(await out.readexactly(LENGTH), "big")
        if not 0 < size <= self._limits.answer + 1:
            raise ValueError(f"an answer of {size} bytes")
        said = await out.readexactly(size)
        verdict = Verdict(said[0])
        if verdict is Verdict.DONE:
            return said[1:]
        why = Why.REFUSED if verdict is Verdict.REFUSED else Why.BROKEN
        return Unanswered(why, said[1:].decode("utf-8", "replace"))

    async def _start(self) -> Process:
        command = (sys.executable, "-I", "-B", "-m", "bot.workshop.inside", self._module, self._limits.as_word())
        few = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd="/",
            env=few | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,  # Ctrl-C is for us: we end it in order
        )

    async def _after(self, answer: Unanswered) -> None:
        """Only a refusal leaves the worker as it was."""
        if answer.why is not Why.REFUSED:
            await self._kill()
            log.warning("worker_failed", craft=self._module, why=answer.why, words=answer.words)

    async def _end_of_work(self) -> None:
        await asyncio.sleep(self._limits.idle)
        self._rest = None
        async with self._turn:
            await self._kill()

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()  # its pipes closed, its end noted
