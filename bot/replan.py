"""
The replanning road: a release that knows other dates plans every open case anew, a few at a time, while the bot serves.

How far it has come is written with each step, so a kill costs one step; an occurrence has one key for ever, so nothing
that was sent is sent again. Who can not be reached is planned like everybody else. Each process looks once, when it
starts: the old release, still running beside the new one for a moment, must not plan everything back.
"""

import structlog

from bot.voice import Planner
from bot.world import World

log = structlog.get_logger(__name__)

MARK = "planned by"  # a mark: the last case seen (none once all were), a blank, the edition
AT_ONCE = 5  # cases in one unit of work: some milliseconds, so that no tap waits for it
NEVER = 3600.0  # seconds until a road that has arrived looks up


class Replanner:
    """The step of the replanning road."""

    def __init__(self, world: World, planner: Planner | None) -> None:
        self._world = world
        self._planner = planner
        self.done = planner is None  #: whether all cases are planned by what this process knows

    async def step(self) -> float:
        """Plan the next few cases; gives how many seconds until looking again is worth it."""
        if self._planner is not None and not self.done:
            self.done = await self._go_on(self._planner)
        return NEVER if self.done else 0.0

    async def _go_on(self, planner: Planner) -> bool:
        """Tells whether nothing was left to do."""
        async with self._world.stores.begin() as store:
            last, _, edition = (await store.marks.get(MARK, keep=True) or "").partition(" ")
            if edition == planner.edition and not last:
                return True
            cases = await store.census.after(last if edition == planner.edition else "", AT_ONCE)
            still_open = [(case, wishes) for case, wishes in cases if case.is_open]
            await planner.plan(store, still_open, self._world.clock.now())
            done = len(cases) < AT_ONCE
            await store.marks.put(MARK, f"{'' if done else cases[-1][0].id} {planner.edition}")
        if done:
            log.info("planned_anew", edition=planner.edition)
        return done
