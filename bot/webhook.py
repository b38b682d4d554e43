"""Webhook mode: Telegram calls us; the row is committed before it hears 200. Nobody without the secret is believed."""

import hmac
import json
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import incoming
from bot.world import World
from storage.inbox import Incoming

log = structlog.get_logger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1 << 20  # bytes of a body: twice the largest update of Telegram's own server
OK, FORBIDDEN, TOO_LARGE = 200, 403, 413


class Webhook:
    """The endpoint at the path of REFUND_WEBHOOK_URL."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._secret = world.settings.webhook_secret.get_secret_value().encode()

    def route(self) -> Route:
        """Where it is."""
        path = urlsplit(self._world.settings.webhook_url).path or "/"
        return Route(path, self.take, methods=["POST"])

    async def take(self, request: Request) -> Response:
        """Keep one update; 200 means that it is on disk, or that no retry could ever make it readable."""
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), self._secret):
            return Response(status_code=FORBIDDEN)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return Response(status_code=TOO_LARGE)
        row = _row(bytes(body))
        if row is None:
            self._world.tally.undecodable.inc()
            log.error("webhook_undecodable", size=len(body))
            return Response(status_code=OK)
        async with self._world.stores.begin() as store:
            new = await store.inbox.receive([row], self._world.clock.now())
        self._world.tally.received.inc(new)
        self._world.nudges.inbox.nudge()
        return Response(status_code=OK)


def _row(body: bytes) -> Incoming | None:
    try:
        return incoming.of(json.loads(body))
    except (ValueError, RecursionError):
        return incoming.salvage(body)
