"""A person in the small world: everything a Telegram client lets people do to a bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.tryout.chats import Chat, Json, Message, User
from bot.tryout.files import MEASURES
from bot.tryout.sending import forwarded
from bot.tryout.spots import units
from bot.tryout.texts import CAPTION_UNITS, TEXT_UNITS, plain
from bot.tryout.town import Tap, Town, quoted
from bot.tryout.updates import TAP_SECONDS

UPLOAD_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True)
class Person:
    """Somebody with a Telegram client. What a client would not allow raises ValueError with a sentence."""

    town: Town
    user: User

    @property
    def id(self) -> int:
        """The user id, which is also the id of the private chat."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.town.chat_of(self.user.id)

    def sends(self, text: str, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Type a text and send it."""
        clean, entities = plain(text)
        if not 1 <= units(clean) <= TEXT_UNITS:
            raise ValueError("A message has 1 to 4096 characters; send a long text in parts.")
        return self._post({"text": clean, **({"entities": entities} if entities else {})}, chat, reply_to)

    def starts(self, payload: str = "") -> Message:
        """Press Start, with the payload of a deep link if there is one."""
        return self.sends(f"/start {payload}".strip())

    def sends_photos(
        self, pictures: Sequence[bytes], caption: str = "", chat: Chat | None = None, reply_to: Message | None = None
    ) -> list[Message]:
        """Send photos; two to ten make one album, the caption stands under the first."""
        contents = [self.town.files.add_photo(data) for data in pictures]
        return self._post_files(contents, caption, chat, reply_to)

    def sends_photo(
        self, picture: bytes, caption: str = "", chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        """Send one photo."""
        return self.sends_photos([picture], caption, chat, reply_to)[0]

    def sends_file(self, name: str, data: bytes, mime: str, caption: str = "", chat: Chat | None = None) -> Message:
        """Send one file as a document."""
        return self.sends_files([(name, data, mime)], caption=caption, chat=chat)[0]

    def sends_files(
        self,
        files: Sequence[tuple[str, bytes, str]],
        kind: str = "document",
        caption: str = "",
        chat: Chat | None = None,
        reply_to: Message | None = None,
    ) -> list[Message]:
        """Send files of (name, bytes, mime) as document, video, audio, voice or animation; several make an album."""
        if kind not in MEASURES or kind == "photo":
            raise ValueError(f"A file can go as document, video, audio, voice or animation, not as {kind!r}.")
        if any(len(data) > UPLOAD_BYTES for _, data, _ in files):
            raise ValueError("A file has at most 60 MB here; choose a smaller one.")
        contents = [self.town.files.add(kind, data, name, mime) for name, data, mime in files]
        return self._post_files(contents, caption, chat, reply_to)

    def sends_location(self, latitude: float, longitude: float, chat: Chat | None = None) -> Message:
        """Send a place."""
        return self._post({"location": {"latitude": latitude, "longitude": longitude}}, chat, None)

    def forwards(
        self,
        message: Message | None = None,
        *,
        text: str = "",
        sender_name: str = "",
        date: int = 0,
        chat: Chat | None = None,
    ) -> Message:
        """Forward a message, or an invented one: `text` by `sender_name` (an account that hides itself) at `date`."""
        if message is not None:
            return self._post(forwarded(message), chat, None)
        clean, entities = plain(text)
        if not clean or not sender_name:
            raise ValueError("An invented forward needs a text and the name of its sender.")
        first = {"type": "hidden_user", "date": date or self.town.now(), "sender_user_name": sender_name}
        content: Json = {"forward_origin": first, "text": clean}
        return self._post(content | ({"entities": entities} if entities else {}), chat, None)

    def edits(self, message: Message, text: str) -> None:
        """Edit one's own message: its text, or its caption."""
        if message.raw["from"]["id"] != self.id:
            raise ValueError("A person can edit only what they wrote themselves.")
        clean, entities = plain(text)
        name = "text" if "text" in message.raw else "caption"
        marks = "entities" if name == "text" else "caption_entities"
        raw = {key: value for key, value in message.raw.items() if key not in {name, marks}}
        self.town.change(message, raw | {name: clean} | ({marks: entities} if entities else {}))
        if self._heard(self.town.chats[message.chat_id], message):
            self.town.tell("edited_message", message.raw, str(message.chat_id))

    def taps(self, message: Message, button: str) -> Tap:
        """Tap a button, named by its text or data.

        Raises:
            LookupError: no such button stands under the message now, or it is not one that reaches the bot.
        """
        found = message.button(button)
        if "callback_data" not in found:
            raise LookupError(f"the button {found['text']!r} does not reach the bot: {found}")
        return self.taps_data(message, found["callback_data"])

    def taps_data(self, message: Message, data: str) -> Tap:
        """Send callback data as any client can: of an old keyboard, of somebody else's, or made up."""
        town = self.town
        tap = Tap(town.next_tap(), self.id, message, data, town.clock())
        town.taps[tap.id] = tap
        query = {"id": tap.id, "from": self.user.view(), "chat_instance": str(-message.chat_id * 7_919), "data": data}
        shown: Json = {"chat": message.raw["chat"], "message_id": message.id, "date": 0}
        query["message"] = shown if message.deleted else message.raw
        town.tell("callback_query", query, f"tap {self.id}", TAP_SECONDS)
        town.events.publish("tap", tap=int(tap.id), person=self.id)
        return tap

    def blocks(self) -> None:
        """Block the bot: it hears of it once, then it gets 403."""
        self._membership("member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> None:
        if self.chat.blocked == (new == "kicked"):
            return
        self.chat.blocked = new == "kicked"
        change: dict[str, Any] = {"chat": self.chat.view, "from": self.user.view(), "date": self.town.now()}
        for name, status in (("old_chat_member", old), ("new_chat_member", new)):
            limit = {"until_date": 0} if status == "kicked" else {}
            change[name] = {"status": status, "user": self.town.bot.view(), **limit}
        self.town.tell("my_chat_member", change, str(self.chat.id))

    def _post_files(
        self, contents: list[Json], caption: str, chat: Chat | None, reply_to: Message | None
    ) -> list[Message]:
        clean, entities = plain(caption)
        if not 1 <= len(contents) <= 10:
            raise ValueError("One sends 1 to 10 files at a time.")
        if units(clean) > CAPTION_UNITS:
            raise ValueError("A caption has at most 1024 characters.")
        group = {"media_group_id": self.town.next_album()} if len(contents) > 1 else {}
        words = {"caption": clean} if clean else {}
        marks = {"caption_entities": entities} if entities else {}
        heads = [words | marks, *({} for _ in contents[1:])]
        return [self._post({**group, **one, **head}, chat, reply_to) for one, head in zip(contents, heads, strict=True)]

    def _post(self, content: Json, chat: Chat | None, reply_to: Message | None) -> Message:
        where = chat or self.chat
        if self.id not in where.members:
            raise ValueError(f"{self.user.first_name} is not in the chat {where.title}.")
        if where.person is not None:
            self.unblocks()
            where.started = True
        answered = {"reply_to_message": quoted(reply_to)} if reply_to else {}
        message = self.town.post(where, self.user, answered | content)
        if self._heard(where, message):
            self.town.tell("message", message.raw, str(where.id))
        return message

    def _heard(self, chat: Chat, message: Message) -> bool:
        """In a group a bot with privacy hears commands, mentions of it, and answers to it (bots/features)."""
        if chat.person is not None:
            return True
        if chat.blocked:
            return False
        name = f"@{self.town.bot.username}"
        command = message.text.startswith("/") and (
            "@" not in message.text.split()[0] or name in message.text.split()[0]
        )
        answered = message.raw.get("reply_to_message", {}).get("from", {}).get("id") == self.town.bot.id
        return not self.town.privacy or command or answered or name in message.text
