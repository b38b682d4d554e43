"""
What should come back, and telling the sums that it consists of.

    shopper: [🧮 该退多少]
    bot:     实付款 ¥399.00 · 去程运费 -¥10.00 = 应退 ¥389.00   [➕ 退货运费] …
    shopper: [➕ 退货运费] 12
    bot:     记下了, and the sums anew
"""

from dataclasses import replace

from telegram import Update

from domain import money
from domain.case import Case
from domain.errors import NotAnAmount
from domain.money import Money
from domain.people import Asking, Question
from domain.purchase import PART_OF_PRICE, ZERO_IS_AN_ANSWER, Amount
from domain.sum_rules import Gap
from handlers.talk import present, sum_keyboards, sum_screen, sum_texts
from handlers.talk.context import Context


async def on_sums(_: Update, context: Context) -> None:
    """The sums, their reasons, or what else could be told."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    words, look = context.words, context.look
    if tap.detail == "why":
        text = sum_texts.reasons(look, case, look.expected(case))
        await context.replies.show(text, (sum_keyboards.back(words, case),), screen=case.id)
    elif tap.detail == "more":
        keyboard = sum_keyboards.more(words, case, look.expected(case))
        await context.replies.show(words.sum_more_title(), keyboard, screen=case.id)
    else:
        await sum_screen.show(context, case)


async def on_tell(_: Update, context: Context) -> None:
    """A sum is to be told, or the term of a membership: ask for it."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    if tap.detail == Gap.TERM:
        await _ask_term(context, case)
    elif tap.detail in set(Amount):
        await context.ask(Asking(Question.AMOUNT, case.id, detail=tap.detail))
        await _ask_amount(context, case, Amount(tap.detail))
    else:
        await sum_screen.show(context, case)


async def on_none(_: Update, context: Context) -> None:
    """There is no such sum: a zero where that is an answer, else as if it had never been told."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    if tap.detail not in set(Amount):
        await sum_screen.show(context, case)
        return
    amount, amounts = Amount(tap.detail), dict(case.amounts)
    amounts.pop(amount, None)
    if amount in ZERO_IS_AN_ANSWER:
        amounts[amount] = Money(0, _currency(case))
    await sum_screen.keep(context, replace(case, amounts=amounts))


async def on_amount(update: Update, context: Context) -> None:
    """The sum, as a person writes it."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    amount = Amount(asking.detail)
    try:
        told = money.read(message.text or "", _currency(case))
    except NotAnAmount as error:
        await _ask_amount(context, case, amount, context.words.not_an_amount(error.reason))
        return
    if case.price and amount in PART_OF_PRICE and told.currency == case.price.currency and told > case.price:
        await _ask_amount(context, case, amount, context.words.more_than_price(case.price))
        return
    await sum_screen.keep(context, replace(case, amounts={**case.amounts, amount: told}))


async def _ask_amount(context: Context, case: Case, amount: Amount, hint: str = "") -> None:
    question, keyboard = context.words.amount_questions[amount], sum_keyboards.amount(context.words, case, amount)
    await present.ask_again(context, hint, sum_texts.question(question), keyboard, screen=case.id)


def _currency(case: Case) -> str:
    return case.price.currency if case.price else "CNY"


async def _ask_term(context: Context, case: Case) -> None:
    await context.ask(Asking(Question.TERM, case.id))
    await sum_screen.ask_term_begins(context, case)
