"""
The app's countdown wins.

    shopper: [⏱ App 里的倒计时不一样]
    bot:     「商家处理申请」App 里显示还剩多久?
    shopper: 剩余 1天 03:20
    bot:     the card, its deadline pinned to what the app shows
"""

from telegram import Update

from domain import dates
from domain.errors import NotADate, NotNow
from domain.journal import What
from domain.moments import When
from domain.people import Asking, Question
from handlers.talk import present
from handlers.talk.context import Context
from handlers.talk.markup import Html
from handlers.talk.words.catalogue.words import said


async def on_ask(_: Update, context: Context) -> None:
    """Which clock it is, the button knows."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    await context.ask(Asking(Question.COUNTDOWN, case.id, What.COUNTDOWN_READ, tap.detail))
    await context.replies.show(
        _question(context, case.platform, tap.detail), present.back_to(case, context), screen=case.id
    )


async def on_text(update: Update, context: Context) -> None:
    """What the app shows, as it shows it."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    try:
        left = dates.countdown(message.text or "")
    except NotADate:
        question = _question(context, case.platform, asking.detail)
        hint = context.words.not_a_countdown()
        await present.ask_again(context, hint, question, present.back_to(case, context), screen=case.id)
        return
    told = present.happening(context, What.COUNTDOWN_READ, When(context.now + left), rule=asking.detail)
    try:
        saved = await present.record(context, case, told)
    except NotNow:
        saved = case
    await present.card(context, saved)


def _question(context: Context, platform: str, rule_id: str) -> Html:
    rule = context.library.policy(platform).rule(rule_id)
    return context.words.ask_countdown(said(context.words, rule.title) if rule else "")
