"""
What a button carries: a Tap ⇄ at most 64 bytes, with the version of the case it was drawn for.

The data comes back from outside, so it is user input: it says what is meant, never what is allowed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

LIMIT = 64  # bytes of callback data (Bot API: InlineKeyboardButton)
_EDITION = "1"  # of this very format; another edition is answered with the current card
_SEPARATOR = "|"


class Verb(StrEnum):
    """What a button can mean. The value goes over the wire: never reuse one."""

    HOME = "h"
    NEW = "n"
    LIST = "l"
    GUIDE = "g"
    LANGUAGE = "L"
    SETTINGS = "s"
    WISH = "W"  # detail: field=value
    MY_DATA = "me"
    TAKE_OUT = "mo"
    ERASE = "mx"  # detail: see handlers/scenes/my_data.py
    ERASE_CASE = "mc"  # detail: likewise
    # registering
    FILL = "f"  # detail: blank=value
    SKIP = "k"
    BACK = "b"
    CANCEL = "x"
    CALENDAR = "C"  # detail: the month to show
    SHOP = "S"  # detail: the platform it was bought on, or nothing for the choice
    # the card
    CARD = "c"
    MORE = "m"
    WHY = "w"  # detail: a rule's id, or nothing for all
    HAPPENED = "e"  # detail: the happening
    CONFIRM = "E"  # detail: the happening, after the question whether it is meant
    WHEN = "d"  # detail: the answer to when it happened
    CARRIER = "r"  # detail: the carrier's id
    COUNTDOWN = "t"  # detail: the rule that it belongs to
    PIN = "i"  # detail: rule=end of the countdown, in seconds since 1970
    UNPIN = "I"  # detail: the rule whose countdown no longer counts
    PROMISE = "pr"  # what was typed is a promise of this case
    UNDO = "u"
    ASK = "q"  # detail: the field to change
    REASON = "R"  # detail: the reason
    ARCHIVE = "v"
    TIMELINE = "T"
    # the money that should come back
    SUMS = "su"  # detail: nothing, or the page
    TELL = "st"  # detail: what is to be told
    NONE = "sn"  # detail: the amount of which there is none
    TERM = "sd"  # detail: the first day, or how many months
    CLAIM = "sc"  # detail: the rule of the claim, or nothing for the choice
    TICK = "sx"  # detail: the rule of the claim = the fact
    EVENT = "o"  # detail: the happening to look at
    MOMENT = "M"  # detail: the happening whose time is told anew
    CONTENT = "Y"  # detail: the happening whose sum or words are told anew
    RETRACT = "X"  # detail: the happening that did not happen
    BRANCH = "B"  # detail: see handlers/scenes/branches.py
    COUNSEL = "G"
    WHAT_IF = "wi"  # detail: nothing for the choice, what is supposed, or what=the day
    # the ladder
    LADDER = "la"  # detail: the rung, or nothing for all
    FOR_GOOD = "lg"  # detail: yes, after the question whether it is meant
    CLIMBED = "lc"  # detail: the rung
    FILED = "lf"  # detail: that the complaint has no number
    LETTER = "le"  # detail: see handlers/talk/letter_keyboards.py
    SUPPLY = "ls"  # detail: rung.blank, or rung.blank=what it is
    # evidence
    PROOFS = "p"
    PROOF = "pp"  # detail: the proof
    DELETE_PROOF = "px"  # detail: the proof, or proof=yes
    CHECKLIST = "ck"  # detail: evidence or packing
    TICK_ITEM = "ct"  # detail: the item
    ADD_PROOF = "a"
    PUT = "P"  # this set into this case; detail: the set
    KEEP = "K"  # just keep the set; detail: the set
    LOOSE = "pl"  # what is in no case; detail: nothing, or the set
    DROP = "pd"  # detail: the proof, or proof=yes
    DOSSIER = "D"  # detail: nothing for one's own, m for the redacted one, or a language
    # what was read
    REGISTER = "rn"  # a new case; detail: the set it was read in
    TAKE = "rt"  # note it in this case; detail: the set
    AFRESH = "ra"  # it is a new case after all; detail: the set
    HOLDS = "rv"  # which value holds; detail: set/field=new or =old, see handlers/talk/proposal_texts.py
    MEND = "rm"  # detail: see handlers/talk/proposal_texts.py
    # reminders
    SNOOZE = "z"  # detail: reminder:choice
    LEDGER = "y"
    NOTHING = "-"  # a label that looks like a button, such as a weekday


@dataclass(frozen=True, slots=True)
class Tap:
    """A press on a button: what is meant, on which case, as drawn at which version (0: any will do)."""

    verb: Verb
    case: str = ""
    version: int = 0
    detail: str = ""


class TapTooLongError(ValueError):
    """The data would not fit a button. Raised when drawing, so a test sees it and no chat ever does."""


def pack(tap: Tap) -> str:
    """
    Callback data for a button, at most 64 bytes.

    Raises:
        TapTooLongError: it does not fit.
        ValueError: a field contains the separator.
    """
    fields = (_EDITION, tap.verb.value, tap.case, str(tap.version), tap.detail)
    if any(_SEPARATOR in field for field in fields):
        raise ValueError(f"no field of a tap may contain {_SEPARATOR!r}: {fields}")
    data = _SEPARATOR.join(fields)
    if len(data.encode()) > LIMIT:
        raise TapTooLongError(f"{data!r} has {len(data.encode())} bytes, a button carries {LIMIT}")
    return data


def unpack(data: str) -> Tap | None:
    """The tap behind callback data; None for anything we did not write or no longer understand."""
    fields = data.split(_SEPARATOR)
    if len(fields) != 5 or fields[0] != _EDITION:
        return None
    _, verb, case, version, detail = fields
    if verb not in _VERBS or not re.fullmatch(r"[0-9]{1,9}", version):
        return None
    return Tap(Verb(verb), case, int(version), detail)


_VERBS = frozenset(verb.value for verb in Verb)


def means(*verbs: Verb) -> Callable[[object], bool]:
    """A pattern for CallbackQueryHandler that lets only these verbs through."""

    def matches(data: object) -> bool:
        tap = unpack(data) if isinstance(data, str) else None
        return tap is not None and tap.verb in verbs

    return matches
