"""
The door: how much one chat may ask of us, asked before any route is.

It counts in the transaction of what it counts: what is rolled back has cost nothing, a retry costs once, and all
workers count together. What came too fast leaves no row behind, so that a flood is no heap: in the 48 hours for which
numbers are known a chat leaves no more rows than it is allowed actions. An upload is not thrown away but put off.
"""

from datetime import datetime

from telegram import Message, Update
from telegram.constants import ChatType

from bot.voice import Voice
from bot.world import World
from domain import allowance
from domain.moments import Moment, aware
from domain.quotas import Refusal, Thing
from storage.inbox import Row, later
from storage.quotas import Spent
from storage.store import Store

LINE = allowance.FILES  # uploads of one chat that wait for room: more could not be kept
LONGEST = 500  # updates that wait behind one that fails, whose chat is not judged meanwhile


class Door:
    """Lets in what a chat may ask of us, and deals with the rest."""

    def __init__(self, world: World, voice: Voice) -> None:
        self._world = world
        self._voice = voice
        self._quotas = world.settings.quotas

    async def stops(self, row: Row, update: Update, store: Store) -> str | None:
        """None: it may come in. Else it is dealt with, and this is what its tap is answered."""
        thing = self._thing(update)
        if thing is None:
            return None
        if thing is Thing.UPLOAD:
            return await self._stops_upload(row, update, store)
        at = _acted(row, update, self._world.clock.now())
        spent = await store.quotas.spent(row.chat, thing)
        whole_at = self._quotas.of(thing).spend(spent.whole_at, at)
        if whole_at is not None:
            await store.quotas.spend(row.chat, thing, whole_at)
            return None
        return await self._turn_away(row, update, store, thing)

    async def cut(self, row: Row, update: Update | None, store: Store) -> None:
        """Somebody whose update fails goes on sending: what waits behind it stays bounded."""
        lost = await store.inbox.cut(row.queue, LONGEST)
        if lost and update is not None:
            self._count("cut", lost)
            now = self._world.clock.now()
            quota = self._quotas.of(Thing.ACTION)
            refusal = Refusal(Thing.ACTION, quota.count, now + quota.within)
            await self._tell(row, update, store, Thing.WORD, refusal)

    def _thing(self, update: Update) -> Thing | None:
        """What it counts as. That somebody blocked us counts as nothing: it must be heard."""
        if update.edited_message:
            return Thing.EDIT
        if update.callback_query:
            return Thing.TAP
        if update.message:
            return Thing.UPLOAD if self._voice.is_upload(update) else Thing.ACTION
        return None

    async def _turn_away(self, row: Row, update: Update, store: Store, thing: Thing) -> str:
        """Nothing of it is kept. A tap hears so at once, whoever writes once a window, an edit never."""
        self._count(thing, 1)
        await store.inbox.turn_away(row.id)
        if update.callback_query:
            chat = update.effective_chat
            return self._voice.slow_down(await store.people.language_of(chat.id if chat else 0))
        if thing is Thing.ACTION:
            now = self._world.clock.now()
            refusal = Refusal(thing, self._quotas.of(thing).count, now)
            await self._tell(row, update, store, Thing.WORD, refusal)
        return ""

    async def _stops_upload(self, row: Row, update: Update, store: Store) -> str | None:
        """An album is never torn apart, and nothing overtakes what was put off before it."""
        now = self._world.clock.now()
        at = now if row.put_off else _acted(row, update, now)
        spent = await store.quotas.spent(row.chat, Thing.UPLOAD)
        line = 0 if row.put_off else await store.inbox.behind(later(row.chat), LINE)
        whole_at = None if line else self._room(spent, update, at)
        if whole_at is None:
            await self._put_off(row, update, store, max(spent.whole_at or now, now), full=line >= LINE)
            return ""
        await store.quotas.spend(row.chat, Thing.UPLOAD, whole_at, _album(update))
        return None

    def _room(self, spent: Spent, update: Update, at: Moment) -> Moment | None:
        uploads = self._quotas.uploads
        album = _album(update)
        if album and album == spent.album:
            return uploads.overdraw(spent.whole_at, at)
        return uploads.spend(spent.whole_at, at)

    async def _put_off(self, row: Row, update: Update, store: Store, until: Moment, *, full: bool) -> None:
        """Until all of the quota is there again: so what waits comes in at one go, not one by one."""
        count = self._quotas.uploads.count
        if full:
            self._count(Thing.UPLOAD, 1)
            await store.inbox.turn_away(row.id)
            await self._tell(row, update, store, Thing.WORD_OF_LOSS, Refusal(Thing.UPLOAD, count, until))
            return
        if not row.put_off:
            self._count("put_off", 1)
        await store.inbox.put_off(row, until)
        await self._tell(row, update, store, Thing.WORD_OF_WAITING, Refusal(Thing.UPLOAD, count, until, waits=True))

    async def _tell(self, row: Row, update: Update, store: Store, word: Thing, refusal: Refusal) -> None:
        """Once a window, and only to a person in a chat of their own."""
        chat, now = update.effective_chat, self._world.clock.now()
        if chat is None or chat.type != ChatType.PRIVATE:
            return
        spent = await store.quotas.spent(row.chat, word)
        whole_at = self._quotas.of(word).spend(spent.whole_at, now)
        if whole_at is not None:
            await store.quotas.spend(row.chat, word, whole_at)
            await self._voice.on_refusal(store, chat.id, update.update_id, refusal, now)

    def _count(self, what: str, by: int) -> None:
        self._world.tally.turned_away.labels(what).inc(by)


def _acted(row: Row, update: Update, now: Moment) -> Moment:
    """
    When the person did it: what waited at Telegram while we were away is no flood.

    A tap carries no time, so it is counted for itself and when it reached us. On one account with it, a message that
    was written before the tap and told after it would look like one too many, and be lost.
    """
    message = update.edited_message or update.message
    when: datetime | None = (message.edit_date or message.date) if isinstance(message, Message) else None
    return min(aware(when) if when else row.received_at, now)


def _album(update: Update) -> str:
    return (update.message.media_group_id or "") if update.message else ""
