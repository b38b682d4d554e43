"""Everything the server answers and sends is Bot API, say judges that nobody here wrote."""

import io
from collections.abc import Callable

import pytest
import telegram
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard

from bot.tryout.chats import Chat
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from tests.kit import judge

Paint = Callable[..., bytes]


@pytest.fixture
def bot(server: TryoutServer) -> telegram.Bot:
    """Give python-telegram-bot's own client."""
    return telegram.Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")


def board() -> Keyboard:
    """Give a keyboard with the three kinds of button that the bot uses."""
    return Keyboard(
        [
            [
                Button("已寄出", callback_data="v1|x", style="success"),
                Button("复制", copy_text=telegram.CopyTextButton("1")),
            ],
            [Button("规则", url="https://example.com/rules")],
        ]
    )


def judge_updates(world: World) -> None:
    """Judge every update there ever was."""
    for update in world.updates.seen:
        judge.judge_update(update)


def judge_book(world: World) -> None:
    """Judge every call and answer; nothing was refused, nothing went unread."""
    judge.judge_ledger(world.ledger.entries)
    assert not world.ledger.refused
    assert [entry.unread for entry in world.ledger.entries if entry.unread] == []


async def test_updates_of_messages_and_files_are_bot_api(world: World, picture: Paint) -> None:
    """Each kind of message, file and edit makes an update both judges accept."""
    judge.need_spec()
    who = world.xiaoyu
    who.starts("ref_1")
    who.edits(who.sends("看 https://example.com 和 #退款 @someone_x"), "改过的 a@b.com")
    who.sends_photos([picture(), picture(900, 700)], "两张")
    who.sends_file("单据.pdf", b"%PDF-1.4", "application/pdf", "发票")
    who.sends_file("原图.jpg", picture(600, 400), "image/jpeg")
    for kind, mime in (
        ("video", "video/mp4"),
        ("voice", "audio/ogg"),
        ("audio", "audio/mpeg"),
        ("animation", "video/mp4"),
    ):
        who.sends_files([(f"a.{kind}", b"1234", mime)], kind)
    assert len(world.updates.seen) == 11
    judge_updates(world)


async def test_updates_of_places_forwards_taps_and_blocks_are_bot_api(world: World) -> None:
    """Also a tap under a deleted message, an answer to the bot, and a command in a group."""
    judge.need_spec()
    who = world.xiaoyu
    first = who.starts()
    who.sends_location(31.2, 121.5)
    who.forwards(first)
    who.forwards(text="不退", sender_name="商家客服", date=1_794_000_000)
    asked = world.post(who.chat, world.bot, {"text": "好吗", "reply_markup": board().to_dict()})
    who.sends("好", reply_to=asked)
    who.taps(asked, "已寄出")
    world.remove(asked)
    who.taps_data(asked, "v1|x")
    who.blocks()
    who.unblocks()
    world.emma.sends("/start@refund_keeper_bot", chat=world.group)
    assert len(world.updates.seen) == 10
    judge_updates(world)


async def test_the_answers_to_sending_are_bot_api(bot: telegram.Bot, world: World, chat: Chat, picture: Paint) -> None:
    """python-telegram-bot calls each sending method; both judges accept calls and answers."""
    judge.need_spec()
    async with bot:
        sent = await bot.send_message(chat.id, "<b>案子</b> <pre><code class='language-py'>x</code></pre>", "HTML")
        photo = await bot.send_photo(chat.id, picture(1600, 900), "图", reply_markup=board(), has_spoiler=True)
        await bot.send_document(chat.id, io.BytesIO(b"zip"), filename="证据.zip", protect_content=True)
        await bot.send_video(chat.id, b"film", duration=9, width=3, height=4)
        await bot.send_voice(chat.id, b"voice")
        await bot.send_audio(chat.id, b"song", performer="p", title="t")
        await bot.send_animation(chat.id, b"gif")
        await bot.send_location(chat.id, 31.2, 121.5)
        media = [telegram.InputMediaPhoto(picture(), caption="一"), telegram.InputMediaPhoto(photo.photo[-1].file_id)]
        await bot.send_media_group(chat.id, media, reply_to_message_id=sent.message_id)
        await bot.send_chat_action(chat.id, "typing")
    judge_book(world)


