"""
A typed sentence that tells of a promise: offered to the case it may belong to, kept by one tap.

    shopper: 卖家电话里答应周五前退款
    bot:     🤝 这句话像是对方的承诺（卖家 · 电话里说的）…      shopper: [🤝 记下：真丝连衣裙]
    bot:     🤝 记下了 …  什么时候前？                          shopper: [✅ 11月27日（周五）]
"""

from datetime import datetime

from telegram import Update

from domain import moments
from domain.case import Case
from domain.moments import Moment
from domain.people import Asking, Question
from handlers.talk import keyboards, present, promise_texts, promising
from handlers.talk.buttons import Button, in_rows, short
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb

_CASES = 4  # open cases that are offered, the one talked about last first


async def on_heard(update: Update, context: Context) -> None:
    """Is it a promise of one of these cases? Nothing is kept without the tap."""
    message = update.effective_message
    cases = await _open(context)
    if message is None or not message.text or not cases:
        await present.lost(context)
        return
    text = message.text.strip()
    told = moments.aware(message.date)
    await context.ask(Asking(Question.PROMISE, detail=f"{told.isoformat()} {text}"))
    rows = in_rows(
        (
            Button(short(context.words.b_keep_promise(context.look.name(case))), Tap(Verb.PROMISE, case.id))
            for case in cases[:_CASES]
        ),
        1,
    )
    asked = context.words.promise_heard(promise_texts.said_by(context.words, text), text)
    await context.replies.say(asked, (*rows, *keyboards.home(context.words, None)[-1:]))


async def on_keep(_: Update, context: Context) -> None:
    """The sentence is a promise of this case."""
    case, asking = await present.case_of_tap(context), context.person.asking
    if case is None:
        return
    if asking is None or asking.question is not Question.PROMISE or not case.is_open:
        context.toast = context.words.stale()
        await present.card(context, case)
        return
    told, text = _told(asking.detail)
    await promising.keep(context, case, text, told)


def _told(detail: str) -> tuple[Moment, str]:
    at, _, text = detail.partition(" ")
    return moments.aware(datetime.fromisoformat(at)), text


async def _open(context: Context) -> list[Case]:
    cases = [each for each in await context.store.cases.of(context.person.id) if each.is_open]
    return sorted(cases, key=lambda each: each.id != context.person.focus)
