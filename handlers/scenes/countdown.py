"""
The app's countdown wins.

    shopper: [⏱ App 里的倒计时不一样]
    bot:     「商家处理申请」App 里显示还剩多久？
    shopper: 剩余 1天 03:20
    bot:     ⏱ 商家须处理退货申请：11月25日 … → 11月24日 …     + the card

Or nothing was asked: a pasted or forwarded text shows a countdown, and one tap takes it.
"""

import re

from telegram import Update

from domain.case import Case
from domain.journal import What
from domain.moments import UTC, Moment, When
from handlers.talk import moves, pinning, present, telling
from handlers.talk.context import Context

_PINNED = re.compile(r"(?P<rule>[a-z_]+)=(?P<end>[0-9]{9,11})")


async def on_ask(_: Update, context: Context) -> None:
    """Which clock it is, the button knows."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is not None and tap is not None:
        await pinning.ask(context, case, tap.detail)


async def on_text(update: Update, context: Context) -> None:
    """What the app shows, as it shows it, or the day it names."""
    case, asking, message = await present.asked_case(context), context.person.asking, update.effective_message
    if case is None or asking is None or message is None:
        return
    match pinning.read(context, case, asking.detail, message):
        case When(at=end):
            await _pin(context, case, asking.detail, end)
        case telling.Choices():
            await pinning.ask(context, case, asking.detail, context.words.which_day())
        case telling.Wrong() as wrong:
            hint = telling.hint(context.words, wrong, context.today, coming=True)
            await pinning.ask(context, case, asking.detail, hint)
        case None:
            await pinning.ask(context, case, asking.detail, context.words.not_a_countdown())


async def on_pin(_: Update, context: Context) -> None:
    """The offered countdown is taken."""
    case, tap = await present.case_of_tap(context), context.tap
    match = _PINNED.fullmatch(tap.detail) if tap else None
    if case is None or match is None:
        return
    end = Moment.fromtimestamp(int(match["end"]), UTC)
    if context.library.policy(case.platform).rule(match["rule"]) is None or not case.is_open:
        await present.card(context, case)
    else:
        await _pin(context, case, match["rule"], end)


async def on_unpin(_: Update, context: Context) -> None:
    """The countdown no longer counts: back to the default."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    read_off = [each for each in case.standing if each.what is What.COUNTDOWN_READ and each.rule == tap.detail]
    saved = case
    for each in read_off:
        saved = await present.record(context, saved, present.retraction(context, each))
    await present.card(context, saved, *moves.between(context.look, case, saved, context.library))


async def _pin(context: Context, case: Case, rule_id: str, end: Moment) -> None:
    told = present.happening(context, What.COUNTDOWN_READ, When(end), rule=rule_id)
    saved = await present.try_record(context, case, told) or case
    await present.card(context, saved, *moves.between(context.look, case, saved, context.library))
