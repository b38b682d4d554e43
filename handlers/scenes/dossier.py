"""
A dossier is wished for.

    shopper: [📄 卷宗]
    bot:     📄 真丝连衣裙的卷宗      正在整理 12 份证据……
             (the same message)     做好了,文件在下面。   [🙈 打码版,给别人看]
             退款卷宗-2026-11-26.pdf

Here it only becomes an order; the maker's road fulfils it, also after a restart.
"""

from telegram import Update

from domain import moments, orders
from domain.orders import Order, State
from handlers.talk import present, publishing
from handlers.talk.context import LANGUAGES, Context


async def on_dossier(_: Update, context: Context) -> None:
    """One at a time, a few a day; what is being made is not made twice."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    today = await context.store.orders.since(context.person.id, moments.start_of_day(context.today, context.zone))
    if any(each.is_open for each in today):
        context.toast = context.words.dossier_busy()
        return
    if sum(each.state is not State.FAILED for each in today) >= orders.A_DAY:
        await context.replies.say(context.words.dossier_enough(orders.A_DAY), present.back_to(case, context))
        return
    order = Order(
        id=context.ids.new(),
        owner=context.person.id,
        chat=context.person.chat,
        case=case.id,
        language=tap.detail if tap.detail in LANGUAGES else context.person.language,
        masked=tap.detail == publishing.MASKED,
        asked=context.now,
    )
    await context.store.orders.put(order)
    proofs = await context.store.proofs.of_case(case.owner, case.id)
    await publishing.begun(context.replies, context.words, order, case, len(proofs))
