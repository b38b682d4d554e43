"""
Why this date?

    shopper: [❓ 为什么是这天]
    bot:     🗓 11月28日（周六）24:00 寄回并填写单号
             11月21日（周六）对方同意（你说的）+ 7 天 · 平台惯例      … one button a date
    shopper: [❓ 寄回并填写单号]
    bot:     … and where it is written, how sure it is, what is a reading   [⏱ App 里不一样] [🕘 起点不对]
"""

from telegram import Update

from domain import deadlines
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.policy import Family
from handlers.talk import case_keyboards, present, reasons
from handlers.talk.buttons import Button, Keyboard, short
from handlers.talk.cards import title_of
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb

BUTTONS = 8  # dates that can be opened, the soonest first


async def on_why(_: Update, context: Context) -> None:
    """All dates, or the one that the tap names; where there is only one, that one."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    clocks = present.clocks(context, case)
    deadline = clocks.of_rule(tap.detail) if tap.detail else _only(clocks)
    if deadline is None:
        text, keyboard = reasons.overview(context.look, case, clocks), _dates(context, case, clocks)
    else:
        text, keyboard = reasons.one(context.look, case, deadline), _of_one(context, case, deadline)
    await context.replies.show(text, keyboard, screen=case.id)


def _only(clocks: Clocks) -> Deadline | None:
    return clocks.running[0] if len(clocks.running) == 1 and not clocks.missing else None


def _dates(context: Context, case: Case, clocks: Clocks) -> Keyboard:
    words = context.words
    dates = (
        (Button(short(f"❓ {title_of(words, each.rule)}"), Tap(Verb.WHY, case.id, case.version, each.id)),)
        for each in clocks.running[:BUTTONS]
    )
    tells = ((case_keyboards.tells(words, case, each),) for each in deadlines.lacking(clocks)[:2])
    return (*_countdown(context, case, _leading(clocks)), *dates, *tells, *present.back_to(case, context))


def _of_one(context: Context, case: Case, deadline: Deadline) -> Keyboard:
    words = context.words
    start = Button(words.b_start_wrong, Tap(Verb.EVENT, case.id, case.version, deadline.starts.id))
    unpin = Button(words.b_unpin, Tap(Verb.UNPIN, case.id, case.version, deadline.id))
    others = Button(words.b_all_dates, Tap(Verb.WHY, case.id, case.version))
    every = () if _only(present.clocks(context, case)) else (others,)
    return (
        *_countdown(context, case, deadline),
        (unpin if deadline.pinned else start,),
        (*every, *present.back_to(case, context)[0]),
    )


def _leading(clocks: Clocks) -> Deadline | None:
    """The platform's clock of whoever must act now, else the soonest: the one that the app most likely shows."""
    shown = [each for each in clocks.running if each.family is Family.PLATFORM and not each.rule.day_is_too_late]
    return next((each for each in shown if each.turn is clocks.turn), next(iter(shown), None))


def _countdown(context: Context, case: Case, deadline: Deadline | None) -> Keyboard:
    """The app's countdown can be told only of what an app counts: a platform's clock."""
    if deadline is None or deadline.family is not Family.PLATFORM:
        return ()
    return ((Button(context.words.b_countdown, Tap(Verb.COUNTDOWN, case.id, case.version, deadline.id)),),)
