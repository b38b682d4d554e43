"""Telegram without a wire: python-telegram-bot's calls and our polls go straight into the local Bot API's table."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import hdrs

from bot.edge import GRACE, WAIT
from bot.line import Line
from bot.tryout import reading
from bot.tryout.call import Call, Upload
from bot.tryout.faults import GARBAGE, Fault
from bot.tryout.ledger import Entry
from bot.tryout.methods import run
from bot.tryout.refusals import RefusedError
from bot.tryout.updates import Update
from bot.tryout.world import World
from tests.simulation.disk import ProcessIsDead, Step
from tests.simulation.witness import Flight, Witness

READ = 20.0  # seconds the bot's line waits for an answer (bot/line.py)
TOO_MANY = 429
Reply = tuple[int, bytes]


@dataclass(slots=True)
class Sky:
    """Telegram and the way to it. `now` gives unix seconds on Telegram's own clock; `step` as in Disk."""

    world: World
    dice: Random
    step: Step
    witness: Witness
    life: int = 0  #: how many processes there were; a call of an older one reaches nobody
    away: bool = False  #: nobody answers, not even with an error
    grid: float = 0.0  #: polls end at multiples of so many seconds, and nothing takes any time; 0: as in life
    hold: float = 86_400.0  #: seconds a poll is held; whoever plans trouble lets it go home shortly before
    confirmed: set[int] = field(default_factory=set)  #: what the bot said it has, by asking for what comes after
    expired: dict[int, float] = field(default_factory=dict)  #: what nobody fetched in time, and when that ended
    _held: float = 0.0  #: seconds for which polls were held that would have been answered meanwhile
    _since: float | None = None  #: loop seconds: since when a poll is held now

    async def call(self, life: int, call: Call) -> Reply:
        """
        One call from a process, with all that can go wrong on the way.

        Raises:
            aiohttp.ClientError: there was no answer; which one says what the client saw.
        """
        self._alive(life, "before call")
        flight = self._seen(life, call)
        try:
            status, body = await self._fly(life, call, flight)
        finally:
            flight.ended = self.world.clock()
        flight.status, flight.answered = status, body is not GARBAGE
        flight.retry_after = _retry_after(body) if status == TOO_MANY else 0.0
        return status, body

    def _seen(self, life: int, call: Call) -> Flight:
        """The witness looks on, if anybody in a chat could notice."""
        if "chat_id" not in call.values:
            return Flight(life, 0.0, 0.0, call.method, 0, "", [], [])
        said = call.values.get("text", "") + call.values.get("caption", "") + call.values.get("reply_markup", "")
        return self.witness.departs(life, call.method, int(call.values["chat_id"]), said)

    async def _fly(self, life: int, call: Call, flight: Flight) -> Reply:
        fault = self.world.faults.draw(call.method, call.values.get("chat_id", ""))
        await self._travel(life)
        if fault is not None and not fault.after:
            spoiled = await self._spoil(life, fault)
            if spoiled is not None:
                return spoiled
        try:
            entry = await self._do(call)
        except RefusedError as error:
            return error.status, _bytes(error.body())
        flight.accepted, entry.answered = True, False  # until it is answered
        self._alive(life, "accepted")
        spoiled = await self._spoil(life, fault) if fault is not None and fault.after else None
        if spoiled is not None:
            return spoiled
        await self._travel(life, back=True)
        entry.answered = True
        return 200, _bytes({"ok": True, "result": entry.result})

    async def _do(self, call: Call) -> Entry:
        """The method itself; a poll is held for longer than Telegram would, and leaves no line in the ledger."""
        if call.method != "getUpdates":
            return await run(self.world, call)
        updates = self.world.updates
        updates.allowed = call.decoded("allowed_updates", "allowed updates")
        self._since = asyncio.get_running_loop().time()
        try:
            found = await updates.poll(call.integer("offset"), call.integer("limit"), self.hold)
            if self.grid and found:
                found = await self._later(call)
        finally:
            self._held, self._since = self._held + self._spared(), None
        return Entry(0, self.world.clock(), call.method, {}, found)

    async def _later(self, call: Call) -> list[Update]:
        """All that has come up to the next tick of the grid."""
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(self.grid - now % self.grid)
        return self.world.updates.take(call.integer("offset"), call.integer("limit"))

    def steady(self) -> float:
        """A clock that no hand moves, for whoever asks when Telegram last answered: it would have, every 25 seconds."""
        return asyncio.get_running_loop().time() - self._held - self._spared()

    def _spared(self) -> float:
        """Of the poll that is held now, the time of the polls that are spared."""
        held = asyncio.get_running_loop().time() - self._since if self._since is not None else 0.0
        return held - held % WAIT

    async def _spoil(self, life: int, fault: Fault) -> Reply | None:
        """What the fault wants; None where the call goes its way all the same."""
        if fault.act == "reset":
            raise aiohttp.ServerDisconnectedError
        if fault.act == "garbage":
            return 200, GARBAGE
        if fault.act in {"hang", "slow"}:
            patience = READ + GRACE if fault.act == "hang" else fault.seconds
            await asyncio.sleep(min(patience, READ))
            self._alive(life, "while waiting")
            if patience >= READ:
                raise aiohttp.SocketTimeoutError
            return None
        return fault.status, fault.body if fault.body is not None else _bytes(fault.payload())

    async def _travel(self, life: int, *, back: bool = False) -> None:
        await asyncio.sleep(0.0 if self.grid else self.dice.uniform(0.01, 0.08))
        self._alive(life, "on the way")
        if self.away:
            raise aiohttp.ServerDisconnectedError if back else aiohttp.ConnectionTimeoutError

    def _alive(self, life: int, where: str) -> None:
        if life != self.life:
            raise ProcessIsDead
        self.step(where)

    async def download(self, life: int, path: str) -> Reply:
        """A file that getFile lent."""
        self._alive(life, "before download")
        fault = self.world.faults.draw("download", "")
        await self._travel(life)
        spoiled = await self._spoil(life, fault) if fault is not None else None
        if spoiled is not None:
            return spoiled
        try:
            return 200, self.world.files.at(path).data
        except RefusedError as error:
            return error.status, _bytes(error.body())

    def take(self, offset: int, limit: int, real: Callable[[int, int], list[Update]]) -> list[Update]:
        """The queue's own take, noting what is confirmed and what nobody came for."""
        updates = self.world.updates
        before = {one.update_id: one for one in updates._waiting}
        found = real(offset, limit)
        now = self.world.clock()
        for number in before.keys() - {one.update_id for one in updates._waiting}:
            if before[number].expires <= now:
                self.expired[number] = before[number].expires
            else:
                self.confirmed.add(number)
        return found

    def release(self) -> None:
        """A held poll goes home with nothing, as it would after some seconds."""
        self.world.updates._release()


class SkyLine(Line):
    """The program's own line, errors and all; only that its other end is the sky."""

    def __init__(self, sky: Sky) -> None:
        super().__init__("http://simulated.invalid")
        self._sky = sky
        self._life = sky.life

    async def exchange(self, method: str, url: str, body: Mapping[str, Any]) -> Reply:
        """As aiohttp does it: the answer, or aiohttp's errors."""
        path = urlsplit(url).path
        if method == "GET":
            return await self._sky.download(self._life, path.split("/", 3)[3])
        return await self._sky.call(self._life, _call(path.rsplit("/", 1)[1], body.get("data", b"{}")))


def _call(method: str, data: bytes | aiohttp.FormData) -> Call:
    if isinstance(data, bytes):
        return Call(method, reading._from_json(data))
    call = Call(method)
    for options, headers, value in data._fields:
        name = options["name"]
        if "filename" in options:
            call.uploads[name] = Upload(options["filename"], headers[hdrs.CONTENT_TYPE], value)
        else:
            call.values[name] = value
    return call


def _bytes(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def _retry_after(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 0.0
