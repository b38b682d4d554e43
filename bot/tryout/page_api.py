"""The page's own API under /try/: what the contract with the page says, nothing that the bot could see."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.tryout.asking import named
from bot.tryout.chats import Chat, Json, Message
from bot.tryout.person import Person
from bot.tryout.refusals import RefusedError
from bot.tryout.world import World

NextDue = Callable[[], Awaitable[float | None]]
Panel = Callable[[], Awaitable[Json]]
MoveClock = Callable[[float], None]
MULTIPLE = ("photo", "document", "video")


@dataclass(frozen=True)
class Desk:
    """What the bot's command line lends the page: when something is due, what to show, how to move the clock."""

    next_due: NextDue | None = None
    panel: Panel | None = None
    move_clock: MoveClock | None = None
    iana: str = "Asia/Shanghai"


class PageApi:
    """The routes of the page."""

    def __init__(self, world: World, desk: Desk) -> None:
        self._world = world
        self._desk = desk

    def routes(self) -> list[Route]:
        """Give the routes, every one of them answering an error with one sentence."""
        table: dict[str, tuple[str, Callable[[Request], Awaitable[Response]]]] = {
            "state": ("GET", self.state),
            "messages": ("GET", self.messages),
            "events": ("GET", self.events),
            "panel": ("GET", self.panel),
            "file/{file_id}": ("GET", self.file),
            "people": ("POST", self.people),
            "send": ("POST", self.send),
            "edit": ("POST", self.edit),
            "upload": ("POST", self.upload),
            "forward": ("POST", self.forward),
            "location": ("POST", self.location),
            "tap": ("POST", self.tap),
            "block": ("POST", self.block),
            "clock": ("POST", self.clock),
        }
        return [Route(f"/try/{path}", _spoken(how), methods=[verb]) for path, (verb, how) in table.items()]

    async def state(self, _request: Request) -> Response:
        """Tell who is here."""
        world = self._world
        people = [
            {key: value for key, value in user.view().items() if key != "is_bot"} for user in world.people.values()
        ]
        chats = [
            {"id": one.id, "type": one.kind, "title": one.title, "members": one.members, "person": one.person}
            for one in world.chats.values()
        ]
        clock = {"now": world.now(), "iana": self._desk.iana}
        body = {"bot": self._bot(), "people": people, "chats": chats, "clock": clock, "seq": world.events.seq}
        return JSONResponse(body)

    def _bot(self) -> Json:
        world = self._world
        menus: dict[str, list[Json]] = {}
        for (scope, language), commands in world.profile.commands.items():
            if json.loads(scope)["type"] in {"default", "all_private_chats"}:
                menus[language] = commands
        return {
            "id": world.bot.id,
            "first_name": named(world, "name") or world.bot.first_name,
            "username": world.bot.username,
            "commands": menus.pop("", []),
            "commands_by_language": menus,
            "description": named(world, "description"),
            "short_description": named(world, "short_description"),
        }

    async def messages(self, request: Request) -> Response:
        """Give what stands in a chat."""
        chat = self._chat(request.query_params.get("chat"))
        return JSONResponse({"messages": [one.view() for one in chat.messages], "seq": self._world.events.seq})

    async def events(self, request: Request) -> Response:
        """Stream what happens from now on, or after `?after=` (or the Last-Event-ID of a reconnecting browser)."""
        asked = request.headers.get("last-event-id") or request.query_params.get("after")
        after = int(asked) if asked and asked.isdecimal() else self._world.events.seq

        async def lines() -> AsyncIterator[str]:
            yield ": here\n\n"
            async for event in self._world.events.stream(after):
                yield f"id: {event['seq']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def panel(self, _request: Request) -> Response:
        """Give what is due and what was sent, as the bot tells it."""
        empty: Json = {"due": [], "sent": [], "counts": {}}
        return JSONResponse(await self._desk.panel() if self._desk.panel else empty)

    async def file(self, request: Request) -> Response:
        """Give a file's bytes to the page."""
        stored = self._world.files.find(request.path_params["file_id"])
        if stored is None:
            raise LookupError("There is no such file.")
        name = quote(stored.name or stored.path.rsplit("/", 1)[-1])
        safe = stored.mime.startswith(("image/", "video/", "audio/")) and "svg" not in stored.mime
        mime = stored.mime if safe or stored.mime == "application/pdf" else "application/octet-stream"
        disposition = f"inline; filename*=UTF-8''{name}"
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        return Response(stored.data, media_type=mime, headers=headers)

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

    async def clock(self, request: Request) -> Response:
        """Move the clock by seconds, or to what is due next."""
        asked = await request.json()
        before = self._world.clock()
        seconds = await self._until_due() if asked.get("to") == "next" else float(asked["seconds"])
        if self._desk.move_clock is None:
            raise LookupError("This clock cannot be moved.")
        self._desk.move_clock(seconds)
        now = self._world.now()
        self._world.events.publish("clock", now=now)
        return JSONResponse({"now": now, "moved": round(self._world.clock() - before)})

    async def _until_due(self) -> float:
        due = await self._desk.next_due() if self._desk.next_due else None
        if due is None:
            raise LookupError("Nothing is due: no reminder is planned yet.")
        return max(due - self._world.clock(), 0.0)

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


def _spoken(how: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Turn what went wrong into a 4xx with one sentence."""

    async def spoken(request: Request) -> Response:
        try:
            return await how(request)
        except KeyError as error:
            return JSONResponse({"error": f"The field {error} is missing."}, 400)
        except LookupError as error:
            return JSONResponse({"error": str(error)}, 409 if request.url.path.endswith("clock") else 404)
        except RefusedError as error:
            return JSONResponse({"error": error.description}, 400)
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error) or "The request could not be read."}, 400)

    return spoken
