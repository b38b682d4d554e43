"""Builds the parts once, walks all roads together, and ends them in order."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from telegram import Bot
from telegram.ext import ApplicationBuilder

from bot import clockwork, edge, listen
from bot.attendance import Attendance
from bot.clockwork import Broom, Heart
from bot.edge import WAIT, Edge
from bot.exposure import Exposure
from bot.eyes import BenchEyes
from bot.fetch import Fetcher
from bot.health import Health
from bot.introduce import MenuSetter, introduce
from bot.line import Line
from bot.look import Looker
from bot.pace import Limits, Pace
from bot.publish import Publisher
from bot.pulse import Pulse
from bot.receive import Patience, Poller
from bot.replan import Replanner
from bot.road import Fatal, Road
from bot.send import Sender
from bot.settings import Settings
from bot.voice import Voice
from bot.webhook import Webhook
from bot.work import Worker
from bot.world import World
from domain.ports import Clock
from storage import engine, places
from storage.holding import hold
from storage.keyring import Keyring
from storage.master import Master, open_master
from storage.store import Stores
from storage.vault import Vault

GRACE = 8.0  # seconds a stop leaves to what is under way
LANES = 4  # updates of different chats at once
SHARE = 32  # updates of different chats in one commit, where there is one lane


@dataclass(frozen=True, slots=True)
class Tempo:
    """How patient and how fast the bot is; tests are in more of a hurry."""

    patience: Patience = field(default_factory=Patience)
    limits: Limits = field(default_factory=Limits)
    poll: float = WAIT  #: seconds that Telegram may hold a poll


@asynccontextmanager
async def open_world(settings: Settings, clock: Clock) -> AsyncIterator[World]:
    """
    Everything the roads share, opened and, at the end, closed: the data folder's lock, the database, the bot.

    Raises:
        AlreadyRunning: another process works on the data folder.
        SchemaAhead: the database was written by a newer version.
        NoMasterKey: the evidence is encrypted under a key that is not here.
    """
    alone = is_sqlite(settings)
    async with AsyncExitStack() as stack:
        if alone:
            stack.enter_context(hold(settings.data_dir))
        await asyncio.to_thread(engine.migrate, settings.database)
        stores = Stores(engine.open_engine(settings.database))
        stack.push_async_callback(stores.close)
        if alone:  # whoever held leases is dead: what was on its way is in doubt
            async with stores.begin() as store:
                await store.outbox.release_all(clock.now())
                await store.orders.release_all()
        eyes = BenchEyes() if settings.eyes else None
        exposure = Exposure() if settings.eyes else None
        for worker in (eyes, exposure):
            if worker is not None:
                stack.push_async_callback(worker.close)
        yield World(
            settings=settings,
            clock=clock,
            stores=stores,
            vault=Vault(places.open_place(settings.evidence), Keyring(stores, await _master(settings, stores))),
            bot=await stack.enter_async_context(telegram_bot(settings)),
            eyes=eyes,
            exposure=exposure,
            pulse=Pulse(polls=not settings.webhook_url),
        )


async def _master(settings: Settings, stores: Stores) -> Master:
    async with stores.look() as store:
        known = await store.keys.masters()
    return await asyncio.to_thread(open_master, settings.data_dir, settings.master_key.get_secret_value(), known)


def is_sqlite(settings: Settings) -> bool:
    """Whether the database is a file of ours, so that exactly one process may work on it."""
    return engine.address(settings.database).get_backend_name() == "sqlite"


@asynccontextmanager
async def telegram_bot(settings: Settings) -> AsyncIterator[Bot]:
    """python-telegram-bot's Bot with our address and patience, not yet introduced; its connections close at the end."""
    # seconds as timedelta: the library's newer meaning; the older one warns whenever Telegram asks us to wait
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    root = settings.api_url
    line = Line(root)
    try:
        yield Bot(settings.token, f"{root}/bot", f"{root}/file/bot", line, line)
    finally:
        await line.shutdown()


