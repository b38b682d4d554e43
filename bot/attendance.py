"""
The register of our being there, so that people hear of the times when we were not.

While we poll, a poll that Telegram answers is the proof; with a webhook it is that the process runs.
"""

from datetime import datetime, timedelta

import structlog

from bot.world import World
from domain.moments import Moment
from domain.outages import TAPS_LIVE
from storage.marks import LAST_POLL
from storage.store import Store

log = structlog.get_logger(__name__)

EVERY = 30.0  # seconds between two signatures in webhook mode
OFTEN = 5.0  # seconds within which one signature is enough
ONCE = 86_400.0  # seconds to rest where the poller signs


class Attendance:
    """Signed in the unit of work that keeps what came; the first signature after a gap notes the outage."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._last: float | None = None  # on the clock that no hand moves; None in the life of an earlier process
        self._came = False

    async def step(self) -> float:
        """Sign when coming, before anything late is sent; gives the seconds until the next time."""
        polls = not self._world.settings.webhook_url
        if polls and self._came:
            return ONCE
        async with self._world.stores.begin() as store:
            await self.sign(store, self._world.clock.now())
        self.signed()
        self._came = True
        return ONCE if polls else EVERY

    @property
    def due(self) -> bool:
        """Whether it is worth signing again: an outage is known to a few seconds, and every poll is spared a row."""
        return self._last is None or self._world.steady() - self._last >= OFTEN

    async def sign(self, store: Store, now: Moment) -> None:
        """
        We are here. Within one process the wall clock may have been moved: then it is no gap.

        Call `signed` once this is committed, not before: what could not be kept was not received.
        """
        written = await store.marks.get(LAST_POLL)
        last = datetime.fromisoformat(written) if written else now
        away = now - last
        if self._last is not None:
            away = min(away, timedelta(seconds=self._world.steady() - self._last))
        if away > TAPS_LIVE:
            await store.outages.note(last, now)
            log.warning("was_away", since=last.isoformat(), seconds=round(away.total_seconds()))
        await store.marks.put(LAST_POLL, now.isoformat())

    def signed(self) -> None:
        """The signature is on disk."""
        self._last = self._world.steady()
