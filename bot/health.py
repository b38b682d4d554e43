"""What a supervisor and an operator ask: alive? ready? how much is waiting?"""

import asyncio
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.world import World

OK, AILING = 200, 503
INBOX_STATES = ("waiting", "set_aside")
OUTBOX_STATES = ("waiting", "unknown", "leased", "failed")


class Health:
    """The three pages. `introduced` is set once Telegram has told us who we are."""

    def __init__(self, world: World, introduced: asyncio.Event) -> None:
        self._world = world
        self._introduced = introduced

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/healthz", self.healthz),
            Route("/readyz", self.readyz),
            Route("/metrics", self.metrics),
        ]

    async def healthz(self, _request: Request) -> Response:
        """200 while the process is worth keeping; 503 with the reasons when it should be restarted."""
        ails = self._world.pulse.ails()
        return PlainTextResponse("\n".join(ails) or "ok", AILING if ails else OK)

    async def readyz(self, _request: Request) -> Response:
        """200 once the bot can work: Telegram knows it and the database answers."""
        if not self._introduced.is_set():
            return PlainTextResponse("Telegram has not answered yet", AILING)
        try:
            async with self._world.stores.look() as store:
                await store.inbox.counts()
        except (SQLAlchemyError, OSError) as error:
            return PlainTextResponse(f"the database does not answer: {type(error).__name__}", AILING)
        return PlainTextResponse("ok", OK)

    async def metrics(self, _request: Request) -> Response:
        """Everything counted, in Prometheus' text format."""
        await self._refresh()
        return Response(generate_latest(self._world.tally.registry), media_type=CONTENT_TYPE_LATEST)

    async def _refresh(self) -> None:
        tally, now = self._world.tally, self._world.clock.now()
        async with self._world.stores.look() as store:
            inbox, outbox = await store.inbox.counts(), await store.outbox.counts()
            due = await store.reminders.next_at()
        for state in INBOX_STATES:
            tally.inbox.labels(state).set(inbox.get(state, 0))
        for state in OUTBOX_STATES:
            tally.outbox.labels(state).set(outbox.get(state, 0))
        behind = now - due if due else timedelta(0)
        tally.behind.set(max(0.0, behind.total_seconds()))
        tally.poll_age.set(self._world.pulse.poll_age)
