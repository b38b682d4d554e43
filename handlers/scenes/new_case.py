"""
Registering a case.

    bot:     想退的是什么？            [🛍 商品] [👑 会员] …
    shopper: (taps)
    bot:     为什么退？ … 现在走到哪一步了？ … 买的是什么？ … 付了多少钱？ … 什么时候签收商品的？
    bot:     ✅ 登记好了 + the card

Nothing but the draft's blanks says where we are, so a restart in the middle loses nothing.
"""

from dataclasses import replace

from telegram import Message, Update

from domain import deadlines, desk, intake, money
from domain.case import Case, Channel, Reason
from domain.errors import NotAnAmount
from domain.findings import Field
from domain.intake import Blank, Draft
from domain.journal import Source, What
from domain.machine import Flow
from domain.moments import When
from domain.people import Asking, Question
from handlers.talk import branching, day_keyboards, hearing, keyboards, planning, present, proposing, settling, telling
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import Html, escape, lines
from handlers.talk.proposing import Read
from handlers.talk.replies import DRAFT_SCREEN
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import said


async def on_new(_: Update, context: Context) -> None:
    """A new case, or the half-filled one where it was left; none is put away unasked."""
    draft, wish = context.person.draft, context.tap.detail if context.tap else ""
    if wish == "fresh" and draft is not None and draft.flow is not None:
        words = context.words
        over = Button(words.b_start_over, Tap(Verb.NEW, detail="over"))
        keyboard = ((Button(words.b_resume, Tap(Verb.NEW)), over), *keyboards.back_home(words))
        await context.replies.show(words.welcome_draft(draft.name), keyboard, screen=DRAFT_SCREEN)
        return
    await _ask_next(context, Draft() if draft is None or wish else draft)


async def on_fill(_: Update, context: Context) -> None:
    """A choice was tapped; a choice of an older question shows the present one."""
    draft, tap = context.person.draft, context.tap
    if draft is None or tap is None:
        await present.home(context)
        return
    blank, _equals, value = tap.detail.partition("=")
    if blank != intake.next_blank(draft):
        context.toast = context.words.stale()
        await _ask_next(context, draft)
        return
    await _ask_next(context, _with_choice(context, draft, Blank(blank), value))


async def on_skip(_: Update, context: Context) -> None:
    """The question is left open for later."""
    draft, tap = context.person.draft, context.tap
    if draft is not None and tap is not None and tap.detail == intake.next_blank(draft):
        draft = intake.fill(draft, Blank(tap.detail), None)
    await _ask_next(context, draft or Draft())


async def on_back(_: Update, context: Context) -> None:
    """The question before."""
    draft, tap = context.person.draft, context.tap
    if draft is not None and tap is not None and tap.detail == intake.next_blank(draft):
        draft = intake.back(draft)
    await _ask_next(context, draft or Draft())


async def on_cancel(_: Update, context: Context) -> None:
    """The draft is put away, or whatever else was being asked."""
    words = context.words
    had = context.person.draft is not None or context.person.asking is not None
    await context.remember(draft=None, asking=None)
    text = words.draft_cancelled() if had else words.nothing_to_cancel()
    await context.replies.show(text, keyboards.home(words, None), screen=DRAFT_SCREEN)


async def on_calendar(_: Update, context: Context) -> None:
    """Another month of the calendar, or the calendar itself."""
    draft, tap = context.person.draft, context.tap
    if draft is None or tap is None or intake.next_blank(draft) is not Blank.DATE:
        await _ask_next(context, draft or Draft())
        return
    month = day_keyboards.month_of(tap.detail) or context.today
    keyboard = day_keyboards.month(context.words, month, context.today, keyboards.date_tap)
    await context.replies.show(_question(context, draft, Blank.DATE), keyboard, screen=DRAFT_SCREEN)


async def on_shop(_: Update, context: Context) -> None:
    """It was bought elsewhere: the platforms that the shelf knows, or the chosen one. No question of its own."""
    draft, chosen = context.person.draft or Draft(), context.tap.detail if context.tap else ""
    if chosen in context.library.policies:
        await _ask_next(context, replace(draft, platform=chosen))
        return
    shops = keyboards.shops(context.words, context.library.platforms, lambda each: Tap(Verb.SHOP, detail=each))
    back = (Button(context.words.b_return, Tap(Verb.NEW)),)
    await context.replies.show(context.words.ask_shop(), (*shops, back), screen=DRAFT_SCREEN)


async def on_register(_: Update, context: Context) -> None:
    """What was read is right: register it, after what is in doubt and what is left. A known order shows its case."""
    read = await proposing.of_set(context, context.tap.detail) if context.tap else None
    if read is None:
        await present.home(context)
        return
    doubtful = settling.in_doubt(context, read)
    if doubtful is not None:
        await settling.ask(context, read, doubtful)
        return
    same = await proposing.registered(context, read)
    if same is not None:
        await present.known(context, same)
        return
    await _ask_next(context, _as_begun(context.person.draft, proposing.ready_of(context, read).draft))


def _as_begun(begun: Draft | None, draft: Draft) -> Draft:
    """What the shopper had answered already stays answered."""
    if begun is not None and begun.reason in draft.reasons and begun.reason and not begun.proofs:
        return intake.fill(draft, Blank.REASON, begun.reason)
    return draft


