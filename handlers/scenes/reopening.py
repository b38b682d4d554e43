"""
A closed case is to be reopened; where all of its money came, what is missing is asked first.

    shopper: [🔓 重新打开]
    bot:     钱已到账 ¥399.00，全额了。重新打开前先说一下：还差什么？
             [💸 钱其实没到] [½ 到了一部分] [🧮 运费、赔偿还没给] [➕ 是另一件事，新登记]

Reopened without an answer it would wait, and remind, for money that is here.
"""

from telegram import Update

from domain.case import Case
from domain.journal import Happening, What
from domain.machine import Stage
from domain.people import Asking, Question
from handlers.talk import case_keyboards, present
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb, unpack
from handlers.talk.words.catalogue.words import Words

_PART = f"{What.REOPENED}/{What.PART_ARRIVED}"  # a tap's detail: only a part of it came


def of_reopening(data: object) -> bool:
    """Whether the tap reopens a case, or answers the question before it."""
    tap = unpack(data) if isinstance(data, str) else None
    return tap is not None and tap.verb is Verb.HAPPENED and tap.detail in {What.REOPENED, _PART}


async def on_reopen(_: Update, context: Context) -> None:
    """What is still missing? It never came, not all of it, more is due; or it is another matter."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    came = _whole(context, case)
    if case.is_open:
        await present.card(context, case)
    elif came is None or came.money is None or case.received is None:
        await present.ask_told(context, case, What.REOPENED)
    elif tap.detail == _PART:
        await context.ask(Asking(Question.SUM, case.id, What.PART_ARRIVED, f"~{came.id}"))
        await context.replies.show(context.words.ask_sum(came.money), present.back_to(case, context), screen=case.id)
    else:
        text = context.words.ask_reopen(case.received)
        await context.replies.show(text, _answers(context.words, case, came), screen=case.id)


def _whole(context: Context, case: Case) -> Happening | None:
    """The arrival that left nothing outstanding; None where there was none."""
    rest = context.look.outstanding(case)
    settled = case.stage is Stage.MONEY_BACK and rest is not None and not rest.minor
    return case.latest(What.MONEY_ARRIVED) if settled else None


def _answers(words: Words, case: Case, came: Happening) -> Keyboard:
    part = Tap(Verb.HAPPENED, case.id, case.version, _PART)
    return (
        (Button(words.b_never_came, Tap(Verb.RETRACT, case.id, case.version, came.id)),),
        (Button(words.steps[What.PART_ARRIVED], part),),
        (Button(words.b_more_due, Tap(Verb.SUMS, case.id)),),
        (Button(words.b_other_matter, Tap(Verb.NEW, detail="fresh")),),
        (case_keyboards.back_to_card(words, case),),
    )
