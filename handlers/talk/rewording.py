"""A message that was read has other words now: what they say otherwise is offered; nothing where nothing changed."""

from domain import mending, proposal
from domain.case import Case
from domain.proposal import Change, Pin
from domain.steps import Step
from handlers.talk import proposing
from handlers.talk.context import Context
from handlers.talk.markup import Html
from handlers.talk.proposing import Read


async def offer(context: Context, before: Read | None, news: Html) -> bool:
    """
    What the new words say, for the case that the evidence lies in or for none yet. False where they say nothing new.

    What the shopper had put right of the old words holds on where the new ones say the same. A set that was not
    answered yet is answered in its time.
    """
    after = await _after(context, before) if before else None
    if before is None or after is None or after.reading == before.reading or not before.set.answered:
        return False
    case = await _case(context, after)
    if case is not None:
        if not _parts(context, after, case) - _parts(context, before, case):
            return False
        await proposing.offer_for(context, after, case, None, news)
        return True
    if not proposing.worth(after.reading):
        return False
    await proposing.offer(context, after, None, news)
    return True


async def _after(context: Context, before: Read) -> Read | None:
    after = await proposing.of_set(context, before.set.id)
    overtaken = mending.overtaken(after.set.mended, before.printed, after.printed) if after else ()
    for mend in overtaken:
        await context.store.proofs.mend(context.person.id, before.set.id, mend)
    return await proposing.of_set(context, before.set.id) if overtaken else after


def _parts(context: Context, read: Read, case: Case) -> frozenset[Change | Step | Pin]:
    found = proposal.for_case(read.reading, case, context.library, context.now)
    return frozenset((*found.changes, *found.steps, *found.pins))


async def _case(context: Context, read: Read) -> Case | None:
    case = read.set.case or next((proof.case for proof in read.proofs if proof.case), None)
    return await context.case_of(case)
