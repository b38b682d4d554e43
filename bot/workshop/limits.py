"""What a worker may use, and how it and its customer pass bytes: a length, then so many of them."""

import json
from dataclasses import asdict, dataclass
from enum import IntEnum

LENGTH = 4  # bytes, big-endian, in front of every piece


class Verdict(IntEnum):
    """The first byte of an answer: what the rest of it is."""

    DONE = 0  # the answer
    REFUSED = 1  # why this work makes no sense, from the craft itself; the worker is as good as before
    BROKEN = 2  # what went wrong; the worker may be damaged


class Refusal(Exception):  # noqa: N818 - named for what it means, as all errors of the house
    """A craft says: this can be answered by nobody, and why in a word or a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """
    The bounds of one worker; each is set by the kernel, none by trust.

    `seconds`: of a request, on the wall, the first one's loading included. `cpu`: of a request, in seconds of the
    processor. `memory`: of the process, in bytes of address space, which is more than it ever touches. `answer`: bytes.
    `idle`: seconds after which a worker that nobody asks is ended. `nice`: how far it steps back for others.
    """

    seconds: float = 30.0
    cpu: int = 20
    memory: int = 1_000_000_000
    answer: int = 8_000_000
    idle: float = 300.0
    nice: int = 10

    def as_word(self) -> str:
        """For the command line of a worker."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_word(cls, word: str) -> "Limits":
        """What `as_word` wrote."""
        return cls(**json.loads(word))
