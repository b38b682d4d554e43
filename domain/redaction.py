"""
A text as strangers may read it: who somebody is and which parcel it was are covered, the story stays.

    redaction.Redaction.of(case, identity)("我叫王小雨,13812345678")   我叫王**,138****5678

What the case knows is covered wherever it stands; what looks like a number, an address or a name behind its label, too.
No rule finds everything in free words: whoever shares such a paper is told to read it once more.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from domain import masking
from domain.case import Case
from domain.people import Identity

_HAN = r"一-鿿"
_PLACE = rf"[{_HAN}]{{1,12}}(?:省|自治区|市|自治州|区|县|旗|镇|乡|街道)"
_WAY = r"(?:路|街|大道|道|巷|弄|胡同|村|里|小区|花园|苑|大厦|广场|公寓|园区|社区)"
_DOOR = r"(?:号楼|号院|号|栋|幢|座|单元|室|楼|层|弄)"

#: In this order: what an earlier one has covered, a later one does not find any more.
_LOOKS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), masking.name),
    (
        re.compile(
            rf"(?:{_PLACE})*[{_HAN}A-Za-z0-9]{{1,20}}?{_WAY}[{_HAN}A-Za-z0-9#-]{{0,20}}?\d+[{_HAN}A-Za-z0-9#-]{{0,15}}?{_DOOR}(?:[0-9A-Za-z-]{{1,8}}{_DOOR}?)*"
        ),
        masking.address,
    ),
    (re.compile(rf"(?:{_PLACE}){{2,}}[{_HAN}A-Za-z0-9#-]{{0,40}}"), masking.address),
    (
        re.compile(
            r"\b\d{1,5} (?:[A-Z][\w'.-]* ){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Way)\b[^;\n。]{0,40}"
        ),
        masking.address,
    ),
    (re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"), masking.phone),
    (re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)|\+\d{1,3}[ -]?\d(?:[ -]?\d){6,11}"), masking.phone),
    (re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,4}\d{7,}[A-Za-z0-9]*"), masking.number),
)
_NAMES = "收件人|收货人|联系人|寄件人|姓名|户名|我叫|Name|Recipient"
_LABELLED = re.compile(rf"(?P<label>(?:{_NAMES})[ :：是为]*)(?P<name>[{_HAN}·]{{2,4}}|[A-Z]\w+(?: [A-Z]\w+)*)")


@dataclass(frozen=True, slots=True)
class Redaction:
    """How texts of one case are covered: known words first, then whatever looks like one."""

    known: Mapping[str, str]

    @classmethod
    def of(cls, case: Case, identity: Identity) -> Self:
        """What this case knows of its shopper, its order and its parcels."""
        parcels = {each.parcel.number for each in case.journal if each.parcel}
        known = {number: masking.number(number) for number in (case.order_no, *parcels)}
        known |= {identity.name: masking.name(identity.name), identity.phone: masking.phone(identity.phone)}
        known |= {identity.address: masking.address(identity.address)}
        return cls({word: covered for word, covered in known.items() if word})

    def __call__(self, text: str) -> str:
        """The text, covered; what is covered once stays as it is."""
        for word in sorted(self.known, key=len, reverse=True):
            text = text.replace(word, self.known[word])
        text = _LABELLED.sub(lambda found: found["label"] + masking.name(found["name"]), text)
        for looks, cover in _LOOKS:
            text = looks.sub(lambda found, cover=cover: cover(found[0]), text)  # type: ignore[misc] # bound at once
        return text


def nothing(text: str) -> str:
    """The text as it is: for the shopper's own paper."""
    return text
