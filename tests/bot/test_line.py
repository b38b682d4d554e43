"""The line to Telegram: what it says of a request that broke, over real connections (reliability.md, section 1)."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import telegram
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bot import line as lines
from bot.line import Line, NeverLeft, call
from bot.tryout import faults
from bot.tryout.faults import Fault
from bot.tryout.server import TRYOUT_TOKEN, TryoutServer


@pytest.fixture
async def server() -> AsyncIterator[TryoutServer]:
    """A local Bot API to whom 小雨 has spoken."""
    async with TryoutServer() as started:
        started.world.xiaoyu.starts()
        yield started


@asynccontextmanager
async def _bot(root: str, connections: int = 16, read: float = 5.0) -> AsyncIterator[telegram.Bot]:
    line = Line(root, connections, read)
    try:
        yield telegram.Bot(TRYOUT_TOKEN, f"{root}/bot", f"{root}/file/bot", line, line)
    finally:
        await line.shutdown()


@asynccontextmanager
async def _answering(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Somebody who listens, says this to whatever comes, and hangs up; gives the address and what came."""
    heard: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as link:
        port: int = link.getsockname()[1]
        return port


async def _error(bot: telegram.Bot, chat: int) -> TelegramError:
    with pytest.raises(TelegramError) as raised:
        await call(bot, "sendMessage", {"chat_id": chat, "text": "x"})
    assert TRYOUT_TOKEN not in str(raised.value)
    return raised.value


async def test_a_refused_connection_never_left() -> None:
    """Nobody listens: the letter is soon tried again, without doubt."""
    async with _bot(f"http://127.0.0.1:{_closed_port()}") as bot:
        error = await _error(bot, 1)
    assert isinstance(error, NeverLeft)
    assert "Connect call failed" in str(error)


async def test_an_address_that_is_none_never_left() -> None:
    """A name that no server knows is no doubt either."""
    async with _bot("http://no-such-host.invalid") as bot:
        assert isinstance(await _error(bot, 1), NeverLeft)


async def test_no_place_in_the_pool_never_left(server: TryoutServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """While all connections hang, a further request waits its time and says that it was not sent."""
    monkeypatch.setattr(lines, "POOL", 0.05)
    monkeypatch.setattr(lines, "CONNECT", 0.05)
    chat = server.world.xiaoyu.id
    server.world.faults.add(Fault("sendMessage", "hang"))
    async with _bot(server.url, connections=1) as bot:
        hanging = asyncio.create_task(call(bot, "sendMessage", {"chat_id": chat, "text": "hangs"}))
        async with asyncio.timeout(5):
            while not server.world.faults.used:  # noqa: ASYNC110 - a drawn fault is no event that could be awaited
                await asyncio.sleep(0)
        assert isinstance(await _error(bot, chat), NeverLeft)
        hanging.cancel()
        await asyncio.gather(hanging, return_exceptions=True)
    assert server.world.ledger.calls("sendMessage") == []


async def test_a_connection_that_nobody_takes_never_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that answers nothing at all is given up in time; nothing was said to it."""
    monkeypatch.setattr(lines, "CONNECT", 0.2)
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for guest in (first, second):  # what comes after them is left waiting at the door
            guest.setblocking(False)  # noqa: FBT003 - socket's own
            guest.connect_ex(full.getsockname())
        async with _bot(f"http://127.0.0.1:{full.getsockname()[1]}") as bot:
            assert isinstance(await _error(bot, 1), NeverLeft)


BROKEN: dict[str, tuple[Callable[[], Fault], type[TelegramError], int]] = {
    "accepted, the answer is late": (
        lambda: Fault("sendMessage", "slow", after=True, seconds=30),
        TimedOut,
        1,
    ),
    "accepted, the connection reset": (lambda: faults.lost_answer("sendMessage"), NetworkError, 1),
    "reset before it was accepted": (lambda: faults.lost_call("sendMessage"), NetworkError, 0),
}


@pytest.mark.parametrize("broken", BROKEN)
async def test_what_may_have_arrived_is_never_said_to_be_unsent(server: TryoutServer, broken: str) -> None:
    """Accepted or not, both look the same from here, so both are in doubt."""
    fault, kind, accepted = BROKEN[broken]
    server.world.faults.add(fault())
    async with _bot(server.url, read=0.3) as bot:
        error = await _error(bot, server.world.xiaoyu.id)
    assert type(error) is kind
    assert len(server.world.ledger.calls("sendMessage")) == accepted


async def test_half_an_answer_is_in_doubt() -> None:
    """The connection ends in the middle of the body: Telegram had accepted it."""
    async with _answering(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") as (root, _), _bot(root) as bot:
        assert type(await _error(bot, 1)) is NetworkError


async def test_the_next_request_after_a_break_dials_afresh(server: TryoutServer) -> None:
    """A broken connection spoils nothing but its own request."""
    chat = server.world.xiaoyu.id
    server.world.faults.add(faults.lost_call("sendMessage"))
    async with _bot(server.url, connections=1) as bot:
        await _error(bot, chat)
        result = await call(bot, "sendMessage", {"chat_id": chat, "text": "again"})
    assert result["text"] == "again"


async def test_a_call_goes_out_as_it_is_given(server: TryoutServer) -> None:
    """Nested parameters, Chinese, an emoji and half a surrogate pair; Telegram's own refusals keep their class."""
    keyboard = {"inline_keyboard": [[{"text": "退款", "callback_data": "x"}]]}
    chat = server.world.xiaoyu.id
    async with _bot(server.url) as bot:
        result = await call(bot, "sendMessage", {"chat_id": chat, "text": "好🧥\ud83d", "reply_markup": keyboard})
        with pytest.raises(BadRequest, match="too long"):
            await call(bot, "sendMessage", {"chat_id": chat, "text": "x" * 5000})
    assert (result["text"], result["reply_markup"]) == ("好🧥?", keyboard)
    json.dumps(server.world.ledger.calls("sendMessage")[0].params)


@pytest.mark.parametrize("spared", [False, True])
async def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, *, spared: bool) -> None:
    """Unless the environment spares the address; in China there is no other way to Telegram."""
    async with _answering(b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"result":1}'[:-1]) as (proxy, heard):
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("no_proxy", "telegram.invalid" if spared else "")
        async with _bot("http://telegram.invalid") as bot:
            error = await _error(bot, 1)
    assert isinstance(error, NeverLeft) is spared
    assert [words.split()[1].startswith(b"http://telegram.invalid/") for words in heard] == ([] if spared else [True])
