"""
Parcel numbers: who may carry one, and where to look.

Chinese carriers publish no check digit and their rows of digits overlap, so a number proposes carriers and never
decides against one. Only the international numbers of the posts (UPU S10) can be checked. Who the carriers are is
data: the shelf's carriers.toml.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.errors import NotANumber, NumberReason, ShelfError
from domain.journal import Parcel

SHORTEST, LONGEST = 6, 40  #: letters and digits; 17TRACK takes 5 to 50, kuaidi100 6 to 32

#: Asks about any number, known carrier or not.
ANY_CARRIER = "https://m.kuaidi100.com/result.jsp?nu={no}"

_S10 = re.compile(r"[A-Z]{2}(?P<serial>[0-9]{8})(?P<check>[0-9])[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One carrier. A strong pattern decides alone, a weak one proposes, a faint one proposes after all weak ones."""

    id: str
    zh: str
    en: str
    code: str  #: what kuaidi100 calls it
    strong: tuple[re.Pattern[str], ...] = ()
    weak: tuple[re.Pattern[str], ...] = ()
    faint: tuple[re.Pattern[str], ...] = ()  #: hardly more than "so many digits"
    link: str | None = None  #: its own page, with {no} for the number
    needs_phone_tail: bool = False  #: asks for the last four digits of the phone
    examples: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  #: how texts name it, in lower case

    def name(self, language: str) -> str:
        """What it is called in a language; Chinese where it has no name in it."""
        return self.en if language == "en" else self.zh


class Finding(StrEnum):
    """What a number says about itself."""

    UNKNOWN = "unknown"  # has no check digit: nothing can be said
    VALID = "valid"
    WRONG_DIGIT = "wrong_digit"  # most likely mistyped; kept all the same


def normalise(number: str) -> str:
    """
    Give the number as carriers print it: half-width, upper case, without spaces and hyphens.

    Raises:
        NotANumber: too_short (under 6 letters and digits), too_long (over 40), strange_sign.
    """
    bare = re.sub(r"[\s\u200b\u2060\ufeff\-‐-―−_]", "", unicodedata.normalize("NFKC", number)).upper()
    if re.search(r"[^A-Z0-9]", bare):
        raise NotANumber(NumberReason.STRANGE_SIGN, number)
    if len(bare) < SHORTEST:
        raise NotANumber(NumberReason.TOO_SHORT, number)
    if len(bare) > LONGEST:
        raise NotANumber(NumberReason.TOO_LONG, number)
    return bare


def propose(number: str, carriers: Iterable[Carrier]) -> tuple[Carrier, ...]:
    """
    Who may carry a normalised number: the one with a strong pattern alone, or all candidates, the likeliest first.

    Likelier are those with a weak pattern than those with a faint one, then those that stand earlier on the shelf.
    Empty if no pattern fits: then the chat offers them all.
    """
    shelf = tuple(carriers)
    strong = [carrier for carrier in shelf if _fits(number, carrier.strong)]
    if strong:
        return (strong[0],)
    weak = [carrier for carrier in shelf if _fits(number, carrier.weak)]
    faint = [carrier for carrier in shelf if _fits(number, carrier.faint) and carrier not in weak]
    return (*weak, *faint)


def certain(number: str, carriers: Iterable[Carrier]) -> Carrier | None:
    """The carrier whose strong pattern decides a normalised number, or None."""
    return next((carrier for carrier in carriers if _fits(number, carrier.strong)), None)


def of_number(number: str, carriers: Iterable[Carrier]) -> Parcel:
    """The parcel of a normalised number, with its carrier where the number decides it."""
    sure = certain(number, carriers)
    return Parcel(number, sure.id if sure else None)


def by_id(carriers: Iterable[Carrier], carrier_id: str | None) -> Carrier | None:
    """The carrier of that id, or None."""
    return next((carrier for carrier in carriers if carrier.id == carrier_id), None)


