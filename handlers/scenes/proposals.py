"""
What was read becomes a fact by one tap.

    shopper: (pastes) 订单编号 P734… 实付款 ¥399.00 签收时间 11月20日
    bot:     👀 我从这段文字里读到：…   [✅ 对，登记] [✏️ 商品名] [✏️ 金额] …
    shopper: (forwards) 您的退款已成功原路退回
    bot:     要记进「真丝连衣裙」吗？    [✅ 对，记下]
"""

from collections.abc import Sequence

from telegram import Message, Update

from domain import proposal, reading
from domain.case import Case
from domain.findings import Reading
from domain.journal import Happening
from domain.moments import aware
from domain.people import Question
from handlers.talk import guessing, incoming, moves, pinning, present, proposing, settling
from handlers.talk.context import Context
from handlers.talk.markup import escape, lines


async def on_typed(update: Update, context: Context) -> None:
    """A typed or pasted text that answers nothing: an order, a state of the app, a countdown, or nothing we know."""
    message = update.effective_message
    if message is None:
        return
    found = reading.of_text(message.text or "", context.library, aware(message.date), context.zone)
    if not proposing.worth(found):
        await _unread(context, found, message)
        return
    sent = incoming.proof_in(context, message, None)
    if sent is None or not await context.store.proofs.receive(sent, context.person.chat):
        return
    await context.store.proofs.answer_set(sent.set_id)
    if context.person.asking is not None and context.person.asking.question is Question.READ:
        await context.ask(None)  # it was about another text
    read = await proposing.of_set(context, sent.set_id)
    if read is not None:
        await proposing.offer(context, read, await incoming.replied_to(context, message))


async def _unread(context: Context, found: Reading, message: Message) -> None:
    """Nothing to register or to note: a notice of a locker, a countdown, a question; else the ways in."""
    if found.waits:
        await present.waiting(context)
    elif not await pinning.offer(context, message) and not await guessing.answered(context, message.text or ""):
        await present.lost(context)


async def on_take(_: Update, context: Context) -> None:
    """Noted: every step that is in no doubt, and every field that was empty; a day that a clock waits for is asked."""
    case, tap = await present.case_of_tap(context), context.tap
    read = await proposing.of_set(context, tap.detail) if tap else None
    if case is None or read is None:
        return
    found = proposal.for_case(read.reading, case, context.library, context.now)
    await context.store.proofs.assign(context.person.id, read.set.id, case.id, context.now)
    saved = await present.settle(context, found.noted(context.ids.new, context.now, proposing.source_of(read)))
    told = saved.journal[len(case.journal) :]
    news = [escape(context.words.recorded(each.what, context.look.when(each))) for each in told]
    undated = _awaited(context, saved, told)
    if undated is not None:
        await present.ask_when(context, saved, undated.what, f"~{undated.id}", lines(*news))
        return
    moved = moves.between(context.look, case, saved, context.library)
    await settling.go_on(context, read.set.id, saved, *news, *moved)


def _awaited(context: Context, case: Case, told: Sequence[Happening]) -> Happening | None:
    """What was read without its day, and a clock waits for it."""
    missing = {what for each in present.clocks(context, case).missing for what in each.needs}
    return next((each for each in told if each.when is None and each.what in missing), None)


async def on_afresh(_: Update, context: Context) -> None:
    """It is a new case after all; or back to what was offered for a case."""
    read = await proposing.of_set(context, context.tap.detail) if context.tap else None
    if read is None or context.tap is None:
        await present.home(context)
        return
    case = await present.case_of_tap(context)
    if case is not None or not context.tap.case:
        await context.ask(None)
        await settling.offer(context, read, case)
