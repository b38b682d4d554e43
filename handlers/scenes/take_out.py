"""
Everything that is kept of a person is taken out.

    shopper: [📦 全部导出]
    bot:     📦 正在打包你的全部资料……
             (the same message)     📦 都在下面了。
             我的全部资料-2026-11-26.zip
"""

from telegram import Update

from domain import moments, orders
from domain.orders import Order, State
from handlers.talk import taking_out
from handlers.talk.buttons import Button
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb


async def on_take_out(_: Update, context: Context) -> None:
    """One at a time, a few a day, dossiers counted; what is being packed is not packed twice."""
    today = await context.store.orders.since(context.person.id, moments.start_of_day(context.today, context.zone))
    if any(each.is_open for each in today):
        context.toast = context.words.dossier_busy()
        return
    if sum(each.state is not State.FAILED for each in today) >= orders.A_DAY:
        back = ((Button(context.words.b_my_data, Tap(Verb.MY_DATA)),),)
        await context.replies.say(context.words.take_out_enough(orders.A_DAY), back)
        return
    order = Order(
        id=context.ids.new(),
        owner=context.person.id,
        chat=context.person.chat,
        case=orders.EVERYTHING,
        language=context.person.language,
        masked=False,
        asked=context.now,
    )
    await context.store.orders.put(order)
    await context.replies.say(context.words.take_out_begun(), screen=taking_out.screen(order))
