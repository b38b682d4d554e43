"""The first words with Telegram: who we are, how we get updates, what our menu shows. Repeated until they succeed."""

import asyncio

import structlog
from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.incoming import ALLOWED
from bot.receive import Patience
from bot.road import Fatal
from bot.voice import Menu
from bot.world import World

log = structlog.get_logger(__name__)

A_DAY = 86_400.0  # seconds
REFUSED = "Telegram refuses REFUND_BOT_TOKEN: it is wrong or was revoked; get the right one from @BotFather."


async def introduce(world: World, patience: Patience) -> None:
    """
    Ask who we are, and settle how updates reach us: by webhook where one is set, else by polling.

    Raises:
        Fatal: the token was refused for so long that it is wrong.
    """
    loop = asyncio.get_running_loop()
    began, failures, refusals = loop.time(), 0, 0
    while True:
        try:
            await world.bot.initialize()
            await _agree(world)
        except TelegramError as error:
            failures += 1
            refusals = refusals + 1 if isinstance(error, InvalidToken) else 0
            if refusals >= patience.refusals and loop.time() - began >= patience.over:
                raise Fatal(REFUSED) from error
            rest = min(patience.longest, patience.first * 2.0 ** min(failures - 1, 16))
            log.warning("telegram_does_not_answer", error=type(error).__name__, again_in=rest)
            await asyncio.sleep(rest)
        else:
            log.info("introduced", username=world.bot.username)
            return


async def _agree(world: World) -> None:
    settings = world.settings
    if not settings.webhook_url:
        await world.bot.delete_webhook(drop_pending_updates=False)
        return
    await world.bot.set_webhook(
        settings.webhook_url,
        secret_token=settings.webhook_secret.get_secret_value(),
        allowed_updates=ALLOWED,
        drop_pending_updates=False,
    )


class MenuSetter:
    """The step of a short road: tells Telegram what to show of us, then rests for a day."""

    def __init__(self, bot: Bot, menu: Menu) -> None:
        self._bot = bot
        self._menu = menu

    async def step(self) -> float:
        """Set commands and descriptions in every language; gives the seconds until the next time."""
        for language, commands in self._menu.commands.items():
            listed = [BotCommand(name, meaning) for name, meaning in commands]
            await self._bot.set_my_commands(listed, language_code=language or None)
        for language, text in self._menu.description.items():
            await self._bot.set_my_description(text, language_code=language or None)
        for language, text in self._menu.short_description.items():
            await self._bot.set_my_short_description(text, language_code=language or None)
        return A_DAY
