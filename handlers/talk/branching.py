"""
Asking what a case turns on: one question at a time, with the answers as buttons, every one of them skippable.

`turn` counts the questions right after a registration (at most `EARLY`); 0 is on the shopper's own wish, where the
next question follows until none is left.
"""

from collections.abc import Iterable

from domain import circumstances, deadlines, relevance
from domain.case import Case
from domain.circumstances import Answer, Circumstance
from domain.journal import Happening
from handlers.talk import cards, counsel, moves, present
from handlers.talk.buttons import Button, Keyboard, packed, short
from handlers.talk.context import Context
from handlers.talk.markup import Html, bold, lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import said

EARLY = 2  # questions right after a registration, which had six of its own
LIST = "="  # a tap's detail: the answers given so far
_WIDE = 12  # characters: longer answers get a row of their own


async def early(context: Context, case: Case, *news: str, turn: int = 1, behind: str = "") -> None:
    """Right after the registration: the card, and beneath it a question that changes its date; or the card alone."""
    question = relevance.pressing(case, context.library, context.now, behind=behind)
    if question is None or turn > EARLY:
        await present.card(context, case, *news)
    else:
        clocks = present.clocks(context, case)
        asks = context.words.one_question(dated=bool(deadlines.leading(clocks, context.now)))
        text = lines(*moves.besides(context.look, clocks, news), cards.card(context.look, case, clocks))
        await ask(context, case, question, text, "", asks, turn=turn)


async def ask(context: Context, case: Case, question: Circumstance, *above: str, turn: int = 0) -> None:
    """The question, under what stands above it."""
    text = lines(*above, bold(said(context.words, question.ask)))
    await context.remember(asking=None, focus=case.id, focus_at=context.now)
    await context.replies.show(text, _keyboard(context, case, question, turn), screen=case.id)


async def next_after(context: Context, case: Case, asked: Circumstance, *news: str, turn: int) -> None:
    """What comes behind a question: the next one, or the card."""
    if turn:
        await early(context, case, *news, turn=turn + 1, behind=asked.id)
        return
    order = [each.id for each in context.library.circumstances]
    behind = order[order.index(asked.id) + 1 :]
    following = next((each for each in relevance.open_questions(case, context.library) if each.id in behind), None)
    if following is None:
        await present.card(context, case, *news)
    else:
        await ask(context, case, following, cards.head(context.look, case), *news, "")


async def carefully(
    context: Context, case: Case, question: Circumstance, told: Happening, *news: str, turn: int
) -> None:
    """The time of something that was told is looked at again, because of the answer."""
    words, when = context.words, context.look.when(told)
    same = Tap(Verb.BRANCH, case.id, case.version, f"{turn}{question.id}!")
    other = Tap(Verb.MOMENT, case.id, case.version, told.id)
    keyboard = ((Button(words.b_same_day, same),), (Button(words.b_other_day, other),))
    text = lines(cards.head(context.look, case), *news, "", words.ask_carefully(when or words.time_unknown()))
    await context.replies.show(text, keyboard, screen=case.id)


def news(context: Context, before: Case, after: Case, given: Iterable[Answer]) -> tuple[Html, ...]:
    """What an answer changed: noted, the dates that moved, what is good to know now."""
    look, words = context.look, context.words
    noted = words.noted(_listed(context, given))
    advice = [counsel.sourced(look, each) for each in relevance.new_advice(before, after, context.library)[:2]]
    return (noted, *moves.between(look, before, after, context.library), *advice)


def answers_given(context: Context, case: Case) -> tuple[Html, Keyboard]:
    """What was answered so far, each with the way to answer it anew."""
    words, questions = context.words, relevance.answered(case, context.library)
    told = [words.answer_line(said(words, each.ask), _listed(context, each.chosen(case))) for each in questions]
    buttons = (
        (Button(short(said(words, each.ask)), Tap(Verb.BRANCH, case.id, case.version, f"0{each.id}")),)
        for each in questions
    )
    text = lines(cards.head(context.look, case), words.answers_title(), *(told or [words.no_answers()]))
    return text, (*buttons, *present.back_to(case, context))


def _keyboard(context: Context, case: Case, question: Circumstance, turn: int) -> Keyboard:
    words, chosen = context.words, question.chosen(case)
    offered = question.answers
    if question.several:
        offered = relevance.worth_ticking(question, case, context.library)
    labels = [_label(said(words, each.words), question, ticked=each in chosen) for each in offered]
    taps = (_tap(case, turn, question, each) for each in offered)
    buttons = packed((Button(label, tap) for label, tap in zip(labels, taps, strict=True)), _WIDE)
    past = words.b_done if question.several else words.b_skip
    given = relevance.answered(case, context.library)
    earlier = (Button(words.b_answers, Tap(Verb.BRANCH, case.id, case.version, LIST)),) if given and not turn else ()
    skip = Tap(Verb.BRANCH, case.id, case.version, f"{turn}{question.id}!")
    return (*buttons, (Button(past, skip), *earlier), *present.back_to(case, context))


def _tap(case: Case, turn: int, question: Circumstance, answer: Answer) -> Tap:
    return Tap(Verb.BRANCH, case.id, case.version, f"{turn}{question.key(answer)}")


def _label(text: str, question: Circumstance, *, ticked: bool) -> str:
    if question.several:
        return f"{'☑️' if ticked else '▫️'} {text}"
    return f"✓ {text}" if ticked else text


def _listed(context: Context, answers: Iterable[Answer]) -> str:
    words = context.words
    return words.enumeration.join(_plain(said(words, each.words)) for each in answers) or "-"


def _plain(text: str) -> str:
    """An answer without the picture on its button."""
    first, _space, rest = text.partition(" ")
    return rest if rest and not any(sign.isalnum() for sign in first) else text


def ticked(question: Circumstance, case: Case, answer: Answer) -> tuple[Answer, ...]:
    """The answers of a list after a tap on one of them."""
    chosen = question.chosen(case)
    return tuple(each for each in question.answers if (each in chosen) != (each == answer))


def by_id(context: Context, question_id: str) -> Circumstance | None:
    """The question that a tap names."""
    return circumstances.by_id(context.library.circumstances, question_id)
