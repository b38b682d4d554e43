"""What is made for somebody meanwhile, a dossier or all that is kept: one at a time, a few a day, one message on it."""

from typing import Any

from domain import moments, orders
from domain.moments import Moment
from domain.orders import Order, State
from domain.ports import Store
from handlers.talk.buttons import Keyboard
from handlers.talk.context import Context, words_for
from handlers.talk.markup import Html
from handlers.talk.replies import Replies
from handlers.talk.words.catalogue.words import Words


async def may_order(context: Context, enough: Html, back: Keyboard) -> bool:
    """Whether one more is made today; if not, a toast says that one is under way, or `enough` that it was the last."""
    today = await context.store.orders.since(context.person.id, moments.start_of_day(context.today, context.zone))
    if any(each.is_open for each in today):
        context.toast = context.words.dossier_busy()
        return False
    if sum(each.state is not State.FAILED for each in today) >= orders.A_DAY:
        await context.replies.say(enough, back)
        return False
    return True


async def put(context: Context, case: str, language: str, *, masked: bool) -> Order:
    """Order it for who talks to us; `case` may be `orders.EVERYTHING`."""
    order = Order(
        id=context.ids.new(),
        owner=context.person.id,
        chat=context.person.chat,
        case=case,
        language=language,
        masked=masked,
        asked=context.now,
    )
    await context.store.orders.put(order)
    return order


def screen(order: Order) -> str:
    """The name of the message that shows how far it is."""
    return f"order:{order.id}"


async def words_of(store: Store, order: Order) -> Words:
    """The chat's language; the paper may have another."""
    person = await store.people.get(order.owner)
    return words_for(person.language if person else order.language)


async def change(store: Store, order: Order, key: str, text: Any, keyboard: Keyboard, now: Moment) -> None:
    """The message says something else from now on; what it did not come to say is not said any more."""
    await store.outbox.supersede(order.chat, screen(order))
    shown = await store.screens.shown(order.chat, screen(order))
    replies = Replies(store, order.chat, f"order:{order.id}:{key}", now, tapped=shown)
    await replies.show(text, keyboard, screen=screen(order))


def files(store: Store, order: Order, now: Moment) -> Replies:
    """Where the finished files are said."""
    return Replies(store, order.chat, f"order:{order.id}:file", now)
