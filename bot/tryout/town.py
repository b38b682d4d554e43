"""The state of the small world: its bot, people, chats, files, updates and books; who changes it announces it."""

import copy
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.tryout.chats import Chat, Json, Message, User
from bot.tryout.events import Events
from bot.tryout.faults import Faults
from bot.tryout.files import FileStore
from bot.tryout.ledger import Ledger
from bot.tryout.rates import Rates
from bot.tryout.updates import TAP_SECONDS, Update, UpdateQueue

FIRST_PERSON = 5_200_000_001  # more than 32 bits, as real ids have
FIRST_GROUP = -4_200_000_001


@dataclass
class Tap:
    """A tap on a button; `answer` holds what answerCallbackQuery said, once it did."""

    id: str
    person: int
    message: Message
    data: str
    at: float
    answer: Json | None = None


@dataclass
class Profile:
    """What the bot says of itself: each by scope or language, as the set methods file it."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menus: dict[int, Json] = field(default_factory=dict)


@dataclass
class Hook:
    """Where updates are pushed to; an empty url means polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


class Town:
    """Everything the server knows. `clock` gives unix seconds and may be moved; `token` is the one bot's."""

    def __init__(self, token: str, clock: Callable[[], float]) -> None:
        self.token = token
        self.clock = clock
        self.bot = User(int(token.split(":", maxsplit=1)[0]), "退款管家", username="refund_keeper_bot", is_bot=True)
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.files = FileStore(clock)
        self.updates = UpdateQueue(clock, first_id=int(clock()))
        self.ledger = Ledger()
        self.faults = Faults()
        self.rates = Rates(clock)
        self.events = Events()
        self.updates.watchers.append(self.events.wake)
        self.profile = Profile()
        self.hook = Hook()
        self.privacy = True  # as BotFather sets it: in groups a bot sees commands, replies and mentions alone
        self.tap_answer_seconds = TAP_SECONDS
        self._numbers = _counters(int(clock()))

    def now(self) -> int:
        """Give the time in whole unix seconds, as Telegram dates things."""
        return int(self.clock())

    def settle_person(self, first_name: str, language: str, username: str = "", last_name: str = "") -> User:
        """Let a person move in, with a private chat that is not started yet."""
        user = User(FIRST_PERSON + len(self.people), first_name, language, username, last_name)
        self.people[user.id] = user
        view = {"id": user.id, "type": "private", "first_name": first_name}
        view |= {name: value for name, value in (("last_name", last_name), ("username", username)) if value}
        self.chats[user.id] = Chat(user.id, "private", first_name, [user.id], user.id, view=view)
        self.events.publish("state")
        return user

    def settle_group(self, title: str, members: list[int]) -> Chat:
        """Found a group of these people and the bot."""
        number = FIRST_GROUP - sum(chat.id < 0 for chat in self.chats.values())
        view = {"id": number, "type": "group", "title": title}
        chat = Chat(number, "group", title, members, started=True, view=view)
        self.chats[number] = chat
        self.events.publish("state")
        return chat

    def post(self, chat: Chat, author: User, content: Json) -> Message:
        """Put a message into a chat; ids count through all chats, as they do for a bot."""
        number = next(self._numbers["message"])
        head = {"message_id": number, "from": author.view(), "chat": dict(chat.view), "date": self.now()}
        message = Message({**head, **content}, outgoing=author.is_bot)
        chat.all[number] = message
        self.events.publish("message", message=message.view())
        return message

    def change(self, message: Message, raw: Json) -> None:
        """Replace a message by its edited form, dated now."""
        message.raw = {**raw, "edit_date": self.now()}
        self.events.publish("edited", message=message.view())

    def remove(self, message: Message) -> None:
        """Delete a message."""
        message.deleted = True
        chat = self.chats[message.chat_id]
        chat.pinned = [number for number in chat.pinned if number != message.id]
        self.events.publish("deleted", chat=message.chat_id, message_id=message.id)

    def tell(self, kind: str, content: Json, key: str, lifetime: float = 86_400.0) -> Update | None:
        """Queue an update for the bot, holding things as they are at this moment."""
        return self.updates.add(kind, copy.deepcopy(content), key=key, lifetime=lifetime)

    def next_album(self) -> str:
        """Give a fresh media_group_id."""
        return str(next(self._numbers["album"]))

    def next_tap(self) -> str:
        """Give a fresh callback query id."""
        return str(next(self._numbers["tap"]))

    def chat_of(self, person: int) -> Chat:
        """Give the private chat of a person."""
        return self.chats[person]

    def find_chat(self, wanted: str) -> Chat | None:
        """Find a chat by its number or by @username."""
        if wanted.startswith("@"):
            named = [one for one in self.chats.values() if one.view.get("username") == wanted[1:]]
            return named[0] if named else None
        try:
            return self.chats.get(int(wanted))
        except ValueError:
            return None


def _counters(birth: int) -> dict[str, Iterator[int]]:
    """Counters that begin with the world: a bot that kept its data meets no number of an earlier run again."""
    starts = {"message": birth % 1_000_000_000 + 1, "album": birth * 10_000_000, "tap": birth * 1_000_000}
    return {what: itertools.count(start) for what, start in starts.items()}


def quoted(message: Message) -> dict[str, Any]:
    """Give a message as `reply_to_message` carries it: without the message it answers in turn."""
    return {key: value for key, value in copy.deepcopy(message.raw).items() if key != "reply_to_message"}