async def on_text(update: Update, context: Context) -> None:
    """A typed answer: a name, an amount or a date; for a choice the buttons are pointed at."""
    draft, message = context.person.draft, update.effective_message
    blank = intake.next_blank(draft) if draft else None
    if draft is None or blank is None or message is None:
        await present.home(context)
        return
    match blank:
        case Blank.NAME:
            await _on_name(context, draft, message)
        case Blank.PRICE:
            await _on_price(context, draft, message)
        case Blank.DATE:
            await _on_date(context, draft, message)
        case _:
            await _ask(context, draft, context.words.tap_please())


async def _on_name(context: Context, draft: Draft, message: Message) -> None:
    name = intake.clean_name(message.text or "")
    if name:
        await hearing.hear(context, message, Field.ITEM, name)
        await _ask_next(context, intake.fill(draft, Blank.NAME, name))
    else:
        await _ask(context, draft, context.words.no_name())


async def _on_price(context: Context, draft: Draft, message: Message) -> None:
    try:
        price = money.read(message.text or "")
    except NotAnAmount as error:
        await _ask(context, draft, context.words.not_an_amount(error.reason))
    else:
        await hearing.hear(context, message, Field.PAID, price)
        await _ask_next(context, intake.fill(draft, Blank.PRICE, price))


async def _on_date(context: Context, draft: Draft, message: Message) -> None:
    match telling.past(message.text or "", context.now, context.today, context.person):
        case When() as when:
            await hearing.hear(context, message, intake.entry(draft), when)
            await _ask_next(context, intake.fill(draft, Blank.DATE, when))
        case telling.Choices(days):
            keyboard = day_keyboards.choose_day(context.words, days, context.today, keyboards.date_tap)
            await _ask(context, draft, context.words.which_day(), keyboard)
        case telling.Wrong() as wrong:
            await _ask(context, draft, telling.hint(context.words, wrong, context.today))


def _with_choice(context: Context, draft: Draft, blank: Blank, value: str) -> Draft:
    """The draft with a tapped choice; a choice that does not exist changes nothing."""
    kinds = {Blank.KIND: Flow, Blank.REASON: Reason, Blank.STANDS: What, Blank.CHANNEL: Channel}
    try:
        if blank is Blank.DATE:
            return intake.fill(draft, blank, telling.tapped(value, context.now))
        return intake.fill(draft, blank, kinds[blank](value))
    except (ValueError, KeyError):  # the data of a button is user input
        return draft


async def _ask_next(context: Context, draft: Draft) -> None:
    if intake.next_blank(draft) is None:
        await _register(context, draft)
        return
    await context.remember(draft=draft, asking=Asking(Question.DRAFT))
    await _ask(context, draft)


async def _ask(context: Context, draft: Draft, hint: str | None = None, keyboard: Keyboard | None = None) -> None:
    blank = intake.next_blank(draft) or Blank.KIND
    shown = keyboard or keyboards.blank(context.words, draft, blank, context.today)
    if blank is Blank.KIND:
        shown = (*shown[:-1], (_shop_button(context, draft),), *shown[-1:])
    await context.replies.show(lines(hint, _question(context, draft, blank)), shown, screen=DRAFT_SCREEN)


def _question(context: Context, draft: Draft, blank: Blank) -> Html:
    words, (done, of) = context.words, intake.progress(draft)
    asked = words.ask_blank(blank, membership=draft.flow is Flow.MEMBERSHIP, when_of=intake.entry(draft))
    counted = draft.flow is not None and not draft.proofs  # the first answer tells how many; a screen leaves few open
    return lines(words.progress(done, of) if counted else None, asked)


def _shop_button(context: Context, draft: Draft) -> Button:
    title = said(context.words, context.library.policy(draft.platform).title)
    return Button(context.words.b_shop(title), Tap(Verb.SHOP))


def _case(context: Context, draft: Draft, read: Read | None) -> Case:
    """The case that a draft describes; a day that was asked for is the shopper's own word, whatever was read."""
    ids, now = context.ids, context.now
    printed = read is not None and read.printed.when(intake.entry(draft)) == draft.when
    source = proposing.source_of(read) if read else Source.SHOPPER
    first = source if printed else Source.SHOPPER
    owner = context.person.id
    case = intake.complete(draft, case_id=ids.new(), first_id=ids.new(), owner=owner, now=now, source=first)
    return intake.grown(case, draft.also, ids.new, now, source)


async def _register(context: Context, draft: Draft) -> None:
    read = await proposing.of_set(context, draft.proofs) if draft.proofs else None
    case = _case(context, draft, read)
    outcome = desk.settle(case, context.library, context.person.wishes, context.now)
    await context.store.cases.add(case)
    if draft.proofs:
        await context.store.proofs.assign(context.person.id, draft.proofs, case.id, context.now)
    await planning.keep(context.store, context.library, outcome, context.now)
    await context.remember(draft=None, asking=None)
    await hearing.registered(context, case.id)
    news = escape(context.words.registered(dated=bool(deadlines.leading(outcome.clocks, context.now))))
    if not (draft.proofs and await settling.offer_parcel(context, draft.proofs, case, news)):
        await branching.early(context, case, news)
