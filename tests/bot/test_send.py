"""The sending road: every end a letter can come to, over HTTP, with the clock in the test's hand."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.pace import Limit, Limits, Pace
from bot.send import Sender
from bot.tryout import faults
from bot.tryout.faults import Fault
from domain.people import Person
from domain.post import Letter, Rank, State
from storage.letters import Entry
from tests.bot.echo import Echo
from tests.kit.clock import START, FixedClock
from tests.kit.running import HURRY, RunningBot, Staging, running_bot


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot to whom 小雨 and Emma have spoken, in a world whose time stands still."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=Echo().voice())) as running:
        world = running.server.world
        for person in (world.xiaoyu, world.emma):
            person.starts()
        await running.until_idle()
        yield running


def _letter(bot: RunningBot, key: str = "k", **changes: Any) -> Letter:
    chat = bot.server.world.xiaoyu.chat.id
    letter = Letter(key=key, chat=chat, method="sendMessage", payload={"text": key}, rank=Rank.REMINDER, due=START)
    return replace(letter, **changes)


async def _post(bot: RunningBot, *letters: Letter) -> None:
    async with bot.stores.begin() as store:
        for letter in letters:
            await store.outbox.put(letter)
    bot.app.world.nudges.outbox.nudge()
    await bot.until_idle()


async def _stands(bot: RunningBot, key: str = "k") -> Entry:
    async with bot.stores.look() as store:
        for person in (bot.server.world.xiaoyu, bot.server.world.emma):
            for entry in await store.outbox.recent(person.id, 100):
                if entry.letter.key == key:
                    return entry
    raise LookupError(key)


def _said(bot: RunningBot) -> list[str]:
    """What 小雨 was told, the answer to /start left out."""
    return [message.text for message in bot.server.world.xiaoyu.chat.said][1:]


async def test_a_sent_letter_knows_its_message_and_its_screen(bot: RunningBot) -> None:
    """The message that shows a screen is on record as soon as the letter is marked."""
    await _post(bot, _letter(bot, screen="case1"))
    entry = await _stands(bot)
    assert (entry.state, entry.attempts) == (State.SENT, 1)
    async with bot.stores.look() as store:
        shown = await store.screens.shown(entry.letter.chat, "case1")
    assert shown == entry.message_id == bot.server.world.xiaoyu.chat.last.id


async def test_a_lost_answer_is_in_doubt_and_repeated_with_a_mark(bot: RunningBot) -> None:
    """A reminder that may have arrived comes again after 60 s, 5 min and 30 min, says so, and then is given up."""
    bot.server.world.faults.add(faults.lost_answer("sendMessage", times=None))
    await _post(bot, _letter(bot, reminder="case:kind:day"))
    counts = [len(_said(bot))]
    for seconds in (59, 2, 290, 15, 1790, 15, 7200):
        await bot.advance(timedelta(seconds=seconds))
        counts.append(len(_said(bot)))
    assert counts == [1, 1, 2, 2, 3, 3, 4, 4]
    assert _said(bot) == ["k", *["[zh again]\nk"] * 3] or _said(bot) == ["k", *["[en again]\nk"] * 3]
    assert (await _stands(bot)).state == State.FAILED


async def test_a_storm_keeps_the_last_try_for_better_weather(bot: RunningBot) -> None:
    """Three tries are spent while no answer comes; the fourth waits, and goes once Telegram answers again."""
    world = bot.server.world
    world.faults.add(faults.lost_answer("sendMessage", times=None))
    world.faults.add(replace(faults.lost_call("getMe", times=None), chance=0.5))
    await _post(bot, _letter(bot), *(_letter(bot, f"o{number}", chat=world.emma.chat.id) for number in range(2)))
    for wait in (61, 301, 1801):
        await bot.advance(timedelta(seconds=wait))
    assert ((await _stands(bot)).attempts, len(_said(bot))) == (3, 3), "the last try was spent on the storm"
    world.faults.clear()
    await world.wait_for(lambda: len(_said(bot)) == 4, timeout=20)
    await bot.until_idle()
    assert (await _stands(bot)).state == State.SENT


async def test_a_call_that_never_left_is_soon_tried_again_without_a_mark(bot: RunningBot) -> None:
    """A lying 401 of an edge is no doubt: again after a second, unmarked, and on record as tried twice."""
    bot.server.world.faults.add(faults.unauthorized("sendMessage"))
    await _post(bot, _letter(bot, reminder="case:kind:day"))
    assert _said(bot) == []
    await bot.advance(timedelta(seconds=1))
    assert _said(bot) == ["k"]
    assert (await _stands(bot)).attempts == 2


async def test_everybody_waits_as_long_as_telegram_asks(bot: RunningBot) -> None:
    """A 429 in one chat silences the others too, for the seconds it names; then all is sent, once."""
    world, loop = bot.server.world, asyncio.get_running_loop()
    world.faults.add(faults.pause("sendMessage", 1))
    since = loop.time()
    await _post(bot, _letter(bot))
    async with bot.stores.begin() as store:
        await store.outbox.put(_letter(bot, "emma", chat=world.emma.chat.id))
    bot.app.world.nudges.outbox.nudge()
    await world.hears(world.emma.chat, "emma")
    assert 1.0 <= loop.time() - since < 4.0
    await bot.advance(timedelta(seconds=1))
    assert _said(bot) == ["k"]


async def test_a_pace_that_opens_while_marks_are_written_is_not_overslept(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow disk a commit lasts longer than the pace is closed: the sender looks again at once, not in a second."""
    pace, times = Pace(Limits(overall=Limit(every=0.04, burst=1))), iter((1.0, 1.05))
    pace.take(chat=1, now=1.0)
    sender = Sender(bot.app.world, Echo().voice(), pace)
    monkeypatch.setattr(sender, "_time", lambda: next(times))
    assert await sender.step() == 0.0


