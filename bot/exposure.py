"""When a picture was taken, as it says itself: its notes are read in a bounded worker."""

from bot.workshop.bench import Bench, Unanswered
from bot.workshop.limits import Limits
from domain import shutter

LIMITS = Limits(seconds=10.0, cpu=3, memory=1_000_000_000, answer=1_000, idle=30.0)


class Exposure(Bench):
    """The worker that reads notes, started at the first picture that may have some."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        super().__init__("bot.workshop.exposure", limits)

    async def taken(self, data: bytes) -> str:
        """As domain.shutter.written keeps it; empty where nothing is said. Never raises for what the bytes do."""
        answer = await self.ask(data)
        if isinstance(answer, Unanswered):
            return ""
        return shutter.written(answer.decode("utf-8", "replace"), "")  # a worker in a stranger's hands may say anything
