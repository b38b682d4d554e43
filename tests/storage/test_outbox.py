"""The durable outbox: what may go when, and what is written down about it."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import pytest

from domain.ledger import Result, Why
from domain.moments import Moment
from domain.post import Letter, Rank, State
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, ME, MINUTE, YOU, a_dress, a_letter, a_person, ledger, move_in, planned

CASE = a_dress().id


async def test_a_letter_comes_out_as_it_was_put(stores: Stores) -> None:
    """Every field of a letter survives, and the same key twice is one letter."""
    letter = a_letter(payload={"text": "<b>好</b>\U0001f9e5", "reply_markup": {"rows": [[1, None]]}}, screen="draft")
    async with stores.begin() as store:
        await store.outbox.put(letter)
        await store.outbox.put(a_letter(payload={"text": "another text"}))
        (leased,) = await store.outbox.lease(NOW, 9)
    assert leased.letter == letter
    assert (leased.attempt, leased.first_tried, leased.maybe_arrived) == (1, NOW, False)


async def test_the_weightiest_chat_goes_first(stores: Stores) -> None:
    """Across chats letters go by rank, then by due time; what is not due stays."""
    letters = [
        a_letter("digest", chat=1, rank=Rank.DIGEST, due=NOW - DAY),
        a_letter("reminder", chat=2, rank=Rank.REMINDER),
        a_letter("older reminder", chat=3, rank=Rank.REMINDER, due=NOW - MINUTE),
        a_letter("answer", chat=4, rank=Rank.ANSWER),
        a_letter("tomorrow", chat=5, due=NOW + DAY),
    ]
    async with _queued(stores, *letters) as store:
        assert await _leased(store, limit=1) == ["answer"]
        assert await _leased(store) == ["older reminder", "reminder", "digest"]


async def test_a_chat_reads_in_order(stores: Stores) -> None:
    """Of one chat the oldest letter goes first, and the next only when that one is marked."""
    letters = [a_letter("first"), a_letter("second"), a_letter("other chat", chat=YOU)]
    async with _queued(stores, *letters) as store:
        first, other = sorted(await store.outbox.lease(NOW, 9), key=lambda leased: leased.letter.chat)
        assert (first.letter.key, other.letter.key) == ("first", "other chat")
        assert await _leased(store) == []
        assert await store.outbox.retry(first.token, NOW + MINUTE, "429")
        assert await _leased(store) == []
        assert not await store.outbox.ready(NOW)
        assert await store.outbox.ready(NOW + MINUTE)
        (first,) = await store.outbox.lease(NOW + MINUTE, 9)
        assert await store.outbox.sent(first.token, 5, NOW)
        assert await _leased(store) == ["second"]


async def test_an_answer_does_not_wait_for_a_reminder(stores: Stores) -> None:
    """In one chat the weightier goes first, too, though it is younger; not while another of its chat is on its way."""
    letters = [a_letter("digest", rank=Rank.DIGEST), a_letter("reminder", rank=Rank.REMINDER), a_letter("answer")]
    async with _queued(stores, *letters) as store:
        for key in ("answer", "reminder", "digest"):
            (leased,) = await store.outbox.lease(NOW, 9)
            assert leased.letter.key == key
            assert await _leased(store) == []
            assert await store.outbox.sent(leased.token, None, NOW)


async def test_a_letter_of_the_future_holds_up_nobody(stores: Stores) -> None:
    """An older letter that is due tomorrow lets the newer one of its chat pass today."""
    async with _queued(stores, a_letter("tomorrow", due=NOW + DAY), a_letter("today")) as store:
        assert await store.outbox.ready(NOW)
        assert await _leased(store) == ["today"]
        assert not await store.outbox.ready(NOW + DAY)  # the chat's letter is on its way
        assert await _leased(store, at=NOW + DAY) == []


async def test_busy_chats_are_left_out(stores: Stores) -> None:
    """A lease gives nothing to the chats named as busy."""
    async with _queued(stores, a_letter("a", chat=1), a_letter("b", chat=2)) as store:
        assert await _leased(store, busy={1}) == ["b"]


async def test_a_sent_letter_marks_screen_and_reminder(stores: Stores) -> None:
    """With the letter its screen shows the new message and its reminder says sent, in the same unit of work."""
    reminder = await _reminder(stores)
    async with _queued(stores, a_letter(screen=CASE, reminder=reminder)) as store:
        (leased,) = await store.outbox.lease(NOW, 9)
        assert await store.outbox.sent(leased.token, 77, NOW)
        assert await store.screens.shown(ME, CASE) == 77
        (line,) = await ledger(store, ME)
        assert (line.result, line.settled) == ("sent", NOW)
        (entry,) = await store.outbox.recent(ME, 9)
        assert (entry.state, entry.message_id, entry.sent_at) == (State.SENT, 77, NOW)
        assert not await store.outbox.sent(leased.token, 78, NOW)


async def test_a_failed_letter_says_so_in_the_ledger(stores: Stores) -> None:
    """The reminder of a letter that cannot be delivered has failed, with the reason."""
    reminder = await _reminder(stores)
    async with _queued(stores, a_letter(reminder=reminder), a_letter("next")) as store:
        (leased,) = await store.outbox.lease(NOW, 9)
        assert await store.outbox.failed(leased.token, "chat not found", NOW)
        (line,) = await ledger(store, ME)
        assert (line.result, line.why, line.detail) == (Result.FAILED, Why.REFUSED, "chat not found")
        assert await _leased(store) == ["next"]
        assert await store.outbox.counts() == {"failed": 1, "leased": 1}


async def test_doubt_is_remembered(stores: Stores) -> None:
    """A letter that may have arrived says so at every later attempt, also after a try that surely failed."""
    async with _queued(stores, a_letter()) as store:
        (leased,) = await store.outbox.lease(NOW, 9)
        await store.outbox.retry(leased.token, NOW, "timed out", unknown=True)
        assert await store.outbox.counts() == {"unknown": 1}
        (leased,) = await store.outbox.lease(NOW, 9)
        await store.outbox.retry(leased.token, NOW, "429")
        assert await store.outbox.counts() == {"unknown": 1}
        (leased,) = await store.outbox.lease(NOW + DAY, 9)
    assert (leased.attempt, leased.first_tried, leased.maybe_arrived) == (3, NOW, True)


async def test_a_letter_that_rests_in_doubt_holds_up_nobody(stores: Stores) -> None:
    """It may be there already: newer ones of its chat go; when its rest is over it is the first again."""
    async with _queued(stores, a_letter("doubted"), a_letter("newer"), a_letter("newest")) as store:
        (leased,) = await store.outbox.lease(NOW, 1)
        await store.outbox.retry(leased.token, NOW + MINUTE, "timed out", unknown=True)
        assert await store.outbox.ready(NOW)
        (newer,) = await store.outbox.lease(NOW, 9)
        assert newer.letter.key == "newer"
        await store.outbox.sent(newer.token, 1, NOW)
        assert await _leased(store, at=NOW + MINUTE) == ["doubted"]


async def test_who_rests_is_woken_by_name(stores: Stores) -> None:
    """Only the letters that are named, and only while they wait."""
    letters = [a_letter(str(number), chat=number) for number in range(3)]
    async with _queued(stores, *letters) as store:
        leased = await store.outbox.lease(NOW, 9)
        for each in leased[:2]:
            await store.outbox.retry(each.token, NOW + DAY, "timed out", unknown=True)
        await store.outbox.wake([each.letter.key for each in leased[1:]], NOW + MINUTE)
        assert await _leased(store, at=NOW + MINUTE) == [leased[1].letter.key]
        assert await store.outbox.sent(leased[2].token, 1, NOW), "a letter on its way was disturbed"


async def test_a_restart_frees_what_was_on_its_way(stores: Stores) -> None:
    """After release_all a leased letter goes out once more, in doubt, and the token of the dead is worth nothing."""
    async with _queued(stores, a_letter()) as store:
        (dead,) = await store.outbox.lease(NOW, 9)
        assert await store.outbox.release_all(NOW) == 1
        (alive,) = await store.outbox.lease(NOW, 9)
        assert alive.maybe_arrived
        assert not await store.outbox.sent(dead.token, 1, NOW)
        assert not await store.outbox.retry(dead.token, NOW, "late")
        assert await store.outbox.sent(alive.token, 2, NOW)


async def test_a_lease_runs_out_on_the_databases_clock(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever `now` says, a lease holds until its seconds are over; then the letter is given again, in doubt."""
    async with _queued(stores, a_letter()) as store:
        (held,) = await store.outbox.lease(NOW, 9)
        assert await store.outbox.lease(NOW + 1000 * DAY, 9) == []
        await store.outbox.retry(held.token, NOW, "again")
        monkeypatch.setattr("storage.outbox.LEASE", -1.0)
        (zombie,) = await store.outbox.lease(NOW, 9)
        assert await store.outbox.free_expired(NOW) == 1
        (heir,) = await store.outbox.lease(NOW, 9)
        assert heir.maybe_arrived
        assert not await store.outbox.sent(zombie.token, 1, NOW)


