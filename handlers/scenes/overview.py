"""All cases: the money still out, whose turn it is, the next thing to do first."""

from telegram import Update

from domain.case import Case
from handlers.talk import keyboards, open_cases
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb


async def on_list(_: Update, context: Context) -> None:
    """The cases that are open, the most urgent first; closed ones behind them."""
    cases = await context.store.cases.of(context.person.id)
    loose = await context.store.proofs.count_loose(context.person.id)
    if not cases:
        await context.replies.show(context.words.no_cases(), keyboards.home(context.words, None, loose), screen="home")
        return
    look = context.look
    open_ones = open_cases.sort(look, context.library, cases)
    finished = [case for case in cases if not case.is_open]
    closed = context.words.closed_count(len(finished)) if finished else None
    await context.replies.show(
        lines(*open_cases.summary(look, open_ones), *open_cases.listed(look, open_ones), closed),
        _buttons(context, [case for case, _ in open_ones] + finished, loose),
        screen="home",
    )


def _buttons(context: Context, cases: list[Case], loose: int) -> Keyboard:
    words = context.words
    ways = (Button(words.b_new, Tap(Verb.NEW, detail="fresh")), Button(words.b_ledger, Tap(Verb.LEDGER)))
    home = Button(words.b_home, Tap(Verb.HOME))
    return (*open_cases.buttons(context.look, cases), *keyboards.to_loose(words, loose), ways, (home,))
