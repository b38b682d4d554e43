"""
The return parcel: its number, its carrier.

    bot:     退货的快递单号是多少？
    shopper: SF1364216703436
    bot:     什么时候寄出退货并填单号的？      （顺丰 is certain; several candidates would be asked）
"""

from telegram import Update

from domain import parcels
from domain.case import Case
from domain.errors import NotANumber
from domain.findings import Field
from domain.journal import Parcel, What
from domain.parcels import Finding
from domain.people import Asking, Question
from handlers.talk import case_keyboards, hearing, present
from handlers.talk.context import Context
from handlers.talk.markup import lines

UNKNOWN = "-"
NO_NUMBER = "none"
CHOICES = 9  # carriers to choose from: three rows


async def on_number(update: Update, context: Context) -> None:
    """A number was typed or pasted."""
    case, message = await present.asked_case(context), update.effective_message
    if case is None or message is None:
        return
    try:
        number = parcels.normalise(message.text or "")
    except NotANumber as error:
        keyboard = case_keyboards.number(context.words, case)
        hint = context.words.not_a_number(error.reason)
        await present.ask_again(context, hint, context.words.ask_number(), keyboard, screen=case.id)
        return
    await hearing.hear(context, message, Field.PARCEL, number, case.id)
    await _with_number(context, case, number)


async def on_carrier(_: Update, context: Context) -> None:
    """The carrier was chosen, or there is no number yet."""
    case, tap, asking = await present.case_of_tap(context), context.tap, context.person.asking
    if case is None or tap is None:
        return
    if asking is None or asking.question is not Question.TRACKING or asking.case != case.id:
        await present.card(context, case)
        return
    if tap.detail == NO_NUMBER:
        await present.card(context, case)
        await context.ask(None)
        return
    chosen = parcels.by_id(context.library.carriers, tap.detail)
    await _complete(context, case, asking, Parcel(asking.detail, chosen.id if chosen else None))


async def _with_number(context: Context, case: Case, number: str) -> None:
    words, carriers = context.words, context.library.carriers
    asking = context.person.asking
    proposed = parcels.propose(number, carriers)
    wrong_digit = parcels.check(number) is Finding.WRONG_DIGIT
    sure = parcels.certain(number, carriers)
    waiting = Asking(Question.TRACKING, case.id, asking.what if asking else What.SHIPPED, number)
    await context.ask(waiting)
    if sure is not None and not wrong_digit:
        await _complete(context, case, waiting, Parcel(number, sure.id))
        return
    text = lines(words.check_digit_wrong(number) if wrong_digit else None, words.ask_carrier(number))
    choices = (*proposed, *(carrier for carrier in carriers if carrier not in proposed))[:CHOICES]
    await context.replies.show(text, case_keyboards.carriers(words, case, choices), screen=case.id)


async def _complete(context: Context, case: Case, asking: Asking, parcel: Parcel) -> None:
    """The parcel is known: a new one is asked for its day, a corrected one is written down."""
    shipped = case.latest(What.SHIPPED)
    if asking.what is None and shipped is not None:
        told = present.happening(context, What.SHIPPED, shipped.when, parcel=parcel, corrects=shipped.id)
        await present.card(context, await present.try_record(context, case, told) or case)
        return
    await present.ask_when(context, case, What.SHIPPED, f"{parcel.number}/{parcel.carrier or ''}")
