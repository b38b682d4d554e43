"""Pushing updates to the bot's webhook: in order within a chat, again and again until it says 2xx."""

import asyncio
import logging
from dataclasses import dataclass

import httpx

from bot.tryout.town import Town
from bot.tryout.updates import Waiting

LOG = logging.getLogger(__name__)
ANSWER_SECONDS = 60.0
LONGEST_PAUSE = 60.0


@dataclass
class _Retry:
    tries: int = 0
    due: float = 0.0


class WebhookSender:
    """One loop that keeps one update in flight for each chat, and for each person's taps."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._retries: dict[int, _Retry] = {}
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._stir = asyncio.Event()
        town.updates.listeners.append(self._stir.set)

    def retry_now(self) -> None:
        """Try everything again at once, without waiting for the clock."""
        for retry in self._retries.values():
            retry.due = 0.0
        self._stir.set()

    async def run(self) -> None:
        """Push until cancelled."""
        async with httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as client:
            try:
                while True:
                    self._stir.clear()
                    await self._wait(self._launch(client))
            finally:
                for task in self._flying.values():
                    task.cancel()
                await asyncio.gather(*self._flying.values(), return_exceptions=True)

    def _launch(self, client: httpx.AsyncClient) -> float:
        """Start what may fly; give the seconds until the next retry, a minute when there is none."""
        pauses = [LONGEST_PAUSE]
        if self._town.hook.url:
            heads: dict[str, Waiting] = {}
            for one in self._town.updates.waiting():
                heads.setdefault(one.key, one)
            for key, one in heads.items():
                pause = self._retries.setdefault(one.update_id, _Retry()).due - self._town.clock()
                if key in self._flying:
                    continue
                if pause > 0:
                    pauses.append(pause)
                elif len(self._flying) < self._town.hook.max_connections:
                    self._flying[key] = asyncio.create_task(self._push(client, one))
        return min(pauses)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stir.wait()
        except TimeoutError:
            return

    async def _push(self, client: httpx.AsyncClient, one: Waiting) -> None:
        hook = self._town.hook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            answer = await client.post(hook.url, json=one.update, headers=headers)
            trouble = "" if answer.is_success else f"Wrong response from the webhook: {answer.status_code}"
        except httpx.HTTPError as error:
            trouble = f"Connection failed: {type(error).__name__}"
        self._flying.pop(one.key, None)
        self._settle(one, trouble)
        self._stir.set()
        self._town.events.wake()

    def _settle(self, one: Waiting, trouble: str) -> None:
        """2xx forgets the update; else the first retry comes at once, then after 2, 4, 8 ... 60 seconds."""
        if not trouble:
            self._town.updates.settle(one.update_id)
            self._retries.pop(one.update_id, None)
            return
        LOG.debug("webhook failed", extra={"reason": trouble})
        retry = self._retries.setdefault(one.update_id, _Retry())
        pause = min(2.0**retry.tries, LONGEST_PAUSE) if retry.tries else 0.0
        retry.tries += 1
        retry.due = self._town.clock() + pause
        self._town.hook.last_error_date = int(self._town.clock())
        self._town.hook.last_error_message = trouble
