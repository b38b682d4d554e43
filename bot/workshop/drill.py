"""
A craft that tries what the fence forbids, and misbehaves on request: `refundkeeper doctor` and the tests ask it.

`look` gives, as JSON, what was refused to it. The other words are how a decoder goes wrong.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.workshop.limits import Refusal


def work(request: bytes) -> bytes:
    """Do what the request's first word says."""
    word, _, rest = request.decode().partition(" ")
    return _DRILLS[word](rest)


def _look(_: str) -> bytes:
    tries: dict[str, Callable[[], object]] = {
        "network": lambda: socket.socket().connect(("127.0.0.1", 9)),
        "programs": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
        "files": lambda: Path("/tmp/refundkeeper-drill").write_text("written"),  # noqa: S108 - it must not arise
        "signals": lambda: os.kill(os.getppid(), 0),
    }
    refused = [name for name, attempt in tries.items() if _is_refused(attempt)]
    return json.dumps({"refused": refused, "environment": sorted(os.environ)}).encode()


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except ConnectionRefusedError:
        return False  # nobody listens there: that we know it means that we got out
    except OSError:
        return True
    return False


def _echo(rest: str) -> bytes:
    return rest.encode()


def _long(rest: str) -> bytes:
    return b"x" * int(rest)


def _grab(rest: str) -> bytes:
    return str(len(bytearray(int(rest)))).encode()


def _sleep(rest: str) -> bytes:
    time.sleep(float(rest))
    return b"slept"


def _spin(_: str) -> bytes:
    while True:
        pass


def _fail(rest: str) -> bytes:
    raise RuntimeError(rest)


def _refuse(rest: str) -> bytes:
    raise Refusal(rest)


def _die(_: str) -> bytes:
    os._exit(int(signal.SIGSEGV))


def _segfault(_: str) -> bytes:
    return ctypes.string_at(0)


def _babble(rest: str) -> bytes:
    os.write(1, rest.encode())
    return b"said"


_DRILLS: dict[str, Callable[[str], bytes]] = {
    "look": _look,
    "echo": _echo,
    "long": _long,
    "grab": _grab,
    "sleep": _sleep,
    "spin": _spin,
    "fail": _fail,
    "refuse": _refuse,
    "die": _die,
    "segfault": _segfault,
    "babble": _babble,
}
