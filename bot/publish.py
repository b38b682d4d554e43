"""
The publishing road: a wish → the case and its evidence → a paper from the press → the vault → letters with files.

The wish is leased in a transaction of its own; nothing else happens inside one. Killed anywhere, it is made again by
whoever comes next: the lease ends, files that no letter names are swept. It may arrive twice; it always arrives.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import structlog

from bot.printer import Printer
from bot.voice import Clerk
from bot.workshop.bench import Unanswered
from bot.world import World
from domain import orders
from domain.casefile import CaseFile
from domain.errors import NoSuchCase, ProofDamaged
from domain.evidence import Proof
from domain.orders import Order
from domain.people import Identity
from storage import archive, press, takeout
from storage.press import Press

log = structlog.get_logger(__name__)

PART = 24_000_000  # bytes of a part: more would not go out over a slow wire while Telegram waits (bot/courier.py)
LOOK = 2.0  # seconds between two looks when nobody nudges


class Publisher:
    """The step of the publishing road."""

    def __init__(self, world: World, clerk: Clerk | None) -> None:
        self._world = world
        self._clerk = clerk
        self._press = Press()
        self._printer = Printer()

    async def step(self) -> float:
        """Make the oldest dossier that is wished for; gives how many seconds until looking again is worth it."""
        return await self._step(self._clerk) if self._clerk is not None else LOOK

    async def close(self) -> None:
        """End the worker that prints."""
        await self._printer.close()

    async def _step(self, clerk: Clerk) -> float:
        now = self._world.clock.now()
        async with self._world.stores.look() as store:  # waits for no writer, as it finds nothing nearly always
            if not await store.orders.waiting(now):
                return LOOK
        async with self._world.stores.begin() as store:
            order = await store.orders.claim(now)
        if order is None:
            return LOOK
        try:
            if order.attempts > orders.TRIES:  # it has ended every process that made it
                await self._give_up(clerk, order)
            else:
                await self._make(clerk, order)
        except NoSuchCase:
            log.info("dossier_of_no_case")  # deleted meanwhile, and the wish with it
        except Exception as error:
            log.exception("dossier_failed", error=type(error).__name__, attempt=order.attempts)
            self._world.tally.failures.labels("publish").inc()
            await self._later(clerk, order)
        self._world.nudges.outbox.nudge()
        return 0.0

    async def _make(self, clerk: Clerk, order: Order) -> None:
        if order.case == orders.EVERYTHING:
            await self._take_out(clerk, order)
        else:
            await self._write(clerk, order)

    async def _write(self, clerk: Clerk, order: Order) -> None:
        now = self._world.clock.now()
        async with self._world.stores.begin() as store:
            contents = await archive.gather(store, order.owner, order.case, now, redacted=order.masked)
            person = await store.people.get(order.owner)
            await clerk.writing(store, order, contents.case, now)
        self._world.nudges.outbox.nudge()
        paper, pictures = clerk.paper(order, contents, person.identity if person else Identity())
        pdf = await self._press.print(paper, now, self._copies(pictures))
        files = [await self._kept(order, pdf), *await self._archive(order, contents, pdf)]
        async with self._world.stores.begin() as store:
            if await store.orders.done(order, files):
                await clerk.done(store, order, contents, files, self._world.clock.now())

    async def _take_out(self, clerk: Clerk, order: Order) -> None:
        """All rows and all originals of a person, in parts."""
        async with self._world.stores.look() as store:
            portion = await store.erasure.everything(order.owner)
        now, fetch = self._world.clock.now(), self._world.vault.get
        with press.workroom(self._world.settings.data_dir) as folder:
            parts = await takeout.pack(portion, now, fetch, folder, PART)
            files = [await self._kept(order, await asyncio.to_thread(part.read_bytes)) for part in parts]
        async with self._world.stores.begin() as store:
            if await store.orders.done(order, files):
                await clerk.taken_out(store, order, files, now)

    async def _archive(self, order: Order, contents: CaseFile, pdf: bytes) -> list[str]:
        """The originals with what proves them, in parts; none to be shared, and none where there is no evidence."""
        if order.masked or not contents.proofs:
            return []
        with press.workroom(self._world.settings.data_dir) as folder:
            parts = await archive.pack(contents, self._original, folder, "dossier", dossier=pdf, limit=PART)
            return [await self._kept(order, await asyncio.to_thread(part.read_bytes)) for part in parts]

    async def _kept(self, order: Order, data: bytes) -> str:
        return (await self._world.vault.put(order.owner, data)).stored_as

    async def _original(self, proof: Proof) -> bytes:
        return await self._world.vault.get(proof.stored_as)

    async def _copies(self, pictures: Sequence[tuple[str, Proof]]) -> AsyncIterator[tuple[str, bytes]]:
        """Re-encoded from pixels alone; what is missing here, its place on the paper says so."""
        for name, proof in pictures:
            try:
                original = await self._original(proof)
            except ProofDamaged:
                log.warning("proof_damaged", proof=proof.id)
                continue
            copy = await self._printer.print(original, len(pictures))
            if isinstance(copy, Unanswered):
                log.warning("picture_not_printed", proof=proof.id, why=copy.why, words=copy.words)
            else:
                yield name, copy

    async def _later(self, clerk: Clerk, order: Order) -> None:
        if order.attempts >= orders.TRIES:
            await self._give_up(clerk, order)
            return
        wait: timedelta = orders.AGAIN[min(order.attempts, len(orders.AGAIN)) - 1]
        async with self._world.stores.begin() as store:
            await store.orders.again(order, self._world.clock.now() + wait)

    async def _give_up(self, clerk: Clerk, order: Order) -> None:
        async with self._world.stores.begin() as store:
            if not await store.orders.failed(order):
                return
            if order.case == orders.EVERYTHING:
                await clerk.not_taken_out(store, order, self._world.clock.now())
            else:
                case = await store.cases.get(order.owner, order.case)
                await clerk.failed(store, order, case, self._world.clock.now())
