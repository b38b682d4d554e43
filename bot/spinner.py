"""The spinner on a tapped button: stopped once, after a second at the latest, best effort, outside transactions."""

import asyncio

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.line import call
from bot.tally import Tally

log = structlog.get_logger(__name__)

PATIENCE = 1.0  # seconds a scene may take before the spinner is stopped without its word
HARMLESS = ("query is too old", "query id is invalid")  # the tap is older than 150 s: nobody is waiting any more


class Spinner:
    """One tap's spinner. Made when work on the tap begins; `stop` answers with the scene's word if it is in time."""

    def __init__(self, bot: Bot, tap: str, tally: Tally) -> None:
        self._bot = bot
        self._tap = tap
        self._tally = tally
        self._word: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def stop(self, word: str) -> None:
        """Work is done; show the word, if any."""
        if not self._word.done():
            self._word.set_result(word)

    async def turn(self) -> None:
        """Wait for the word and answer. Never raises for what Telegram says."""
        try:
            async with asyncio.timeout(PATIENCE):
                word = await self._word
        except TimeoutError:
            word = ""
        try:
            await call(
                self._bot, "answerCallbackQuery", {"callback_query_id": self._tap} | ({"text": word} if word else {})
            )
        except TelegramError as error:
            harmless = isinstance(error, BadRequest) and any(words in str(error).lower() for words in HARMLESS)
            if not harmless:
                self._tally.taps_unanswered.inc()
                log.warning("tap_not_answered", error=type(error).__name__)
