"""A reminder from the person's side: later, please."""

from datetime import timedelta

from telegram import Update

from domain import desk, waking
from domain.machine import Turn
from domain.moments import Moment
from domain.people import Asking, Question
from domain.ports import Due
from handlers.talk import present, telling
from handlers.talk.buttons import Button
from handlers.talk.context import Context
from handlers.talk.markup import escape
from handlers.talk.taps import Tap, Verb

LINES = 15  # of the ledger


async def on_snooze(_: Update, context: Context) -> None:
    """Later: in an hour, tonight, tomorrow, or when the person says. Never so late that it would be too late."""
    tap = context.tap
    reminder_id, _colon, choice = tap.detail.partition(":") if tap else ("", "", "")
    due = await context.store.reminders.get(context.person.id, reminder_id)
    if due is None:
        context.toast = context.words.stale()
        await present.home(context)
        return
    wishes, now = context.person.wishes, context.now
    match choice:
        case "1h":
            await _put_off(context, due, now + timedelta(hours=1))
        case "night":
            await _put_off(context, due, waking.tonight(wishes, now))
        case "morning":
            await _put_off(context, due, waking.next_morning(wishes, now))
        case _:
            await context.ask(Asking(Question.SNOOZE, due.planned.case, detail=due.id))
            await context.replies.show(context.words.ask_snooze(), _back(context, due), screen=due.planned.case)


async def on_snooze_text(update: Update, context: Context) -> None:
    """When the person said."""
    asking, message = context.person.asking, update.effective_message
    due = await context.store.reminders.get(context.person.id, asking.detail) if asking else None
    if due is None or message is None:
        await context.ask(None)
        await present.home(context)
        return
    match telling.coming(message.text or "", context.now, context.today, context.person):
        case telling.Wrong() as wrong:
            hint = telling.hint(context.words, wrong, context.today, coming=True)
        case telling.Choices():
            hint = context.words.which_day()
        case at:
            await _put_off(context, due, at)
            return
    await present.ask_again(context, hint, context.words.ask_snooze(), _back(context, due), screen=due.planned.case)


async def _put_off(context: Context, due: Due, at: Moment) -> None:
    words, look = context.words, context.look
    end = await _own_end(context, due)
    if end is None or at < end:
        context.toast = words.snoozed(look.moment(at))
    else:
        at = waking.in_time(at, end, context.person.wishes, context.now)
        context.toast = words.snoozed_in_time(look.moment(at), look.until(end))
    await context.store.reminders.snooze(context.person.id, due.id, at)
    await context.ask(None)
    await context.replies.show(escape(context.toast), _back(context, due), screen=due.planned.case)


async def _own_end(context: Context, due: Due) -> Moment | None:
    """When it is too late for what the shopper has to do; None where it is over, or is somebody else's to do."""
    case = await context.case_of(due.planned.case)
    deadline = desk.clocks(case, context.library).of_rule(due.planned.rule) if case else None
    if deadline is None or deadline.turn is not Turn.MINE or deadline.due <= context.now:
        return None
    return deadline.due


def _back(context: Context, due: Due) -> tuple[tuple[Button, ...], ...]:
    return ((Button(context.words.b_card, Tap(Verb.CARD, due.planned.case)),),)
