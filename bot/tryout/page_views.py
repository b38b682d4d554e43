"""What the page shows: who is here, what was said, what happens, what is due; and the clock it can move."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.tryout.chats import Json
from bot.tryout.profile import in_languages, named
from bot.tryout.world import World

NextDue = Callable[[], Awaitable[float | None]]
Panel = Callable[[], Awaitable[Json]]
MoveClock = Callable[[float], None]


@dataclass(frozen=True)
class Desk:
    """What the bot's command line lends the page: when something is due, what to show, how to move the clock."""

    next_due: NextDue | None = None
    panel: Panel | None = None
    move_clock: MoveClock | None = None
    iana: str = "Asia/Shanghai"


_NAMED = {"first_name": "name", "description": "description", "short_description": "short_description"}


class PageViews:
    """The GET half of the page's API, and its clock."""

    def __init__(self, world: World, desk: Desk) -> None:
        self._world = world
        self._desk = desk

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
            **{f"{key}_by_language": in_languages(world, what) for key, what in _NAMED.items()},
        }

    async def messages(self, request: Request) -> Response:
        """Give what stands in a chat."""
        chat = self._world.find_chat(request.query_params.get("chat", ""))
        if chat is None:
            raise LookupError("There is no such chat.")
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

    async def clock(self, request: Request) -> Response:
        """Move the clock by seconds, or to what is due next."""
        asked = await request.json()
        before = self._world.clock()
        seconds = await self._until_due() if asked.get("to") == "next" else float(asked["seconds"])
        if self._desk.move_clock is None:
            raise LookupError("This clock cannot be moved.")
        self._desk.move_clock(seconds)
        self._world.updates.stir()
        now = self._world.now()
        self._world.events.publish("clock", now=now)
        return JSONResponse({"now": now, "moved": round(self._world.clock() - before)})

    async def _until_due(self) -> float:
        due = await self._desk.next_due() if self._desk.next_due else None
        if due is None:
            raise LookupError("Nothing is due: no reminder is planned yet.")
        return max(due - self._world.clock(), 0.0)
