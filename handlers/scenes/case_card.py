"""The card of a case: looking at it from every side, undoing the last step, putting it away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from telegram import Update

from domain import desk
from domain.journal import Happening
from handlers.talk import cards, case_keyboards, moves, present
from handlers.talk.context import Context


async def on_card(_: Update, context: Context) -> None:
    """The card; whatever was being asked about the case is put aside."""
    case = await present.case_of_tap(context)
    if case is not None:
        await context.ask(None)
        await present.card(context, case)


async def on_more(_: Update, context: Context) -> None:
    """Everything else that can be done."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    pages = {case_keyboards.FACTS_PAGE: case_keyboards.side_facts, case_keyboards.EDIT_PAGE: case_keyboards.edit}
    keyboard = pages.get(tap.detail, case_keyboards.more)(context.words, case)
    text = cards.card(context.look, case, present.clocks(context, case))
    await context.replies.show(text, keyboard, screen=case.id)


async def on_undo(_: Update, context: Context) -> None:
    """What was told last is taken back; it stays on record."""
    case = await present.case_of_tap(context)
    if case is None:
        return
    outcome = desk.take_back(case, context.ids.new(), context.library, context.person.wishes, context.now)
    if outcome is None:
        context.toast = context.words.nothing_to_undo()
        await present.card(context, case)
        return
    saved = await present.keep(context, outcome)
    news = moves.between(context.look, case, saved, context.library)
    await present.card(context, saved, *_undone(context, saved.journal[len(case.journal) :]), *news)


async def on_archive(_: Update, context: Context) -> None:
    """A closed case leaves the list."""
    case = await present.case_of_tap(context)
    if case is not None and not case.is_open:
        saved = await present.settle(context, replace(case, archived=True))
        context.toast = context.words.archived()
        await present.card(context, saved)


def _undone(context: Context, lines: Sequence[Happening]) -> Iterator[str]:
    """What the journal's new lines took back, or changed back."""
    for line in lines:
        if line.taken_back:
            yield context.words.undone(line.what)
        else:
            yield context.words.changed_back(line.what, context.look.when(line))
