"""All cases: the money still out, whose turn it is, the next thing to do first."""

from collections import Counter

from telegram import Update

from domain import deadlines, desk
from domain.case import Case
from domain.deadlines import Clocks
from domain.machine import Turn
from domain.money import Money
from handlers.talk import cards, keyboards
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb

SHOWN = 20  # cases that a phone scrolls through with patience


async def on_list(_: Update, context: Context) -> None:
    """The cases that are open, the most urgent first; closed ones behind them."""
    cases = await context.store.cases.of(context.person.id)
    if not cases:
        await context.replies.show(context.words.no_cases(), keyboards.home(context.words, None), screen="home")
        return
    open_cases = [(case, desk.clocks(case, context.library)) for case in cases if case.is_open]
    open_cases.sort(key=lambda pair: _urgency(context, *pair))
    finished = [case for case in cases if not case.is_open]
    await context.replies.show(
        lines(*_summary(context, open_cases), *_listed(context, open_cases), _finished(context, finished)),
        _buttons(context, [case for case, _ in open_cases] + finished),
        screen="home",
    )


def _summary(context: Context, open_cases: list[tuple[Case, Clocks]]) -> list[str]:
    words = context.words
    look = context.look
    out = _sums([look.outstanding(case) for case, _ in open_cases])
    late = _sums([look.outstanding(case) for case, clocks in open_cases if _is_late(context, clocks)])
    turns = Counter(case.turn for case, _ in open_cases)
    found: list[str] = []
    if out:
        found.append(words.money_out(_spoken(context, out), _spoken(context, late) if late else None))
    if open_cases:
        found.append(words.turns_count({turn: turns[turn] for turn in Turn if turns[turn]}))
    return found


def _listed(context: Context, open_cases: list[tuple[Case, Clocks]]) -> list[str]:
    return [
        cards.case_line(context.look, number, case, clocks)
        for number, (case, clocks) in enumerate(open_cases[:SHOWN], start=1)
    ]


def _finished(context: Context, finished: list[Case]) -> str | None:
    return context.words.closed_count(len(finished)) if finished else None


def _buttons(context: Context, cases: list[Case]) -> Keyboard:
    look, words = context.look, context.words
    rows = in_rows(
        Button(short(f"{number}. {look.name(case)}"), Tap(Verb.CARD, case.id))
        for number, case in enumerate(cases[:SHOWN], start=1)
    )
    ways = (Button(words.b_new, Tap(Verb.NEW, detail="fresh")), Button(words.b_ledger, Tap(Verb.LEDGER)))
    return (*rows, ways, (Button(words.b_home, Tap(Verb.HOME)),))


def _urgency(context: Context, case: Case, clocks: Clocks) -> tuple[bool, bool, float]:
    shown = deadlines.leading(clocks, context.now)
    due = shown[0].due.timestamp() if shown else float("inf")
    return not _is_late(context, clocks), case.turn is not Turn.MINE, due


def _is_late(context: Context, clocks: Clocks) -> bool:
    shown = deadlines.leading(clocks, context.now)
    return bool(shown) and shown[0].is_over(context.now)


def _sums(amounts: list[Money | None]) -> dict[str, Money]:
    """The sum of each currency: they are never mixed."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        if amount is not None:
            sums[amount.currency] = sums[amount.currency] + amount if amount.currency in sums else amount
    return sums


def _spoken(context: Context, sums: dict[str, Money]) -> str:
    return " + ".join(context.words.money(amount) for amount in sums.values())
