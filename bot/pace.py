"""
How fast we may speak: 22 messages a second in all, 1 a second in a chat, 18 a minute in a group.

Telegram's own figures are 30, 1 and 20 (core.telegram.org/bots/faq), and it counts what arrives. A slow wire or a busy
loop may push into one second what left in it and the four that were under way before: so those four are kept free.

Time is a parameter, in seconds of a clock that never jumps. The answer to "not yet" is a chat's name, not a wait:
whoever must wait holds up nobody else.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from storage.paces import EVERYBODY

_BLINK = 1e-6  # seconds: what adding up fractions can be off by


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` messages at once, then one every `every` seconds: at most W / every + burst in any W seconds."""

    every: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The three limits; a group's id is negative."""

    overall: Limit = Limit(1 / 22, 4)  # 26 leave in any second, at most 30 arrive
    chat: Limit = Limit(1.0, 3)  # the first few answers of a conversation are free
    group: Limit = Limit(4.0, 3)  # 18 in any minute


@dataclass(slots=True)
class _Meter:
    """One limit's memory, after the generic cell rate algorithm: when it will be as if nothing had been sent."""

    limit: Limit
    clear: float = 0.0

    def opens(self) -> float:
        return self.clear - (self.limit.burst - 1) * self.limit.every

    def room(self, now: float) -> int:
        free = now + self.limit.burst * self.limit.every - max(self.clear, now)
        return max(0, math.floor(free / self.limit.every + _BLINK))

    def take(self, now: float) -> None:
        self.clear = max(self.clear, now) + self.limit.every


@dataclass(slots=True)
class Pace:
    """What was sent lately, and what may be sent now."""

    limits: Limits = field(default_factory=Limits)
    _all: _Meter = field(init=False)
    _chats: dict[int, _Meter] = field(default_factory=dict)
    _silent_until: float = 0.0

    def __post_init__(self) -> None:
        self._all = _Meter(self.limits.overall)

    def room(self, now: float) -> int:
        """How many messages may go out now, to whomever."""
        return 0 if now < self._silent_until else self._all.room(now)

    def blocked(self, now: float) -> frozenset[int]:
        """The chats that may get nothing now."""
        for chat in [chat for chat, meter in self._chats.items() if meter.clear <= now]:
            del self._chats[chat]
        return frozenset(chat for chat, meter in self._chats.items() if meter.opens() > now + _BLINK)

    def take(self, chat: int, now: float) -> None:
        """One message goes to this chat now."""
        self._all.take(now)
        self._chats.setdefault(chat, _Meter(self._limit_of(chat))).take(now)

    def pause(self, now: float, seconds: float) -> None:
        """Telegram said 429: nobody gets anything for exactly so long."""
        self._silent_until = max(self._silent_until, now + seconds)

    def opens_in(self, now: float) -> float:
        """Seconds until more may be sent than now; infinite if nothing holds us back."""
        gates = [self._silent_until, self._all.opens(), *(meter.opens() for meter in self._chats.values())]
        return min((gate - now for gate in gates if gate > now + _BLINK), default=math.inf)

    def clear(self, chats: Iterable[int]) -> Mapping[int, float]:
        """When these chats, and EVERYBODY, are as if nothing had been said."""
        return {EVERYBODY: self._all.clear, **{chat: self._chats[chat].clear for chat in chats}}

    def recall(self, clear: Mapping[int, float], silent_until: float) -> None:
        """All workers together have spoken so that these are clear then; Telegram may have asked one for silence."""
        self._all.clear = clear.get(EVERYBODY, 0.0)
        self._chats = {chat: _Meter(self._limit_of(chat), at) for chat, at in clear.items() if chat != EVERYBODY}
        self._silent_until = max(self._silent_until, silent_until)

    def _limit_of(self, chat: int) -> Limit:
        return self.limits.group if chat < 0 else self.limits.chat
