"""
What was read becomes a fact by one tap.

    shopper: (pastes) 订单编号 P734… 实付款 ¥399.00 签收时间 11月20日
    bot:     👀 我从这段文字里读到：…   [✅ 对，登记] [✏️ 商品名] [✏️ 金额] …
    shopper: (forwards) 您的退款已成功原路退回
    bot:     要记进「真丝连衣裙」吗？    [✅ 对，记下]
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from domain import desk, intake, money, proposal, reading
from domain.case import Case
from domain.errors import NotAnAmount, NotNow
from domain.findings import Field
from domain.journal import Happening
from domain.mending import DayMended, FieldMended, Mend
from domain.moments import When, aware
from domain.people import Asking, Question
from domain.proposal import Change, Proposal
from handlers.talk import day_keyboards, incoming, moves, pinning, present, proposal_texts, proposing, telling
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import Html, escape, lines
from handlers.talk.proposal_texts import DAY, MENDABLE, NEW, OLD, PLACES
from handlers.talk.proposing import Read
from handlers.talk.taps import Tap, Verb

_PLACES = {
    Field.ORDER_NO: "order_no",
    Field.PAID: "price",
    Field.SHOP: "seller",
    Field.ITEM: "name",
    Field.CHANNEL: "channel",
}
_DETAIL = re.compile(r"(?P<set>[^/]+)/(?P<field>[0-5])(?:=(?P<choice>.+))?")


async def on_typed(update: Update, context: Context) -> None:
    """A typed or pasted text that answers nothing: an order, a state of the app, a countdown, or nothing we know."""
    message = update.effective_message
    if message is None:
        return
    found = reading.of_text(message.text or "", context.library, aware(message.date), context.zone)
    if not proposing.worth(found):
        if not await pinning.offer(context, message):
            await present.lost(context)
        return
    sent = incoming.proof_in(context, message, None)
    if sent is None or not await context.store.proofs.receive(sent, context.person.chat):
        return
    await context.store.proofs.answer_set(sent.set_id)
    read = await proposing.of_set(context, sent.set_id)
    if read is not None:
        await proposing.offer(context, read, await incoming.replied_to(context, message))


async def on_take(_: Update, context: Context) -> None:
    """Noted: every step that is in no doubt, and every field that was empty; a day that a clock waits for is asked."""
    case, tap = await present.case_of_tap(context), context.tap
    read = await proposing.of_set(context, tap.detail) if tap else None
    if case is None or read is None:
        return
    found = proposal.for_case(read.reading, case, context.library, context.now)
    grown = _told(context, _filled(case, found), found)
    await context.store.proofs.assign(context.person.id, read.set.id, case.id, context.now)
    saved = await present.keep(context, desk.settle(grown, context.library, context.person.wishes, context.now))
    told = saved.journal[len(case.journal) :]
    news = [context.words.recorded(each.what, context.look.when(each)) for each in told]
    undated = _awaited(context, saved, told)
    if undated is not None:
        await present.ask_when(context, saved, undated.what, f"~{undated.id}", lines(*news))
        return
    await present.card(context, saved, *news, *moves.between(context.look, case, saved, context.library))


def _awaited(context: Context, case: Case, told: Sequence[Happening]) -> Happening | None:
    """What was read without its day, and a clock waits for it."""
    missing = {what for each in present.clocks(context, case).missing for what in each.needs}
    return next((each for each in told if each.when is None and each.what in missing), None)


async def on_holds(_: Update, context: Context) -> None:
    """What was read, or what the case says: the shopper's word on a conflict; then what is left to decide."""
    case, match = await present.case_of_tap(context), _DETAIL.fullmatch(context.tap.detail) if context.tap else None
    read = await proposing.of_set(context, match["set"]) if match else None
    if case is None:
        return
    change = _conflict(context, case, read, PLACES[int(match["field"])]) if match and read else None
    if match is None or read is None or change is None or match["choice"] not in {NEW, OLD}:
        await present.card(context, case)
        return
    after = case
    if match["choice"] == NEW:
        await context.store.proofs.assign(context.person.id, read.set.id, case.id, context.now)
        after = await present.settle(context, _with(case, change))
    else:
        await context.store.proofs.mend(context.person.id, read.set.id, FieldMended(change.field, change.old))
    said = proposal_texts.decided(context.look, change, match["choice"])
    await _go_on(context, read, after, said, *moves.between(context.look, case, after, context.library))


def _conflict(context: Context, case: Case, read: Read, field: str) -> Change | None:
    found = proposal.for_case(read.reading, case, context.library, context.now)
    return next((each for each in found.conflicts if each.field == field), None)


