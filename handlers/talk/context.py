"""
What every scene holds: the unit of work, the shipped knowledge, the time, the person, their language, the replies.

It is a python-telegram-bot context with properties instead of dictionaries of strings.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from telegram import Message, Update
from telegram.ext import Application, CallbackContext, ExtBot, filters

from domain.case import Case
from domain.errors import NoSuchCase
from domain.library import Library
from domain.moments import Moment, day_of
from domain.people import Asking, Person, Question
from domain.ports import Ids, Store
from handlers.talk import taps
from handlers.talk.cards import Look
from handlers.talk.replies import Replies
from handlers.talk.taps import Tap
from handlers.talk.words.catalogue.words import Words
from handlers.talk.words.en.english import EN
from handlers.talk.words.zh.chinese import ZH

LANGUAGES: Mapping[str, Words] = {"zh": ZH, "en": EN}

AnyApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
_Context: TypeAlias = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]

_asked: ContextVar[Question | None] = ContextVar("asked", default=None)


def words_for(language: str) -> Words:
    """The words of a language; Chinese where we do not speak it."""
    return LANGUAGES.get(language, ZH)


class Context(_Context):
    """One update being handled."""

    store: Store
    library: Library
    ids: Ids
    now: Moment
    person: Person
    replies: Replies
    tap: Tap | None
    toast: str | None  #: what the tapped button's owner sees for a moment

    @property
    def words(self) -> Words:
        """The person's language."""
        return words_for(self.person.language)

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return ZoneInfo(self.person.wishes.zone)

    @property
    def today(self) -> date:
        """The person's day."""
        return day_of(self.now, self.zone)

    @property
    def look(self) -> Look:
        """How texts about cases are to be written for this person now."""
        return Look(self.words, self.zone, self.now, self.library.carriers, self.library.sums)

    async def case_of(self, case_id: str | None) -> Case | None:
        """The person's own case of that id; None where they have none."""
        try:
            return await self.store.cases.get(self.person.id, case_id) if case_id else None
        except NoSuchCase:
            return None

    async def remember(self, **changes: Any) -> None:
        """Keep something about the person."""
        self.person = replace(self.person, **changes)
        await self.store.people.save(self.person)

    async def ask(self, question: Asking | None) -> None:
        """The question that is open from now on; None closes it."""
        if self.person.asking != question:
            await self.remember(asking=question)


@dataclass(frozen=True, slots=True)
class Room:
    """What all contexts share."""

    library: Library
    ids: Ids

    async def context(self, application: AnyApplication, update: Update, store: Store, now: Moment) -> Context:
        """The context of one update; a new person is greeted in the language of their Telegram."""
        context = Context(application)
        context.store, context.library, context.ids, context.now = store, self.library, self.ids, now
        context.person = await _person(update, store, now)
        query = update.callback_query
        context.tap = taps.unpack(query.data) if query and query.data else None
        context.toast = None
        here = update.effective_chat
        context.replies = Replies(
            store,
            here.id if here is not None and here.type != here.PRIVATE else context.person.chat,
            f"update:{update.update_id}",
            now,
            tapped=_editable(query.message) if query else None,
        )
        _asked.set(context.person.asking.question if context.person.asking else None)
        return context


def _editable(message: object) -> int | None:
    """The message that a tap came from; None where it has no text to change: it is a picture, or too old."""
    return message.message_id if isinstance(message, Message) and message.text is not None else None


async def _person(update: Update, store: Store, now: Moment) -> Person:
    user, chat = update.effective_user, update.effective_chat
    if user is None:  # channel posts and anonymous senders have none: nobody is kept
        return Person(id=0, chat=chat.id if chat else 0)
    known = await store.people.get(user.id)
    if known is not None:
        return known
    language = "zh" if (user.language_code or "zh").startswith("zh") else "en"
    person = Person(id=user.id, chat=user.id, language=language, joined=now)
    wrote_here = chat is not None and chat.type == chat.PRIVATE and update.message is not None
    if wrote_here:  # whoever taps an old button, or leaves, is not brought back
        await store.people.save(person)
    return person


class Answering(filters.MessageFilter):
    """Lets a message through while one of these questions is open in its chat."""

    def __init__(self, *questions: Question) -> None:
        super().__init__()
        self.questions = questions

    def filter(self, message: object) -> bool:  # noqa: ARG002 - the question decides, not the message
        """Whether the open question is one of ours; the context of this very update says which is open."""
        return _asked.get() in self.questions
