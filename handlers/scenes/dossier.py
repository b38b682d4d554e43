"""
A dossier is wished for.

    shopper: [📄 卷宗]
    bot:     📄 真丝连衣裙的卷宗      正在整理 12 份证据……
             (the same message)     做好了，文件在下面。   [🙈 打码版，给别人看]
             退款卷宗-2026-11-26.pdf

Here it only becomes an order; the maker's road fulfils it, also after a restart.
"""

from telegram import Update

from domain import orders
from handlers.talk import ordering, present, publishing
from handlers.talk.context import LANGUAGES, Context


async def on_dossier(_: Update, context: Context) -> None:
    """One at a time, a few a day; what is being made is not made twice."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    enough = context.words.dossier_enough(orders.A_DAY)
    if not await ordering.may_order(context, enough, present.back_to(case, context)):
        return
    language = tap.detail if tap.detail in LANGUAGES else context.person.language
    order = await ordering.put(context, case.id, language, masked=tap.detail == publishing.MASKED)
    proofs = await context.store.proofs.of_case(case.owner, case.id)
    await publishing.begun(context.replies, context.words, order, case, len(proofs))
