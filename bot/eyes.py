"""Eyes for the bot: a picture's bytes in, what is seen in it out; the looking is done in a bounded worker."""

import json

from bot.workshop.bench import Bench, Unanswered, Why
from bot.workshop.limits import Limits
from domain import seeing
from domain.seeing import Blind, Eyes, Seen

#: Measured (docs/reading.md): 2 s of the processor for a screen, of which long ones have several; 0.5 GB touched,
#: more than twice as much address space asked for by the reader's runtime.
LIMITS = Limits(seconds=90.0, cpu=30, memory=2_500_000_000, answer=2_000_000, idle=300.0)


class BenchEyes(Bench, Eyes):
    """domain.ports.Eyes by a worker that is started at the first picture."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        super().__init__("bot.workshop.eyes", limits)

    async def look(self, data: bytes) -> Seen | Blind:
        """What is seen in the picture, or why nothing can be; never raises for what the bytes do."""
        answer = await self.ask(data)
        if isinstance(answer, Unanswered):
            refused = answer.why is Why.REFUSED and answer.words in set(Blind)
            return Blind(answer.words) if refused else Blind.FAILED
        try:
            return seeing.read(json.loads(answer))
        except ValueError:  # a worker in a stranger's hands may say anything
            return Blind.FAILED
