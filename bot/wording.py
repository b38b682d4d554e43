"""The last word on a letter, when it goes: that it is late, that it may be a repeat. Only then both are known."""

from datetime import timedelta

from bot.courier import marked
from bot.voice import Voice
from bot.world import World
from domain.ledger import Late
from domain.outages import TAPS_LIVE
from domain.post import Letter
from storage.letters import Leased
from storage.store import Store


class Wording:
    """Puts lines in front of letters; what is neither late nor a repeat goes as it is."""

    def __init__(self, world: World, voice: Voice) -> None:
        self._world = world
        self._voice = voice

    async def of(self, store: Store, leased: Leased) -> Letter:
        """The letter as it is to be sent now; that it is late, and why, is written into the ledger."""
        letter = leased.letter
        repeat = leased.maybe_arrived and letter.method.startswith("send")
        late = await self._lateness(store, letter)
        if not (repeat or late):
            return letter
        language = await store.people.language_of(letter.chat)
        marks = [self._voice.repeat_mark(language)] if repeat else []
        if late:
            marks.insert(0, self._voice.late_mark(language, *late))
        return marked(letter, "\n".join(marks))

    async def _lateness(self, store: Store, letter: Letter) -> tuple[timedelta, Late] | None:
        if not letter.reminder:
            return None
        away = self._world.pulse.poll_age > TAPS_LIVE.total_seconds()  # not yet in the register: it goes on
        return await store.ledger.note_late(letter.reminder, self._world.clock.now(), away=away)
