"""
Checklists of a case: what evidence it needs, what belongs into the parcel. A tap ticks, another takes it back.

    bot:     📋 证据清单 · 真丝连衣裙 (2/8)
             👉 现在最值得补：打包前的照片。寄出以后就补不了了。
    shopper: (taps) ⬜ 打包前的照片
"""

from dataclasses import replace

from telegram import Update

from domain import checklist
from domain.case import Case
from domain.checklist import Kind
from handlers.talk import checklist_screen, present
from handlers.talk.context import Context


async def on_list(_: Update, context: Context) -> None:
    """A list as it stands."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is not None and tap is not None:
        await _show(context, case, Kind.PACKING if tap.detail == Kind.PACKING else Kind.EVIDENCE)


async def on_tick(_: Update, context: Context) -> None:
    """It is there now; or it was ticked by mistake."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    item = next((each for each in context.library.checklists if each.id == tap.detail), None)
    if item is None:
        context.toast = context.words.stale()
        await present.card(context, case)
        return
    saved = await context.store.cases.save(replace(case, checked=checklist.ticked(case, item.id)))
    await _show(context, saved, item.kind)


async def _show(context: Context, case: Case, kind: Kind) -> None:
    have = checklist.of(case, context.library.checklists, kind)
    keyboard = (*checklist_screen.buttons(context.look, case, have), *present.back_to(case, context))
    await context.replies.show(checklist_screen.text(context.look, case, have, kind), keyboard, screen=case.id)
