"""The buttons of what comes before the usual step: the letter that asks for an address, the answer to "too late"."""

from domain import detours
from domain.case import Case
from domain.detours import Detour
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words

TOO_LATE = "too_late"  #: the answer of the guide
_ADDRESS_CAME = "2address=right"  # an answer, behind which nothing more is asked


def rows(words: Words, case: Case, detour: Detour | None) -> Keyboard:
    """What stands above the steps; nothing where the usual step is the one to take."""
    came = Button(words.b_address_came, Tap(Verb.BRANCH, case.id, case.version, _ADDRESS_CAME))
    match detour:
        case Detour.ASK_ADDRESS:
            letter = Tap(Verb.LETTER, case.id, 0, detours.ADDRESS_RUNG)
            asked = Tap(Verb.CLIMBED, case.id, case.version, detours.ADDRESS_RUNG)
            return ((Button(words.b_ask_address, letter),), (Button(words.b_address_asked, asked), came))
        case Detour.NO_ANSWER:
            return ((Button(words.b_ladder, Tap(Verb.LADDER, case.id)),), (came,))
        case Detour.TOO_LATE:
            return (
                (Button(words.b_too_late, Tap(Verb.GUIDE, detail=TOO_LATE)),),
                (Button(words.b_ladder, Tap(Verb.LADDER, case.id)),),
            )
        case _:
            return ()
