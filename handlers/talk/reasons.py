"""
Why a date is that date: what it counts from, by whose rule, where that is written, how sure it is. Pure.

Two lines a date on the overview; on the page of one date also what the rule says, readings named as such.
"""

from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.machine import Turn
from domain.policy import Confidence, Counting, Rule
from handlers.talk import counsel
from handlers.talk.cards import Look, head, missing_line, title_of
from handlers.talk.markup import Html, bold, escape, fill, join, lines
from handlers.talk.words.catalogue.words import Words, said


def overview(look: Look, case: Case, clocks: Clocks) -> Html:
    """All dates, each in two lines, then what lacks a date."""
    dates = [Html("\n" + _brief(look, each)) for each in clocks.running]
    lacking = [missing_line(look, each) for each in clocks.missing]
    title = bold(look.words.why_title()) if dates else escape(look.words.why_none())
    return lines(head(look, case), title, *dates, Html("") if lacking else None, *lacking)


def one(look: Look, case: Case, deadline: Deadline) -> Html:
    """One date whole."""
    words, rule = look.words, deadline.rule
    return lines(
        head(look, case),
        _brief(look, deadline),
        _sure(look, rule) if not deadline.pinned else None,
        fill("<i>{note}</i>", note=said(words, rule.note)),
        words.hour_unknown_line(mine=deadline.turn is Turn.MINE) if _hour_unknown(deadline) else None,
        words.extended_line(look.until(deadline.extended)) if deadline.extended else None,
        words.provisional_line() if deadline.provisional else None,
        words.ask_again_line() if deadline.ask_again else None,
    )


def _brief(look: Look, deadline: Deadline) -> Html:
    words, rule, start = look.words, deadline.rule, deadline.starts
    until = join(" ", "🗓", bold(look.until(deadline.due)), title_of(words, rule))
    if deadline.pinned:
        return lines(until, words.why_pinned())
    when = look.when(start) or words.time_unknown()
    began = words.why_start(start.what, when, words.sources[start.source])
    return lines(until, words.why_rule(began, _length(look, rule), basis_of(words, rule)))


def basis_of(words: Words, rule: Rule) -> str:
    """Whose word a date is: the law's, a platform's, a bank's; of what is only recommended our own."""
    return words.our_advice if rule.recommendation else words.families[rule.family.value]


def _hour_unknown(deadline: Deadline) -> bool:
    """Whether it runs from a moment of which only the day is known; see domain/counting.py."""
    when = deadline.starts.when
    by_the_hour = deadline.rule.counting is Counting.MOMENT and not deadline.pinned
    return by_the_hour and when is not None and not when.exact


def _length(look: Look, rule: Rule) -> str:
    length = look.words.length(rule.length or 0, rule.unit.value)
    return look.words.counted_back(length) if rule.counting is Counting.BEFORE else look.words.counted_on(length)


def _sure(look: Look, rule: Rule) -> Html:
    """Where it is written, and how sure that is."""
    doubt = look.words.confidences[rule.confidence.value]
    linked = counsel.source(rule.source, rule.article)
    return join(" · ", linked if rule.confidence is not Confidence.UNKNOWN else rule.article, doubt)
