"""
What one undo takes back: whatever was told last.

    a step                  is taken back, with the steps before it that were noted only because of it
    a better word on one    gives way to the word before
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile

from domain.case import Case
from domain.journal import Happening, Source
from domain.moments import Moment

A_MOMENT = timedelta(minutes=10)  # in which the question behind what was read is answered


@dataclass(frozen=True, slots=True)
class Told:
    """The newest word that holds; `before` is what it corrected, None for a step."""

    word: Happening
    before: Happening | None


def lines(case: Case, undo_id: str, now: Moment) -> tuple[Happening, ...]:
    """The lines that the journal needs for it, in order; none where nothing can be undone. The first has that id."""
    last = _last(case.journal)
    if last is None:
        return ()
    if last.before is not None:
        return (replace(last.before, id=undo_id, told=now, corrects=last.word.id),)
    return tuple(
        replace(each, id=f"{undo_id}~{number}" if number else undo_id, told=now, corrects=each.id, taken_back=True)
        for number, each in enumerate(_together(case))
    )


def _last(journal: Sequence[Happening]) -> Told | None:
    """The newest word that is neither taken back nor itself a way back."""
    words: list[Told] = []
    place: dict[str, str] = {}
    for line in journal:
        here = place[line.id] = place.get(line.corrects, line.corrects) if line.corrects else line.id
        of_it = [each for each in words if place[each.word.id] == here]
        if line.taken_back:
            words = [each for each in words if place[each.word.id] != here]
        elif not line.corrects:
            words.append(Told(line, None))
        elif of_it and _finishes(line, of_it[-1].word):
            words[words.index(of_it[-1])] = Told(line, of_it[-1].before)
        elif of_it and words[-1] is of_it[-1] and _same(words[-1].before, line):
            words.pop()
        elif of_it:
            words.append(Told(line, of_it[-1].word))
    return words[-1] if words else None


def _together(case: Case) -> tuple[Happening, ...]:
    """The last step, and those right before it that were noted only to make room for it; the newest first."""
    *rest, last = case.standing[1:] or (None,)
    if last is None:
        return ()
    came = takewhile(lambda each: _came_with(each, last), reversed(rest))
    return (last, *came)


def _came_with(each: Happening, last: Happening) -> bool:
    """Nobody told of it by itself: it was implied by what was read, a moment before, and has no day."""
    return each.when is None and each.source is not Source.SHOPPER and last.told - each.told <= A_MOMENT


def _finishes(line: Happening, word: Happening) -> bool:
    """Whether it only says the day that was asked for right behind it."""
    return word.when is None and line.when is not None and line.told - word.told <= A_MOMENT


def _same(one: Happening | None, other: Happening) -> bool:
    """Whether two words say the same of a step."""
    return one is not None and replace(one, id=other.id, told=other.told, corrects=other.corrects) == other
