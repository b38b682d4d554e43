"""What people do on the page: write, send files, forward, tap, block, move in."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.tryout.chats import Chat, Message
from bot.tryout.person import Person
from bot.tryout.world import World


class PageActs:
    """The POST half of the page's API, but for the clock."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def people(self, request: Request) -> Response:
        """Let a person move in."""
        asked = await request.json()
        name = str(asked.get("first_name", "")).strip()
        if not name:
            raise ValueError("A person needs a first name.")
        language, username = str(asked.get("language_code") or "zh-hans"), str(asked.get("username") or "")
        user = self._world.settle_person(name, language, username)
        return JSONResponse({key: value for key, value in user.view().items() if key != "is_bot"})

    async def send(self, request: Request) -> Response:
        """Send a typed text."""
        asked = await request.json()
        who, chat = self._who(asked)
        reply = self._message(chat, asked["reply_to"]) if asked.get("reply_to") else None
        return _one(who.sends(str(asked["text"]), chat, reply))

    async def edit(self, request: Request) -> Response:
        """Edit a person's own message."""
        asked = await request.json()
        who, chat = self._who(asked)
        message = self._message(chat, asked["message_id"])
        who.edits(message, str(asked["text"]))
        return _one(message)

    async def upload(self, request: Request) -> Response:
        """Send one to ten files, several as one album."""
        async with request.form(max_files=10) as form:
            who, chat = self._who(form)
            kind = str(form.get("as") or "document")
            caption = str(form.get("caption") or "")
            reply = self._message(chat, form["reply_to"]) if form.get("reply_to") else None
            files = [
                (one.filename or "file", await one.read(), one.content_type or "application/octet-stream")
                for one in form.getlist("files")
                if isinstance(one, UploadFile)
            ]
        if kind == "photo":
            sent = who.sends_photos([data for _, data, _ in files], caption, chat, reply)
        else:
            sent = who.sends_files(files, kind, caption, chat, reply)
        return JSONResponse({"messages": [one.view() for one in sent]})

    async def forward(self, request: Request) -> Response:
        """Forward a message, or an invented one."""
        asked = await request.json()
        who, chat = self._who(asked)
        if asked.get("message_id"):
            source = self._chat(asked["from_chat"]) if asked.get("from_chat") else chat
            return _one(who.forwards(self._message(source, asked["message_id"]), chat=chat))
        text, name = str(asked.get("text") or ""), str(asked.get("sender_name") or "")
        return _one(who.forwards(text=text, sender_name=name, date=int(asked.get("date") or 0), chat=chat))

    async def location(self, request: Request) -> Response:
        """Send a place."""
        asked = await request.json()
        who, chat = self._who(asked)
        return _one(who.sends_location(float(asked["latitude"]), float(asked["longitude"]), chat))

    async def tap(self, request: Request) -> Response:
        """Tap a button by its data."""
        asked = await request.json()
        who, chat = self._who(asked)
        made = who.taps_data(self._message(chat, asked["message_id"]), str(asked["data"]))
        return JSONResponse({"tap": int(made.id)})

    async def block(self, request: Request) -> Response:
        """Block the bot, or let it in again."""
        asked = await request.json()
        chat = self._chat(asked["chat"])
        if chat.person is None:
            raise ValueError("Only a person can block the bot; choose a private chat.")
        who = self._world.person_of(chat.person)
        who.blocks() if asked["blocked"] else who.unblocks()
        return JSONResponse({})

    def _chat(self, number: Any) -> Chat:
        chat = self._world.find_chat(str(number))
        if chat is None:
            raise ValueError(f"There is no chat {number}.")
        return chat

    def _who(self, asked: Any) -> tuple[Person, Chat]:
        return self._world.person_of(int(asked["person"])), self._chat(asked["chat"])

    def _message(self, chat: Chat, number: Any) -> Message:
        message = chat.find(int(number))
        if message is None:
            raise ValueError(f"There is no message {number} in this chat.")
        return message


def _one(message: Message) -> Response:
    return JSONResponse({"message": message.view()})
