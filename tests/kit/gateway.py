"""What stands between the bot and Telegram, as a TCP gateway that can go silent or refuse."""

import asyncio
import contextlib
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

CHUNK = 1 << 16


class Gateway:
    """
    Forwards every byte to `target` until told otherwise.

    `silent`: nothing passes in either direction, and nothing breaks; what was sent meanwhile arrives once it is over,
    as TCP sends again. `closed`: connections are cut, new ones refused.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._flows = asyncio.Event()
        self._flows.set()
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.StreamWriter] = set()
        self._port = 0
        self.tries = 0  #: connections that were asked for

    @property
    def url(self) -> str:
        """The address that the bot is given."""
        return f"http://127.0.0.1:{self._port}"

    async def opens(self) -> None:
        """Everything passes, on the same port as before."""
        if self._server is None:
            self._server = await asyncio.start_server(self._join, "127.0.0.1", self._port)
            self._port = self._server.sockets[0].getsockname()[1]
        self._flows.set()

    def falls_silent(self) -> None:
        """Nothing passes any more."""
        self._flows.clear()

    async def closes(self) -> None:
        """Connections are cut, and refused from now on."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for link in list(self._links):
            link.transport.abort()
        self._flows.set()

    async def __aenter__(self) -> Self:
        await self.opens()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.closes()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.tries += 1
        try:
            theirs, ours = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        self._links |= {writer, ours}
        await asyncio.gather(self._pump(reader, ours), self._pump(theirs, writer))
        self._links -= {writer, ours}

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                await self._flows.wait()
                sink.write(data)
                await sink.drain()
        await self._flows.wait()
        sink.close()
