"""
A worker's own process: ``python -m bot.workshop.inside MODULE LIMITS``.

MODULE is a craft: it has ``work(request: bytes) -> bytes``, which raises `Refusal` where it makes no sense.
"""

import importlib
import sys
from collections.abc import Callable
from typing import BinaryIO

from bot.workshop import fence
from bot.workshop.limits import LENGTH, Limits, Refusal, Verdict

LONGEST_WHY = 300  # signs of an explanation


def main(module: str, limits: Limits) -> None:
    """Answer requests, one after the other, until there are no more."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break an answer
    fence.set_up(limits)
    work: Callable[[bytes], bytes] | None = None
    while request := _next(source):
        fence.allow_time(limits)
        verdict, answer = Verdict.DONE, b""
        try:
            work = work or importlib.import_module(module).work
            answer = work(request[0])
            if len(answer) > limits.answer:
                verdict, answer = Verdict.REFUSED, b"the answer is too long"
        except Refusal as error:
            verdict, answer = Verdict.REFUSED, _why(error)
        except Exception as error:  # noqa: BLE001 - whatever a decoder raises is an answer
            verdict, answer = Verdict.BROKEN, _why(error, type(error).__name__ + ": ")
        sink.write((len(answer) + 1).to_bytes(LENGTH, "big") + bytes((verdict,)) + answer)
        sink.flush()


def _next(source: BinaryIO) -> tuple[bytes] | None:
    """The next request, which may be empty; None once the customer is gone."""
    head = source.read(LENGTH)
    if len(head) < LENGTH:
        return None
    size = int.from_bytes(head, "big")
    request = source.read(size)
    return (request,) if len(request) == size else None


def _why(error: Exception, kind: str = "") -> bytes:
    return (kind + str(error))[:LONGEST_WHY].encode("utf-8", "replace")


if __name__ == "__main__":
    main(sys.argv[1], Limits.from_word(sys.argv[2]))
