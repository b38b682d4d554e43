"""The buttons around the ladder and its rungs."""

from collections.abc import Sequence

from domain.case import Case
from domain.ladder import Rung, State, Step
from domain.traits import Trait
from handlers.talk import case_keyboards
from handlers.talk.buttons import Button, Keyboard, short
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words, said

YES = "yes"
PICTURE = "%"  # in place of a rung: the ladder of the case, drawn
_MARKS = {State.DONE: "✅", State.OPEN: "▫️", State.WAITING: "⏳", State.BEHIND: "🔒", State.SHUT: "🔒"}


def page(words: Words, case: Case, steps: Sequence[Step], step: Step | None) -> Keyboard:
    """What to do on the next rung, a button for each of the others, a refusal for good, the way back."""
    others = ((_to(words, case, each),) for each in steps if each is not step)
    return (
        *(acts(words, case, step.rung) if step else ()),
        *others,
        *(((*_for_good(words, case), _picture(words, case)),) if steps else ()),
        (case_keyboards.back_to_card(words, case),),
    )


def one(words: Words, case: Case, step: Step) -> Keyboard:
    """What to do on a rung; one that was climbed once and for all is only looked at."""
    done = step.rung.once and step.state is State.DONE
    return (*(() if done else acts(words, case, step.rung)), (ladder(words, case),))


def acts(words: Words, case: Case, rung: Rung) -> Keyboard:
    """The letter that goes with a rung, and saying that it was climbed."""
    letter = Button(words.b_letter, Tap(Verb.LETTER, case.id, 0, rung.id))
    return ((*((letter,) if rung.letter else ()), climbed(words, case, rung)),)


def climbed(words: Words, case: Case, rung: Rung) -> Button:
    """The button that says: this was done."""
    return Button(words.b_climbed, Tap(Verb.CLIMBED, case.id, case.version, rung.id))


def ladder(words: Words, case: Case) -> Button:
    """The way to the whole ladder."""
    return Button(words.b_ladder, Tap(Verb.LADDER, case.id))


def for_good(words: Words, case: Case) -> Keyboard:
    """Did they say no for good?"""
    yes = Button(words.b_for_good_yes, Tap(Verb.FOR_GOOD, case.id, case.version, YES))
    return ((yes, Button(words.b_return, Tap(Verb.LADDER, case.id))),)


def number(words: Words, case: Case) -> Keyboard:
    """The question for the number of a complaint."""
    skip = Button(words.b_no_complaint_number, Tap(Verb.FILED, case.id, case.version, "none"))
    return ((skip, case_keyboards.back_to_card(words, case)),)


def _for_good(words: Words, case: Case) -> tuple[Button, ...]:
    said_so = Trait.FINAL_REFUSAL in case.traits
    return (Button(words.b_talking_again if said_so else words.b_for_good, Tap(Verb.FOR_GOOD, case.id, case.version)),)


def _picture(words: Words, case: Case) -> Button:
    return Button(words.b_picture, Tap(Verb.LADDER, case.id, 0, PICTURE))


def _to(words: Words, case: Case, step: Step) -> Button:
    label = f"{_MARKS[step.state]} {said(words, step.rung.title)}"
    return Button(short(label), Tap(Verb.LADDER, case.id, 0, step.rung.id))
