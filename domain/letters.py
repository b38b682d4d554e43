"""
Letters: what a rung of the ladder needs to be said, with the facts of the case and nothing else.

    letter = letters.write(template, facts, quotes, Form.SHORT)
    letter.chinese     what is sent
    letter.english     what it says, for a reader who does not read Chinese
    letter.missing     what to tell before sending, in the order of the text

A template is data (storage/shelf/letters). A blank stands in braces and is filled in one pass: what a shopper wrote is
never read as a template. A fact that is not in the case is asked for and stands as a gap, never invented.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from domain.case import Case
from domain.policy import Scope, Words
from domain.quotes import Quote

SHORT = 500  # characters of a short form (facts.md 6.2: a proposal, as no desk publishes its limit)
PIECE = 256  # characters that a copy button carries (Bot API: CopyTextButton)

_BLANK = re.compile(r"\{([a-z_]+)\}")
_GAP = "____"
_HEATED = re.compile(r"骗子|垃圾|无良|黑心|奸商|流氓|[!！]{2}|\b(?:crook|liar|scum|thie(?:f|ves))", re.IGNORECASE)


class Blank(StrEnum):
    """What a letter may say of a case. The value stands in the templates, in braces."""

    ITEM = "item"
    PLATFORM = "platform"
    SHOP = "shop"
    ORDER = "order"
    PAID = "paid"
    DEMAND = "demand"  # what is asked for, all together
    SUMS = "sums"  # its lines
    PROBLEM = "problem"  # what is wrong, in the shopper's own words
    BOUGHT = "bought"  # the days of what happened
    POSTED = "posted"  # by the seller
    SIGNED = "signed"
    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    PARCEL_REFUSED = "parcel_refused"
    ASKED_PLATFORM = "asked_platform"
    DECIDED = "decided"  # against the shopper, by the platform
    RENEWED = "renewed"
    STOPPED = "stopped"  # the renewal, by the shopper
    FILED = "filed"  # with 12315
    ENDED = "ended"  # the mediation, without agreement
    NUMBER = "number"  # of the parcel that went back
    INCOMING = "incoming"  # the number of the parcel that should have come
    CARRIER = "carrier"
    MISSED = "missed"  # until when the other side had time
    LATE_REFUND = "late_refund"  # since when the law calls it a delay: fifteen days from the receipt of the goods
    LATE_ANSWER = "late_answer"  # likewise, from the demand
    PREPAID_UNTIL = "prepaid_until"  # until when the whole prepayment can be asked back
    IN_TIME = "in_time"  # absent where the seven days are known to have passed before the notice
    LIMIT = "limit"  # until when this letter gives it time
    INTACT = "intact"  # sentences that the shopper made sure of
    UNWARNED = "unwarned"  # without its subject: in court it is the plaintiff who saw nothing
    NAME = "name"  # who writes
    PHONE = "phone"
    ADDRESS = "address"
    TODAY = "today"
    REASON = "reason"  # stands in no template: without it nobody knows which paragraphs to say


#: Characters of a short letter for what a shopper may write at any length.
CLIPS: Mapping[Blank, int] = {Blank.ITEM: 30, Blank.SHOP: 30, Blank.ORDER: 40, Blank.PROBLEM: 80}

#: Who writes: needed by authorities and courts alone, masked everywhere else.
IDENTITY = (Blank.NAME, Blank.PHONE, Blank.ADDRESS)


class Form(StrEnum):
    """How much is said."""

    SHORT = "short"  # at most SHORT characters
    FULL = "full"


Facts: TypeAlias = Mapping[Blank, Words]  #: what the case tells, as it is written in each language


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    A paragraph, for the cases that its scope fits.

    It leaves itself out where one of `given` is not told: what may be said, but need not. `quotes` is the law it rests
    on, by ids of the table. A `field` is the place in a desk's form where it belongs.
    """

    words: Words
    scope: Scope
    quotes: tuple[str, ...] = ()
    given: tuple[Blank, ...] = ()
    short: bool = False
    field: str = ""

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """What it says of the case, in the order of its words."""
        return tuple(dict.fromkeys(Blank(each) for each in _BLANK.findall(self.words["zh"])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A letter to one desk. `fields` are the places of its form, by id; `named`: the desk must know who writes."""

    id: str
    title: Words
    parts: tuple[Part, ...]
    fields: Mapping[str, Words]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands, ready to be sent once nothing is `missing`."""

    chinese: str
    english: str
    missing: tuple[Blank, ...]
    quoted: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One place of a form: its name, and the text in pieces that a copy button carries."""

    title: Words
    pieces: tuple[str, ...]


def write(template: Template, case: Case, facts: Facts, quotes: Mapping[str, Quote], form: Form) -> Letter:
    """
    The letter of a case. `quotes` are those in force on the day of writing; no others are cited.

    Nor is one that speaks of other cases than this.
    Pure: the same arguments give the same words.
    """
    parts = [part for part in _fitting(template, case, facts) if part.short or form is Form.FULL]
    law = _fit(quotes, case)
    quoted = [law[each] for part in parts for each in part.quotes if each in law]
    said = _clipped(facts) if form is Form.SHORT else facts
    return Letter(
        "\n".join(_chinese(part, said, law, form) for part in parts),
        "\n".join(_filled(part.words, said, "en") for part in parts),
        missing(template, case, facts),
        tuple(dict.fromkeys(quoted)),
    )


def missing(template: Template, case: Case, facts: Facts) -> tuple[Blank, ...]:
    """What is to be told before a letter can be sent in any form, the reason first: it decides what is said at all."""
    reason = () if case.reason or not any(part.scope.reasons for part in template.parts) else (Blank.REASON,)
    blanks = (blank for part in _fitting(template, case, facts) for blank in part.blanks if blank not in facts)
    return tuple(dict.fromkeys((*reason, *blanks)))


def fields(template: Template, case: Case, facts: Facts, quotes: Mapping[str, Quote]) -> tuple[Field, ...]:
    """The full letter, place by place of the desk's form; a place of which nothing is to be said is left out."""
    parts, law = _fitting(template, case, facts), _fit(quotes, case)
    texts = [
        (title, "\n".join(_chinese(part, facts, law, Form.FULL) for part in parts if part.field == name))
        for name, title in template.fields.items()
    ]
    return tuple(Field(title, pieces(_unlabelled(text, title))) for title, text in texts if text)


def is_heated(text: str) -> bool:
    """Whether it scolds or shouts: such words may be written, but a letter is taken more seriously without them."""
    return _HEATED.search(text) is not None


def pieces(text: str, length: int = PIECE) -> tuple[str, ...]:
    """The text in pieces of at most so many characters, cut behind a sentence or a line where there is one."""
    found: list[str] = []
    while len(text) > length:
        cut = max(text.rfind(sign, length // 2, length) for sign in "\n。；，") + 1 or length
        found.append(text[:cut])
        text = text[cut:]
    return tuple(piece for piece in (*found, text) if piece.strip())


def _fit(quotes: Mapping[str, Quote], case: Case) -> Mapping[str, Quote]:
    return {name: quote for name, quote in quotes.items() if quote.scope.covers(case)}


def _unlabelled(text: str, title: Words) -> str:
    """The text of a place without the letter's own label for it, where the name of the place says that already."""
    label, colon, rest = text.partition("：")
    return rest if colon and label and title["zh"].endswith(label) else text


def _fitting(template: Template, case: Case, facts: Facts) -> list[Part]:
    return [part for part in template.parts if part.scope.covers(case) and all(blank in facts for blank in part.given)]


def _clipped(facts: Facts) -> Facts:
    """The facts of a short letter: what a shopper wrote at length is cut, so that the letter fits its form."""
    return {blank: _cut(words, CLIPS[blank]) if blank in CLIPS else words for blank, words in facts.items()}


def _cut(words: Words, length: int) -> Words:
    return {each: text if len(text) <= length else f"{text[: length - 1]}…" for each, text in words.items()}


def _chinese(part: Part, facts: Facts, quotes: Mapping[str, Quote], form: Form) -> str:
    text = _filled(part.words, facts, "zh")
    law = [quotes[each] for each in part.quotes if each in quotes]
    if not law:
        return text
    return f"{text.removesuffix('。')}（{_cited(law, form)}）。"


def _cited(law: Sequence[Quote], form: Form) -> str:
    """Each article once, in a full letter with all its words that are quoted."""
    words: dict[str, str] = dict.fromkeys((quote.article for quote in law), "")
    for quote in law:
        if form is Form.FULL and quote.words:
            words[quote.article] += f"「{quote.words}」"
    return "；".join(f"{article}：{said}" if said else article for article, said in words.items())


def _filled(words: Words, facts: Facts, language: str) -> str:
    """The sentence with its blanks filled, once: a brace inside a fact is a brace and nothing more."""

    def fill(match: re.Match[str]) -> str:
        fact = facts.get(Blank(match[1]))
        return fact[language] if fact else _GAP

    return _BLANK.sub(fill, words[language])
