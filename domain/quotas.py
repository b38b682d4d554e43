"""
How much one chat may ask of us: what keeps one person's flood from being everybody's wait (reliability.md 5, abuse).

What is spent of a quota is one moment: when all of it will be there again. It comes back evenly, so that whoever
taps a little too fast waits for seconds, not for the end of a window.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.moments import Moment

ALBUM = 10  # pieces at most (Telegram)


class Thing(StrEnum):
    """What is counted, each for itself. The value is stored: never reuse one."""

    ACTION = "action"  # a typed message
    TAP = "tap"  # by itself: its moment is known by our clock alone, a message's by Telegram's
    UPLOAD = "upload"  # anything that becomes evidence: a photo of an album, a file, a forwarded message
    EDIT = "edit"  # an edited message, a live location that moves on
    WORD = "word"  # that there were too many actions
    WORD_OF_WAITING = "word_of_waiting"  # that uploads wait
    WORD_OF_LOSS = "word_of_loss"  # that uploads were not kept


@dataclass(frozen=True, slots=True)
class Quota:
    """So many at once, coming back evenly over `within`: 20 in a minute are 20, and one more every three seconds."""

    count: int
    within: timedelta

    def spend(self, whole_at: Moment | None, at: Moment) -> Moment | None:
        """
        One more thing done at that moment, after what makes the quota whole again at `whole_at` (None: it is).

        Gives when it will be whole then, or None where there is no room.
        """
        then = self.overdraw(whole_at, at)
        return then if then - at <= self.within else None

    def overdraw(self, whole_at: Moment | None, at: Moment) -> Moment:
        """The same, room or not: for what belongs to something that was let in."""
        return self._owed(whole_at, at) + self.within / self.count

    def _owed(self, whole_at: Moment | None, at: Moment) -> Moment:
        """Nobody owes more than the whole and an album: a larger debt is a clock that was set back, and is none."""
        most = self.within + ALBUM * self.within / self.count
        return whole_at if whole_at is not None and at < whole_at <= at + most else at


@dataclass(frozen=True, slots=True)
class Quotas:
    """The quotas of every chat, as the operator sets them."""

    actions: Quota = Quota(20, timedelta(minutes=1))
    uploads: Quota = Quota(30, timedelta(hours=1))

    def of(self, thing: Thing) -> Quota:
        """How much of it there is: taps and edits as actions; one word a window, however much it is about."""
        match thing:
            case Thing.ACTION | Thing.TAP | Thing.EDIT:
                return self.actions
            case Thing.UPLOAD:
                return self.uploads
            case Thing.WORD:
                return Quota(1, self.actions.within)
            case _:
                return Quota(1, self.uploads.within)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What did not come in: of a quota of `count`, waiting with us or not; from `until` on there is room."""

    thing: Thing
    count: int
    until: Moment
    waits: bool = False
