"""What people do with the bot all day, by dice: mostly they look and talk, now and then they register or are paid."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random

from bot.tryout.chats import Message
from domain import allowance
from tests.chaos.crowd import NOT_UNDERSTOOD, PATIENCE, Shopper, picture

LIST, CARD, MORE = "📬 提醒记录", "📋 我的案件", "⋯ 更多"  # buttons: of the list, of any card, of an open case's card
AT_ONCE = 4  # cases that somebody has open: with so many, one is paid before the next is registered


class Over(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """The day is over: whoever was in the middle of something leaves it there."""


class Pace:
    """So many updates a second, whoever sends them; what was missed while the bot was away is not made up for."""

    def __init__(self, a_second: float) -> None:
        self._every = 1 / a_second
        self._next = time.monotonic()
        self._turn = asyncio.Lock()
        self.over = False  #: whose turn would come hears that it is over

    async def comes(self, updates: int = 1) -> None:
        """
        Wait until so many may be sent.

        Raises:
            Over: nobody sends anything any more.
        """
        async with self._turn:
            await asyncio.sleep(max(0.0, self._next - time.monotonic()))  # the pace is the test's size
            self._next = max(self._next, time.monotonic() - 1.0) + updates * self._every
            if self.over:
                self._next = 0.0
                raise Over

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nobody sends anything while the block lasts."""
        async with self._turn:
            yield


@dataclass(frozen=True, slots=True)
class Regular(Shopper):
    """Somebody who comes every day, and keeps to the pace that all share."""

    pace: Pace
    dice: Random
    _done: list[int] = field(default_factory=lambda: [0])

    async def lives(self) -> None:
        """One thing after the other, until the pace is over."""
        with suppress(Over):
            while True:
                (habit,) = self.dice.choices(tuple(HABITS), tuple(HABITS.values()))
                await habit(self)
                self._done[0] += 1

    async def says(self, text: str, then: str, patience: float = PATIENCE) -> Message:
        """As any shopper, when it is our turn."""
        await self.pace.comes()
        return await Shopper.says(self, text, then, patience)

    async def taps(self, label: str, then: str) -> Message:
        """As any shopper, when it is our turn."""
        await self.pace.comes()
        return await Shopper.taps(self, label, then)

    async def sends_album(self, pictures: Sequence[bytes]) -> None:
        """As any shopper, when it is our turn."""
        await self.pace.comes(len(pictures))
        await Shopper.sends_album(self, pictures)

    @property
    def number(self) -> int:
        """Of what is done now; nobody else's and no other thing has it."""
        return self.person.id * 100_000 + self._done[0]

    async def opens_a_case(self) -> Message:
        """The list, and of it the first card."""
        await self.says("/cases", LIST)
        return await self.taps("1. ", CARD)


async def looks(one: Regular) -> None:
    """Into a case: its card, or more, and what has happened so far."""
    card = await one.opens_a_case()
    if MORE in card.labels:
        await one.taps(MORE, "🕘 经过")
        await one.taps("🕘 经过", "经过\n")


async def asks(one: Regular) -> None:
    """What there will be reminders of, this week and later."""
    shown = await one.says("/reminders", "提醒记录")
    if any("更晚" in label for label in shown.labels):
        await one.taps("更晚", "提醒记录")


async def chats(one: Regular) -> None:
    """Something that answers nothing."""
    await one.says(f"第 {one.number} 句", NOT_UNDERSTOOD)


async def sends(one: Regular) -> None:
    """A photo, or an album, for the case that is asked about; who has little room left sends nothing more."""
    first, many = one.number * 10, one.dice.choice((1, 1, 2, 3))
    if sum(bool(said.file_id) for said in one.person.chat.messages if not said.outgoing) > allowance.FILES // 2:
        return
    await one.sends_album([picture(first + place) for place in range(many)])
    kept = next(said for said in reversed(one.person.chat.said) if "🗂" in said.text)
    if "🗂 先存着" in kept.labels:
        await one.taps(kept.labels[0], "放进了")


async def carries_on(one: Regular) -> None:
    """Registers a case; who has enough of them is paid first."""
    shown = await one.says("/cases", LIST)
    if sum(line[1:3] == ". " for line in shown.text.splitlines()) < AT_ONCE:
        await one.registers(f"第 {one.number} 件")
        return
    await one.taps("1. ", CARD)
    await one.taps(MORE, "✅ 钱到账了")
    await one.taps("✅ 钱到账了", "全到了吗")
    await one.taps("✅ 全数到账", "到账")


async def wants_a_dossier(one: Regular) -> None:
    """Of the first case."""
    card = await one.opens_a_case()
    if MORE in card.labels:
        await one.taps(MORE, "📄 卷宗")
        await one.taps("📄 卷宗", "在下面")


#: What they do, and how often of a hundred times.
HABITS: dict[Callable[[Regular], Awaitable[None]], int] = {
    looks: 40,
    asks: 15,
    chats: 20,
    sends: 16,
    carries_on: 8,
    wants_a_dossier: 1,
}


def regulars(crowd: Sequence[Shopper], pace: Pace, seed: int) -> list[Regular]:
    """The same people, each with dice of their own."""
    return [Regular(each.world, each.person, pace, Random(seed + place)) for place, each in enumerate(crowd)]
