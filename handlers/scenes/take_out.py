"""
Everything that is kept of a person is taken out.

    shopper: [📦 全部导出]
    bot:     📦 正在打包你的全部资料……
             (the same message)     📦 都在下面了。
             我的全部资料-2026-11-26.zip
"""

from telegram import Update

from domain import orders
from handlers.talk import ordering, taking_out
from handlers.talk.context import Context


async def on_take_out(_: Update, context: Context) -> None:
    """One at a time, a few a day, dossiers counted; what is being packed is not packed twice."""
    words = context.words
    if await ordering.may_order(context, words.take_out_enough(orders.A_DAY), taking_out.back(words)):
        order = await ordering.put(context, orders.EVERYTHING, context.person.language, masked=False)
        await context.replies.say(words.take_out_begun(), screen=ordering.screen(order))
