"""
When nobody was there: what Telegram keeps for us meanwhile, and what it does not (reliability.md, section 2).

Typed messages and photos wait for a day, taps on buttons for 150 seconds.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.moments import Moment

TAPS_LIVE = timedelta(seconds=150)
MESSAGES_LIVE = timedelta(hours=24)
SCREEN_FRESH = timedelta(hours=1)  # who was shown buttons so shortly before may have tapped them


class Kind(StrEnum):
    """Why nobody was there. The value is stored: never reuse one."""

    AWAY = "away"  # the bot did not run, or was not connected
    RESTORED = "restored"  # it ran, but what it learned is lost: a backup from its beginning was put back at its end


@dataclass(frozen=True, slots=True)
class Outage:
    """
    A time of which something is missing.

    `told_up_to` is the number of the last person who was told; people are told in the order of their numbers.
    """

    began: Moment
    ended: Moment
    kind: Kind = Kind.AWAY
    told_up_to: int | None = None

    @property
    def lost(self) -> tuple[Moment, Moment] | None:
        """Between when messages were lost as well, not only taps; None where none were."""
        if self.kind is Kind.RESTORED:
            return self.began, self.ended
        end = self.ended - MESSAGES_LIVE
        return (self.began, end) if end > self.began else None
