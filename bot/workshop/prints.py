"""The craft of prints: a picture as it came → a small copy for a paper, made of its pixels and nothing else."""

from bot.workshop.limits import Refusal
from storage import pictures

MANY, FEW = 40, 70  # so many pictures are printed in full size; more of them at so many per cent


def request(original: bytes, together: int) -> bytes:
    """What to ask for: a print of this picture, on a paper that shows so many."""
    return bytes((100 if together <= MANY else FEW,)) + original


def work(asked: bytes) -> bytes:
    """
    The print, a JPEG.

    Raises:
        Refusal: the bytes are no picture, are broken, or would be too large in memory.
    """
    try:
        return pictures.printed(asked[1:], asked[0] / 100)
    except pictures.Unreadable as error:
        raise Refusal(str(error)) from error
