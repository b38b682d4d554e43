"""Which typed message a value was taken from: known for the newest ones, for the case that its message is edited."""

from dataclasses import replace

from telegram import Message

from domain.findings import Field
from domain.journal import What
from domain.people import Heard
from handlers.talk.context import Context
from handlers.talk.proposal_taps import mark

KEPT = 12  # answers: one registration and the steps after it


async def hear(context: Context, message: Message, thing: Field | What, value: object, case: str = "") -> None:
    """This message was the answer, and that the value which was taken from it; without a case, into the draft."""
    told = isinstance(thing, What)
    heard = Heard(
        message.message_id,
        case,
        "" if told else thing.value,
        What(thing) if told else None,
        mark(value),
    )
    others = (each for each in context.person.heard if each.message != heard.message)
    await context.remember(heard=(*others, heard)[-KEPT:])


def of(context: Context, message_id: int) -> Heard | None:
    """What is known of a message; None where no value was taken from it."""
    return next((each for each in context.person.heard if each.message == message_id), None)


async def changed(context: Context, new: Heard) -> None:
    """Another text, or another value that was taken."""
    known = (new if each.message == new.message else each for each in context.person.heard)
    await context.remember(heard=tuple(known))


async def registered(context: Context, case: str) -> None:
    """The draft is a case now, and what went into it, too."""
    if any(not each.case for each in context.person.heard):
        await context.remember(heard=tuple(replace(each, case=each.case or case) for each in context.person.heard))


async def forget(context: Context, case: str) -> None:
    """The case is gone, and the words that went into it."""
    if any(each.case == case for each in context.person.heard):
        await context.remember(heard=tuple(each for each in context.person.heard if each.case != case))
