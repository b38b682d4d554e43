"""The small world as tests and the page use it: a cast of people, and waiting for what happens."""

from collections.abc import Callable
from typing import Any

from bot.tryout.chats import Chat, Message
from bot.tryout.person import Person
from bot.tryout.town import Town


class World(Town):
    """The town with its cast: 小雨 (Chinese), Emma (English), a stranger, and a group of the first two with the bot."""

    def __init__(self, token: str, clock: Callable[[], float]) -> None:
        super().__init__(token, clock)
        self.xiaoyu = self.person("小雨", language="zh-hans", username="xiaoyu_buys")
        self.emma = self.person("Emma", language="en", last_name="Brown", username="emma_brown")
        self.stranger = self.person("陌生人", language="zh-hans")
        self.group = self.settle_group("家里的退款", [self.xiaoyu.id, self.emma.id])

    def person(self, name: str, *, language: str = "zh-hans", username: str = "", last_name: str = "") -> Person:
        """Give the person of this first name, who moves in when there is none yet."""
        for user in self.people.values():
            if user.first_name == name:
                return Person(self, user)
        return Person(self, self.settle_person(name, language, username, last_name))

    def person_of(self, number: int) -> Person:
        """Give the person with this id.

        Raises:
            LookupError: nobody has it.
        """
        if number not in self.people:
            raise LookupError(f"Nobody here has the id {number}.")
        return Person(self, self.people[number])

    async def wait_for(self, predicate: Callable[[], Any], timeout: float = 5.0) -> Any:  # noqa: ASYNC109 - what a waiting test says
        """Give the first truthy value of `predicate`, which is asked after everything that happens.

        `timeout` is seconds of real time.

        Raises:
            TimeoutError: it never came true; the message tells what the bot did last.
        """
        try:
            return await self.events.until(predicate, timeout)
        except TimeoutError:
            did = [f"{one.method} {str(one.params)[:160]}" for one in self.ledger.calls()[-3:]]
            no = [f"{one.method}: {one.description}" for one in self.ledger.refused[-3:]]
            raise TimeoutError(f"not within {timeout} s; the bot's last calls: {did}, refused: {no}") from None

    async def hears(self, chat: Chat, words: str = "", after: Message | None = None, timeout: float = 5.0) -> Message:  # noqa: ASYNC109 - what a waiting test says
        """Wait for the bot's message in `chat` that holds `words`, newer than `after` when given.

        Raises:
            TimeoutError: see `wait_for`.
        """
        floor = after.id if after else 0

        def newest() -> Message | None:
            fitting = [one for one in chat.said if one.id > floor and (words in one.text or words in one.labels)]
            return fitting[-1] if fitting else None

        found: Message = await self.wait_for(newest, timeout)
        return found
