"""What tests of the local Bot API hold in hand: a clock that stands still, and a plain client."""

from dataclasses import dataclass, field
from typing import Any

import httpx

START = 1_795_000_000.0


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: float = START

    def __call__(self) -> float:
        """Give the time in unix seconds."""
        return self.now

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@dataclass
class Caller:
    """Calls methods over HTTP as any client would."""

    client: httpx.AsyncClient
    root: str
    last: Any = field(default=None)

    async def __call__(self, method: str, /, **params: Any) -> Any:
        """Call with a JSON body and give the result; raises AssertionError with Telegram's words when refused."""
        answer = await self.client.post(f"{self.root}/{method}", json=params)
        self.last = answer.json()
        assert self.last["ok"], self.last["description"]
        return self.last["result"]

    async def refused(self, method: str, /, **params: Any) -> str:
        """Call, expect a refusal, and give its words."""
        answer = await self.client.post(f"{self.root}/{method}", json=params)
        self.last = answer.json()
        assert not self.last["ok"], f"{method} was accepted: {self.last}"
        assert self.last["error_code"] == answer.status_code
        return str(self.last["description"])
