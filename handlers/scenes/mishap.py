"""A handler failed and will not be tried again: tell the person plainly. The log has the rest."""

from domain.moments import Moment
from domain.ports import Store
from handlers.talk.context import words_for
from handlers.talk.replies import Replies


async def tell(store: Store, chat: int, update_id: int, now: Moment) -> None:
    """One honest sentence to the chat whose update was set aside; nobody is told who is not known."""
    person = await store.people.get(chat)
    if person is not None:
        await Replies(store, chat, f"mishap:{update_id}", now).say(words_for(person.language).mishap())
