"""People do what a Telegram client lets them do, and no more."""

from collections.abc import Callable

import pytest

from bot.tryout.chats import Chat
from bot.tryout.world import World
from tests.bot.tryout.caller import Caller

Paint = Callable[..., bytes]


def kinds(world: World) -> list[str]:
    """Give the kinds of all updates."""
    return [next(name for name in update if name != "update_id") for update in world.updates.seen]


def test_the_cast_is_there(world: World) -> None:
    """Two shoppers, a stranger, and a group of the two."""
    names = [user.first_name for user in world.people.values()]
    assert names == ["小雨", "Emma", "陌生人"]
    assert world.group.members == [world.xiaoyu.id, world.emma.id]
    assert world.person("Emma") == world.emma
    assert world.person("阿玉", language="zh").user.language_code == "zh"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/start", True),
        ("/start@refund_keeper_bot", True),
        ("/start@other_bot", False),  # meant for somebody else
        ("今天吃什么", False),  # privacy mode
        ("@refund_keeper_bot 看看", True),
    ],
)
def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(world: World, text: str, *, heard: bool) -> None:
    """Commands and mentions of it; everything when privacy is off."""
    world.xiaoyu.sends(text, chat=world.group)
    assert bool(world.updates.seen) is heard
    world.privacy = False
    world.xiaoyu.sends("今天吃什么", chat=world.group)
    assert len(world.updates.seen) == heard + 1


async def test_in_a_group_the_bot_hears_answers_to_it(call: Caller, world: World) -> None:
    """A reply to its message reaches it without a command."""
    await call("sendMessage", chat_id=world.group.id, text="谁的订单？")
    world.emma.sends("mine", chat=world.group, reply_to=world.group.last)
    assert world.updates.seen[0]["message"]["reply_to_message"]["text"] == "谁的订单？"


def test_blocking_is_told_once_and_writing_unblocks(world: World, chat: Chat) -> None:
    """my_chat_member for each change, then the message."""
    world.xiaoyu.blocks()
    world.xiaoyu.blocks()
    world.xiaoyu.sends("我回来了")
    assert kinds(world) == ["message", "my_chat_member", "my_chat_member", "message"]
    states = [one["my_chat_member"]["new_chat_member"]["status"] for one in world.updates.seen[1:3]]
    assert states == ["kicked", "member"]


async def test_a_button_is_tapped_by_text_part_or_data(call: Caller, world: World, chat: Chat) -> None:
    """A label, a part only one button has, or the data; anything else says what is there."""
    keyboard = {
        "inline_keyboard": [
            [{"text": "✅ 已寄出", "callback_data": "a"}, {"text": "✅ 已收货", "callback_data": "b"}],
            [{"text": "复制", "copy_text": {"text": "1"}}],
        ]
    }
    await call("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)
    assert [world.xiaoyu.taps(chat.last, by).data for by in ("✅ 已寄出", "收货", "a")] == ["a", "b", "a"]
    for wrong in ("✅", "没有", "复制"):
        with pytest.raises(LookupError, match=r"已寄出|复制"):
            world.xiaoyu.taps(chat.last, wrong)
    assert world.xiaoyu.taps_data(chat.last, "made up").data == "made up"


def test_an_update_holds_things_as_they_were(world: World, chat: Chat) -> None:
    """A later edit does not reach back into an update that was queued before."""
    message = world.xiaoyu.sends("旧")
    world.xiaoyu.edits(message, "新")
    assert [update[kind]["text"] for update, kind in zip(world.updates.seen[1:], kinds(world)[1:], strict=True)] == [
        "旧",
        "新",
    ]
    assert chat.messages[-1].text == "新"


def test_what_a_client_does_not_allow_is_an_error(world: World, picture: Paint) -> None:
    """Too long, too many, not there: each a sentence."""
    with pytest.raises(ValueError, match="4096"):
        world.xiaoyu.sends("x" * 4097)
    with pytest.raises(ValueError, match="1 to 10"):
        world.xiaoyu.sends_photos([picture()] * 11)
    with pytest.raises(ValueError, match="1024"):
        world.xiaoyu.sends_photo(picture(), "x" * 1025)
    with pytest.raises(ValueError, match="60 MB"):
        world.xiaoyu.sends_file("a", bytes(60 * 1024 * 1024 + 1), "a/b")
    with pytest.raises(ValueError, match="not in the chat"):
        world.stranger.sends("x", chat=world.group)
    with pytest.raises(ValueError, match="themselves"):
        world.emma.edits(world.xiaoyu.sends("x"), "y")


async def test_waiting_tells_what_happened_instead(call: Caller, world: World, chat: Chat) -> None:
    """A wait in vain names the bot's last calls and refusals."""
    await call("sendMessage", chat_id=chat.id, text="别的")
    await call.refused("sendMessage", chat_id=chat.id, text="")
    with pytest.raises(TimeoutError, match=r"别的.*message text is empty"):
        await world.hears(chat, "等不到", timeout=0.01)
    assert (await world.hears(chat, "别")).text == "别的"


def test_a_second_run_gives_no_number_twice(world: World) -> None:
    """A bot that kept its data meets no update, message, album or tap of an earlier run again."""
    later = World(world.token, lambda: world.clock() + 1000)
    for one in (world, later):
        one.xiaoyu.taps_data(one.xiaoyu.starts(), "x")
    first, second = ([update["update_id"] for update in one.updates.seen] for one in (world, later))
    assert max(first) < min(second)
    assert world.xiaoyu.chat.messages[-1].id < later.xiaoyu.chat.messages[-1].id
    assert not set(world.taps) & set(later.taps)
    assert world.next_album() != later.next_album()
