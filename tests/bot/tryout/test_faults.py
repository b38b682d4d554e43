"""Troubles on request arrive at the client as the real ones would."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import httpx
import pytest
import telegram

from bot.tryout import faults
from bot.tryout.chats import Chat
from bot.tryout.faults import Fault, Faults
from bot.tryout.server import TryoutServer, listening
from bot.tryout.world import World
from tests.bot.tryout.caller import Caller


@pytest.fixture
def bot(server: TryoutServer, monkeypatch: pytest.MonkeyPatch) -> telegram.Bot:
    """Give python-telegram-bot's own client, which warns of retry_after unless told to give a timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    return telegram.Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.pause("sendMessage", 7), telegram.error.RetryAfter),
        (Fault("sendMessage"), telegram.error.NetworkError),  # 500
        (faults.bad_gateway("sendMessage"), telegram.error.NetworkError),  # HTML, not JSON
        (faults.unauthorized("sendMessage"), telegram.error.InvalidToken),
        (faults.empty_404("sendMessage"), telegram.error.InvalidToken),
        (faults.forbidden_page("sendMessage"), telegram.error.Forbidden),
        (Fault("sendMessage", status=409, description="Conflict: x"), telegram.error.Conflict),
        (faults.lost_call("sendMessage"), telegram.error.NetworkError),
        (Fault("sendMessage", "garbage"), telegram.error.TelegramError),
    ],
)
async def test_a_fault_is_what_the_client_knows_it_as(
    bot: telegram.Bot, chat: Chat, world: World, fault: Fault, error: type[Exception]
) -> None:
    """Each trouble raises the client's own exception once, nothing is accepted, and the next call goes through."""
    world.faults.add(fault)
    async with bot:
        with pytest.raises(error):
            await bot.send_message(chat.id, "x")
        assert not chat.said
        await bot.send_message(chat.id, "x")
    assert len(chat.said) == 1
    assert world.faults.used == [fault]


@pytest.mark.parametrize("fault", [faults.lost_answer("sendMessage"), Fault("sendMessage", "garbage", after=True)])
async def test_a_lost_answer_was_accepted_all_the_same(
    bot: telegram.Bot, chat: Chat, world: World, fault: Fault
) -> None:
    """The client sees a failure, the shopper sees the message, and the book knows that nobody was told."""
    world.faults.add(fault)
    async with bot:
        with pytest.raises(telegram.error.TelegramError):
            await bot.send_message(chat.id, "x")
    assert chat.last.text == "x"
    assert [entry.answered for entry in world.ledger.calls("sendMessage")] == [False]


async def test_a_hanging_call_ends_with_its_client(server: TryoutServer, chat: Chat, world: World) -> None:
    """It is never accepted, and it holds nothing once the client gave up."""
    world.faults.add(Fault("sendMessage", "hang"))
    address = f"{server.url}/bot{server.token}/sendMessage"
    async with httpx.AsyncClient(trust_env=False, timeout=0.2) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(address, json={"chat_id": chat.id, "text": "x"})
    assert not chat.said


async def test_a_slow_call_is_accepted_late(call: Caller, chat: Chat, world: World) -> None:
    """The answer is whole, only later."""
    world.faults.add(Fault("sendMessage", "slow", seconds=0.01), Fault("sendMessage", "slow", seconds=0.01, after=True))
    await call("sendMessage", chat_id=chat.id, text="x")
    await call("sendMessage", chat_id=chat.id, text="y")
    assert [entry.answered for entry in world.ledger.calls("sendMessage")] == [True, True]


async def test_a_poll_can_be_reset_too(call: Caller, world: World, holding: Callable[[], Awaitable[None]]) -> None:
    """A reset after the updates were taken confirms nothing: they come again."""
    world.faults.add(faults.lost_answer("getUpdates"))
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await holding()
    world.xiaoyu.sends("x")
    with pytest.raises(httpx.HTTPError):
        await poll
    assert len(await call("getUpdates")) == 1


def test_a_storm_can_be_replayed_by_its_seed() -> None:
    """The same seed draws the same troubles, and about as many as its chance says."""

    def storm(seed: int) -> list[bool]:
        drawn = Faults(seed)
        drawn.add(Fault("*", chance=0.2, times=None))
        return [drawn.draw("sendMessage", "1") is not None for _ in range(1000)]

    assert storm(3) == storm(3) != storm(4)
    assert 150 < sum(storm(3)) < 250


def test_a_fault_can_be_meant_for_one_chat() -> None:
    """Another chat, and another method, never see it."""
    drawn = Faults()
    drawn.add(Fault("sendMessage", chat_id=5, times=1))
    assert [drawn.draw(*one) is not None for one in (("sendMessage", "6"), ("getMe", ""), ("sendMessage", "5"))] == [
        False,
        False,
        True,
    ]


def test_an_answer_never_waits_for_an_acknowledgement() -> None:
    """What is accepted sends at once: 1 ms a call instead of 44."""
    with listening(("127.0.0.1", 0)) as link, socket.create_connection(link.getsockname()):
        accepted, _ = link.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
