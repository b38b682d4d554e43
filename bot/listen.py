"""The listening end: health pages and the webhook, served by uvicorn in the bot's own event loop."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.settings import WrongSettings


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # signals are the app's business


def bind(address: tuple[str, int]) -> socket.socket:
    """
    A listening socket.

    Raises:
        WrongSettings: the address is taken, or is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    try:
        link = socket.create_server(address, family=family)
    except OSError as error:
        raise WrongSettings("REFUND_LISTEN", f"cannot be listened on: {error.strerror or error}") from error
    # asyncio sets this itself only where the socket names its protocol, which create_server leaves open
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


@contextlib.asynccontextmanager
async def serving(routes: Sequence[Route], link: socket.socket) -> AsyncIterator[None]:
    """Serve these routes on this socket as long as the block lasts."""
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([link]), name="listen")
    try:
        yield
    finally:
        server.should_exit = True
        await task
