"""
A nursery: one process that has imported the whole bot and forks a new one on request.

A start costs a blink instead of two seconds of imports. What is forked is the real command in a process of its own:
it is killed, stopped and restarted like one.
"""

import asyncio
import atexit
import contextlib
import functools
import gc
import json
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.tryout.server import TRYOUT_TOKEN

ROOT = Path(__file__).parents[2]


class Nursery:
    """The forking process, seen from a test."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "tests.kit.nursery"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def fork(self, settings: Mapping[str, str], log: Path) -> int:
        """`refundkeeper run` with these environment variables, its output appended to `log`; gives its pid."""
        return self._ask({"settings": dict(settings), "log": str(log)})

    def code_of(self, pid: int) -> int:
        """The exit code of a bot that has ended; the signal's number below zero where one ended it."""
        return self._ask({"wait": pid})

    def close(self) -> None:
        """End it, and whatever it has forked."""
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _ask(self, wish: Mapping[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the nursery has died; its last words are on standard error"
        return int(answer)


@functools.cache
def nursery() -> Nursery:
    """The nursery of this test process, opened when first asked for."""
    opened = Nursery()
    atexit.register(opened.close)
    return opened


def _serve() -> None:
    """Fork, or tell how a fork ended, a line each; when the test process is gone, so is every child."""
    from tests.kit import entry  # noqa: PLC0415 - the importing is what this process is for

    _warm_up()
    gc.collect()
    gc.freeze()  # what is imported is never looked at again, so its pages stay shared
    children: set[int] = set()
    for line in sys.stdin:
        wish = json.loads(line)
        if "wait" in wish:
            answer = os.waitstatus_to_exitcode(os.waitpid(wish["wait"], 0)[1])
            children.discard(wish["wait"])
        else:
            answer = os.fork()
            if answer == 0:
                _be_the_bot(wish, entry.main)
            children.add(answer)
        print(answer, flush=True)  # noqa: T201 - the answer to the test
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _warm_up() -> None:
    """Open a world and close it: what is imported late is imported now, what is read from disk is read."""
    from bot import app, clocks, settings, speech  # noqa: PLC0415 - as above
    from storage import librarian  # noqa: PLC0415 - as above

    librarian.load = functools.cache(librarian.load)
    vars(ssl)["create_default_context"] = functools.cache(ssl.create_default_context)  # 40 ms each, for plain HTTP

    async def open_and_close(folder: Path) -> None:
        chosen = settings.read(None, bot_token=TRYOUT_TOKEN, data_dir=folder)
        async with app.open_world(chosen, clocks.SystemClock()) as world:
            app.App(world, speech.voice(librarian.load(), clocks.RandomIds()))
            async with world.stores.begin() as store:
                await store.inbox.counts()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(open_and_close(Path(folder)))


def _be_the_bot(wish: Mapping[str, Any], main: Any) -> None:
    """The child: other streams, other settings, the bot's own entry; never comes back."""
    code = 1
    try:
        log = os.open(wish["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for stream, onto in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(stream, onto)
        os.environ.update(wish["settings"])
        sys.argv = ["refundkeeper", "run"]
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the last word of a process that is about to end
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
