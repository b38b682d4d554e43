"""A server, its world and a client, for every test of the local Bot API."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from PIL import Image

from bot.tryout.chats import Chat
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from tests.bot.tryout.caller import Caller, Clock


@pytest.fixture
def clock() -> Clock:
    """Give a clock that the test moves."""
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[TryoutServer]:
    """Run a server on a free port."""
    async with TryoutServer(clock=clock, move_clock=clock.move) as running:
        yield running


@pytest.fixture
def world(server: TryoutServer) -> World:
    """Give the world behind the server."""
    return server.world


@pytest.fixture
def chat(world: World) -> Chat:
    """Give 小雨's private chat, started."""
    world.xiaoyu.starts()
    return world.xiaoyu.chat


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """Give a client without proxies."""
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        yield client


@pytest.fixture
def call(server: TryoutServer, http: httpx.AsyncClient) -> Caller:
    """Give what calls methods."""
    return Caller(http, f"{server.url}/bot{server.token}")


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Give what paints a JPEG of a size."""

    def paint(width: int = 40, height: int = 30, colour: str = "red", **saved: Any) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (width, height), colour).save(out, "JPEG", **saved)
        return out.getvalue()

    return paint


@pytest.fixture
def holding(world: World) -> Callable[[], Awaitable[None]]:
    """Give what waits until a poll is held, or held anew."""

    async def held() -> None:
        await world.wait_for(lambda: world.updates.polled)

    return held
