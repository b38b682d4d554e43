"""
What was read stands against what the case says: the shopper says which of both holds.

    bot:     ⚠️ 金额和案件里的不一样：¥399.00 → ¥129.00    [改成 ¥129.00] [不改，还是 ¥399.00]
    shopper: [改成 ¥129.00]
    bot:     ✏️ 金额改好了：¥399.00 → ¥129.00 + the card
"""

from telegram import Update

from domain import proposal
from domain.case import Case
from domain.errors import NotNow
from domain.findings import Field
from domain.mending import DayMended, FieldMended, Mend
from domain.proposal import Change
from domain.steps import Step
from handlers.talk import moves, present, proposal_taps, proposal_texts, proposing, settling
from handlers.talk.context import Context
from handlers.talk.proposal_taps import NEW, OLD, Chosen
from handlers.talk.proposing import Read


async def on_holds(_: Update, context: Context) -> None:
    """The shopper's word on one thing; then what is left to decide. A stale or strange tap shows what is true."""
    case, chosen = await present.case_of_tap(context), proposal_taps.chosen(context.tap.detail) if context.tap else None
    read = await proposing.of_set(context, chosen.set) if chosen else None
    if case is None:
        return
    dispute = _dispute(context, case, read, chosen) if read and chosen else None
    if chosen is None or read is None or dispute is None:
        await present.card(context, case)
        return
    await context.store.proofs.assign(context.person.id, read.set.id, case.id, context.now)
    after = case
    which = chosen.choice[:1]
    if which == NEW:
        after = await _taken(context, case, dispute)
    else:
        for mend in _kept(dispute):
            await context.store.proofs.mend(context.person.id, read.set.id, mend)
    said = proposal_texts.decided(context.look, dispute, which)
    await settling.go_on(context, read.set.id, after, *said, *moves.between(context.look, case, after, context.library))


def _dispute(context: Context, case: Case, read: Read, chosen: Chosen) -> Change | Step | None:
    """What still differs as it did when the button was drawn."""
    for each in proposal.for_case(read.reading, case, context.library, context.now).conflicts:
        thing = chosen.field == each.field if isinstance(each, Change) else chosen.what is each.what
        if thing and chosen.choice in {which + proposal_taps.mark(each) for which in (NEW, OLD)}:
            return each
    return None


async def _taken(context: Context, case: Case, dispute: Change | Step) -> Case:
    if isinstance(dispute, Change):
        return await present.settle(context, dispute.applied(case))
    try:
        return await present.record(context, case, dispute.happening(context.ids.new(), context.now))
    except NotNow:
        context.toast = context.words.already()
        return case


def _kept(dispute: Change | Step) -> tuple[Mend, ...]:
    """What is written beside the evidence, so that it is not asked again: the case's own word on it."""
    if isinstance(dispute, Change):
        return (FieldMended(dispute.field, dispute.old),)
    old = dispute.old
    day = DayMended(dispute.what, old.when if old and not dispute.money else None)
    return (FieldMended(Field.PARCEL, old.parcel), day) if old and dispute.parcel else (day,)
