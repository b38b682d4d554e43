"""Our own door to getUpdates: raw bytes, a pool that cannot run dry, and a line that is hung up when it sulks."""

import json
from http import HTTPStatus
from typing import Any

from telegram.request import BaseRequest

from bot.incoming import ALLOWED

WAIT = 25.0  # seconds Telegram may hold a poll when there is nothing new
GRACE = 10.0  # seconds an answer may take beyond that: then the connection is taken for dead
POOL = 4  # one poll and room for connections that hang (reliability.md, P7)


class Refused(Exception):  # noqa: N818 - named for what it means, as all errors of the house
    """Telegram, or something on the way to it, answered a poll with anything but 200."""

    def __init__(self, status: int, retry_after: float = 0.0) -> None:
        super().__init__(status, retry_after)
        self.status = status
        self.retry_after = retry_after  #: seconds Telegram asks us to wait, 0 if it does not


class Edge:
    """Polls one bot's updates. Not for two tasks at once: the second poll would end the first with 409."""

    def __init__(self, root: str, token: str, line: BaseRequest, wait: float = WAIT) -> None:
        self._url = f"{root}/bot{token}/getUpdates"
        self._wait = wait
        self._line = line

    async def poll(self, offset: int | None, limit: int) -> bytes:
        """
        The answer's bytes: all updates from `offset` on, at most `limit`; asking confirms all before `offset`.

        Raises:
            Refused: the status was not 200.
            telegram.error.NetworkError: there was no answer.
        """
        ask: dict[str, Any] = {"timeout": int(self._wait), "limit": limit, "allowed_updates": ALLOWED}
        if offset is not None:
            ask["offset"] = offset
        given: Any = ask  # handed to the line as it is
        status, body = await self._line.do_request(self._url, "POST", given)
        if status != HTTPStatus.OK:
            raise Refused(status, _retry_after(body))
        return body

    async def hang_up(self) -> None:
        """Throw the connections away; the next poll dials afresh."""
        await self._line.shutdown()


def _retry_after(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0.0
