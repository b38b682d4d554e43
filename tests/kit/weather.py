"""Troubles of the local Bot API with a diary: when each call came, and what it met."""

import time
from dataclasses import dataclass, replace

from bot.tryout.faults import Fault, Faults


@dataclass(frozen=True, slots=True)
class Met:
    """A call: when it came, on the machine's monotonic clock, its method, its chat, and its trouble if any."""

    at: float
    method: str
    chat: str
    fault: Fault | None


class Weather(Faults):
    """To be put in the place of `world.faults`."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self.met: list[Met] = []

    def draw(self, method: str, chat_id: str) -> Fault | None:
        """The trouble for this call, if any; both go into the diary."""
        fault = super().draw(method, chat_id)
        self.met.append(Met(time.monotonic(), method, chat_id, fault))
        return fault

    def storm(self, late: float) -> None:
        """A fifth 429, a fifth 5xx, a twentieth each cut before and after it is accepted, and `late` s late."""
        troubles = (
            Fault(status=429, description="Too Many Requests: retry after 1", retry_after=1, chance=0.2),
            Fault(status=502, description="Bad Gateway", chance=0.2 / 0.8),
            Fault(act="reset", chance=0.05 / 0.6),
            Fault(act="reset", after=True, chance=0.05 / 0.55),
            Fault(act="slow", seconds=late, after=True, chance=0.05 / 0.5),
        )
        self.add(*(replace(each, times=None) for each in troubles))

    def pushed(self, methods: tuple[str, ...], slack: float = 0.5) -> list[Met]:
        """Calls that came although Telegram had asked for a pause; `slack` s after it is what was under way already."""
        pauses = [one for one in self.met if one.fault and one.fault.retry_after and one.method in methods]
        return [
            call
            for pause in pauses
            for call in self.met
            if call.method in methods and pause.at + slack < call.at < pause.at + (pause.fault.retry_after or 0) - 0.1  # type: ignore[union-attr] # filtered above
        ]