async def test_what_kills_its_sender_each_time_rests_longer_and_is_given_up(stores: Stores) -> None:
    """Again at once, after a minute, after five, then never: with its reason, and the next letter goes."""
    rests = [NOW - NOW, MINUTE, 5 * MINUTE]
    async with _queued(stores, a_letter("poison"), a_letter("other", chat=YOU, due=NOW + DAY)) as store:
        now = NOW
        for rest in rests:
            assert await _leased(store, now) == ["poison"]
            await store.outbox.release_all(now)
            if rest:
                assert await _leased(store, now + rest - MINUTE / 60) == []
            now += rest
        assert await _leased(store, now) == ["poison"]
        await store.outbox.release_all(now)
        assert await _leased(store, now + DAY) == ["other"]
        assert await store.outbox.counts() == {"failed": 1, "leased": 1}


async def test_a_newer_screen_replaces_the_unsent(stores: Stores) -> None:
    """Superseding drops waiting letters of that screen, not one on its way, of another screen, or with a reminder."""
    letters = [
        a_letter("flying", screen=CASE),
        a_letter("waiting", screen=CASE),
        a_letter("reminder", screen=CASE, reminder="r1"),
        a_letter("draft", screen="draft"),
    ]
    async with _queued(stores, *letters) as store:
        await store.outbox.lease(NOW, 1)
        await store.outbox.supersede(ME, CASE)
        states = {entry.letter.key: entry.state.value for entry in await store.outbox.recent(ME, 9)}
    assert states == {"flying": "leased", "waiting": "dropped", "reminder": "waiting", "draft": "waiting"}