def check(number: str) -> Finding:
    """Check the last digit of a normalised postal number (UPU S10); a wrong one is worth a word, never a refusal."""
    match = _S10.fullmatch(number)
    if match is None:
        return Finding.UNKNOWN
    weighted = sum(weight * int(digit) for weight, digit in zip(_S10_WEIGHTS, match["serial"], strict=True))
    expected = {10: 0, 11: 5}.get(11 - weighted % 11, 11 - weighted % 11)
    return Finding.VALID if expected == int(match["check"]) else Finding.WRONG_DIGIT


def link(carrier: Carrier | None, number: str) -> str:
    """Where the way of a normalised number can be seen; without a carrier, a page that finds it by itself."""
    template = carrier.link if carrier is not None and carrier.link else ANY_CARRIER
    return template.replace("{no}", number)


def from_table(table: Mapping[str, Any], file: str = "carriers.toml") -> tuple[Carrier, ...]:
    """
    Make the carriers of a shelf file, in its order: the [[carrier]] stanzas as TOML gives them.

    Raises:
        ShelfError: a key is missing, misspelt or of the wrong kind, or an id stands twice; names file and key.
    """
    stanzas = table.get("carrier")
    if not isinstance(stanzas, list) or not stanzas:
        raise ShelfError(file, "carrier", "no [[carrier]] stanza")
    carriers = [_from_stanza(stanza, f"carrier[{place}]", file) for place, stanza in enumerate(stanzas, start=1)]
    seen: set[str] = set()
    for carrier in carriers:
        if carrier.id in seen:
            raise ShelfError(file, carrier.id, "stands twice")
        seen.add(carrier.id)
    return tuple(carriers)


def _fits(number: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(number) for pattern in patterns)


_KINDS: Mapping[str, type] = {
    "id": str,
    "name": dict,
    "code": str,
    "strong": list,
    "weak": list,
    "faint": list,
    "link": str,
    "needs_phone_tail": bool,
    "examples": list,
    "source": str,
    "confidence": str,
    "called": list,
}
_OPTIONAL = frozenset({"link", "faint", "called"})


def _from_stanza(stanza: Mapping[str, Any], place: str, file: str) -> Carrier:
    if not isinstance(stanza, Mapping):
        raise ShelfError(file, place, "is not a stanza")
    key = f"{place} {stanza.get('id', '')}".strip()
    _check_kinds(stanza, key, file)
    if not all(isinstance(stanza["name"].get(language), str) for language in ("zh", "en")):
        raise ShelfError(file, f"{key}.name", "needs a zh and an en")
    if "{no}" not in stanza.get("link", "{no}"):
        raise ShelfError(file, f"{key}.link", "has no {no} for the number")
    return Carrier(
        id=stanza["id"],
        zh=stanza["name"]["zh"],
        en=stanza["name"]["en"],
        code=stanza["code"],
        strong=_patterns(stanza["strong"], f"{key}.strong", file),
        weak=_patterns(stanza["weak"], f"{key}.weak", file),
        faint=_patterns(stanza.get("faint", ()), f"{key}.faint", file),
        link=stanza.get("link"),
        needs_phone_tail=stanza["needs_phone_tail"],
        examples=tuple(stanza["examples"]),
        called=tuple(stanza.get("called", ())),
    )


def _check_kinds(stanza: Mapping[str, Any], key: str, file: str) -> None:
    for name, kind in _KINDS.items():
        if name not in stanza and name not in _OPTIONAL:
            raise ShelfError(file, f"{key}.{name}", "is missing")
        if name in stanza and not isinstance(stanza[name], kind):
            raise ShelfError(file, f"{key}.{name}", f"is no {kind.__name__}")
        if kind is list and not all(isinstance(entry, str) for entry in stanza.get(name, ())):
            raise ShelfError(file, f"{key}.{name}", "holds something else than strings")
    for name in stanza.keys() - _KINDS.keys():
        raise ShelfError(file, f"{key}.{name}", "is a key that nobody reads")


def _patterns(written: Sequence[str], key: str, file: str) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in written)
    except re.error as error:
        raise ShelfError(file, key, f"is no pattern: {error}") from error
