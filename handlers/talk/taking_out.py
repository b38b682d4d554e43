"""What the chat says while everything that is kept of a person is packed: one message that changes, then files."""

from collections.abc import Sequence

from domain.moments import SHANGHAI, Moment
from domain.orders import Order
from domain.ports import Store
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import words_for
from handlers.talk.markup import Html
from handlers.talk.replies import Replies
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words


def screen(order: Order) -> str:
    """The name of the message that shows how far it is."""
    return f"order:{order.id}"


async def done(store: Store, order: Order, files: Sequence[str], now: Moment) -> None:
    """It is packed: the message says so, the files follow."""
    words = await _words(store, order)
    await _change(store, order, "done", words.take_out_done(len(files)), now)
    replies = Replies(store, order.chat, f"order:{order.id}:file", now)
    day = f"{now.astimezone(SHANGHAI):%Y-%m-%d}"
    for number, file in enumerate(files, start=1):
        name = f"{words.take_out_file(number, len(files))}-{day}.zip"
        await replies.send(file, name, words.take_out_caption())


async def failed(store: Store, order: Order, now: Moment) -> None:
    """It is given up, and nobody waits in vain."""
    await _change(store, order, "failed", (await _words(store, order)).take_out_failed(), now)


async def _words(store: Store, order: Order) -> Words:
    person = await store.people.get(order.owner)
    return words_for(person.language if person else order.language)


async def _change(store: Store, order: Order, key: str, text: Html, now: Moment) -> None:
    shown = await store.screens.shown(order.chat, screen(order))
    back: Keyboard = ((Button((await _words(store, order)).b_my_data, Tap(Verb.MY_DATA)),),)
    replies = Replies(store, order.chat, f"order:{order.id}:{key}", now, tapped=shown)
    await replies.show(text, back, screen=screen(order))