async def test_who_blocked_the_bot_is_paused_and_nobody_else(bot: RunningBot) -> None:
    """After a 403 their letters wait unsent; another chat's go on; nothing is retried while they are away."""
    world = bot.server.world
    blocked = Fault("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    world.faults.add(replace(blocked, chat_id=world.xiaoyu.id, times=None))
    emma = _letter(bot, "emma", chat=world.emma.chat.id)
    await _post(bot, _letter(bot), _letter(bot, "k2"), emma)
    await bot.advance(timedelta(days=1))
    assert len(world.faults.used) == 1
    assert world.emma.chat.last.text == "emma"
    assert (await _stands(bot)).state == State.WAITING
    world.faults.clear()
    world.xiaoyu.sends("I am back")
    await bot.until_idle()
    assert _said(bot) == ["I am back", "k", "k2"], "who is here again is answered, then reads what waited"


async def test_a_chat_in_which_nobody_lives_is_not_asked_for_ever(bot: RunningBot) -> None:
    """A group that threw us out has nobody who could come back: its letter fails once, with the reason."""
    bot.server.world.faults.add(Fault("sendMessage", status=403, description="Forbidden: bot was kicked", times=None))
    await _post(bot, _letter(bot, "to nobody", chat=-100_500))
    async with bot.stores.look() as store:
        (entry,) = await store.outbox.recent(-100_500, 9)
    assert (entry.state, entry.why) == (State.FAILED, "Forbidden: Forbidden: bot was kicked")
    assert len(bot.server.world.faults.used) == 1


async def test_an_edit_that_changes_nothing_is_done(bot: RunningBot) -> None:
    """The refusal "message is not modified" means that the chat shows what it should."""
    await _post(bot, _letter(bot))
    shown = bot.server.world.xiaoyu.chat.last.id
    edit = _letter(bot, "edit", method="editMessageText", payload={"text": "k", "message_id": shown}, screen="case1")
    await _post(bot, edit)
    assert (await _stands(bot, "edit")).state == State.SENT
    async with bot.stores.look() as store:
        assert await store.screens.shown(edit.chat, "case1") == shown


async def test_an_edit_of_a_deleted_message_becomes_a_new_one(bot: RunningBot) -> None:
    """The card comes again as a new message, and its screen moves there."""
    world = bot.server.world
    await _post(bot, _letter(bot))
    gone = world.xiaoyu.chat.last
    world.remove(gone)
    payload = {"text": "card", "message_id": gone.id, "reply_markup": {"inline_keyboard": []}}
    edit = _letter(bot, "edit", method="editMessageText", payload=payload, screen="c")
    await _post(bot, edit)
    assert world.xiaoyu.chat.last.text == "card"
    async with bot.stores.look() as store:
        assert await store.screens.shown(edit.chat, "c") == world.xiaoyu.chat.last.id != gone.id


async def test_a_lost_keyboard_is_no_loss(bot: RunningBot) -> None:
    """Taking the buttons off a message that is gone has nothing left to do."""
    letter = _letter(bot, method="editMessageReplyMarkup", payload={"message_id": 999_999})
    await _post(bot, letter)
    assert (await _stands(bot)).state == State.SENT


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("<b>买自 <3 小店</b> &amp; Co", "买自 <3 小店 & Co"),  # a seller's name that was not escaped
        ("<i>unclosed", "unclosed"),
    ],
)
async def test_refused_formatting_is_sent_without_it(bot: RunningBot, text: str, arrives: str) -> None:
    """A reminder with broken HTML still arrives, as plain words."""
    await _post(bot, _letter(bot, payload={"text": text, "parse_mode": "HTML"}))
    assert _said(bot) == [arrives]


