"""All that is open, in one text: the money still out, whose turn it is, a line a case, the most urgent first. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from domain import deadlines, desk
from domain.case import Case
from domain.deadlines import Clocks
from domain.library import Library
from domain.machine import Turn
from domain.money import Money
from handlers.talk import cards
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html
from handlers.talk.taps import Tap, Verb

SHOWN = 20  # cases that a phone scrolls through with patience


def sort(look: Look, library: Library, cases: Iterable[Case]) -> list[tuple[Case, Clocks]]:
    """The open ones with their clocks: what is overdue, then what is the shopper's turn, then by date."""
    found = [(case, desk.clocks(case, library)) for case in cases if case.is_open]
    return sorted(found, key=lambda pair: _urgency(look, *pair))


def summary(look: Look, open_cases: Sequence[tuple[Case, Clocks]]) -> list[Html | str]:
    """The money still out, and whose turn it is how often."""
    words = look.words
    out = _sums([look.outstanding(case) for case, _ in open_cases])
    late = _sums([look.outstanding(case) for case, clocks in open_cases if _is_late(look, clocks)])
    turns = Counter(case.turn for case, _ in open_cases)
    found: list[Html | str] = []
    if out:
        found.append(words.money_out(_spoken(look, out), _spoken(look, late) if late else None))
    if open_cases:
        found.append(words.turns_count({turn: turns[turn] for turn in Turn if turns[turn]}))
    return found


def listed(look: Look, open_cases: Sequence[tuple[Case, Clocks]]) -> list[Html]:
    """A line a case, with its next step and until when."""
    return [
        cards.case_line(look, number, case, clocks) for number, (case, clocks) in enumerate(open_cases[:SHOWN], start=1)
    ]


def buttons(look: Look, cases: Sequence[Case]) -> Keyboard:
    """A button a case, with its number."""
    return in_rows(
        Button(short(f"{number}. {look.name(case)}"), Tap(Verb.CARD, case.id))
        for number, case in enumerate(cases[:SHOWN], start=1)
    )


def _urgency(look: Look, case: Case, clocks: Clocks) -> tuple[bool, bool, float]:
    shown = deadlines.leading(clocks, look.now)
    due = shown[0].due.timestamp() if shown else float("inf")
    return not _is_late(look, clocks), case.turn is not Turn.MINE, due


def _is_late(look: Look, clocks: Clocks) -> bool:
    shown = deadlines.leading(clocks, look.now)
    return bool(shown) and shown[0].is_over(look.now)


def _sums(amounts: Iterable[Money | None]) -> dict[str, Money]:
    """The sum of each currency: they are never mixed."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        if amount is not None:
            sums[amount.currency] = sums[amount.currency] + amount if amount.currency in sums else amount
    return sums


def _spoken(look: Look, sums: dict[str, Money]) -> str:
    return " + ".join(look.words.money(amount) for amount in sums.values())
