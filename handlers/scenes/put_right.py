"""
What was read wrong or is in doubt, put right before it is a fact.

    shopper: [✏️ 金额]
    bot:     金额读出来是「¥399.00」。对就点一下，不对直接写给我。   [✅ 就是 ¥399.00] [‹ 返回]
    shopper: 389
"""

from collections.abc import Iterable

from telegram import Update

from domain import intake, money, parcels
from domain.case import Case, Channel
from domain.errors import NotAnAmount, NotANumber
from domain.findings import Field
from domain.journal import Parcel
from domain.machine import Flow
from domain.mending import DayMended, FieldMended, Mend, Value
from domain.moments import When
from domain.money import Money
from domain.parcels import Finding
from domain.people import Asking, Question
from handlers.talk import (
    day_keyboards,
    present,
    proposal_keyboards,
    proposal_taps,
    proposing,
    settling,
    telling,
)
from handlers.talk.context import Context
from handlers.talk.proposal_taps import DAY, NOTHING, SAID, Chosen, detail
from handlers.talk.proposing import Read
from handlers.talk.taps import Tap, Verb


async def on_mend(_: Update, context: Context) -> None:
    """A field that was read wrong or is in doubt: ask for it, or take what was tapped."""
    chosen = proposal_taps.chosen(context.tap.detail) if context.tap else None
    read = await proposing.of_set(context, chosen.set) if chosen else None
    if chosen is None or chosen.what is not None or read is None or context.tap is None:
        await present.home(context)
        return
    case = await present.case_of_tap(context)
    if context.tap.case and case is None:
        return
    same = None if case else await proposing.registered(context, read)
    if same is not None:  # it was registered meanwhile: what is put right now, is put right there
        await present.known(context, same)
        return
    month = day_keyboards.month_of(chosen.choice) if chosen.field == DAY else None
    said = _tapped(context, read, chosen)
    if month is not None:
        keyboard = day_keyboards.month(context.words, month, context.today, _day_tap(read.set.id))
        await settling.show(context, read, DAY, keyboard)
    elif said is None:
        await settling.ask(context, read, chosen.field, case)
    else:
        await _mended(context, read, chosen.field, said, case)


async def on_mended(update: Update, context: Context) -> None:
    """The field as the shopper writes it."""
    asking, message = context.person.asking, update.effective_message
    chosen = proposal_taps.chosen(asking.detail) if asking else None
    read = await proposing.of_set(context, chosen.set) if chosen else None
    if chosen is None or read is None or message is None or asking is None:
        await present.home(context)
        return
    case = await context.case_of(asking.case)
    text = message.text or ""
    said = _read_as(context, read, chosen.field, text)
    if isinstance(said, str):
        await settling.ask(context, read, chosen.field, case, said)
    elif isinstance(said, FieldMended) and isinstance(said.value, Parcel) and _is_wrong(said.value.number):
        await _ask_number(context, read, said.value.number, case)
    else:
        await _mended(context, read, chosen.field, said, case)


def _tapped(context: Context, read: Read, chosen: Chosen) -> Mend | None:
    """The correction that a tapped choice is; None where it is none: the data of a button is user input."""
    if chosen.field == DAY:
        try:
            return _day_mend(context, read, telling.tapped(chosen.choice, context.now))
        except ValueError:
            return None
    field = Field(chosen.field)
    if chosen.choice == NOTHING:
        return FieldMended(field, None)
    value = _said(context, chosen) if chosen.choice == SAID else _candidate(context, read, field, chosen.choice)
    return None if value is None else FieldMended(field, value)


def _candidate(context: Context, read: Read, field: Field, choice: str) -> Value | None:
    """The tapped way, or one of the values that it may be."""
    if field is Field.FLOW:
        return Flow(choice) if choice in set(Flow) else None
    values: Iterable[object] = proposal_taps.candidates(getattr(read.reading, field.value))
    if field is Field.CHANNEL:
        values = Channel
    elif field is Field.PLATFORM:
        values = context.library.policies
    value = next((each for each in values if proposal_taps.mark(each) == choice), None)
    return value if isinstance(value, str | Money | Channel | Parcel) else None


def _said(context: Context, chosen: Chosen) -> Parcel | None:
    """The number that was typed and asked about once more."""
    asking = context.person.asking
    asked = proposal_taps.chosen(asking.detail) if asking and asking.question is Question.READ else None
    same = asked is not None and (asked.set, asked.field) == (chosen.set, chosen.field) == (chosen.set, Field.PARCEL)
    if asked is None or not same or not asked.choice:
        return None
    return parcels.of_number(asked.choice, context.library.carriers)


def _read_as(context: Context, read: Read, field: str, text: str) -> Mend | str:
    """The correction that a typed answer is, or one sentence that says what is expected."""
    words = context.words
    match field:
        case proposal_taps.DAY:
            return _day_as(context, read, text)
        case Field.PAID | Field.PARCEL:
            return _figure(context, Field(field), text)
        case Field.FLOW | Field.CHANNEL | Field.PLATFORM:
            return words.tap_please()
        case _:
            name = intake.clean_name(text)
            return FieldMended(Field(field), name) if name else words.no_name()


def _figure(context: Context, field: Field, text: str) -> Mend | str:
    try:
        if field is Field.PAID:
            return FieldMended(field, money.read(text))
        return FieldMended(field, parcels.of_number(parcels.normalise(text), context.library.carriers))
    except NotAnAmount as error:
        return context.words.not_an_amount(error.reason)
    except NotANumber as error:
        return context.words.not_a_number(error.reason)


def _day_as(context: Context, read: Read, text: str) -> Mend | str:
    match telling.past(text, context.now, context.today, context.person):
        case When() as when:
            return _day_mend(context, read, when)
        case telling.Choices():
            return context.words.which_day()
        case telling.Wrong() as wrong:
            return telling.hint(context.words, wrong, context.today)


def _day_mend(context: Context, read: Read, when: When) -> Mend:
    return DayMended(intake.entry(proposing.ready_of(context, read).draft), when)


def _is_wrong(number: str) -> bool:
    return parcels.check(number) is Finding.WRONG_DIGIT


async def _ask_number(context: Context, read: Read, number: str, case: Case | None) -> None:
    """A number that its own check digit is against is asked once more before it is taken."""
    waiting = detail(read.set.id, Field.PARCEL.value, number)
    await context.ask(Asking(Question.READ, case.id if case else "", detail=waiting))
    keyboard = proposal_keyboards.typed(context.look, read.set.id, Field.PARCEL.value, case, number)
    await context.replies.show(context.words.ask_wrong_digit(number), keyboard, screen=f"set:{read.set.id}")


async def _mended(context: Context, read: Read, field: str, mend: Mend, case: Case | None) -> None:
    """It is kept beside the evidence. Before a case is registered the next thing in doubt is asked at once."""
    doubted = settling.in_doubt(context, read)
    await context.store.proofs.mend(context.person.id, read.set.id, mend)
    await context.ask(None)
    fresh = await proposing.of_set(context, read.set.id)
    if fresh is None:
        return
    left = settling.in_doubt(context, fresh) if case is None and field == doubted else None
    if left is not None:
        await settling.ask(context, fresh, left)
    else:
        await settling.offer(context, fresh, case)


def _day_tap(set_id: str) -> day_keyboards.TapFor:
    return lambda choice: Tap(Verb.MEND, detail=detail(set_id, DAY, choice))
