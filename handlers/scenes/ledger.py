"""
The ledger, for whoever wants to be sure: what is to come, what was sent, and how each ended.

The first page has both; "earlier" leads on through what was, "later" through what will be.
"""

from dataclasses import dataclass
from typing import Self

from telegram import Update

from domain.ledger import Page
from handlers.talk import ledger_texts
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.ledger_texts import Sheet
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb

LINES = 10  # of a page
FIRST = 3  # of what is to come, on the first page


@dataclass(frozen=True, slots=True)
class Leaf:
    """Which page, of one case or of all: 0 is the first, 1, 2 … lead into the past, -1, -2 … into what is to come."""

    case: str = ""
    number: int = 0

    @classmethod
    def of(cls, tap: Tap | None) -> Self:
        """The page that a button names; what names none is the first."""
        if tap is None:
            return cls()
        digits = tap.detail.removeprefix("-")
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else 0
        return cls(tap.case, -number if tap.detail.startswith("-") else number)

    def turned(self, by: int) -> Tap:
        """The button to another page."""
        return Tap(Verb.LEDGER, self.case, detail=str(self.number + by))

    @property
    def coming(self) -> Page:
        """What is to come on this page, and one line more: it tells whether there is a page after it."""
        if self.number > 0:
            return Page(0)
        if self.number == 0:
            return Page(FIRST + 1, case=self.case)
        return Page(LINES + 1, FIRST + (-self.number - 1) * LINES, self.case)

    @property
    def past(self) -> Page:
        """What was, likewise."""
        return Page(LINES + 1, self.number * LINES, self.case) if self.number >= 0 else Page(0)


async def on_ledger(_: Update, context: Context) -> None:
    """One page."""
    leaf = Leaf.of(context.tap)
    store, person, now = context.store, context.person.id, context.now
    coming = await store.ledger.coming(person, now, leaf.coming)
    past = await store.ledger.past(person, now, leaf.past)
    names = {case: await _name(context, case) for case in {line.case for line in (*coming, *past)} | {leaf.case}}
    sheet = Sheet(coming[: leaf.coming.limit - 1], past[:LINES], names, context.library.kinds, of_case=bool(leaf.case))
    text = lines(
        context.words.ledger_title(names[leaf.case] if leaf.case else None),
        ledger_texts.account(context.look, await store.ledger.account(person, now)) if leaf.number == 0 else None,
        *ledger_texts.listed(context.look, sheet),
    )
    later = len(coming) == leaf.coming.limit or leaf.number > 0
    earlier = len(past) == leaf.past.limit or leaf.number < 0
    await context.replies.show(text, _keyboard(context, leaf, later=later, earlier=earlier), screen=leaf.case or "home")


async def _name(context: Context, case_id: str) -> str:
    case = await context.case_of(case_id)
    return context.look.name(case) if case else "-"


def _keyboard(context: Context, leaf: Leaf, *, later: bool, earlier: bool) -> Keyboard:
    words = context.words
    turns = (
        *((Button(words.b_earlier, leaf.turned(1)),) if earlier else ()),
        *((Button(words.b_later, leaf.turned(-1)),) if later else ()),
    )
    if leaf.case:
        ways = (Button(words.b_whole_ledger, Tap(Verb.LEDGER)), Button(words.b_card, Tap(Verb.CARD, leaf.case)))
    else:
        ways = (Button(words.b_list, Tap(Verb.LIST)), Button(words.b_home, Tap(Verb.HOME)))
    return (turns, ways)
