"""The whole server: Bot API, page API and page, on a loopback port in the event loop of whoever starts it."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.tryout import page_api
from bot.tryout.page_views import Desk, MoveClock, NextDue, Panel
from bot.tryout.webhook import WebhookSender
from bot.tryout.wire import BotApi, Lines
from bot.tryout.world import World

PAGE = Path(__file__).with_name("page")
TRYOUT_TOKEN = "7000000001:local-bot-api-has-no-secret-000000"  # noqa: S105 - a token that opens nothing but the toy


def application(world: World, lines: Lines, desk: Desk) -> Starlette:
    """Put the routes together."""

    async def index(_request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})

    routes = [*BotApi(world, lines).routes(), *page_api.routes(world, desk)]
    if PAGE.is_dir():
        routes.append(Route("/", index))
        static = Mount("/page", StaticFiles(directory=PAGE))
        return Starlette(routes=[*routes, static])
    return Starlette(routes=routes)


def listening(address: tuple[str, int]) -> socket.socket:
    """Give a socket whose answers go out at once.

    asyncio turns Nagle's algorithm off by itself only where the socket names its protocol, which create_server leaves
    open; with it every answer waits 40 ms for the client's acknowledgement.
    """
    link = socket.create_server(address)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


class _Quiet(uvicorn.Server):
    """uvicorn without its signal handlers, telling when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class TryoutServer:
    """The local Bot API, to be used with `async with`.

    `clock` gives unix seconds. `next_due`, `panel` and `move_clock` come from whoever runs the bot, so that the
    server knows nothing of it. `port` 0 takes a free one; `url` is the root for the bot and the page.
    """

    def __init__(  # noqa: PLR0913 - the three loans of the command line are named one by one
        self,
        token: str = TRYOUT_TOKEN,
        clock: Callable[[], float] = time.time,
        *,
        next_due: NextDue | None = None,
        panel: Panel | None = None,
        move_clock: MoveClock | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.world = World(token, clock)
        self.token = token
        self.webhook = WebhookSender(self.world)
        self._desk = Desk(next_due, panel, move_clock)
        self._address = (host, port)
        self._tasks: list[asyncio.Task[None]] = []
        self._server: _Quiet | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        """Listen; `url` is set when this returns.

        Raises:
            OSError: the port is taken.
        """
        lines = Lines()
        link = listening(self._address)
        self.url = f"http://{self._address[0]}:{link.getsockname()[1]}"
        config = uvicorn.Config(
            application(self.world, lines, self._desk),
            http=lines.protocol(),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Quiet(config)
        self._tasks = [asyncio.create_task(self._server.serve([link])), asyncio.create_task(self.webhook.run())]
        await self._server.ready.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free whoever waits and stop listening."""
        self.world.updates.close()
        self.world.events.close()
        serving, pushing = self._tasks
        if self._server is not None:
            self._server.should_exit = True
        pushing.cancel()
        await asyncio.gather(serving, pushing, return_exceptions=True)
