"""The screen of the money that should come back, on which several scenes end."""

from domain.case import Case
from domain.journal import What
from domain.sum_rules import Part, SumRule
from handlers.talk import present, sum_keyboards, sum_texts
from handlers.talk.context import Context
from handlers.talk.markup import lines


async def show(context: Context, case: Case, *first: str) -> None:
    """The sums of a case, with a line of news above them; whatever was being asked is put aside."""
    await context.ask(None)
    expected = context.look.expected(case)
    keyboard = sum_keyboards.page(context.words, case, expected, claims(context, case))
    await context.replies.show(lines(*first, sum_texts.page(context.look, case, expected)), keyboard, screen=case.id)


def claims(context: Context, case: Case) -> tuple[SumRule, ...]:
    """What may be claimed on top in such a case, if its facts are true."""
    return tuple(rule for rule in context.library.sums if rule.part is Part.CLAIM and rule.scope.covers(case))


async def ask_term_begins(context: Context, case: Case, hint: str = "") -> None:
    """On which day does the membership begin? The day it was paid or renewed is the likely one."""
    paid = case.latest(What.PAID, What.RENEWED)
    likely = paid.when.day() if paid and paid.when else None
    keyboard = sum_keyboards.term_begins(context.words, case, likely, context.today)
    await present.ask_again(context, hint, context.words.ask_term_begins(), keyboard, screen=case.id)


async def keep(context: Context, case: Case) -> None:
    """Save what was told and show what it changes."""
    await show(context, await present.settle(context, case), context.words.sum_kept())
