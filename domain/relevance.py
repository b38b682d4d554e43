"""
Which questions are worth a tired person's tap: only those of which some answer changes a date, a sum or the advice.

Nothing is listed by hand: every answer is tried on the case, and what the rules make of it is compared.
"""

from collections.abc import Hashable

from domain import circumstances, deadlines, desk
from domain.case import Case
from domain.circumstances import Answer, Circumstance
from domain.library import Library
from domain.moments import Moment
from domain.policy import Advice


def open_questions(case: Case, library: Library) -> tuple[Circumstance, ...]:
    """The questions still to be asked of this case as it stands: those never skipped first, else as on the shelf."""
    found = (each for each in library.circumstances if _is_open(each, case) and matters(each, case, library))
    return tuple(sorted(found, key=lambda each: each.skipped in case.answers))


def answered(case: Case, library: Library) -> tuple[Circumstance, ...]:
    """The questions that the shopper has answered and that still make sense, in the order of the shelf."""
    return tuple(each for each in library.circumstances if each.chosen(case) and each.applies(case))


def pressing(case: Case, library: Library, now: Moment, *, behind: str = "") -> Circumstance | None:
    """
    The first open question of which an answer changes the date that the card leads with; None where there is none.

    What was skipped is not asked again by itself. With `behind`, only of the questions behind that one.
    """
    order = [each.id for each in library.circumstances]
    rest = library.circumstances[order.index(behind) + 1 if behind in order else 0 :]
    fresh = (each for each in rest if _is_open(each, case) and each.skipped not in case.answers)
    return next((each for each in fresh if _presses(each, case, library, now)), None)


def matters(question: Circumstance, case: Case, library: Library) -> bool:
    """Whether some answer would change a clock, a sum, the advice, or open a question that does."""
    return any(_counts(question, answer, case, library) for answer in question.answers)


def worth_ticking(question: Circumstance, case: Case, library: Library) -> tuple[Answer, ...]:
    """Of a list to tick, what is ticked already and what would make a difference."""
    chosen = question.chosen(case)
    return tuple(each for each in question.answers if each in chosen or _counts(question, each, case, library))


def new_advice(before: Case, after: Case, library: Library) -> tuple[Advice, ...]:
    """What is good to know now and was not before."""
    known = set(_advice(before, library))
    return tuple(each for each in library.policy(after.platform).advice_for(after) if each.id not in known)


def _is_open(question: Circumstance, case: Case) -> bool:
    return question.applies(case) and not question.is_answered(case)


def _counts(question: Circumstance, answer: Answer, case: Case, library: Library) -> bool:
    if answer.asks_on:
        return True
    tried = circumstances.with_answers(case, question, (answer,), library.circumstances)
    if _state(tried, library) != _state(case, library):
        return True
    behind = (each for each in library.circumstances if question.key(answer) in each.after)
    return any(_is_open(each, tried) and matters(each, tried, library) for each in behind)


def _presses(question: Circumstance, case: Case, library: Library, now: Moment) -> bool:
    if any(answer.asks_on for answer in question.answers):
        return True
    first = _first(case, library, now)
    tried = (
        circumstances.with_answers(case, question, (answer,), library.circumstances) for answer in question.answers
    )
    return any(
        _first(each, library, now) != first
        for each in tried
        if each.traits != case.traits or each.channel != case.channel
    )


def _first(case: Case, library: Library, now: Moment) -> Hashable:
    shown = deadlines.leading(desk.clocks(case, library), now)
    return shown[0].due if shown else None


def _state(case: Case, library: Library) -> Hashable:
    """What the rules make of a case: its dates, what it lacks, the lines of its money, what is good to know."""
    clocks = desk.clocks(case, library)
    dates = tuple((each.id, each.due, each.extended) for each in clocks.running)
    money = desk.expected(case, library, case.opened)
    lines = tuple((each.id, each.money) for each in money.lines)
    asked = tuple(each.need for each in money.missing)
    return dates, tuple(each.rule.id for each in clocks.missing), lines, asked, _advice(case, library)


def _advice(case: Case, library: Library) -> tuple[str, ...]:
    return tuple(each.id for each in library.policy(case.platform).advice_for(case))
