"""
What if: a step on another day, another way of asking, or nothing at all; the dates side by side, the case untouched.

    shopper: [🤔 如果…] [📮 换一天寄出]
    bot:     如果 11月27日（周五）寄出 … ✅ 赶得上 …
    shopper: 周日
    bot:     如果 11月29日（周日）寄出 … ⚠️ 来不及 …
"""

from datetime import date, timedelta

from telegram import Update

from domain import moments, whatif
from domain.case import Case
from domain.people import Asking, Question
from domain.whatif import DATED, If
from handlers.talk import case_keyboards, day_keyboards, present, telling, whatif_texts
from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.whatif_texts import Almanac

_OFFERED = (0, 1, 2, 3, 5, 7)  # days from today that stand on buttons
_FIRST = {If.APPLY: 1, If.POST: 1, If.WAIT: 3}  # days from today that are shown first


async def on_whatif(_: Update, context: Context) -> None:
    """The choice, or what would follow."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    name, _sign, day = tap.detail.partition("=")
    if name not in set(If):
        await _choose(context, case)
        return
    what = If(name)
    await _show(context, case, what, telling.day_or_none(day) or _today(context) + timedelta(days=_FIRST.get(what, 0)))


async def on_text(update: Update, context: Context) -> None:
    """Another day was written."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    what = If(asking.detail)
    match telling.coming_day(message.text or "", context.today, context.person):
        case date() as day if day >= _today(context):
            await _show(context, case, what, day)
        case date() as day:
            await _again(context, case, what, context.words.not_coming(context.words.day(day, context.today)))
        case telling.Choices(days):
            keyboard = day_keyboards.choose_day(context.words, days, context.today, _tap(case, what))
            await context.replies.show(lines(context.words.which_day()), keyboard, screen=case.id)
        case telling.Wrong() as wrong:
            await _again(context, case, what, telling.hint(context.words, wrong, context.today, coming=True))


async def _choose(context: Context, case: Case, *first: str) -> None:
    await context.ask(None)
    words = context.words
    buttons = in_rows(
        Button(words.ifs[each], Tap(Verb.WHAT_IF, case.id, 0, each.value))
        for each in whatif.possible(case, context.now)
    )
    text = lines(*first, words.whatif_choice())
    await context.replies.show(text, (*buttons, *present.back_to(case, context)), screen=case.id)


async def _show(context: Context, case: Case, what: If, day: date) -> None:
    outlook = whatif.outlook(case, what, day, context.library, context.now)
    if outlook is None:
        await _choose(context, case, context.words.whatif_impossible())
        return
    await context.ask(Asking(Question.WHAT_IF, case.id, detail=what.value) if what in DATED else None)
    text = whatif_texts.page(_almanac(context), case, outlook)
    await context.replies.show(text, _keyboard(context, case, what, day), screen=case.id)


async def _again(context: Context, case: Case, what: If, hint: str) -> None:
    question = context.words.whatif_only(dated=True)
    await present.ask_again(context, hint, lines(question), _keyboard(context, case, what, None), screen=case.id)


def _keyboard(context: Context, case: Case, what: If, shown: date | None) -> Keyboard:
    almanac, today, tap = _almanac(context), _today(context), _tap(case, what)
    days = [today + timedelta(days=each) for each in _OFFERED] if what in DATED else []
    rows = in_rows(Button(almanac.day(day), tap(day.isoformat())) for day in days if day != shown)
    others = Button(context.words.b_whatif, Tap(Verb.WHAT_IF, case.id))
    return (*rows, (others, case_keyboards.back_to_card(context.words, case)))


def _tap(case: Case, what: If) -> day_keyboards.TapFor:
    return lambda detail: Tap(Verb.WHAT_IF, case.id, 0, f"{what.value}={detail}")


def _almanac(context: Context) -> Almanac:
    return Almanac(context.look, context.library.workdays)


def _today(context: Context) -> date:
    """The day in Shanghai, by which the dates are counted."""
    return moments.day_of(context.now)
