"""What was read, put right thing by thing: asking for one, and what comes after its answer."""

from domain import intake, proposal
from domain.case import Case
from domain.findings import Field
from domain.intake import Blank
from domain.people import Asking, Question
from handlers.talk import present, proposal_keyboards, proposal_texts, proposing
from handlers.talk.buttons import Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import Html, lines
from handlers.talk.proposal_taps import MENDABLE, detail
from handlers.talk.proposing import Read


async def ask(context: Context, read: Read, field: str, case: Case | None = None, hint: str | None = None) -> None:
    """One thing is to be put right: what was read of it, and what it should be. `hint` says what was no answer."""
    await context.ask(Asking(Question.READ, case.id if case else "", detail=detail(read.set.id, field)))
    what = (read.set.id, read.reading)
    keyboard = proposal_keyboards.one(context.look, what, field, case, context.library.platforms)
    await show(context, read, field, keyboard, hint)


async def show(context: Context, read: Read, field: str, keyboard: Keyboard, hint: str | None = None) -> None:
    """The question for one thing, over this keyboard."""
    words = context.words
    draft = proposing.ready_of(context, read).draft
    known = proposal_texts.value_of(context.look, read.reading, field, draft)
    label = words.fields_read[field]
    text = words.ask_read(label, known) if known else words.ask_unread(label)
    if field == Field.CHANNEL:
        text = words.ask_blank(Blank.CHANNEL, membership=False, when_of=intake.entry(draft))
    elif field == Field.PLATFORM:
        text = words.ask_shop()
    elif field == Field.FLOW:
        text = words.ask_way(proposal_texts.spoken(context.look, draft.flow))
    await context.replies.show(lines(hint, text), keyboard, screen=f"set:{read.set.id}")


def in_doubt(context: Context, read: Read) -> str | None:
    """What has to be asked before a new case is registered; None for nothing."""
    doubtful = proposing.ready_of(context, read).doubtful
    return next((field for field in doubtful if field in MENDABLE), None)


async def offer(context: Context, read: Read, case: Case | None, *news: Html) -> None:
    """What was read, for that case or for a new one."""
    if case is not None:
        await proposing.offer_for(context, read, case, None, *news)
    else:
        await proposing.offer_new(context, read, await context.store.cases.of(context.person.id), *news)


async def offer_parcel(context: Context, set_id: str, case: Case, *news: Html) -> bool:
    """The number of a parcel goes into no new case by itself: it is offered once the case is there. False for none."""
    read = await proposing.of_set(context, set_id)
    found = proposal.for_case(read.reading, case, context.library, context.now) if read else None
    if read is None or found is None or not any(step.parcel for step in found.steps):
        return False
    await offer(context, read, case, *news)
    return True


async def go_on(context: Context, set_id: str, case: Case, *news: Html) -> None:
    """What else was read is still offered, where it needs a word of the shopper; else the card."""
    read = await proposing.of_set(context, set_id)
    left = proposal.for_case(read.reading, case, context.library, context.now) if read else None
    if read is not None and left is not None and (left.conflicts or left.plain or left.doubtful):
        await offer(context, read, case, *news)
    else:
        await present.card(context, case, *news)
