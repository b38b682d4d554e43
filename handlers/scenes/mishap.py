"""Something went wrong on our side: tell the person plainly. The log has the rest."""

from domain.evidence import Proof
from domain.moments import Moment
from domain.ports import Store
from handlers.talk.context import words_for
from handlers.talk.markup import escape
from handlers.talk.replies import Replies


async def tell(store: Store, chat: int, update_id: int, now: Moment) -> None:
    """One honest sentence to the chat whose update was set aside; nobody is told who is not known."""
    person = await store.people.get(chat)
    if person is not None:
        await Replies(store, chat, f"mishap:{update_id}", now).say(words_for(person.language).mishap())


async def tell_of_no_room(store: Store, proof: Proof, now: Moment) -> None:
    """Its bytes are not kept yet: one sentence for the whole set, however often it is tried."""
    person = await store.people.get(proof.owner)
    if person is not None:
        word = escape(words_for(person.language).not_kept_yet())
        await Replies(store, person.chat, f"noroom:{proof.set_id}", now).say(word)