async def test_what_can_never_be_sent_is_put_aside_with_its_reason(bot: RunningBot) -> None:
    """A letter that Telegram refuses for good fails once, and the next one is sent."""
    await _post(bot, _letter(bot, payload={"text": "x" * 5000}), _letter(bot, "next"))
    entry = await _stands(bot)
    assert (entry.state, entry.attempts) == (State.FAILED, 1)
    assert "too long" in entry.why
    assert _said(bot) == ["next"]


async def test_a_group_that_moved_is_followed(bot: RunningBot) -> None:
    """A group's letter goes to the number that Telegram names."""
    world = bot.server.world
    words = b'{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",'
    moved = words + b'"parameters":{"migrate_to_chat_id":%d}}' % world.emma.chat.id
    world.faults.add(Fault("sendMessage", status=400, body=moved, chat_id=world.xiaoyu.id))
    await _post(bot, _letter(bot))
    assert world.emma.chat.last.text == "k"
    assert (await _stands(bot)).state == State.SENT


async def test_bytes_of_the_vault_are_uploaded(bot: RunningBot) -> None:
    """A payload names what lies in the vault; the chat gets the very bytes, under the given name."""
    async with bot.stores.begin() as store:
        await store.people.save(Person(id=1, chat=1))
    sealed = await bot.app.world.vault.put(1, b"%PDF-1.7 not much of one")
    payload = {
        "document": f"vault:{sealed.stored_as}",
        "filename": "退款.pdf",
        "caption": "<b>here</b>",
        "parse_mode": "HTML",
    }
    await _post(bot, _letter(bot, method="sendDocument", payload=payload))
    document = bot.server.world.xiaoyu.chat.last
    assert (document.text, document.raw["document"]["file_name"]) == ("here", "退款.pdf")
    stored = bot.server.world.files.find(document.file_id)
    assert stored is not None
    assert stored.data == b"%PDF-1.7 not much of one"


async def test_bytes_that_are_gone_fail_with_a_reason(bot: RunningBot) -> None:
    """Nothing is tried again that would be the same again."""
    await _post(bot, _letter(bot, method="sendPhoto", payload={"photo": f"vault:aa/bb/{'c' * 32}.{'d' * 64}"}))
    entry = await _stands(bot)
    assert (entry.state, entry.attempts) == (State.FAILED, 1)
    assert "ProofDamaged" in entry.why


async def test_the_weightier_letter_goes_first(tmp_path: Path) -> None:
    """Of several chats the one with the last call is served before answers to nobody in a hurry."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=Echo().voice(), tempo=HURRY)) as bot:
        world = bot.server.world
        people = [world.person(f"p{number}") for number in range(12)]
        for person in people:
            person.starts()
        await bot.until_idle()
        ranks = [Rank.DIGEST, Rank.NOTICE, Rank.REMINDER, Rank.LAST_CALL] * 3
        letters = [
            _letter(bot, f"{rank.value}-{person.id}", chat=person.chat.id, rank=rank)
            for rank, person in zip(ranks, people, strict=True)
        ]
        await _post(bot, *letters)
        told = [call.params["text"][0] for call in world.ledger.calls("sendMessage")[12:]]
    # four fly at once, so neighbours may overtake each other; the first wave is the last calls and one more
    assert set(told[:3]) <= {"1", "2"}
    assert set(told[-3:]) <= {"3", "4"}
