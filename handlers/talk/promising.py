"""
A promise of the other side: its words are kept first, then the day is asked for; hearing one in a typed text.

A day that is tapped is pinned to the clock of promises like a countdown of the app: undo releases it, a later one wins.
"""

from collections.abc import Iterable
from datetime import timedelta

from telegram import Message
from telegram.ext import filters

from domain import moments, promises
from domain.case import Case
from domain.journal import What
from domain.moments import Moment, When
from domain.people import Asking, Question
from handlers.talk import case_keyboards, present, promise_texts
from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb

_FRIDAY, _SUNDAY = 4, 6  # of date.weekday()
_OFFERED = 3  # days read from the words themselves


class SoundsPromised(filters.MessageFilter):
    """Lets a message through that tells of a promise."""

    def filter(self, message: Message) -> bool:
        """Whether it tells of one."""
        return promises.heard(message.text or "")


async def keep(context: Context, case: Case, text: str, told: Moment) -> None:
    """The words go into the journal; then: by when?"""
    promise = present.happening(context, What.PROMISED, When(told), note=text)
    saved = await present.record(context, case, promise)
    found = promises.until(text, told, "en" if context.words.code == "en" else "zh", context.library.workdays)
    noted = context.words.promise_noted(promise_texts.said_by(context.words, text), text)
    await ask_day(context, saved, noted, [end for end in found if end > context.now])


async def ask_day(context: Context, case: Case, hint: str | None = None, read: Iterable[Moment] = ()) -> None:
    """By when? The days that the words name first, each with its weekday and date; any other may be typed."""
    await context.ask(Asking(Question.COUNTDOWN, case.id, What.COUNTDOWN_READ, promises.RULE))
    text = lines(hint, context.words.ask_promise_day(context.look.name(case)))
    await context.replies.show(text, _days(context, case, read), screen=case.id)


def _days(context: Context, case: Case, read: Iterable[Moment]) -> Keyboard:
    offered, today = list(read)[:_OFFERED], moments.day_of(context.now)
    usual = {today, today + timedelta(days=1), today + timedelta(days=3)}
    usual |= {today + timedelta(days=(weekday - today.weekday()) % 7) for weekday in (_FRIDAY, _SUNDAY)}
    others = [end for day in sorted(usual) if (end := moments.end_of_day(day)) not in offered]
    none = Button(context.words.b_promise_no_day, Tap(Verb.CARD, case.id))
    return (
        *in_rows((_day(context, case, end, "✅ ") for end in offered), 1),
        *in_rows(_day(context, case, end) for end in others),
        (none, case_keyboards.back_to_card(context.words, case)),
    )


def _day(context: Context, case: Case, end: Moment, mark: str = "") -> Button:
    at = f"{promises.RULE}={int(end.timestamp())}"
    return Button(f"{mark}{_label(context, end)}", Tap(Verb.PIN, case.id, 0, at))


def _label(context: Context, end: Moment) -> str:
    """A day with its weekday; today and tomorrow say so; an hour that was named stays."""
    last, today, words = moments.day_of(end - moments.MOMENT), moments.day_of(context.now), context.words
    if end != moments.end_of_day(last):
        return context.look.until(end)
    near = {today: words.b_today, today + timedelta(days=1): words.b_promise_tomorrow}.get(last)
    day = words.day(last, context.look.today)
    return f"{near} · {day}" if near else day
