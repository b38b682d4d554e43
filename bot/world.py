"""What all roads share, built once by app.py."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields

from telegram import Bot

from bot.clocks import since_boot
from bot.exposure import Exposure
from bot.pulse import Pulse
from bot.road import Nudge
from bot.settings import Settings
from bot.tally import Tally
from domain.ports import Clock
from domain.seeing import Eyes
from storage.store import Stores
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Nudges:
    """Who is woken: by rows, by letters, by files to fetch, by a moved clock, after an hour, and all by a stop."""

    inbox: Nudge = field(default_factory=Nudge)
    outbox: Nudge = field(default_factory=Nudge)
    proofs: Nudge = field(default_factory=Nudge)
    heart: Nudge = field(default_factory=Nudge)
    broom: Nudge = field(default_factory=Nudge)
    menu: Nudge = field(default_factory=Nudge)
    attendance: Nudge = field(default_factory=Nudge)
    replan: Nudge = field(default_factory=Nudge)
    orders: Nudge = field(default_factory=Nudge)
    pictures: Nudge = field(default_factory=Nudge)

    def all(self) -> None:
        """Wake everybody."""
        for each in fields(self):
            getattr(self, each.name).nudge()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The parts, each the only one of its kind in this process."""

    settings: Settings
    clock: Clock
    stores: Stores
    vault: Vault
    bot: Bot
    eyes: Eyes | None = None  #: None where pictures are kept unread
    exposure: Exposure | None = None  #: likewise
    tally: Tally = field(default_factory=Tally)
    pulse: Pulse = field(default_factory=Pulse)
    nudges: Nudges = field(default_factory=Nudges)
    steady: Callable[[], float] = since_boot  #: seconds on a clock that no hand moves