async def _go_on(context: Context, read: Read, case: Case, *news: Html) -> None:
    """What else was read is still offered; the card where nothing is left."""
    fresh = await proposing.of_set(context, read.set.id)
    if fresh is not None and proposal.for_case(fresh.reading, case, context.library, context.now):
        await proposing.offer_for(context, fresh, case, None, *news)
    else:
        await present.card(context, case, *news)


async def on_afresh(_: Update, context: Context) -> None:
    """It is a new case after all."""
    read = await proposing.of_set(context, context.tap.detail) if context.tap else None
    if read is None:
        await present.home(context)
        return
    cases = await context.store.cases.of(context.person.id)
    await proposing.offer_new(context, read, cases)


async def on_mend(_: Update, context: Context) -> None:
    """A field that was read wrong: ask for it, or take the tapped day."""
    match = _DETAIL.fullmatch(context.tap.detail) if context.tap else None
    read = await proposing.of_set(context, match["set"]) if match else None
    if match is None or read is None:
        await present.home(context)
        return
    field, choice = PLACES[int(match["field"])], match["choice"]
    if field not in MENDABLE:
        await proposing.offer_new(context, read, await context.store.cases.of(context.person.id))
    elif not choice:
        await _ask(context, read, field)
    elif (month := day_keyboards.month_of(choice)) is not None:
        keyboard = day_keyboards.month(context.words, month, context.today, _day_tap(read.set.id))
        await proposing.ask(context, read, field, keyboard)
    else:
        try:
            await _mended(context, read, _day_mend(context, read, telling.tapped(choice, context.now)))
        except ValueError:  # the data of a button is user input
            await _ask(context, read, field)


async def on_mended(update: Update, context: Context) -> None:
    """The field as the shopper writes it."""
    asking, message = context.person.asking, update.effective_message
    match = _DETAIL.fullmatch(asking.detail) if asking else None
    read = await proposing.of_set(context, match["set"]) if match else None
    if match is None or read is None or message is None:
        await present.home(context)
        return
    field, text = PLACES[int(match["field"])], message.text or ""
    said = _read_as(context, read, field, text)
    if isinstance(said, str):
        await context.replies.say(escape(said))
    else:
        await _mended(context, read, said)


def _read_as(context: Context, read: Read, field: str, text: str) -> Mend | str:
    """The correction that a typed answer is, or one sentence that says what is expected."""
    words = context.words
    if field == DAY:
        match telling.past(text, context.now, context.today, context.person):
            case When() as when:
                return _day_mend(context, read, when)
            case telling.Choices():
                return words.which_day()
            case telling.Wrong() as wrong:
                return telling.hint(words, wrong, context.today)
    if field == Field.PAID:
        try:
            return FieldMended(Field.PAID, money.read(text))
        except NotAnAmount as error:
            return words.not_an_amount(error.reason)
    name = intake.clean_name(text)
    return FieldMended(Field(field), name) if name else words.no_name()


def _day_mend(context: Context, read: Read, when: When) -> Mend:
    return DayMended(intake.entry(proposing.ready_of(context, read).draft), when)


async def _mended(context: Context, read: Read, mend: Mend) -> None:
    await context.store.proofs.mend(context.person.id, read.set.id, mend)
    await context.ask(None)
    fresh = await proposing.of_set(context, read.set.id)
    if fresh is not None:
        cases = await context.store.cases.of(context.person.id)
        await proposing.offer_new(context, fresh, cases)


async def _ask(context: Context, read: Read, field: str) -> None:
    detail = proposal_texts.mend_detail(read.set.id, field)
    await context.ask(Asking(Question.READ, detail=detail))
    back = (Button(context.words.b_return, Tap(Verb.AFRESH, detail=read.set.id)),)
    days: Keyboard = ()
    if field == DAY:
        days = day_keyboards.days(context.words, context.today, _day_tap(read.set.id), just_now=False)
    await proposing.ask(context, read, field, (*days, back))


def _day_tap(set_id: str) -> day_keyboards.TapFor:
    return lambda choice: Tap(Verb.MEND, detail=proposal_texts.mend_detail(set_id, DAY, choice))


def _filled(case: Case, found: Proposal) -> Case:
    """The case with the fields that were empty."""
    for change in found.changes:
        if proposal_texts.is_plain(change):
            case = _with(case, change)
    return case


def _with(case: Case, change: Change) -> Case:
    return replace(case, **{_PLACES[change.field]: change.new})  # type: ignore[arg-type] # the place fits the field


def _told(context: Context, case: Case, found: Proposal) -> Case:
    """The case with the steps that are in no doubt; what can no longer follow is left out."""
    for step in found.steps:
        if step.doubts:
            continue
        try:
            case = case.with_happening(step.happening(context.ids.new(), context.now))
        except NotNow:
            continue
    return case
