"""A checklist on the screen: how much is there, what to see to first, an item a button. Pure."""

from domain.case import Case
from domain.checklist import Checklist, Item, Kind
from handlers.talk.buttons import Button, Keyboard, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html, escape, lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import said

_THERE, _MISSING = "✅", "⬜"


def text(look: Look, case: Case, have: Checklist, kind: Kind) -> Html:
    """The title with its count, and the one thing that helps most."""
    words = look.words
    titles = {Kind.EVIDENCE: words.evidence_list, Kind.PACKING: words.packing_list}
    title = titles[kind](look.name(case), len(have.there), len(have.items))
    return lines(title, best(look, have.first) if have.first else escape(words.list_complete()), words.how_to_tick())


def best(look: Look, item: Item) -> Html:
    """What to see to first, how, and that it will be too late."""
    title, how = said(look.words, item.title), said(look.words, item.how)
    return look.words.see_to_first(title, how, leaves=item.leaves)


def buttons(look: Look, case: Case, have: Checklist) -> Keyboard:
    """An item a row; a tap ticks it or takes it back."""
    add = Button(look.words.b_add_proof, Tap(Verb.ADD_PROOF, case.id))
    return (*((_tick(look, case, have, item),) for item in have.items), (add,))


def _tick(look: Look, case: Case, have: Checklist, item: Item) -> Button:
    mark = _THERE if item.id in have.there else _MISSING
    return Button(short(f"{mark} {said(look.words, item.title)}"), Tap(Verb.TICK_ITEM, case.id, 0, item.id))
