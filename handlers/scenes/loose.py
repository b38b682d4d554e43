"""
Evidence that is in no case yet: found again, put into a case, deleted.

    shopper: [📥 还没归案的证据 3]
    bot:     📥 3 份证据还没归案 · 1. 照片 · 11月26日（周四）14:03 · 小雨 …   [📁 放进案件] [🗑 1] [🗑 2] [🗑 3]
"""

from collections.abc import Sequence

from telegram import Update

from domain.evidence import Proof
from handlers.talk import loose_texts, proposing
from handlers.talk.context import Context
from handlers.talk.markup import Html, lines

_SCREEN, _YES = "loose", "yes"


async def on_loose(_: Update, context: Context) -> None:
    """All of it, set by set; or one set, piece by piece."""
    await _show(context, context.tap.detail if context.tap else "")


async def on_drop(_: Update, context: Context) -> None:
    """Take one piece away: asked once, then done."""
    wanted, _equals, meant = context.tap.detail.partition("=") if context.tap else ("", "", "")
    pieces = await context.store.proofs.loose(context.person.id)
    proof = next((each for each in pieces if each.id == wanted), None)
    if proof is None:
        context.toast = context.words.stale()
        await _show(context, "")
        return
    number = [each.id for each in pieces if each.set_id == proof.set_id].index(proof.id) + 1
    if meant != _YES:
        keyboard = loose_texts.drop_buttons(context.look, proof)
        await context.replies.show(context.words.ask_delete(number), keyboard, screen=_SCREEN)
        return
    await context.store.proofs.delete(context.person.id, proof.id, context.now)
    await _show(context, proof.set_id, context.words.deleted(number))


async def _show(context: Context, wanted: str, *news: Html | str) -> None:
    pieces = await context.store.proofs.loose(context.person.id)
    sets = loose_texts.sets(pieces)
    this = sets.get(wanted) or (next(iter(sets.values())) if len(sets) == 1 else None)
    if this is None:
        text, keyboard = loose_texts.listed(context.look, sets), loose_texts.list_buttons(context.look, sets)
        await context.replies.show(lines(*news, text), keyboard, screen=_SCREEN)
        return
    await _show_set(context, this, *news, several=len(sets) > 1)


async def _show_set(context: Context, this: Sequence[Proof], *news: Html | str, several: bool) -> None:
    read = await proposing.of_set(context, this[0].set_id)
    speaks = read is not None and proposing.worth(read.reading)
    open_ones = any(case.is_open for case in await context.store.cases.of(context.person.id))
    ways = loose_texts.Ways(into=open_ones, register=speaks, back=several)
    text = loose_texts.one(context.look, this, ways)
    await context.replies.show(lines(*news, text), loose_texts.buttons(context.look, this, ways), screen=_SCREEN)
