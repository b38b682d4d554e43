"""
The story of a case, and mending it: another time, another sum, or that it never happened.

    shopper: [🕘 经过]  →  [签收商品 · 11月20日]
    bot:     签收商品 · 11月20日（周五）      🗓 七天无理由 … 11月27日（周五）24:00
    shopper: [✏️ 改时间]  →  昨天
    bot:     ✍️ 记下了 …  🗓 七天无理由：11月27日（周五）24:00 → 11月29日（周日）24:00
"""

from telegram import Update

from domain import desk, journal
from domain.case import Case
from domain.journal import Happening, What
from domain.people import Asking, Question
from handlers.talk import accounts, moves, pinning, present
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb

BUTTONS = 10  # happenings on one page, the latest first asked about
_SUMS = frozenset({What.PART_ARRIVED, What.MONEY_ARRIVED})
_WORDS = frozenset({What.NOTED, What.PROMISED})


async def on_timeline(_: Update, context: Context) -> None:
    """What happened so far; each can be opened. The tap's detail is the page, counted from the latest."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    page = int(tap.detail) if tap.detail.isdecimal() and len(tap.detail) < 4 else 0
    text = accounts.timeline(context.look, case)
    await context.replies.show(text, _pages(context, case, page), screen=case.id)


async def on_event(_: Update, context: Context) -> None:
    """One happening: when, what hangs on it, and how to mend it."""
    case, told = await _tapped(context)
    if case is None or told is None:
        return
    clocks = desk.clocks(case, context.library)
    await context.replies.show(
        accounts.event(context.look, case, told, clocks), _mending(context, case, told), screen=case.id
    )


async def on_moment(_: Update, context: Context) -> None:
    """Its time is told anew."""
    case, told = await _tapped(context)
    if case is None or told is None:
        return
    if told.what is What.COUNTDOWN_READ:
        await pinning.ask(context, case, told.rule or "")
    else:
        await present.ask_when(context, case, told.what, f"~{told.id}")


async def on_retract(_: Update, context: Context) -> None:
    """It did not happen: taken back, and what moved is said. Where later steps rest on it, they go first."""
    case, told = await _tapped(context)
    if case is None or told is None:
        return
    saved = await present.try_record(context, case, present.retraction(context, told))
    if saved is None:
        context.toast = context.words.rests_on_it()
        await present.card(context, case, context.words.rests_on_it())
        return
    news = moves.between(context.look, case, saved, context.library)
    await present.card(context, saved, context.words.undone(told.what), *news)


async def on_content(_: Update, context: Context) -> None:
    """Its sum or its words are told anew."""
    case, told = await _tapped(context)
    if case is None or told is None:
        return
    words, back = context.words, present.back_to(case, context)
    if told.what in _SUMS:
        await context.ask(Asking(Question.SUM, case.id, told.what, f"~{told.id}"))
        await context.replies.show(words.ask_sum(case.price), back, screen=case.id)
    elif told.what in _WORDS:
        await context.ask(Asking(Question.NOTE, case.id, told.what, f"~{told.id}"))
        field = "promised" if told.what is What.PROMISED else "note"
        await context.replies.show(words.ask_field(field), back, screen=case.id)
    else:
        await present.card(context, case)


async def _tapped(context: Context) -> tuple[Case | None, Happening | None]:
    """The happening that the tap names; one that is gone shows the card."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return None, None
    told = next((each for each in case.standing if each.id == tap.detail), None)
    if told is None:
        await present.card(context, case)
    return case, told


def _pages(context: Context, case: Case, page: int) -> Keyboard:
    words, look = context.words, context.look
    until = max(len(case.standing) - page * BUTTONS, 0)
    shown = journal.by_day(case.standing)[max(until - BUTTONS, 0) : until]
    rows = in_rows(
        (
            Button(short(accounts.event_label(look, each)), Tap(Verb.EVENT, case.id, case.version, each.id))
            for each in shown
        ),
        1,
    )
    earlier = (Button(words.b_earlier, Tap(Verb.TIMELINE, case.id, case.version, str(page + 1))),)
    return (*rows, *((earlier,) if until > BUTTONS else ()), *present.back_to(case, context))


def _mending(context: Context, case: Case, told: Happening) -> Keyboard:
    words = context.words
    mend = [Button(words.b_other_time, Tap(Verb.MOMENT, case.id, case.version, told.id))]
    if told.what in _SUMS | _WORDS:
        label = words.b_other_sum if told.what in _SUMS else words.b_other_words
        mend.append(Button(label, Tap(Verb.CONTENT, case.id, case.version, told.id)))
    gone = (Button(words.b_retract, Tap(Verb.RETRACT, case.id, case.version, told.id)),)
    timeline = Button(words.b_timeline, Tap(Verb.TIMELINE, case.id, case.version))
    first = told is case.standing[0]
    return (tuple(mend), *(() if first else (gone,)), (timeline, *present.back_to(case, context)[0]))
