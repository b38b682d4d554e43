"""The Bot API over HTTP: token, methods, downloads; troubles on request, and the end of a call whose client went."""

import asyncio
import hmac
import socket
import struct
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.tryout.call import Call
from bot.tryout.faults import GARBAGE, Fault
from bot.tryout.methods import NAMES, run
from bot.tryout.reading import call_of
from bot.tryout.refusals import RefusedError
from bot.tryout.town import Town

GONE = Response(status_code=499)  # nobody reads it: the connection is cut or the client has left


class Lines:
    """The open connections by their client's address, so that one can be cut as a broken network would."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def protocol(self) -> type[asyncio.Protocol]:
        """Give uvicorn's HTTP protocol, which also notes its connections here."""
        lines = self._open

        class Noted(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn narrows it so
                super().connection_made(transport)
                if self.client:
                    lines[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client:
                    lines.pop(self.client, None)
                super().connection_lost(exc)

        return Noted

    def cut(self, request: Request) -> Response:
        """Reset the connection of a request: the client sees it break, not an answer."""
        client = request.scope.get("client")
        transport = self._open.get(tuple(client)) if client else None
        if transport is not None:
            link = transport.get_extra_info("socket")
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
        return GONE


class BotApi:
    """Telegram's side of the wire for one bot."""

    def __init__(self, town: Town, lines: Lines) -> None:
        self._town = town
        self._lines = lines

    def routes(self) -> list[Route]:
        """Give the two kinds of address Telegram has."""
        return [
            Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download),
        ]

    def _refused(self, token: str) -> Response | None:
        """A token of the wrong form is not found, a wrong one unauthorized."""
        if hmac.compare_digest(token.encode(), self._town.token.encode()):
            return None
        number, colon, _ = token.partition(":")
        error = RefusedError(401, "Unauthorized") if number.isdecimal() and colon else RefusedError(404, "Not Found")
        return JSONResponse(error.body(), error.status)

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        refused = self._refused(request.path_params["token"])
        if refused:
            return refused
        try:
            asked = request.path_params["method"]
            call = await call_of(request, NAMES.get(asked.lower(), asked))
        except ClientDisconnect:
            return GONE
        except RefusedError as error:
            return JSONResponse(error.body(), error.status)
        fault = self._town.faults.draw(call.method, call.values.get("chat_id", ""))
        if fault is not None and not fault.after:
            spoiled = await self._spoil(request, fault)
            if spoiled:
                return spoiled
        return await self._run(request, call, fault if fault and fault.after else None)

    async def _run(self, request: Request, call: Call, fault: Fault | None) -> Response:
        work = asyncio.create_task(run(self._town, call))
        try:
            if not await _outlives(request, work):
                return GONE
            entry = work.result()
        except RefusedError as error:
            return JSONResponse(error.body(), error.status)
        if fault is not None:
            entry.answered = fault.act == "slow"
            spoiled = await self._spoil(request, fault)
            if spoiled:
                return spoiled
        return JSONResponse({"ok": True, "result": entry.result})

    async def _spoil(self, request: Request, fault: Fault) -> Response | None:
        """Do what the fault wants; None when the call shall still go its way."""
        if fault.act == "reset":
            return self._lines.cut(request)
        if fault.act == "garbage":
            return Response(GARBAGE, media_type="application/json")
        if fault.act == "hang":
            await _hang_up(request)
            return GONE
        if fault.act == "slow":
            await asyncio.sleep(fault.seconds)
            return None
        if fault.body is not None:
            return Response(fault.body, fault.status, media_type=fault.content_type)
        return JSONResponse(fault.payload(), fault.status)

    async def download(self, request: Request) -> Response:
        """Hand out a file whose path getFile lent."""
        refused = self._refused(request.path_params["token"])
        if refused:
            return refused
        fault = self._town.faults.draw("download", "")
        spoiled = await self._spoil(request, fault) if fault else None
        if spoiled:
            return spoiled
        try:
            stored = self._town.files.at(request.path_params["path"])
        except RefusedError as error:
            return JSONResponse(error.body(), error.status)
        return Response(stored.data, media_type="application/octet-stream")


async def _hang_up(request: Request) -> None:
    """Wait until the client leaves; its body is read already, so the next word from it is that."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


async def _outlives(request: Request, work: asyncio.Task[Any]) -> bool:
    """Wait for the work or for the client to leave; a poll nobody waits for must not hold its place."""
    leaving = asyncio.create_task(_hang_up(request))
    try:
        await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
        await asyncio.wait({work})
        return not work.cancelled()
    finally:
        leaving.cancel()
