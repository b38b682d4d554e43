"""How a run is set: what may go wrong, who is there, and in which order Telegram tells."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from bot.tryout.person import Person
from bot.tryout.updates import Update

Story = Callable[[Person], Awaitable[None]]
Arrange = Callable[[list[Update]], list[Update]]


@dataclass(frozen=True, slots=True)
class Scene:
    """
    As a rule a month with everything that can happen.

    `grid`: Telegram tells only every so many seconds, and takes no time for it; 0: at once, after the usual while.
    `mixed`: what it tells is told twice now and then, chats in any order among each other, each in its own.
    `crowd`: so many people, each taking up the phone `busy` times a day; 0: as the seed says.
    `story`: what everybody does instead of what the seed says. `dies_at`: the process is killed at the point of that
    number, counted from its start, and started again; -1: it is not.
    """

    troubles: bool = True
    grid: float = 0.0
    mixed: bool = False
    crowd: int = 0
    busy: float = 0.0
    story: Story | None = None
    dies_at: int = -1


MONTH = Scene()


def chat_of(update: Update) -> int:
    """Whose update it is."""
    body = next(value for key, value in update.items() if key != "update_id")
    return int(body["from"]["id"])


def overtaking(dice: Random) -> Arrange:
    """Chats among each other in any order, and a tap may overtake: only messages of one chat keep theirs."""

    def arrange(batch: list[Update]) -> list[Update]:
        if len(batch) < 2 or dice.random() < 0.5:
            return batch
        return _woven(dice, batch, lambda update: (chat_of(update), "callback_query" in update))

    return arrange


def twice(dice: Random, counted: Counter[str]) -> Arrange:
    """Chats in any order among each other, each in its own; and a third of all updates once more, later."""

    def arrange(batch: list[Update]) -> list[Update]:
        told = _woven(dice, batch, chat_of)
        counted["mixed"] += told != batch
        for update in [each for each in batch if dice.random() < 0.3]:
            told.insert(dice.randint(told.index(update) + 1, len(told)), update)
            counted["twice"] += 1
        return told

    return arrange


def _woven(dice: Random, batch: list[Update], key: Callable[[Update], object]) -> list[Update]:
    queues: dict[object, list[Update]] = {}
    for update in batch:
        queues.setdefault(key(update), []).append(update)
    order = [name for name, queue in queues.items() for _ in queue]
    dice.shuffle(order)
    return [queues[name].pop(0) for name in order]
