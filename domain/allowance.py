"""How much evidence is kept for one shopper, and how large a piece of it may be: each bound stands here alone."""

from dataclasses import dataclass
from enum import StrEnum

FILE = 20_000_000  # bytes: Telegram hands no larger file to a bot (facts.md 6.2: FILESIZE_DOWNLOAD)
PIXELS = 40_000_000  # a larger picture is kept and never opened: 109 kB may be 900 million pixels (libraries.md 9)
FILES = 200  # of one shopper
TOGETHER = 500_000_000  # bytes of one shopper's files (reliability.md, D13)


class Full(StrEnum):
    """Which bound stops a file. The value is stored: never reuse one."""

    FILES = "full_files"
    BYTES = "full_bytes"


@dataclass(frozen=True, slots=True)
class Used:
    """How many files of a shopper are kept or on their way, and how many bytes they have together."""

    files: int
    bytes: int

    def full(self, more: int) -> Full | None:
        """What stops one more file of so many bytes; None where there is room."""
        if self.files >= FILES:
            return Full.FILES
        return Full.BYTES if self.bytes + more > TOGETHER else None
