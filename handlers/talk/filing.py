"""A complaint was filed with 12315: its number is asked for, then the day."""

from domain.case import Case
from domain.journal import What
from domain.people import Asking, Question
from handlers.talk import ladder_keyboards
from handlers.talk.context import Context
from handlers.talk.markup import lines


async def ask_number(context: Context, case: Case, hint: str = "") -> None:
    """Which number did it get?"""
    await context.ask(Asking(Question.COMPLAINT_NO, case.id, What.COMPLAINT_FILED))
    keyboard = ladder_keyboards.number(context.words, case)
    await context.replies.show(lines(hint, context.words.ask_complaint_number()), keyboard, screen=case.id)
