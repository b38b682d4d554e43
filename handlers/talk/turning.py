"""Whose move it is and what comes next: as the stage has it, or as the case itself does. Pure."""

from domain import detours
from domain.case import Case
from domain.deadlines import Clocks
from domain.machine import Stage, Turn
from domain.moments import Moment
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue.words import Words


def line(words: Words, case: Case, clocks: Clocks, now: Moment) -> Html:
    """Whose move, and the one next action."""
    detour = detours.of(case, clocks, now)
    step = words.detours[detour] if detour else _action(words, case)
    return fill("{turn}{step}", turn=_whose(words, case), step=step)


def _whose(words: Words, case: Case) -> str:
    """Of a membership that Apple or Google was paid for, their own move: no platform decides about it."""
    paid = words.turns_paid.get(case.channel) if case.is_membership and case.channel else None
    return paid if paid and case.turn is Turn.PLATFORM else words.whose_turn(case.turn)


def _action(words: Words, case: Case) -> str:
    usual = {**words.next_goods, **words.next_membership} if case.is_membership else words.next_goods
    return (_paid_action(words, case) if case.is_membership else None) or usual[case.stage]


def _paid_action(words: Words, case: Case) -> str | None:
    if case.channel is None:
        return None
    actions = {
        Stage.TO_READ: words.apply_paid,
        Stage.TO_APPLY: words.apply_paid,
        Stage.UNDER_REVIEW: words.review_paid,
    }
    return actions[case.stage].get(case.channel) if case.stage in actions else None
