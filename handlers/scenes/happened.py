"""
The case moves: a step is tapped, what the step needs is asked, the journal gets its line.

    shopper: [✅ 商家同意了]
    bot:     什么时候对方同意的？   [刚刚] [今天] [昨天] …    shopper: [今天]
    bot:     ✍️ 记下了 + the card with its new deadline
"""

from telegram import Update

from domain import money
from domain.case import Case
from domain.errors import NotAnAmount
from domain.journal import Happening, Parcel, What
from domain.moments import When
from domain.money import Money
from domain.people import Asking, Question
from handlers.talk import case_keyboards, day_keyboards, hearing, moves, present, promising, sum_texts, telling
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb

NOTE_LENGTH = 500  # characters of a note: what somebody said, not a letter
EARLIER = case_keyboards.EARLIER

#: What happens once: told again, it is told better.
_ONCE = frozenset({What.PAID, What.POSTED, What.SIGNED, What.COMPLETED})


async def on_happened(_: Update, context: Context) -> None:
    """A step was tapped: ask for what it needs, or write it down."""
    case, what = await _tapped(context)
    if case is None or what is None:
        return
    if what is What.SHIPPED:
        await context.ask(Asking(Question.TRACKING, case.id, what))
        keyboard = case_keyboards.number(context.words, case)
        await context.replies.show(context.words.ask_number(), keyboard, screen=case.id)
    elif what is What.MONEY_ARRIVED and (rest := context.look.outstanding(case)) is not None and rest.minor:
        await _ask_arrived(context, case, rest)
    elif what is What.GIVEN_UP:
        await context.replies.show(
            context.words.ask_give_up(), case_keyboards.give_up(context.words, case), screen=case.id
        )
    elif what is What.PART_ARRIVED:
        await _ask_text(context, case, Question.SUM, what)
    elif what in {What.NOTED, What.PROMISED}:
        await _ask_text(context, case, Question.NOTE, what)
    elif what in present.TIMELESS or what is What.MONEY_ARRIVED:
        await write(context, case, what, When(context.now))
    else:
        older = case.latest(what) if what in _ONCE else None
        await present.ask_when(context, case, what, f"~{older.id}" if older else "")


async def _ask_arrived(context: Context, case: Case, rest: Money) -> None:
    why = sum_texts.equation(context.look, context.look.expected(case))
    asked = lines(context.words.ask_arrived(rest), why)
    await context.replies.show(asked, case_keyboards.arrived(context.words, case, rest), screen=case.id)


async def on_confirm(_: Update, context: Context) -> None:
    """All of it arrived, today or on another day; or it is really given up."""
    case, what = await _tapped(context)
    if case is not None and what is What.MONEY_ARRIVED and context.tap and context.tap.detail.endswith(EARLIER):
        await present.ask_when(context, case, what)
    elif case is not None and what in {What.MONEY_ARRIVED, What.GIVEN_UP}:
        arrived = context.look.outstanding(case) if what is What.MONEY_ARRIVED else None
        await write(context, case, what, When(context.now), arrived=arrived)


async def on_when(_: Update, context: Context) -> None:
    """A day was tapped, or the calendar."""
    case, tap, asking = await present.case_of_tap(context), context.tap, context.person.asking
    if case is None or tap is None:
        return
    if asking is None or asking.question is not Question.WHEN or asking.case != case.id or asking.what is None:
        await present.card(context, case)
        return
    month = day_keyboards.month_of(tap.detail)
    if month is not None:
        keyboard = day_keyboards.month(context.words, month, context.today, _when_tap(case))
        keyboard = (*keyboard, *case_keyboards.only_back(context.words, case))
        await context.replies.show(context.words.ask_when(asking.what), keyboard, screen=case.id)
        return
    try:
        when = None if tap.detail == "unknown" else telling.tapped(tap.detail, context.now)
    except ValueError:  # the data of a button is user input
        await present.card(context, case)
        return
    await _answered(context, case, asking, when)


