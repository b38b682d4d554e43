"""What a correction or an answer did to the dates, in lines: old → new. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from domain import deadlines, desk, moved
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.journal import Happening
from domain.library import Library
from domain.moved import Move
from handlers.talk.cards import Look, title_of
from handlers.talk.markup import Html

SHOWN = 4  # lines that a tired person reads
_FAR = timedelta(days=120)  # what ends later moves too, but is on nobody's mind yet


def between(look: Look, before: Case, after: Case, library: Library) -> tuple[Html, ...]:
    """One line a date that is another one now, soonest first; nothing where all dates stayed."""
    moves = moved.between(desk.clocks(before, library), desk.clocks(after, library))
    near = [each for each in moves if each.deadline.due - look.now < _FAR]
    return tuple(_line(look, each) for each in near[:SHOWN])


def _line(look: Look, move: Move) -> Html:
    words, title = look.words, title_of(look.words, move.rule)
    if move.new and move.new.is_over(look.now):
        return over_line(look, move.new)
    new = look.until(move.new.due) if move.new else None
    if move.old and new:
        return words.moved_line(title, look.until(move.old.due), new)
    if new:
        return words.appeared_line(title, new)
    return words.lacking_line(title) if move.lacks else words.gone_line(title)


def over_line(look: Look, deadline: Deadline) -> Html:
    """That a date is past."""
    return look.words.over_line(title_of(look.words, deadline.rule), look.until(deadline.ends))


def besides(look: Look, clocks: Clocks, news: Iterable[str]) -> list[str]:
    """The news above a card, without what the card says itself: that one of its dates is past."""
    told = {over_line(look, each) for each in deadlines.leading(clocks, look.now)}
    return [each for each in news if each not in told]


def out_of_order(look: Look, case: Case, told: Happening) -> tuple[str, ...]:
    """That a step's day is before that of a step on the way to it: one of the two may be wrong."""
    later = case.before_its_time(told.id)
    return (look.words.out_of_order(later.what, look.when(later) or ""),) if later else ()
