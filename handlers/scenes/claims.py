"""
Three times or ten times the price: only where the shopper has ticked, one by one, the facts that the law asks for.

Nothing is ticked for them, and the screen says what a lie costs (Implementing Regulation 27, 49; Order 121, 42).
"""

from dataclasses import replace

from telegram import Update

from domain.case import Case
from domain.sum_rules import SumRule
from handlers.talk import present, sum_keyboards, sum_screen, sum_texts
from handlers.talk.context import Context
from handlers.talk.markup import lines


async def on_claim(_: Update, context: Context) -> None:
    """Which claims there are, or the facts of one."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    rules = sum_screen.claims(context, case)
    rule = next((each for each in rules if each.id == tap.detail), None)
    if rule is not None:
        await _show(context, case, rule)
        return
    words = context.words
    text = lines(words.claims_intro(), words.claim_warning())
    await context.replies.show(text, sum_keyboards.claims(words, case, rules), screen=case.id)


async def on_tick(_: Update, context: Context) -> None:
    """A fact is true, or is not after all."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is None or tap is None:
        return
    rule_id, _sign, fact = tap.detail.partition("=")
    rule = next((each for each in sum_screen.claims(context, case) if each.id == rule_id), None)
    if rule is None or fact not in rule.all_of:
        await sum_screen.show(context, case)
        return
    saved = await present.settle(context, replace(case, traits=case.traits ^ {fact}))
    await _show(context, saved, rule)


async def _show(context: Context, case: Case, rule: SumRule) -> None:
    made = next((line.money for line in context.look.expected(case).claims if line.id == rule.id), None)
    keyboard = sum_keyboards.claim(context.words, case, rule)
    await context.replies.show(sum_texts.claim(context.look, case, rule, made), keyboard, screen=case.id)