async def on_when_text(update: Update, context: Context) -> None:
    """A day was written."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or asking.what is None or message is None:
        return
    match telling.past(message.text or "", context.now, context.today, context.person):
        case When() as when:
            await hearing.hear(context, message, asking.what, when, case.id)
            await _answered(context, case, asking, when)
        case telling.Choices(days):
            keyboard = day_keyboards.choose_day(context.words, days, context.today, _when_tap(case))
            await present.ask_again(
                context, context.words.which_day(), context.words.ask_when(asking.what), keyboard, screen=case.id
            )
        case telling.Wrong() as wrong:
            hint = telling.hint(context.words, wrong, context.today)
            await present.ask_when(context, case, asking.what, asking.detail, hint)


async def on_sum(update: Update, context: Context) -> None:
    """How much of the money arrived."""
    case, message = await present.asked_case(context), update.effective_message
    if case is None or message is None:
        return
    rest = context.look.outstanding(case)
    try:
        arrived = money.read(message.text or "", case.price.currency if case.price else "CNY")
    except NotAnAmount as error:
        hint, question = context.words.not_an_amount(error.reason), context.words.ask_sum(rest)
        await present.ask_again(context, hint, question, present.back_to(case, context), screen=case.id)
        return
    asking = context.person.asking
    older = _mended(case, asking) if asking else None
    if asking and older:
        same = older.money is None or _covers(arrived, older.money)
        what = older.what if same else asking.what or older.what  # of all that came it may have been a part
        await _mend(context, case, present.correction(context, older, what=what, money=arrived))
        return
    complete = rest is not None and _covers(arrived, rest)
    what = What.MONEY_ARRIVED if complete else What.PART_ARRIVED
    await write(context, case, what, When(context.now), arrived=arrived)


async def on_note(update: Update, context: Context) -> None:
    """A note or a promise in the shopper's words."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    text = (message.text or "").strip()
    what = asking.what or What.NOTED
    if not text or len(text) > NOTE_LENGTH:
        field = "promised" if what is What.PROMISED else "note"
        await present.ask_again(
            context,
            context.words.too_long(NOTE_LENGTH),
            context.words.ask_field(field),
            present.back_to(case, context),
            screen=case.id,
        )
        return
    older = _mended(case, asking)
    if older is not None:
        await _mend(context, case, present.correction(context, older, note=text))
    elif what is What.PROMISED:
        await promising.keep(context, case, text, context.now)
    else:
        told = present.happening(context, what, When(context.now), note=text)
        await present.card(context, await present.record(context, case, told), context.words.recorded(what, None))


async def write(context: Context, case: Case, what: What, when: When | None, *, arrived: Money | None = None) -> None:
    """The journal's new line, then the card; what cannot happen now shows the card as it is."""
    told = present.happening(context, what, when, money=arrived)
    saved = await _recorded(context, case, told)
    if saved is None:
        return
    when_told = context.look.when(told) if when and not when.exact else None
    await present.card(context, saved, context.words.recorded(what, when_told), sum_texts.too_much(context.look, saved))


async def _mend(context: Context, case: Case, told: Happening) -> None:
    """The same happening, told better: another sum, other words."""
    saved = await present.record(context, case, told)
    news = context.words.recorded(told.what, context.look.when(told))
    await present.card(context, saved, news, sum_texts.too_much(context.look, saved))


async def _answered(context: Context, case: Case, asking: Asking, when: When | None) -> None:
    """The time is known now: the step, the better time of an older line, or the parcel is written down."""
    what = asking.what or What.NOTED
    older = _mended(case, asking)
    if older is not None:
        told = present.correction(context, older, when=when)
    else:
        told = present.happening(context, what, when, **_facts(context, case, what, asking.detail))
    saved = await _recorded(context, case, told)
    if saved is not None:
        await present.card(context, saved, *_news(context, case, saved, told))


async def _recorded(context: Context, case: Case, told: Happening) -> Case | None:
    """The case with this on record; None, and the card as it is, where it cannot have happened as the case stands."""
    saved = await present.try_record(context, case, told)
    if saved is None:
        context.toast = context.words.already()
        await present.card(context, case)
    return saved


def _mended(case: Case, asking: Asking) -> Happening | None:
    """The happening that is told anew; None where it is told for the first time."""
    return next((each for each in case.standing if asking.detail == f"~{each.id}"), None)


def _facts(context: Context, case: Case, what: What, detail: str) -> dict[str, object]:
    """What was told before its time was asked: the parcel, or that all of the money came."""
    if what is What.MONEY_ARRIVED:
        return {"money": context.look.outstanding(case)}
    if what is What.COMPLAINT_FILED:
        return {"note": detail}
    number, _, carrier = detail.partition("/")
    return {"parcel": Parcel(number, carrier or None)} if number and not number.startswith("~") else {}


def _news(context: Context, before: Case, after: Case, told: Happening) -> tuple[str, ...]:
    """It is down, what is odd of its day, and, after a correction, which dates moved: a step's stand on the card."""
    moved = moves.between(context.look, before, after, context.library) if told.corrects else ()
    noted = context.words.recorded(told.what, context.look.when(told))
    return (noted, *moves.out_of_order(context.look, after, told), *moved)


async def _tapped(context: Context) -> tuple[Case | None, What | None]:
    case = await present.case_of_tap(context)
    if case is None or context.tap is None:
        return None, None
    try:
        return case, What(context.tap.detail.removesuffix(EARLIER))
    except ValueError:  # the data of a button is user input
        await present.card(context, case)
        return None, None


async def _ask_text(context: Context, case: Case, question: Question, what: What) -> None:
    words = context.words
    await context.ask(Asking(question, case.id, what))
    field = "promised" if what is What.PROMISED else "note"
    asked = words.ask_sum(context.look.outstanding(case)) if question is Question.SUM else words.ask_field(field)
    await context.replies.show(asked, present.back_to(case, context), screen=case.id)


def _when_tap(case: Case) -> day_keyboards.TapFor:
    return lambda detail: Tap(Verb.WHEN, case.id, case.version, detail)


def _covers(arrived: Money, expected: Money) -> bool:
    return arrived.currency == expected.currency and arrived.minor >= expected.minor > 0
