"""People, chats and messages as the world holds them; the JSON inside is the Bot API's own."""

import copy
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    language_code: str = ""
    username: str = ""
    last_name: str = ""
    is_bot: bool = False

    def view(self) -> Json:
        """Give the Bot API's User; what is empty is absent."""
        seen: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                seen[name] = getattr(self, name)
        return seen


@dataclass
class Message:
    """One message in a chat. `raw` is the Bot API's Message as it stands now, after edits."""

    raw: Json
    outgoing: bool = False
    deleted: bool = False

    @property
    def id(self) -> int:
        """The message_id."""
        return int(self.raw["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it stands in."""
        return int(self.raw["chat"]["id"])

    @property
    def text(self) -> str:
        """Its text or caption, empty for neither."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def rows(self) -> list[list[Json]]:
        """The rows of its inline buttons."""
        return list(self.raw.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def labels(self) -> list[str]:
        """The texts of its buttons, row by row."""
        return [str(button["text"]) for row in self.rows for button in row]

    @property
    def file_id(self) -> str:
        """The id of its file, the largest size of a photo, empty when it has none."""
        if "photo" in self.raw:
            return str(self.raw["photo"][-1]["file_id"])
        for kind in ("animation", "document", "video", "audio", "voice"):
            if kind in self.raw:
                return str(self.raw[kind]["file_id"])
        return ""

    def button(self, wanted: str) -> Json:
        """Find a button by its text, its data, or a part of its text that only one button has.

        Raises:
            LookupError: none fits, or several do; the sentence lists the buttons.
        """
        buttons = [button for row in self.rows for button in row]
        exact = [one for one in buttons if wanted in {one["text"], one.get("callback_data")}]
        fitting = exact or [one for one in buttons if wanted in one["text"]]
        if len(fitting) != 1:
            raise LookupError(f"{len(fitting)} buttons fit {wanted!r}; the message shows {self.labels}: {self.text!r}")
        return fitting[0]

    def view(self) -> Json:
        """Give the page's view: the Bot API's Message, marked when the bot sent it."""
        return {**copy.deepcopy(self.raw), **({"outgoing": True} if self.outgoing else {})}


@dataclass
class Chat:
    """A private chat with `person`, or a group."""

    id: int
    kind: str
    title: str
    members: list[int]
    person: int | None = None
    started: bool = False
    blocked: bool = False
    view: Json = field(default_factory=dict)
    all: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, oldest first."""
        return [one for one in self.all.values() if not one.deleted]

    @property
    def said(self) -> list[Message]:
        """What the bot has said here and not deleted, oldest first."""
        return [one for one in self.messages if one.outgoing]

    @property
    def last(self) -> Message:
        """The bot's newest message.

        Raises:
            LookupError: the bot has said nothing here.
        """
        if not self.said:
            raise LookupError(f"the bot has said nothing in the chat {self.title!r}")
        return self.said[-1]

    def find(self, message_id: int) -> Message | None:
        """Find a message that was not deleted."""
        message = self.all.get(message_id)
        return None if message is None or message.deleted else message
