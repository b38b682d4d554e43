"""What the chat says while everything that is kept of a person is packed: one message that changes, then files."""

from collections.abc import Sequence

from domain.moments import SHANGHAI, Moment
from domain.orders import Order
from domain.ports import Store
from handlers.talk import ordering
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words


async def done(store: Store, order: Order, files: Sequence[str], now: Moment) -> None:
    """It is packed: the message says so, the files follow."""
    words = await ordering.words_of(store, order)
    await ordering.change(store, order, "done", words.take_out_done(len(files)), back(words), now)
    replies = ordering.files(store, order, now)
    day = f"{now.astimezone(SHANGHAI):%Y-%m-%d}"
    for number, file in enumerate(files, start=1):
        name = f"{words.take_out_file(number, len(files))}-{day}.zip"
        await replies.send(file, name, words.take_out_caption())


async def failed(store: Store, order: Order, now: Moment) -> None:
    """It is given up, and nobody waits in vain."""
    words = await ordering.words_of(store, order)
    await ordering.change(store, order, "failed", words.take_out_failed(), back(words), now)


def back(words: Words) -> Keyboard:
    """To what is kept."""
    return ((Button(words.b_my_data, Tap(Verb.MY_DATA)),),)