async def test_a_letter_can_be_taken_back_until_it_goes(stores: Stores) -> None:
    """A dropped letter is never sent and its reminder is dropped; one on its way stays."""
    reminder = await _reminder(stores)
    async with _queued(stores, a_letter(reminder=reminder), a_letter("gone", chat=YOU)) as store:
        await store.outbox.lease(NOW, 1, {ME})
        for key in ("k1", "gone", "never was"):
            await store.outbox.drop(key)
        assert await store.outbox.counts() == {"dropped": 1, "leased": 1}
        assert [line.result for line in await ledger(store, ME)] == ["dropped"]


async def test_reminders_of_who_left_go_back_into_line(stores: Stores) -> None:
    """A reminder written but not sent is planned again, so that one message can tell of all that was missed."""
    reminder = await _reminder(stores)
    async with _queued(stores, a_letter(reminder=reminder), a_letter("answer")) as store:
        await store.outbox.pause_person(ME, NOW)
        (line,) = await ledger(store, ME)
        assert (line.result, line.settled) == (Result.PLANNED, None)
        assert [entry.letter.key for entry in await store.outbox.recent(ME, 9)] == ["answer"]


async def test_who_left_is_written_to_when_back(stores: Stores) -> None:
    """Letters to a paused person wait, hold up nobody, and go once the person is back."""
    await move_in(stores, a_person(), a_person(YOU))
    async with _queued(stores, a_letter(), a_letter("k2", chat=YOU)) as store:
        await store.outbox.pause_person(ME, NOW)
        assert await _leased(store) == ["k2"]
        assert not await store.outbox.ready(NOW)
        await store.outbox.resume(ME, NOW)
        assert await _leased(store) == ["k1"]


async def test_old_letters_are_forgotten(stores: Stores) -> None:
    """Only what is over and older than the moment is deleted, a few at a time."""
    async with _queued(stores, a_letter(), a_letter("k2", chat=YOU), a_letter("k3", chat=1)) as store:
        (mine,) = await store.outbox.lease(NOW, 9, {YOU, 1})
        await store.outbox.sent(mine.token, 1, NOW)
        await store.outbox.drop("k2")
        assert await store.outbox.forget(NOW, 9) == 0
        assert await store.outbox.forget(NOW + MINUTE, 1) == 1
        assert await store.outbox.forget(NOW + MINUTE, 9) == 1
        assert await store.outbox.counts() == {"waiting": 1}


async def test_two_senders_never_lease_the_same(stores: Stores, other_process: Stores) -> None:
    """Of 30 letters to six chats two senders at once send each exactly once, each chat in its order."""
    letters = [a_letter(str(number), chat=number % 6) for number in range(30)]
    async with _queued(stores, *letters):
        pass
    sent: list[int] = []

    async def send(via: Stores) -> None:
        for _ in range(30):
            async with via.begin() as store:
                leased = await store.outbox.lease(NOW, 2)
            await asyncio.sleep(0.001)  # the way to Telegram
            sent.extend(int(each.letter.key) for each in leased)
            async with via.begin() as store:
                for each in leased:
                    assert await store.outbox.sent(each.token, None, NOW)

    await asyncio.gather(send(stores), send(other_process))
    assert sorted(sent) == list(range(30))
    for chat in range(6):
        assert [number for number in sent if number % 6 == chat] == list(range(chat, 30, 6))


@asynccontextmanager
async def _queued(stores: Stores, *letters: Letter) -> AsyncIterator[Store]:
    """A unit of work in which these letters were put in this order."""
    async with stores.begin() as store:
        for letter in letters:
            await store.outbox.put(letter)
        yield store


async def _leased(store: Store, at: Moment = NOW, limit: int = 9, busy: Collection[int] = ()) -> list[str]:
    return [leased.letter.key for leased in await store.outbox.lease(at, limit, busy)]


async def _reminder(stores: Stores) -> str:
    """The id of a reminder that was handed over."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, CASE, [planned()], NOW)
        (due,) = await store.reminders.claim(NOW + DAY, 1)
        await store.reminders.settle(due.id, NOW, Result.HANDED_OVER)
    return due.id
