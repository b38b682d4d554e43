"""The days of a membership: first the first one, then how long; each tapped or typed."""

from dataclasses import replace
from datetime import date, timedelta

from telegram import Update

from domain import counting
from domain.case import Case
from domain.people import Asking, Question
from domain.purchase import Term
from handlers.talk import day_keyboards, present, sum_keyboards, sum_screen, telling
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb

_LONGEST = 120  # months: ten years, longer than any membership is sold for


async def on_term(_: Update, context: Context) -> None:
    """A day, a month of the calendar, or a length was tapped."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    month = day_keyboards.month_of(tap.detail)
    begins = _begins(context, case)
    if month is not None:
        keyboard = day_keyboards.month(context.words, month, context.today, _tap(case))
        await context.replies.show(
            context.words.ask_term_begins(), (*keyboard, sum_keyboards.back(context.words, case)), screen=case.id
        )
    elif tap.detail.isascii() and tap.detail.isdigit() and begins and 0 < int(tap.detail) <= _LONGEST:
        await _told(context, case, begins, counting.add_months(begins, int(tap.detail)) - timedelta(days=1))
    elif (day := telling.day_or_none(tap.detail)) is not None:
        await _on_day(context, case, day)
    else:
        await sum_screen.show(context, case)


async def on_term_text(update: Update, context: Context) -> None:
    """A day was written: the first one, or, once that is known, the last."""
    case, message = await present.asked_case(context), update.effective_message
    if case is None or message is None:
        return
    begins = _begins(context, case)
    match telling.some_day(message.text or "", context.today, context.person, begins):
        case date() as day:
            await _on_day(context, case, day)
        case telling.Choices(days):
            keyboard = day_keyboards.choose_day(context.words, days, context.today, _tap(case))
            await context.replies.show(lines(context.words.which_day()), keyboard, screen=case.id)
        case telling.Wrong() as wrong:
            await _ask(context, case, begins, telling.hint(context.words, wrong, context.today))


async def _on_day(context: Context, case: Case, day: date) -> None:
    begins = _begins(context, case)
    if begins is None:
        await _ask_ends(context, case, day)
    else:
        await _told(context, case, begins, day)


async def _ask_ends(context: Context, case: Case, begins: date) -> None:
    await context.ask(Asking(Question.TERM, case.id, detail=begins.isoformat()))
    await _ask(context, case, begins)


async def _ask(context: Context, case: Case, begins: date | None, hint: str = "") -> None:
    if begins is None:
        await sum_screen.ask_term_begins(context, case, hint)
        return
    question = context.words.ask_term_ends(context.words.day(begins, context.today))
    keyboard = sum_keyboards.term_ends(context.words, case)
    await present.ask_again(context, hint, question, keyboard, screen=case.id)


async def _told(context: Context, case: Case, begins: date, ends: date) -> None:
    if ends < begins:
        await _ask(context, case, begins, context.words.term_backwards(context.words.day(begins, context.today)))
        return
    await sum_screen.keep(context, replace(case, term=Term(begins, ends)))


def _begins(context: Context, case: Case) -> date | None:
    """The first day, if it was told already in this very dialogue."""
    asking = context.person.asking
    if asking is None or asking.question is not Question.TERM or asking.case != case.id or not asking.detail:
        return None
    return date.fromisoformat(asking.detail)


def _tap(case: Case) -> day_keyboards.TapFor:
    return lambda detail: Tap(Verb.TERM, case.id, case.version, detail)
