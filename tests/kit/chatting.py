"""A shopper in a chat with the running bot: types, taps, reads the last thing said."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.tryout.chats import Message
from bot.tryout.person import Person
from tests.kit.judge import judge_ledger
from tests.kit.running import RunningBot, Staging, running_bot

SILENCE = timedelta(seconds=3)  # longer than an album may be silent
HARMLESS = "message is not modified"  # a tap that changes nothing: the sender counts it as done


@dataclass(frozen=True, slots=True)
class Shopper:
    """One person and the bot."""

    bot: RunningBot
    person: Person

    @property
    def screen(self) -> Message:
        """What the bot said last."""
        return self.person.chat.said[-1]

    async def says(self, text: str) -> str:
        """Type it; gives what the bot answers."""
        self.person.sends(text)
        await self.bot.until_idle()
        return self.screen.text

    async def taps(self, *labels: str) -> str:
        """Press these buttons one after the other; gives the last screen."""
        text = ""
        for label in labels:
            under = next((message for message in reversed(self.person.chat.said) if _has(message, label)), None)
            assert under is not None, (
                f"no button says {label!r}; there are {self.screen.labels} under: {self.screen.text}"
            )
            self.person.taps(under, label)
            await self.bot.until_idle()
            text = under.text
        return text

    def data(self, label: str) -> str:
        """What the button of that label carries."""
        return str(self.screen.button(label)["callback_data"])

    async def taps_data(self, *data: str) -> str:
        """Send callback data as any client can: of an old keyboard, or made up; gives the last screen."""
        for each in data:
            self.person.taps_data(self.screen, each)
            await self.bot.until_idle()
        return self.screen.text

    async def waits(self) -> str:
        """What was sent is taken in, and the album's silence goes by; gives the answer."""
        await self.bot.until_idle()
        await self.bot.advance(SILENCE)
        return self.screen.text

    async def registers(
        self, *, name: str = "真丝连衣裙", stands: str = "商家同意了", reason: str = "与描述不符"
    ) -> str:
        """A goods case, by buttons; gives its card."""
        await self.says("/new")
        await self.taps("退货退款", reason, stands)
        await self.says(name)
        await self.says("399")
        await self.taps("刚刚")
        return await self.skips()

    async def skips(self) -> str:
        """Leave the small questions behind a registration open; gives the card."""
        while any("跳过" in label for label in self.screen.labels):
            await self.taps("跳过")
        return self.screen.text


def _has(message: Message, label: str) -> bool:
    return any(label in button["text"] for row in message.rows for button in row)


@asynccontextmanager
async def shopping(folder: Path, **settings: Any) -> AsyncIterator[Shopper]:
    """小雨 in a chat that she has started; at the end every call of the bot is judged."""
    async with running_bot(folder, staging=Staging(settings=settings)) as bot:
        me = Shopper(bot, bot.server.world.xiaoyu)
        await me.says("/start")
        yield me
        judge_ledger(bot.server.world.ledger.calls())
        ledger = bot.server.world.ledger.refused
        refused = [(each.method, each.description) for each in ledger if HARMLESS not in each.description]
        assert not refused, f"Telegram would have refused: {refused}"