class App:
    """The running bot: its roads, and how they begin and end."""

    def __init__(self, world: World, voice: Voice, tempo: Tempo | None = None) -> None:
        tempo = tempo or Tempo()
        self.world = world
        self.introduced = asyncio.Event()  #: set once Telegram has told us who we are
        self._tempo = tempo
        root = world.settings.api_url
        self._edge = Edge(root, world.settings.token, Line(root, edge.POOL, tempo.poll + edge.GRACE), tempo.poll)
        carrier = ApplicationBuilder().bot(world.bot).updater(None).job_queue(None).build()
        self._attendance = Attendance(world)
        self.poller = Poller(world, self._edge, tempo.patience, self._attendance)
        self.worker = Worker(world, voice, carrier, SHARE if is_sqlite(world.settings) else 1)
        self.sender = Sender(world, voice, Pace(tempo.limits), tempo.patience, shared=not is_sqlite(world.settings))
        self.fetcher = Fetcher(world, voice)
        self.looker = Looker(world)
        self.heart = Heart(world, voice)
        self.broom = Broom(world)
        self.replanner = Replanner(world, voice.planner)
        self.publisher = Publisher(world, voice.clerk)
        self._menu = MenuSetter(world.bot, voice.menu)
        self._roads = self._laid()

    async def run(self, stop: asyncio.Event) -> None:
        """
        Work until the stop, then finish what is under way, for GRACE seconds at most.

        Raises:
            Fatal: going on is pointless; its text is for the operator.
            WrongSettings: REFUND_LISTEN cannot be listened on.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._edge.hang_up)
            await self._listen(stack)
            if not await _before(stop, introduce(self.world, self._tempo.patience)):
                return
            self.introduced.set()
            ticker = clockwork.ticker(self.world)
            ticker.start()
            stack.callback(ticker.shutdown, wait=False)
            await self._walk(stop)

    @property
    def busy(self) -> set[str]:
        """The first words of the names of the roads whose step is under way."""
        return {road.name.split()[0] for road in self._roads if road.busy}

    async def _listen(self, stack: AsyncExitStack) -> None:
        settings = self.world.settings
        if settings.address is None:
            return
        routes = Health(self.world, self.introduced).routes()
        if settings.webhook_url:
            routes.append(Webhook(self.world).route())
        await stack.enter_async_context(listen.serving(routes, listen.bind(settings.address)))

    async def _walk(self, stop: asyncio.Event) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                poll = [group.create_task(road.run(stop), name=road.name) for road in self._mouths()]
                rest = [group.create_task(road.run(stop), name=road.name) for road in self._roads]
                await stop.wait()
                self.world.nudges.all()
                for task in poll:  # an interrupted poll confirms nothing: Telegram gives it all again
                    task.cancel()
                await self._finish(rest)
        except ExceptionGroup as group_of_errors:
            fatal = group_of_errors.subgroup(Fatal)
            if fatal is None:
                raise
            raise fatal.exceptions[0] from None

    def _mouths(self) -> list[Road]:
        if self.world.settings.webhook_url:
            return []
        return [Road("poll", self.poller.step, self.world.tally)]

    def _laid(self) -> list[Road]:
        nudges, tally = self.world.nudges, self.world.tally
        lanes = 1 if is_sqlite(self.world.settings) else LANES  # SQLite has one writer: more lanes would only queue
        return [
            Road("attendance", self._attendance.step, tally, nudges.attendance),
            *(Road(f"work {lane}", self.worker.step, tally, nudges.inbox) for lane in range(lanes)),
            Road("send", self.sender.step, tally, nudges.outbox),
            Road("fetch", self.fetcher.step, tally, nudges.proofs),
            Road("look", self.looker.step, tally, nudges.pictures),
            Road("heartbeat", self.heart.step, tally, nudges.heart),
            Road("housekeeping", self.broom.step, tally, nudges.broom),
            Road("menu", self._menu.step, tally, nudges.menu),
            Road("publish", self.publisher.step, tally, nudges.orders),
            Road("replan", self.replanner.step, tally, nudges.replan),
        ]

    async def _finish(self, roads: list[asyncio.Task[None]]) -> None:
        _, late = await asyncio.wait({asyncio.create_task(self._end(roads)), *roads}, timeout=GRACE)
        for task in late:
            task.cancel()

    async def _end(self, roads: list[asyncio.Task[None]]) -> None:
        """First the roads: a last step may still send a letter off. Then what flies."""
        await asyncio.wait(roads)
        await asyncio.gather(self.sender.drain(), self.worker.drain(), self.publisher.close())


async def _before(stop: asyncio.Event, doing: Coroutine[object, object, None]) -> bool:
    """Do it unless the stop comes first; tells whether it was done. What it raises is raised."""
    work, stopping = asyncio.create_task(doing), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
            return True
        return False
    finally:
        work.cancel()
        stopping.cancel()
        await asyncio.gather(work, stopping, return_exceptions=True)
