"""Our own door to getUpdates: raw bytes, a pool that cannot run dry, and a client that is thrown away when it sulks."""

import json

import httpx

from bot.incoming import ALLOWED

WAIT = 25.0  # seconds Telegram may hold a poll when there is nothing new
GRACE = 10.0  # seconds an answer may take beyond that: then the connection is taken for dead
_POOL = 4  # one poll and room for connections that hang (reliability.md, P7)


class Refused(Exception):  # noqa: N818 - named for what it means, as all errors of the house
    """Telegram, or something on the way to it, answered a poll with anything but 200."""

    def __init__(self, status: int, retry_after: float = 0.0) -> None:
        super().__init__(status, retry_after)
        self.status = status
        self.retry_after = retry_after  #: seconds Telegram asks us to wait, 0 if it does not


class Edge:
    """Polls one bot's updates. Not for two tasks at once: the second poll would end the first with 409."""

    def __init__(self, root: str, token: str, wait: float = WAIT) -> None:
        self._url = f"{root}/bot{token}/getUpdates"
        self._wait = wait
        self._client = self._fresh()

    def _fresh(self) -> httpx.AsyncClient:
        limits = httpx.Limits(max_connections=_POOL, max_keepalive_connections=1)
        timeout = httpx.Timeout(GRACE, read=self._wait + GRACE)
        return httpx.AsyncClient(limits=limits, timeout=timeout, follow_redirects=False)

    async def poll(self, offset: int | None, limit: int) -> bytes:
        """
        The answer's bytes: all updates from `offset` on, at most `limit`; asking confirms all before `offset`.

        Raises:
            Refused: the status was not 200.
            httpx.HTTPError: there was no answer.
        """
        ask: dict[str, str] = {
            "timeout": str(int(self._wait)),
            "limit": str(limit),
            "allowed_updates": json.dumps(ALLOWED),
        }
        if offset is not None:
            ask["offset"] = str(offset)
        response = await self._client.post(self._url, data=ask)
        if response.status_code != httpx.codes.OK:
            raise Refused(response.status_code, _retry_after(response))
        return response.content

    async def recycle(self) -> None:
        """Throw the client and its connections away; the next poll dials afresh."""
        stale, self._client = self._client, self._fresh()
        await stale.aclose()

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()


def _retry_after(response: httpx.Response) -> float:
    try:
        return float(response.json()["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 0.0
