"""Reminders from the person's side: put one off, see what was sent and what is to come."""

from datetime import timedelta

from telegram import Update

from domain import waking
from domain.errors import NoSuchCase
from domain.moments import Moment
from domain.people import Asking, Question
from domain.ports import Due
from handlers.talk import keyboards, present, telling
from handlers.talk.buttons import Button
from handlers.talk.context import Context
from handlers.talk.markup import escape, lines
from handlers.talk.taps import Tap, Verb

LINES = 15  # of the ledger


async def on_snooze(_: Update, context: Context) -> None:
    """Later: in an hour, tonight, tomorrow, or when the person says."""
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
            await _until(context, due, now + timedelta(hours=1))
        case "night":
            await _until(context, due, waking.tonight(wishes, now))
        case "morning":
            await _until(context, due, waking.next_morning(wishes, now))
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
            await _until(context, due, at)
            return
    await present.ask_again(context, hint, context.words.ask_snooze(), _back(context, due), screen=due.planned.case)


async def on_ledger(_: Update, context: Context) -> None:
    """What is to come and what was sent, and how each ended."""
    words, look = context.words, context.look
    told = []
    for line in await context.store.ledger.page(context.person.id, LINES):
        try:
            name = look.name(await context.store.cases.get(context.person.id, line.case))
        except NoSuchCase:
            name = "-"
        told.append(words.ledger_line(look.moment(line.settled or line.due), name, words.results[line.result]))
    text = lines(words.ledger_title(), *(told or [escape(words.ledger_empty())]))
    await context.replies.show(text, keyboards.back_home(words), screen="home")


async def _until(context: Context, due: Due, at: Moment) -> None:
    """Put off, but never past what it reminds of."""
    words, planned = context.words, due.planned
    if planned.due is not None and planned.due > context.now and at >= planned.due:
        context.toast = words.too_late_to_snooze(context.look.until(planned.due))
        await context.replies.say(escape(context.toast), _back(context, due))
        return
    await context.store.reminders.snooze(context.person.id, due.id, at)
    await context.ask(None)
    context.toast = words.snoozed(context.look.moment(at))
    await context.replies.show(escape(context.toast), _back(context, due), screen=planned.case)


def _back(context: Context, due: Due) -> tuple[tuple[Button, ...], ...]:
    return ((Button(context.words.b_card, Tap(Verb.CARD, due.planned.case)),),)
