"""
What the case turns on, asked one question at a time.

    shopper: [🔎 补充情况]
    bot:     买的是哪一类？                 [👗 衣服鞋包] [📱 电子产品] …
    shopper: [✂️ 定做的]
    bot:     ✍️ 记下了：定做的
             🗓 七天无理由：发出退货通知：不再适用
             💡 定作的商品不能无理由退；做得不对 …（消费者权益保护法 25）
"""

import re

from telegram import Update

from domain import circumstances, relevance
from domain.case import Case
from domain.circumstances import Answer, Circumstance
from handlers.talk import branching, cards, counsel, pinning, present
from handlers.talk.context import Context
from handlers.talk.markup import lines

_DETAIL = re.compile(r"(?P<turn>[0-2])(?P<question>[a-z_]+)(?:(?P<skip>!)|=(?P<answer>[a-z_]+))?")


async def on_branch(_: Update, context: Context) -> None:
    """The first open question, a certain one, or an answer; what is not understood begins anew."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    if tap.detail == branching.LIST:
        text, keyboard = branching.answers_given(context, case)
        await context.replies.show(text, keyboard, screen=case.id)
        return
    match = _DETAIL.fullmatch(tap.detail)
    question = branching.by_id(context, match["question"]) if match else None
    if match is None or question is None or not question.applies(case):
        await _begin(context, case)
    elif match["skip"]:
        await _past(context, case, question, int(match["turn"]))
    elif answer := question.answer(match["answer"] or ""):
        await _answered(context, case, question, answer, int(match["turn"]))
    else:
        await branching.ask(context, case, question, cards.head(context.look, case), "")


async def on_counsel(_: Update, context: Context) -> None:
    """What is good to know in this case now, each with its source."""
    case = await present.case_of_tap(context)
    if case is not None:
        text = counsel.screen(context.look, case, context.library)
        await context.replies.show(text, present.back_to(case, context), screen=case.id)


async def _begin(context: Context, case: Case) -> None:
    questions = relevance.open_questions(case, context.library)
    if questions:
        await branching.ask(context, case, questions[0], cards.head(context.look, case), "")
        return
    text, keyboard = branching.answers_given(context, case)
    await context.replies.show(text, keyboard, screen=case.id)


async def _past(context: Context, case: Case, question: Circumstance, turn: int) -> None:
    """Skipped: nothing is concluded from that. A list without a tick is an answer: none of these."""
    changed = circumstances.skip(case, question)
    if question.several and not question.is_answered(case):
        changed = circumstances.with_answers(case, question, (), context.library.circumstances)
    if changed is not case:
        case = await present.settle(context, changed)
    await branching.next_after(context, case, question, turn=turn)


async def _answered(context: Context, case: Case, question: Circumstance, answer: Answer, turn: int) -> None:
    given = branching.ticked(question, case, answer) if question.several else (answer,)
    changed = circumstances.with_answers(case, question, given, context.library.circumstances)
    saved = await present.settle(context, changed)
    news = branching.news(context, case, saved, given)
    if question.several:
        await branching.ask(context, saved, question, cards.head(context.look, saved), *news, "", turn=turn)
    elif answer.asks_on:
        await _ask_on(context, saved, question, answer, turn, *news)
    else:
        await branching.next_after(context, saved, question, *news, turn=turn)


async def _ask_on(context: Context, case: Case, question: Circumstance, answer: Answer, turn: int, *news: str) -> None:
    """The answer has a time of its own: ask for it."""
    told = case.latest(answer.mends) if answer.mends else None
    if told is not None:
        await branching.carefully(context, case, question, told, *news, turn=turn)
    elif answer.tells is not None:
        await present.ask_told(context, case, answer.tells)
    elif answer.pins and context.library.policy(case.platform).rule(answer.pins):
        await pinning.ask(context, case, answer.pins, lines(*news, ""))
    else:
        await branching.next_after(context, case, question, *news, turn=turn)
