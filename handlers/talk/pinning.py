"""
The app's countdown wins: asking for it, reading it, and offering to take it where a message happens to show one.

A countdown counts from the moment at which its message was written, not from the one at which we read it.
"""

from datetime import timedelta

from telegram import Message

from domain import countdowns, dates, moments, promises, proposal
from domain.case import Case
from domain.errors import NotADate
from domain.journal import What
from domain.moments import Moment, When, aware
from domain.people import Asking, Question
from domain.policy import Rule
from handlers.talk import inbox, present, promising, telling
from handlers.talk.buttons import Button, Keyboard, short
from handlers.talk.cards import title_of
from handlers.talk.context import Context
from handlers.talk.markup import Html, lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import said

OFFERS = 4  # clocks that a countdown may belong to, as buttons


async def ask(context: Context, case: Case, rule_id: str, hint: str | None = None) -> None:
    """How long is left, or until which day?"""
    if rule_id == promises.RULE:
        await promising.ask_day(context, case, hint)
        return
    await context.ask(Asking(Question.COUNTDOWN, case.id, What.COUNTDOWN_READ, rule_id))
    text = lines(hint, question(context, case, rule_id))
    await context.replies.show(text, present.back_to(case, context), screen=case.id)


def question(context: Context, case: Case, rule_id: str) -> Html:
    """The question for one clock; where nobody publishes a length, why only the shopper can know."""
    rule = context.library.policy(case.platform).rule(rule_id)
    if rule is None:
        return context.words.ask_countdown("")
    if rule.length is None:
        return context.words.ask_that_day(title_of(context.words, rule), said(context.words, rule.note))
    return context.words.ask_countdown(title_of(context.words, rule))


def read(context: Context, case: Case, rule_id: str, message: Message) -> When | telling.Choices | telling.Wrong | None:
    """The end that a typed answer names: a countdown, or a day; None for neither."""
    text, written = message.text or "", aware(message.date)
    try:
        return When(written + dates.countdown(text))
    except NotADate:
        found = countdowns.found_in(text)
    if len(found) == 1:
        return When(written + found[0])
    rule = context.library.policy(case.platform).rule(rule_id)
    return _day(context, rule, text)


async def offer(context: Context, message: Message) -> bool:
    """Where a message shows a countdown and the talk is about a case: one tap takes it. False for anything else."""
    lefts = countdowns.found_in(message.text or message.caption or "")
    case = await _in_focus(context, message) if lefts else None
    ends = [end for left in lefts if (end := _written(message) + left) > context.now]
    rules = proposal.fitting(case, context.library) if case else ()
    if case is None or not ends or not rules:
        return False
    choices = [(rule, end) for end in ends for rule in rules][:OFFERS]
    text = context.words.countdown_seen(context.look.name(case), context.look.until(ends[0]))
    await context.replies.say(text, _choices(context, case, choices))
    return True


def _choices(context: Context, case: Case, choices: list[tuple[Rule, Moment]]) -> Keyboard:
    several = len({end for _, end in choices}) > 1
    rows = []
    for rule, end in choices:
        title = title_of(context.words, rule)
        label = f"⏱ {title} · {context.look.until(end)}" if several else f"⏱ {title}"
        rows.append((Button(short(label), Tap(Verb.PIN, case.id, 0, f"{rule.id}={int(end.timestamp())}")),))
    return (*rows, (Button(context.words.b_card, Tap(Verb.CARD, case.id)),))


async def _in_focus(context: Context, message: Message) -> Case | None:
    """The case replied to, else the one talked about last, else the only open one."""
    wanted = context.person.focus
    if message.reply_to_message is not None:
        wanted = await context.store.screens.at(context.person.chat, message.reply_to_message.message_id) or wanted
    case = await context.case_of(wanted)
    if case is None:
        listed = [each for each in await context.store.cases.of(context.person.id) if each.is_open]
        case = listed[0] if len(listed) == 1 else None
    return case if case is not None and case.is_open else None


def _written(message: Message) -> Moment:
    """When the words were written: of a forwarded message its first time."""
    _, first = inbox.origin_of(message)
    return aware(first or message.date)


def _day(context: Context, rule: Rule | None, text: str) -> When | telling.Choices | telling.Wrong | None:
    reading = telling.read(text, context.today, context.person, past=False)
    if isinstance(reading, telling.Wrong):
        return reading if reading.day else None
    if isinstance(reading, dates.Unclear):
        return telling.Choices(reading.days)
    if reading.time is not None:
        at = moments.at_clock(reading.day, reading.time, context.zone)
    else:
        day = reading.day - timedelta(days=1) if rule and rule.day_is_too_late else reading.day
        at = moments.end_of_day(day)
    return When(at) if at > context.now else telling.Wrong(None, reading.day)
