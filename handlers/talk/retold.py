"""
A typed answer was edited after its value was taken: the new value beside the one that stands, and the two buttons.

    shopper: 399 → (edits) 389
    bot:     ⚠️ 金额和案件里的不一样：¥399.00 → ¥389.00    [改成 ¥389.00] [不改，还是 ¥399.00]
"""

from dataclasses import replace

from telegram import Message

from domain import intake, money, parcels
from domain.case import Case
from domain.errors import NotAnAmount, NotANumber
from domain.findings import Field
from domain.journal import Happening, Parcel, Source, What
from domain.moments import When
from domain.money import Money
from domain.people import Heard
from domain.proposal import PLACES, Change
from domain.steps import Step
from handlers.talk import hearing, proposal_keyboards, proposal_texts, telling
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.proposal_taps import mark

WAITING = "~"  # the name of what is told but not in the journal yet
SET = "~"  # before a message's number, where a tap names a set of evidence


async def offer(context: Context, message: Message) -> None:
    """The new value, for the case that the old one went into; quiet where the old one no longer stands there."""
    heard, text = hearing.of(context, message.message_id), message.text or ""
    case = await _case(context, heard) if heard else None
    dispute = disputed(context, heard, case, text) if heard and case else None
    if heard is None or case is None or dispute is None:
        return
    await hearing.changed(context, replace(heard, text=text))
    look, words = context.look, context.words
    number = dispute.parcel.number if isinstance(dispute, Step) and dispute.parcel else ""
    off = parcels.check(number) is parcels.Finding.WRONG_DIGIT if number else False
    shown = [words.read_change(*each) for each in proposal_texts.differences(look, dispute)]
    ask = words.ask_wrong_digit(number) if off else words.ask_which_holds(look.name(case))
    keyboard = proposal_keyboards.retold(look, case, f"{SET}{heard.message}", dispute)
    await context.replies.show(lines(words.answer_edited(), *shown, ask), keyboard, screen=f"heard:{heard.message}")


def disputed(context: Context, heard: Heard, case: Case, text: str) -> Change | Step | None:
    """What the words say otherwise than the case; None where they say no value, or another one stands there by now."""
    if heard.what is not None:
        return _another_time(context, heard, case, text)
    field = Field(heard.field)
    new = _value(context, field, text)
    if new is None:
        return None
    if isinstance(new, Parcel):
        shipped = _waiting(context, case) or case.latest(What.SHIPPED)
        sent = shipped.parcel if shipped else None
        same = sent is None or mark(sent.number) != heard.mark or sent.number == new.number
        return None if same or shipped is None else Step(what=What.SHIPPED, when=shipped.when, parcel=new, old=shipped)
    old = getattr(case, PLACES[field])
    return None if not old or mark(old) != heard.mark or old == new else Change(field, old, new)


def _waiting(context: Context, case: Case) -> Happening | None:
    """A number that was typed and waits for its carrier or its day: no line of the journal yet."""
    asking = context.person.asking
    if asking is None or asking.case != case.id or asking.what is not What.SHIPPED:
        return None
    number, _, carrier = asking.detail.partition("/")
    if not number or number.startswith("~"):
        return None
    parcel = Parcel(number, carrier or None)
    return Happening(id=WAITING, what=What.SHIPPED, when=None, told=context.now, source=Source.SHOPPER, parcel=parcel)


def _another_time(context: Context, heard: Heard, case: Case, text: str) -> Step | None:
    told = case.latest(heard.what) if heard.what else None
    when = telling.past(text, context.now, context.today, context.person)
    if told is None or told.when is None or mark(told.when) != heard.mark or not isinstance(when, When):
        return None
    step = Step(what=told.what, when=when, old=told)
    return step if step.conflicts else None


def _value(context: Context, field: Field, text: str) -> str | Money | Parcel | None:
    try:
        match field:
            case Field.PAID:
                return money.read(text)
            case Field.PARCEL:
                return parcels.of_number(parcels.normalise(text), context.library.carriers)
            case _:
                return intake.clean_name(text) or None
    except (NotAnAmount, NotANumber):
        return None


async def _case(context: Context, heard: Heard) -> Case | None:
    """The case that the value went into; a draft is shown as the case that it will be."""
    if heard.case:
        return await context.case_of(heard.case)
    draft = context.person.draft
    if draft is None or draft.flow is None:
        return None
    return intake.complete(draft, case_id="", first_id="~", owner=context.person.id, now=context.now)


async def of_tap(context: Context, set_id: str) -> tuple[Heard, Case, Change | Step] | None:
    """What a tap on an edited answer decides on; None where nothing is left to decide."""
    number = set_id.removeprefix(SET)
    heard = hearing.of(context, int(number)) if number.isdecimal() else None
    case = await _case(context, heard) if heard and heard.text else None
    dispute = disputed(context, heard, case, heard.text) if heard and case else None
    return (heard, case, dispute) if heard and case and dispute else None


async def decided(context: Context, heard: Heard, value: object) -> None:
    """The shopper has said what holds: that value now comes from this message."""
    await hearing.changed(context, replace(heard, text="", mark=mark(value)))
