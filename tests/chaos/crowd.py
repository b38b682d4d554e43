"""People who use the bot at the same time, and wait patiently, as people do, for each answer before the next step."""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from bot.tryout.chats import Message
from bot.tryout.person import Person
from bot.tryout.world import World
from domain.journal import What
from domain.machine import Flow
from domain.moments import Moment
from tests.chaos import movers
from tests.kit.cases import a_case, told

PATIENCE = 120.0  # seconds of real time for one answer, crashes and a busy machine included
NOT_UNDERSTOOD = "没看懂"  # the answer to a text that answers nothing

#: Registering a case of goods: what is typed or tapped, and a word of the answer.
REGISTERS = (
    ("says", "/new", "想退的是什么"),
    ("taps", "退货退款", "2/"),
    ("taps", "与描述不符", "3/"),
    ("taps", "商家同意了", "4/"),
    ("says", "{name}", "5/"),
    ("says", "399", "6/"),
    ("taps", "刚刚", "登记好了"),
)


@dataclass(frozen=True, slots=True)
class Shopper:
    """One of them."""

    world: World
    person: Person

    async def says(self, text: str, then: str, patience: float = PATIENCE) -> Message:
        """Type it, and wait for an answer that is newer than the last one and holds these words."""
        before = self.person.chat.said[-1] if self.person.chat.said else None
        self.person.sends(text)
        floor = before.id if before else 0
        return await self._sees(lambda one: one.id > floor and (then in one.text or then in one.labels), patience)

    async def taps(self, label: str, then: str) -> Message:
        """
        Press the newest button of that name, and wait until its message, or a newer one, holds these words or button.

        Not an older one: behind a webhook what is typed next may overtake a tap that nobody waited for.
        """
        under = await self._sees(lambda one: any(label in each for each in one.labels))
        self.person.taps(under, label)
        return await self._sees(lambda one: one.id >= under.id and (then in one.text or then in one.labels))

    async def sends_album(self, pictures: Sequence[bytes]) -> None:
        """
        Send them together, and wait until they are said to be kept: by a new message, or by the last one, which grew.

        It grows where they come within `evidence.QUIET` of what it speaks of, by Telegram's whole seconds.
        """
        before = self._kept()
        self.person.sends_photos(pictures)
        await self._sees(lambda one: "🗂" in one.text and one.id >= before[0] and (one.id, one.text) != before)

    async def goes(self, way: Sequence[tuple[str, str, str]], name: str = "") -> Message:
        """A whole way; gives its last screen."""
        shown = None
        for how, what, then in way:
            act = self.says if how == "says" else self.taps
            shown = await act(what.format(name=name), then)
        assert shown is not None
        return shown

    async def registers(self, name: str) -> Message:
        """A case of that name; gives its card."""
        return await self.goes(REGISTERS, name)

    def _kept(self) -> tuple[int, str]:
        """The newest message that says that evidence is kept, as it reads now."""
        return max(((one.id, one.text) for one in self.person.chat.said if "🗂" in one.text), default=(0, ""))

    async def _sees(self, fits: Callable[[Message], bool], patience: float = PATIENCE) -> Message:
        """
        Wait for a message of the bot that fits; gives the newest.

        Raises:
            TimeoutError: none came; with the end of the chat, as this person sees it.
        """
        said = self.person.chat
        try:
            found: Message = await self.world.wait_for(
                lambda: next((one for one in reversed(said.said) if fits(one)), None), patience
            )
        except TimeoutError as error:
            seen = [("bot" if one.outgoing else "me", one.id, one.text[:80], one.labels) for one in said.messages[-5:]]
            raise TimeoutError(f"{self.person.user.first_name} waits in vain, seeing {seen}; {error}") from None
        return found


def people(world: World, count: int, first: int = 0) -> list[Shopper]:
    """So many people who have pressed Start."""
    settled = (world.settle_person(f"买家 {number}", "zh-hans") for number in range(first, first + count))
    crowd = [Shopper(world, Person(world, each)) for each in settled]
    for each in crowd:
        each.person.starts()
    return crowd


def picture(number: int) -> bytes:
    """A small JPEG unlike all others: noise, because two plain colours may well become the same bytes."""
    out = io.BytesIO()
    Image.frombytes("RGB", (32, 32), random.Random(number).randbytes(32 * 32 * 3)).save(out, "JPEG", quality=95)
    return out.getvalue()


async def move_in(url: str, shoppers: Sequence[Shopper], now: Moment) -> None:
    """Let each of them have a case whose parcel is to be posted, reminders planned, before the bot starts."""
    agreed = a_case(Flow.RETURN, told(What.APPROVED, now, learned=now), opened=now)
    await movers.move_in(url, {each.person.id: agreed for each in shoppers}, now)
