"""
The one line to Telegram: aiohttp's client under python-telegram-bot's error mapping, and it knows what never left.

The library's own client costs more than all the rest of a tap (docs/performance.md), and lets only a cause tell whether
a request was sent.
"""

import json
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

POOL, CONNECT, WRITE = 3.0, 5.0, 15.0  # seconds for a place in the pool, for a connection, for handing a body over
_JSON = {"Content-Type": "application/json"}


class NeverLeft(NetworkError):  # noqa: N818 - named for what it means, as all errors of the house
    """The request surely did not reach Telegram: no connection, or no place in the pool."""


#: aiohttp's words for that. Whatever else breaks may have broken after Telegram had accepted the request.
_NOT_SENT = (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError)


class Line(BaseRequest):
    """At most `connections` to `root` at once; an answer may take `read` seconds. Dials when it is first used."""

    def __init__(self, root: str, connections: int = 16, read: float = 20.0) -> None:
        self._root = root
        self._connections = connections
        self._read = read
        self._client: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return self._read

    async def initialize(self) -> None:
        """Nothing is dialled before the first request."""

    async def shutdown(self) -> None:
        """Hang up; the next request dials afresh."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | Mapping[str, Any] | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """
        Status and body of the answer. A mapping as `request_data` is a call's parameters as the Bot API names them.

        The timeouts are the line's own, whatever the library's methods hand on.

        Raises:
            NeverLeft: the request surely was not sent.
            TimedOut: no answer in time; Telegram may have accepted the request.
            NetworkError: the connection broke; likewise.
        """
        try:
            return await self.exchange(method, url, _body(request_data))
        except _NOT_SENT as error:
            raise NeverLeft(_word(error)) from error
        except TimeoutError as error:
            raise TimedOut(_word(error)) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(_word(error)) from error

    async def exchange(self, method: str, url: str, body: Mapping[str, Any]) -> tuple[int, bytes]:
        """One request and its answer; `body` is `data` and `headers` as aiohttp wants them."""
        whole = POOL + CONNECT + WRITE + self._read if method == "POST" else None  # a download may take its time
        patience = aiohttp.ClientTimeout(whole, POOL + CONNECT, self._read, CONNECT)
        async with self._dialled().request(method, url, timeout=patience, allow_redirects=False, **body) as answer:
            return answer.status, await answer.read()

    def _dialled(self) -> aiohttp.ClientSession:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=_trusted()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=_proxy(self._root),
            )
        return self._client


async def call(bot: Bot, method: str, parameters: Mapping[str, Any]) -> Any:
    """
    The result of a Bot API method as Telegram's JSON has it, none of python-telegram-bot's objects in between.

    Raises:
        TelegramError: as the library's own methods raise it.
    """
    given: Any = parameters  # handed to the line as it is
    return await bot.request.post(f"{bot.base_url}/{method}", given)


def _body(data: RequestData | Mapping[str, Any] | None) -> dict[str, Any]:
    if data is None:
        return {}
    if isinstance(data, RequestData) and data.contains_files:
        return {"data": _form(data)}
    parameters = data.parameters if isinstance(data, RequestData) else data
    # half a surrogate pair, which a chat may bring, is no UTF-8: it becomes a question mark
    return {"data": json.dumps(parameters, ensure_ascii=False).encode(errors="replace"), "headers": _JSON}


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # Telegram shows a file name as it is sent
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _word(error: BaseException) -> str:
    """What is said of it: aiohttp's own sentences may hold the address, and that holds the token."""
    reason = getattr(error, "os_error", error)
    why = f": {reason.strerror}" if isinstance(reason, OSError) and reason.strerror else ""
    return f"{type(error).__name__}{why}"


@cache
def _trusted() -> ssl.SSLContext:
    """The same certificates that the library's own client trusts."""
    return httpx.create_ssl_context()


def _proxy(root: str) -> str | None:
    """The proxy that the environment names for this address, read once: in China there is no other way."""
    parts = urlsplit(root)
    if proxy_bypass(parts.hostname or ""):
        return None
    named = getproxies()
    return named.get(parts.scheme) or named.get("all")
