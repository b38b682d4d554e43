"""
The looking road: a picture that is kept → the fenced worker → what is seen in it → its row. One picture at a time.

The look is counted in a transaction of its own before it begins, and written down after it in another; a process that
dies in between leaves a picture that is looked at again, three times at most. A vault that is away counts for nothing:
its picture is put off.
"""

from datetime import timedelta

import structlog

from bot.world import World
from domain.errors import ProofDamaged, VaultAway
from domain.seeing import Blind, Eyes, Seen

log = structlog.get_logger(__name__)

LOOK = 2.0  # seconds between two looks when nobody nudges
IDLE = 3600.0  # seconds, where pictures are not read at all
PUT_OFF = timedelta(seconds=15)  # until a picture is tried again whose bytes could not be had


class Looker:
    """The step of the looking road."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def step(self) -> float:
        """Look at one picture; gives how many seconds until looking again is worth it."""
        return await self._step(self._world.eyes) if self._world.eyes is not None else IDLE

    async def _step(self, eyes: Eyes) -> float:
        now = self._world.clock.now()
        async with self._world.stores.look() as store:  # waits for no writer, as it finds nothing nearly always
            if not await store.looks.waiting(now):
                return LOOK
        async with self._world.stores.begin() as store:
            claimed = await store.looks.claim(now)
            proof = await store.proofs.get(*claimed) if claimed else None
        if claimed is None:
            self._world.nudges.heart.nudge()  # what was given up is to be told, too
            return LOOK
        try:
            seen = await self._look(eyes, proof.stored_as) if proof and proof.stored_as else Blind.NO_PICTURE
        except VaultAway as error:
            log.warning("picture_put_off", why=str(error))
            await self._put_off(claimed[1])
            return LOOK
        async with self._world.stores.begin() as store:
            await store.looks.settle(claimed[1], seen)
        self._world.nudges.heart.nudge()
        return 0.0

    async def _put_off(self, proof: str) -> None:
        async with self._world.stores.begin() as store:
            await store.looks.put_off(proof, self._world.clock.now() + PUT_OFF)

    async def _look(self, eyes: Eyes, stored_as: str) -> Seen | Blind:
        try:
            data = await self._world.vault.get(stored_as)
        except ProofDamaged:
            return Blind.NO_PICTURE
        seen = await eyes.look(data)
        if isinstance(seen, Blind):
            log.info("picture_not_read", why=seen)
        return seen
