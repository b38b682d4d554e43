"""
What a letter still lacks, asked for one by one; each answer leads back to the letter.

    shopper: [➕ 哪里不对]
    bot:     哪里不对？用你自己的话写一两句 …
    shopper: 页面写纯棉，洗标是聚酯纤维
    bot:     ✉️ … the letter, with one thing less to tell
"""

from dataclasses import replace

from telegram import Update

from domain import briefing, letters, money
from domain.case import Case, Reason
from domain.errors import NotAnAmount
from domain.letters import Blank
from domain.moments import When
from domain.people import Asking, Identity, Question
from handlers.talk import answers, day_keyboards, keyboards, letter_keyboards, letter_screen, present, telling
from handlers.talk.answers import DAYS, TYPED
from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.context import Context
from handlers.talk.letter_keyboards import FORGET, Page
from handlers.talk.markup import lines


async def on_supply(_: Update, context: Context) -> None:
    """A fact is to be told, or was told by a button."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    rung, _dot, rest = tap.detail.partition(".")
    name, _sign, value = rest.partition("=")
    page = Page(rung)
    if name == FORGET:
        await context.remember(identity=Identity())
        await letter_screen.show(context, case, page, context.words.identity_forgotten())
    elif name not in set(Blank) or Blank(name) not in context.words.blank_questions:
        await letter_screen.show(context, case, page)
    elif value:
        await _tapped(context, case, page, Blank(name), value)
    else:
        await _ask(context, case, page, Blank(name))


async def on_text(update: Update, context: Context) -> None:
    """A fact, as a person writes it."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    rung, _, name = asking.detail.partition("/")
    page, blank, text = Page(rung), Blank(name), message.text or ""
    if blank in DAYS:
        await _day_typed(context, case, page, blank, text)
    elif blank is Blank.PAID:
        await _price_typed(context, case, page, text)
    elif (hint := answers.fault(context.words, blank, text)) is not None:
        await _ask(context, case, page, blank, hint)
    else:
        heated = blank is Blank.PROBLEM and letters.is_heated(text)
        news = (context.words.calmer(),) if heated else ()
        await letter_screen.show(context, await answers.keep(context, case, blank, text), page, *news)


async def _tapped(context: Context, case: Case, page: Page, blank: Blank, value: str) -> None:
    month = day_keyboards.month_of(value)
    if blank in briefing.SWORN and value in {"yes", "no"}:
        true, untrue = briefing.SWORN[blank]
        traits = case.traits - {true, untrue} | {true if value == "yes" else untrue}
        case = await present.settle(context, replace(case, traits=frozenset(traits)))
    elif blank is Blank.REASON and value in set(Reason):
        case = await present.settle(context, replace(case, reason=Reason(value)))
    elif blank in DAYS and month is not None:
        await _show_month(context, case, page, blank, value)
        return
    elif blank in DAYS and (day := telling.day_or_none(value)) is not None and day <= context.today:
        case = await answers.happened(context, case, DAYS[blank], When.on(day))
    await letter_screen.show(context, case, page)


async def _ask(context: Context, case: Case, page: Page, blank: Blank, hint: str = "") -> None:
    typed = blank in DAYS or blank in TYPED or blank is Blank.PAID
    await context.ask(Asking(Question.BLANK, case.id, detail=f"{page.rung}/{blank}") if typed else None)
    words = context.words
    question = lines(
        words.blank_questions[blank],
        words.sworn_warning() if blank in briefing.SWORN else None,
        words.identity_why() if blank in answers.IDENTITY else None,
    )
    await present.ask_again(context, hint, question, _choices(context, case, page, blank), screen=case.id)


def _choices(context: Context, case: Case, page: Page, blank: Blank) -> Keyboard:
    words = context.words
    back = letter_keyboards.looked_at(words, case, page)
    if blank in briefing.SWORN:
        return letter_keyboards.sworn(words, case, page, blank)
    if blank is Blank.REASON:
        labels = keyboards.reasons(words, membership=case.is_membership)
        fitting = answers.reasons(case)
        taps = (Button(labels[each], letter_keyboards.supply(case, page, f"{blank}={each}")) for each in fitting)
        return (*in_rows(taps), *back)
    if blank in DAYS:
        return (*day_keyboards.days(words, context.today, _tap(case, page, blank), just_now=False), *back)
    return back


async def _show_month(context: Context, case: Case, page: Page, blank: Blank, value: str) -> None:
    month = day_keyboards.month_of(value) or context.today
    keyboard = day_keyboards.month(context.words, month, context.today, _tap(case, page, blank))
    back = letter_keyboards.looked_at(context.words, case, page)
    await context.replies.show(lines(context.words.blank_questions[blank]), (*keyboard, *back), screen=case.id)


async def _day_typed(context: Context, case: Case, page: Page, blank: Blank, text: str) -> None:
    match telling.past(text, context.now, context.today, context.person):
        case When() as when:
            await letter_screen.show(context, await answers.happened(context, case, DAYS[blank], when), page)
        case telling.Choices(days):
            keyboard = day_keyboards.choose_day(context.words, days, context.today, _tap(case, page, blank))
            await context.replies.show(lines(context.words.which_day()), keyboard, screen=case.id)
        case telling.Wrong() as wrong:
            await _ask(context, case, page, blank, telling.hint(context.words, wrong, context.today))


async def _price_typed(context: Context, case: Case, page: Page, text: str) -> None:
    try:
        price = money.read(text)
    except NotAnAmount as error:
        await _ask(context, case, page, Blank.PAID, context.words.not_an_amount(error.reason))
        return
    await letter_screen.show(context, await present.settle(context, replace(case, price=price)), page)


def _tap(case: Case, page: Page, blank: Blank) -> day_keyboards.TapFor:
    return lambda detail: letter_keyboards.supply(case, page, f"{blank}={detail}")
