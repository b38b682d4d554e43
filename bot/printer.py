"""Prints for a paper: a picture's bytes in, a small JPEG out; the decoding is done in a bounded worker."""

from bot.workshop.bench import Bench, Unanswered
from bot.workshop.limits import Limits

BOUNDS = Limits(seconds=20.0, cpu=10, memory=1_000_000_000, answer=4_000_000, idle=30.0)  #: of one print
MANY, FEW = 40, 70  # so many pictures are printed in full size; more of them at so many per cent


class Printer(Bench):
    """The worker that prints, started at the first picture."""

    def __init__(self, limits: Limits = BOUNDS) -> None:
        super().__init__("bot.workshop.prints", limits)

    async def print(self, original: bytes, together: int = 1) -> bytes | Unanswered:
        """The copy, for a paper that shows so many; never raises for what the bytes do."""
        share = 100 if together <= MANY else FEW
        return await self.ask(bytes((share,)) + original)
