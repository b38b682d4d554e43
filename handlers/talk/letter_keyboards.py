"""The buttons around a letter: what to tell, what to copy, how much to say, the day it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain import letters
from domain.case import Case
from domain.letters import Blank, Field, Template
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words, said

LIMITS = (3, 5, 7)  # days that a letter may give the other side: ours to propose, no law names them
FORGET = "forget"


class View(StrEnum):
    """How a letter is looked at. The value travels in buttons: never reuse one."""

    SHORT = "s"
    FULL = "f"
    PLACES = "p"
    LAW = "l"
    GLOSS = "g"


@dataclass(frozen=True, slots=True)
class Page:
    """Which letter is looked at, and how; `days` is what it gives the other side."""

    rung: str
    view: View = View.SHORT
    days: int = LIMITS[0]

    @property
    def detail(self) -> str:
        """How a tap carries it."""
        return f"{self.rung}.{self.view.value}.{self.days}"

    @classmethod
    def read(cls, detail: str) -> "Page":
        """The page that a tap names; the short letter where it names none of ours: its data is user input."""
        rung, _, rest = detail.partition(".")
        view, _, days = rest.partition(".")
        given = int(days) if days in set(map(str, LIMITS)) else LIMITS[0]
        return cls(rung, View(view) if view in set(View) else View.SHORT, given)


def lacking(words: Words, case: Case, page: Page, missing: Iterable[Blank]) -> Keyboard:
    """One button for each thing that is still to tell, and the way back."""
    return (*in_rows(_tell(words, case, page, each) for each in missing), _back(words, case, page))


def whole(words: Words, case: Case, page: Page, template: Template, text: str) -> Keyboard:
    """Copy it, say less or more, look at its places and its law, say that it was sent."""
    limits = [_look(words.b_limit(days), case, replace(page, days=days)) for days in LIMITS if days != page.days]
    gives = any(Blank.LIMIT in part.blanks for part in template.parts)
    return (*_copies(words, text), tuple(limits) if gives else (), *_views(words, case, page, template))


def places(words: Words, case: Case, page: Page, template: Template, found: Sequence[Field]) -> Keyboard:
    """A button to copy each piece of each place."""
    rows: Keyboard = tuple(row for field in found for row in _of_field(words, field))
    return (*rows, *_views(words, case, page, template))


def looked_at(words: Words, case: Case, page: Page) -> Keyboard:
    """Back to the letter."""
    return ((_look(words.b_return, case, replace(page, view=View.SHORT)),),)


def sworn(words: Words, case: Case, page: Page, blank: Blank) -> Keyboard:
    """Is this sentence true?"""
    yes = Button(words.b_true, supply(case, page, f"{blank}=yes"))
    no = Button(words.b_not_true, supply(case, page, f"{blank}=no"))
    return ((yes, no), *looked_at(words, case, page))


def supply(case: Case, page: Page, what: str) -> Tap:
    """The tap that asks for a fact of a letter, or answers."""
    return Tap(Verb.SUPPLY, case.id, case.version, f"{page.rung}.{what}")


def _tell(words: Words, case: Case, page: Page, blank: Blank) -> Button:
    label = f"➕ {words.blanks[blank]}"
    if blank is Blank.DEMAND:
        return Button(label, Tap(Verb.SUMS, case.id))
    if blank in {Blank.NUMBER, Blank.CARRIER, Blank.SHIPPED}:
        return Button(label, Tap(Verb.ASK, case.id, case.version, "parcel"))
    return Button(label, supply(case, page, blank.value))


def _copies(words: Words, text: str) -> Keyboard:
    found = letters.pieces(text)
    return in_rows(
        (Button(words.b_copy(at, len(found)), copies=piece) for at, piece in enumerate(found, start=1)), width=3
    )


def _of_field(words: Words, field: Field) -> Keyboard:
    name = said(words, field.title)
    many = len(field.pieces)
    labels = (f"⧉ {name} {at}/{many}" if many > 1 else f"⧉ {name}" for at in range(1, many + 1))
    return in_rows(Button(short(label), copies=piece) for label, piece in zip(labels, field.pieces, strict=True))


def _views(words: Words, case: Case, page: Page, template: Template) -> Keyboard:
    offered = {View.SHORT: words.b_short, View.FULL: words.b_full}
    if template.fields:
        offered[View.PLACES] = words.b_places
    offered[View.LAW] = words.b_law
    if words.code != "zh":
        offered[View.GLOSS] = words.b_gloss
    views = in_rows(
        _look(label, case, replace(page, view=view)) for view, label in offered.items() if view is not page.view
    )
    again = (
        (Button(f"✏️ {words.blanks[Blank.PROBLEM]}", supply(case, page, Blank.PROBLEM.value)),) if case.problem else ()
    )
    forget = (Button(words.b_forget_me, supply(case, page, FORGET)),) if template.named else ()
    return (*views, again, forget, _back(words, case, page, sent=True))


def _look(label: str, case: Case, page: Page) -> Button:
    return Button(label, Tap(Verb.LETTER, case.id, 0, page.detail))


def _back(words: Words, case: Case, page: Page, *, sent: bool = False) -> tuple[Button, ...]:
    back = Button(words.b_return, Tap(Verb.LADDER, case.id, 0, page.rung))
    return (Button(words.b_sent, Tap(Verb.CLIMBED, case.id, case.version, page.rung)), back) if sent else (back,)
