"""
What was read stands against what the case says: the shopper says which of both holds.

    bot:     ⚠️ 金额和案件里的不一样：¥399.00 → ¥129.00    [改成 ¥129.00] [不改，还是 ¥399.00]
    shopper: [改成 ¥129.00]
    bot:     ✏️ 金额改好了：¥399.00 → ¥129.00 + the card
"""

from dataclasses import replace
from typing import Any

from telegram import Update

from domain import proposal
from domain.case import Case
from domain.findings import Field
from domain.journal import Source
from domain.mending import DayMended, FieldMended, Mend
from domain.people import Question
from domain.proposal import PLACES, Change
from domain.steps import Step
from handlers.talk import moves, present, proposal_taps, proposal_texts, proposing, retold, settling
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.proposal_taps import NEW, OLD, Chosen
from handlers.talk.proposing import Read
from handlers.talk.taps import Tap


async def on_holds(_: Update, context: Context) -> None:
    """The shopper's word on one thing; then what is left to decide. A stale or strange tap shows what is true."""
    if context.tap is not None and context.tap.detail.startswith(retold.SET):
        await _on_retold(context, context.tap)
        return
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
        after = await _taken(context, case, dispute, proposing.source_of(read))
    else:
        for mend in _kept(dispute):
            await context.store.proofs.mend(context.person.id, read.set.id, mend)
    said = proposal_texts.decided(context.look, dispute, which)
    await settling.go_on(context, read.set.id, after, *said, *moves.between(context.look, case, after, context.library))


async def _on_retold(context: Context, tap: Tap) -> None:
    """The same about an answer that was edited."""
    chosen = proposal_taps.chosen(tap.detail)
    found = await retold.of_tap(context, chosen.set) if chosen else None
    case = await present.case_of_tap(context) if tap.case else None
    if tap.case and case is None:
        return
    if chosen is None or found is None or not _is_meant(found[2], chosen) or found[1].id != tap.case:
        await (present.card(context, case) if case else present.home(context))
        return
    heard, before, dispute = found
    which, value = chosen.choice[:1], _value(dispute, chosen.choice[:1])
    await retold.decided(context, heard, value)
    said = proposal_texts.decided(context.look, dispute, which)
    if case is None:
        await _redrafted(context, dispute, which)
        await context.replies.show(lines(*said))
        return
    if isinstance(dispute, Step) and dispute.old is not None and dispute.old.id == retold.WAITING:
        await _renumbered(context, dispute, which)
        await context.replies.show(lines(*said))
        return
    after = await _taken(context, case, dispute, Source.SHOPPER) if which == NEW else case
    await present.card(context, after, *said, *moves.between(context.look, before, after, context.library))


async def _redrafted(context: Context, dispute: Change | Step, which: str) -> None:
    draft = context.person.draft
    if draft is None or which != NEW:
        return
    if isinstance(dispute, Step):
        await context.remember(draft=replace(draft, when=dispute.when))
    elif dispute.field in {Field.ITEM, Field.PAID}:
        place: dict[str, Any] = {PLACES[dispute.field]: dispute.new}
        await context.remember(draft=replace(draft, **place))


async def _renumbered(context: Context, dispute: Step, which: str) -> None:
    """The number still waits for its carrier or its day; the question for it stays open, with the better number."""
    asking, parcel = context.person.asking, dispute.parcel
    if which == NEW and asking is not None and parcel is not None:
        answered = asking.question is Question.WHEN
        detail = f"{parcel.number}/{parcel.carrier or ''}" if answered else parcel.number
        await context.ask(replace(asking, detail=detail))


def _value(dispute: Change | Step, which: str) -> object:
    """The value that holds now, as it was heard: of a parcel its number."""
    if isinstance(dispute, Change):
        return dispute.new if which == NEW else dispute.old
    holds = dispute if which == NEW else dispute.old
    if dispute.parcel is not None:
        return holds.parcel.number if holds and holds.parcel else None
    return holds.when if holds else None


def _dispute(context: Context, case: Case, read: Read, chosen: Chosen) -> Change | Step | None:
    """What still differs as it did when the button was drawn."""
    for each in proposal.for_case(read.reading, case, context.library, context.now).conflicts:
        if _is_meant(each, chosen):
            return each
    return None


def _is_meant(dispute: Change | Step, chosen: Chosen) -> bool:
    thing = chosen.field == dispute.field if isinstance(dispute, Change) else chosen.what is dispute.what
    return thing and chosen.choice in {which + proposal_taps.mark(dispute) for which in (NEW, OLD)}


async def _taken(context: Context, case: Case, dispute: Change | Step, source: Source) -> Case:
    if isinstance(dispute, Change):
        return await present.settle(context, dispute.applied(case))
    saved = await present.try_record(context, case, dispute.happening(context.ids.new(), context.now, source))
    if saved is None:
        context.toast = context.words.already()
    return saved or case


def _kept(dispute: Change | Step) -> tuple[Mend, ...]:
    """What is written beside the evidence, so that it is not asked again: the case's own word on it."""
    if isinstance(dispute, Change):
        return (FieldMended(dispute.field, dispute.old),)
    old = dispute.old
    day = DayMended(dispute.what, old.when if old and not dispute.money else None)
    return (FieldMended(Field.PARCEL, old.parcel), day) if old and dispute.parcel else (day,)
