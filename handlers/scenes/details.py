"""Mending what the card says: name, amount, reason, order number, shop, a missing time, the parcel."""

from dataclasses import replace
from typing import Any

from telegram import Message, Update

from domain import intake, money, rerouting
from domain.case import Case, Reason
from domain.errors import NotAnAmount
from domain.findings import Field
from domain.journal import What
from domain.machine import Flow
from domain.moments import When
from domain.people import Asking, Question
from handlers.talk import case_keyboards, hearing, keyboards, moves, present
from handlers.talk.buttons import Button, in_rows
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb

FIELD_LENGTH = 80  # characters of an order number or a shop's name

_QUESTIONS = {
    "name": Question.NAME,
    "price": Question.PRICE,
    "order_no": Question.ORDER_NO,
    "seller": Question.SELLER,
}
_HEARD = {"name": Field.ITEM, "order_no": Field.ORDER_NO, "seller": Field.SHOP}
_FIELDS = {question: field for field, question in _QUESTIONS.items()}


async def on_ask(_: Update, context: Context) -> None:
    """One thing is to be mended: ask for it."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    if tap.detail in _QUESTIONS:
        await context.ask(Asking(_QUESTIONS[tap.detail], case.id))
        await context.replies.show(context.words.ask_field(tap.detail), present.back_to(case, context), screen=case.id)
    elif tap.detail == "parcel" and case.parcel is not None:
        await context.ask(Asking(Question.TRACKING, case.id))
        keyboard = case_keyboards.number(context.words, case)
        await context.replies.show(context.words.ask_number(), keyboard, screen=case.id)
    elif tap.detail.startswith("platform"):
        await _on_platform(context, case, tap.detail.partition("=")[2])
    elif tap.detail.startswith("flow"):
        await _on_flow(context, case, tap.detail.partition("=")[2])
    else:
        await present.card(context, case)


async def on_text(update: Update, context: Context) -> None:
    """The mended text."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    field, text = _FIELDS[asking.question], message.text or ""
    if field == "price":
        await _on_price(context, case, message)
        return
    value = intake.clean_name(text) if field == "name" else " ".join(text.split())[:FIELD_LENGTH]
    if not value:
        question, keyboard = context.words.ask_field(field), present.back_to(case, context)
        await present.ask_again(context, context.words.no_name(), question, keyboard, screen=case.id)
        return
    await hearing.hear(context, message, _HEARD[field], value, case.id)
    change: dict[str, Any] = {field: value}  # the field's name comes from our own table
    await present.card(context, await present.settle(context, replace(case, **change)))


async def on_reason(_: Update, context: Context) -> None:
    """The reasons, or the chosen one."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    if tap.detail in set(Reason):
        await _changed(context, case, await present.settle(context, replace(case, reason=Reason(tap.detail))))
        return
    labels = keyboards.reasons(context.words, membership=case.is_membership)
    fitting = intake.Draft(flow=case.flow).reasons
    buttons = in_rows(
        Button(labels[reason], Tap(Verb.REASON, case.id, case.version, reason.value)) for reason in fitting
    )
    await context.replies.show(
        context.words.ask_blank(intake.Blank.REASON, membership=case.is_membership, when_of=case.offers[0]),
        (*buttons, *present.back_to(case, context)),
        screen=case.id,
    )


async def _on_price(context: Context, case: Case, message: Message) -> None:
    try:
        price = money.read(message.text or "")
    except NotAnAmount as error:
        hint, question = context.words.not_an_amount(error.reason), context.words.ask_field("price")
        await present.ask_again(context, hint, question, present.back_to(case, context), screen=case.id)
        return
    await hearing.hear(context, message, Field.PAID, price, case.id)
    await present.card(context, await present.settle(context, replace(case, price=price)))


async def _on_platform(context: Context, case: Case, chosen: str) -> None:
    """The platforms, or the chosen one; then what that moved."""
    if chosen in context.library.policies:
        await _changed(context, case, await present.settle(context, replace(case, platform=chosen)))
        return

    def tap(platform: str) -> Tap:
        return Tap(Verb.ASK, case.id, case.version, f"platform={platform}")

    shops = keyboards.shops(context.words, context.library.platforms, tap)
    await context.replies.show(context.words.ask_shop(), (*shops, *present.back_to(case, context)), screen=case.id)


async def _on_flow(context: Context, case: Case, chosen: str) -> None:
    """The other ways that are still open, or the chosen one; a running request is withdrawn first."""
    closing = present.happening(context, What.APP_CLOSED, When(context.now))
    open_ways = rerouting.ways(case, closing)
    if chosen in open_ways:
        await _changed(context, case, await present.settle(context, rerouting.rerouted(case, Flow(chosen), closing)))
        return
    labels = keyboards.kinds(context.words)
    buttons = ((Button(labels[way], Tap(Verb.ASK, case.id, case.version, f"flow={way}")),) for way in open_ways)
    words = context.words
    text = words.ask_flow(withdraw=rerouting.withdraws(case)) if open_ways else words.no_other_flow()
    await context.replies.show(text, (*buttons, *present.back_to(case, context)), screen=case.id)


async def _changed(context: Context, before: Case, after: Case) -> None:
    await present.card(context, after, *moves.between(context.look, before, after, context.library))
