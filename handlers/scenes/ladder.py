"""
The ladder: whom to turn to next.

    shopper: [📣 往上走]
    bot:     ✅ 客气地跟卖家说   👉 申请平台介入   🔒 投诉到 12315 … and the next rung in detail
    shopper: [✅ 我发出去了]
    bot:     什么时候 … and the card with its new dates
"""

from dataclasses import replace

from telegram import Update

from domain import ladder
from domain.case import Case
from domain.journal import What
from domain.ladder import Step
from domain.moments import When
from domain.traits import Trait
from handlers.talk import filing, ladder_drawings, ladder_keyboards, ladder_texts, letter_screen, present
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.words.catalogue.words import said


async def on_ladder(_: Update, context: Context) -> None:
    """All rungs, or the one that the tap names."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    await context.ask(None)
    steps = _steps(context, case)
    if tap.detail == ladder_keyboards.PICTURE and steps:
        await _draw(context, case, steps)
        return
    chosen = next((each for each in steps if each.rung.id == tap.detail), None)
    if chosen is None:
        await _show(context, case)
        return
    text = ladder_texts.one(context.look, case, steps, chosen)
    await context.replies.show(text, ladder_keyboards.one(context.words, case, chosen), screen=case.id)


async def on_for_good(_: Update, context: Context) -> None:
    """They refuse for good: asked once, then what stands above need not wait; or they talk again."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    words = context.words
    if Trait.FINAL_REFUSAL in case.traits:
        saved = await present.settle(context, replace(case, traits=case.traits - {Trait.FINAL_REFUSAL}))
        await _show(context, saved, words.talking_again_noted())
    elif tap.detail == ladder_keyboards.YES:
        saved = await present.settle(context, replace(case, traits=case.traits | {Trait.FINAL_REFUSAL}))
        await _show(context, saved, words.for_good_noted())
    else:
        await context.replies.show(words.ask_for_good(), ladder_keyboards.for_good(words, case), screen=case.id)


async def on_climbed(_: Update, context: Context) -> None:
    """A rung was climbed: its happening is told, or that its letter was sent."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    rung = letter_screen.rung_of(context, tap.detail)
    if rung is None or not case.is_open:
        await present.card(context, case)
        return
    what = rung.tells(case)
    if what is What.COMPLAINT_FILED:
        await filing.ask_number(context, case)
    elif what is not What.WRITTEN:
        await present.ask_told(context, case, what)
    else:
        told = present.happening(context, what, When(context.now), rule=rung.id)
        saved = await present.record(context, case, told)
        await present.card(context, saved, context.words.written_noted(said(context.words, rung.title)))


async def _show(context: Context, case: Case, *news: str) -> None:
    steps = _steps(context, case)
    step = ladder.next_step(steps)
    text = ladder_texts.page(context.look, case, present.clocks(context, case), steps, step)
    keyboard = ladder_keyboards.page(context.words, case, steps, step)
    await context.replies.show(lines(*news, text), keyboard, screen=case.id)


async def _draw(context: Context, case: Case, steps: tuple[Step, ...]) -> None:
    drawing = ladder_drawings.of_case(context.look, case, steps)
    caption = context.words.ladder_caption(context.look.name(case))
    await context.replies.draw(drawing, caption, ((ladder_keyboards.ladder(context.words, case),),))


def _steps(context: Context, case: Case) -> tuple[Step, ...]:
    return ladder.of(case, present.clocks(context, case), context.library.ladder, context.now)
