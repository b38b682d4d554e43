"""Pushing updates: in order, with the secret, until they are taken."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.tryout.server import TryoutServer
from tests.bot.tryout.caller import Caller, Clock


@dataclass
class Hook:
    """A webhook that answers what it is told to and notes what came."""

    answers: list[int] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def take(self, request: Request) -> Response:
        """Take one update; wait at the gate first."""
        body = await request.json()
        what = body.get("message", {}).get("text") or body["callback_query"]["data"]
        async with self.changed:
            self.seen.append((what, request.headers.get("x-telegram-bot-api-secret-token", "")))
            self.changed.notify_all()
        await self.gate.wait()
        return Response(status_code=self.answers.pop(0) if self.answers else 200)

    async def until(self, count: int) -> list[str]:
        """Wait until so many pushes came, and give what they held."""
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(lambda: len(self.seen) >= count)
        return [what for what, _ in self.seen]


class Listening(uvicorn.Server):
    """uvicorn inside a test."""

    ready: asyncio.Event

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to pytest."""
        yield

    async def startup(self, sockets: Any = None) -> None:
        """Tell when it listens."""
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """Run a webhook on a free port, its gate open."""
    hook = Hook()
    hook.gate.set()
    application = Starlette(routes=[Route("/hook", hook.take, methods=["POST"])])
    listening = Listening(uvicorn.Config(application, port=0, lifespan="off", log_config=None))
    listening.ready = asyncio.Event()
    task = asyncio.create_task(listening.serve())
    await listening.ready.wait()
    hook.url = f"http://127.0.0.1:{listening.servers[0].sockets[0].getsockname()[1]}/hook"
    yield hook
    hook.gate.set()
    listening.should_exit = True
    await task


async def taken(server: TryoutServer) -> None:
    """Wait until nothing waits any more."""
    await server.world.wait_for(lambda: not server.world.updates.waiting())


async def test_updates_come_in_order_with_the_secret(server: TryoutServer, call: Caller, hook: Hook) -> None:
    """What waited before the webhook was set comes first; every push carries the secret token."""
    server.world.xiaoyu.sends("a")
    await call("setWebhook", url=hook.url, secret_token="s3cret")
    server.world.xiaoyu.sends("b")
    assert await hook.until(2) == ["a", "b"]
    await taken(server)
    assert {secret for _, secret in hook.seen} == {"s3cret"}
    assert (await call("getWebhookInfo"))["pending_update_count"] == 0


async def test_one_update_of_a_chat_is_in_flight(server: TryoutServer, call: Caller, hook: Hook) -> None:
    """The next of the same chat waits for the answer; another chat does not."""
    hook.gate.clear()
    await call("setWebhook", url=hook.url)
    for text in ("a", "b"):
        server.world.xiaoyu.sends(text)
    server.world.emma.sends("c")
    assert sorted(await hook.until(2)) == ["a", "c"]
    hook.gate.set()
    assert sorted(await hook.until(3)) == ["a", "b", "c"]
    await taken(server)


async def test_a_refused_update_comes_again_and_again(
    server: TryoutServer, call: Caller, hook: Hook, clock: Clock
) -> None:
    """At once, then after 2 seconds of the world's clock; only 2xx counts, and other chats go on meanwhile."""
    hook.answers = [500, 302]
    await call("setWebhook", url=hook.url)
    server.world.xiaoyu.sends("a")
    assert await hook.until(2) == ["a", "a"]
    await server.world.wait_for(lambda: server.world.hook.last_error_message.endswith("302"))
    info = await call("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_date"]) == (1, int(clock.now))
    server.world.emma.sends("b")
    assert await hook.until(3) == ["a", "a", "b"]
    clock.move(2)
    server.world.updates.stir()
    assert await hook.until(4) == ["a", "a", "b", "a"]
    await taken(server)


async def test_a_test_need_not_wait_for_the_clock(server: TryoutServer, call: Caller, hook: Hook) -> None:
    """`retry_now` tries at once what would wait for its turn."""
    hook.answers = [500, 503]
    await call("setWebhook", url=hook.url)
    server.world.xiaoyu.sends("a")
    await server.world.wait_for(lambda: server.world.hook.last_error_message.endswith("503"))
    server.webhook.retry_now()
    assert await hook.until(3) == ["a", "a", "a"]
    await taken(server)


async def test_a_webhook_that_is_down_keeps_its_updates(server: TryoutServer, call: Caller, hook: Hook) -> None:
    """No connection is a failure like any other: polling later finds the update."""
    await call("setWebhook", url="http://127.0.0.1:9/nobody")
    server.world.xiaoyu.sends("a")
    await server.world.wait_for(lambda: "Connection failed" in server.world.hook.last_error_message)
    await call("deleteWebhook")
    assert [one["message"]["text"] for one in await call("getUpdates")] == ["a"]