async def test_the_answers_to_editing_are_bot_api(bot: telegram.Bot, world: World, chat: Chat, picture: Paint) -> None:
    """Edits, copies, pins, reactions and deletions: both judges accept calls and answers."""
    judge.need_spec()
    async with bot:
        sent = await bot.send_message(chat.id, "旧")
        photo = await bot.send_photo(chat.id, picture())
        await bot.edit_message_text("新", chat.id, sent.message_id, reply_markup=board())
        await bot.edit_message_caption(chat.id, photo.message_id, caption="新图")
        await bot.edit_message_reply_markup(chat.id, photo.message_id, reply_markup=board())
        await bot.edit_message_media(telegram.InputMediaDocument(b"d", filename="d.txt"), chat.id, photo.message_id)
        await bot.copy_message(chat.id, chat.id, photo.message_id, caption="副本")
        await bot.forward_message(chat.id, chat.id, sent.message_id)
        await bot.set_message_reaction(chat.id, sent.message_id, "👍")
        await bot.pin_chat_message(chat.id, sent.message_id)
        await bot.get_chat(chat.id)
        await bot.unpin_chat_message(chat.id)
        await bot.delete_messages(chat.id, [photo.message_id])
        await bot.delete_message(chat.id, sent.message_id)
    judge_book(world)


async def test_the_answers_to_asking_are_bot_api(bot: telegram.Bot, world: World, chat: Chat) -> None:
    """Updates, taps, files, chats and the webhook: both judges accept calls and answers."""
    judge.need_spec()
    async with bot:
        await bot.get_updates(allowed_updates=["message", "callback_query", "my_chat_member"])
        message = await bot.send_message(chat.id, "按", reply_markup=board())
        tap = world.xiaoyu.taps(chat.last, "已寄出")
        await bot.answer_callback_query(tap.id, "记下了", show_alert=True)
        sent = await bot.send_document(chat.id, b"abc", filename="a.txt", reply_to_message_id=message.message_id)
        assert sent.document
        await bot.get_file(sent.document.file_id)
        await bot.get_chat(world.group.id)
        await bot.get_chat_member(world.group.id, world.emma.id)
        await bot.get_chat_member_count(world.group.id)
        await bot.set_webhook("http://127.0.0.1:9/x", secret_token="s", allowed_updates=["message"])
        await bot.get_webhook_info()
        await bot.delete_webhook(drop_pending_updates=True)
        await bot.get_webhook_info()
    judge_book(world)


async def test_the_answers_to_naming_are_bot_api(bot: telegram.Bot, world: World) -> None:
    """Commands, names, descriptions and the menu: both judges accept calls and answers."""
    judge.need_spec()
    async with bot:
        commands = [("start", "开始"), ("help", "帮助")]
        await bot.set_my_commands(commands, telegram.BotCommandScopeAllPrivateChats(), "zh")
        await bot.get_my_commands(telegram.BotCommandScopeAllPrivateChats(), "zh")
        await bot.delete_my_commands()
        await bot.set_my_name("退款管家", "zh")
        await bot.get_my_name()
        await bot.set_my_description("说明")
        await bot.get_my_description("zh")
        await bot.set_my_short_description("短", "zh")
        await bot.get_my_short_description("zh")
        await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
        await bot.get_chat_menu_button()
    judge_book(world)


@pytest.mark.parametrize(
    ("method", "result"),
    [
        ("getMe", {"id": 1, "is_bot": True}),  # a required field is missing
        ("getMe", {"id": 1, "is_bot": True, "first_name": "x", "nick": "y"}),  # a field Telegram does not have
        ("sendMessage", {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": 5}),  # a wrong type
        ("sendMessage", {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": None}),  # a null
        ("setMyCommands", "yes"),  # a word where True belongs
        (
            "getChatMember",
            {"status": "member", "user": {"id": 1, "is_bot": False, "first_name": "x"}, "until_date": "x"},
        ),
    ],
)
def test_the_judge_sees_a_planted_fault_in_an_answer(method: str, result: object) -> None:
    """A judge that accepts everything would make every other test worthless."""
    judge.need_spec()
    with pytest.raises(AssertionError):
        judge.judge_answer(method, result)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": "1", "text": "x", "parse_mod": "HTML"}),  # a spelling mistake
        ("sendMessage", {"chat_id": "1"}),  # a required parameter is missing
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": {"inline_keyboard": [[{"txt": "x"}]]}}),
        ("sendMesage", {"chat_id": "1", "text": "x"}),  # no such method
        ("editMessageText", {"chat_id": "1", "message_id": "one", "text": "x"}),  # no number
    ],
)
def test_the_judge_sees_a_planted_fault_in_a_call(method: str, params: dict[str, object]) -> None:
    """A parameter that Telegram would ignore in silence is a mistake of the bot's."""
    judge.need_spec()
    with pytest.raises(AssertionError):
        judge.judge_call(method, params)


def test_the_judge_wants_one_kind_of_content_in_an_update() -> None:
    """An update with two kinds, or none, never comes from Telegram."""
    with pytest.raises(AssertionError, match="exactly one kind"):
        judge.judge_update({"update_id": 1})
