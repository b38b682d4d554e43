"""
The number of a parcel and who carries it: from a label, from a bar code, from a carrier's own pattern.

A picture's number is taken without a question only where two witnesses agree: its bar code and its print, or the print
and a carrier's strong pattern. A wrong number costs the money that hangs on it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain import parcels, reading_labels
from domain.errors import NotANumber
from domain.findings import Doubt, Found
from domain.journal import Parcel
from domain.parcels import Carrier
from domain.reading_labels import Value
from domain.reading_rows import GAP, Row
from domain.seeing import Code, Symbology
from domain.vocabulary import Label

CERTAIN = 0.97  #: how sure a picture's reader must be of a number that has no bar code beside it
_NUMBER = re.compile(r"[A-Za-z]{0,4}[0-9](?:[0-9A-Za-z]|[ -](?=[0-9]{3,}(?![0-9]*[-/.:年月])))*")
_BARE = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{1,4}[0-9]{9,16}[A-Za-z]{0,2}(?![0-9A-Za-z])")
_LONG = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,4}[0-9]{12,18}(?![0-9A-Za-z])")
#: A locker or a station, and what it says to whom a parcel is for: it can be picked up.
_KEEPS = re.compile(r"丰巢|快递柜|智能柜|自提柜|自提点|驿站|代收点|妈妈驿站|parcel locker|pick-?up point")
_TO_PICK_UP = re.compile(r"取件码|取货码|提货码|取件密码|凭码|领取|代收|取走|取出|pick-?up code|collect")
_SHORTEST = 8  # signs of a parcel number behind a label


def parcel(
    rows: Sequence[Row], values: Sequence[Value], codes: Sequence[Code], carriers: Sequence[Carrier]
) -> Found[Parcel] | None:
    """The parcel that a text or a picture shows: the one that goes back before the one that came."""
    printed = list(_printed(rows, values, carriers))
    barred = tuple(dict.fromkeys(_barred(codes)))
    number = _witnessed(printed, barred, rows, carriers)
    return None if number is None else _carried(number, _named(rows, values, carriers), carriers)


def waits(rows: Sequence[Row]) -> Found[str] | None:
    """Where a parcel can be picked up, as a locker or a station tells the one whom it is for; None for no notice."""
    place = next((match[0] for row in rows if (match := _KEEPS.search(row.low))), None)
    told = any(_TO_PICK_UP.search(row.low) for row in rows)
    return Found(place, place) if place and told else None


def _witnessed(
    printed: list[Found[str]], barred: tuple[str, ...], rows: Sequence[Row], carriers: Sequence[Carrier]
) -> Found[str] | None:
    """The number that the most witnesses speak for, in doubt where they contradict or nobody speaks for it."""
    both = next((each for each in printed if each.value in barred), None)
    if both is not None:
        return replace(both, doubts=())
    seconded = [number for number in barred if any(_is_printed(number, row) for row in rows)]
    if len(seconded) == 1:
        return Found(seconded[0], seconded[0])
    likely = [number for number in barred if parcels.propose(number, carriers)] or list(barred)
    if likely:
        others = (*likely[1:], *(each.value for each in printed))
        words = printed[0].words if printed else likely[0]
        doubts = _doubts_of_code(likely, printed, carriers)
        return Found(likely[0], words, doubts=doubts, others=tuple(dict.fromkeys(others)))
    if not printed:
        return None
    first, others = printed[0], tuple(dict.fromkeys(each.value for each in printed if each.value != printed[0].value))
    return replace(first, others=others)


def _is_printed(number: str, row: Row) -> bool:
    """Whether a row prints this whole number: a label of a parcel does so without a word beside it."""
    whole = re.compile(rf"(?<![0-9A-Z]){number}(?![0-9A-Z])")
    return any(whole.search(text) for text in (row.text.upper(), re.sub(r"[\s-]", "", row.text).upper()))


def _doubts_of_code(likely: list[str], printed: list[Found[str]], carriers: Sequence[Carrier]) -> tuple[Doubt, ...]:
    if printed:
        return (Doubt.DISAGREES,)
    if len(likely) > 1:
        return (Doubt.SEVERAL,)
    return () if _vouched(likely[0], carriers) else (Doubt.UNPROVEN,)


def _printed(rows: Sequence[Row], values: Sequence[Value], carriers: Sequence[Carrier]) -> Iterator[Found[str]]:
    """The numbers in print: behind a label, the return's first, or in the shape that one carrier alone prints."""
    behind = sorted(reading_labels.of(values, Label.PARCEL), key=lambda value: value.behind.rank)
    for value in behind:
        text = value.text
        place = next((match for match in _NUMBER.finditer(text) if len(match[0].replace(" ", "")) >= _SHORTEST), None)
        if place is not None:
            sure = value.row.confidence(value.start + place.start(), value.start + place.end())
            yield from _judged(place[0], value.words, sure, carriers)
    if not behind:
        yield from _beside_a_carrier(rows, carriers)
        for row in rows:
            for match in _BARE.finditer(row.text):
                if _vouched(match[0].upper(), carriers):
                    sure = row.confidence(match.start(), match.end())
                    yield from _judged(match[0], match[0], sure, carriers)


def _beside_a_carrier(rows: Sequence[Row], carriers: Sequence[Carrier]) -> Iterator[Found[str]]:
    """Numbers in a row that names a carrier who may carry such: 韵达快递 431234567890123."""
    for row in rows:
        named = [carrier for carrier in carriers if any(_is_in(word, row.low) for word in carrier.called)]
        for match in _LONG.finditer(row.text) if named else ():
            if set(named) & set(parcels.propose(match[0].upper(), carriers)):
                sure = row.confidence(match.start(), match.end())
                yield from _judged(match[0], row.text, sure, carriers)


def _judged(written: str, words: str, sure: float, carriers: Sequence[Carrier]) -> Iterator[Found[str]]:
    try:
        number = parcels.normalise(written)
    except NotANumber:
        return
    check = parcels.check(number)
    doubts: tuple[Doubt, ...] = ()
    if check is parcels.Finding.WRONG_DIGIT:
        doubts = (Doubt.WRONG_DIGIT,)
    elif sure < 1.0 and not _vouched(number, carriers):
        doubts = (Doubt.UNPROVEN,)
    if sure < CERTAIN:
        doubts = (*doubts, Doubt.UNSURE)
    yield Found(number, words, sure, doubts)


def _vouched(number: str, carriers: Sequence[Carrier]) -> bool:
    """Whether its own shape speaks for it: a check digit that is right, or a pattern that one carrier alone has."""
    check = parcels.check(number)
    if check is not parcels.Finding.UNKNOWN:
        return check is parcels.Finding.VALID
    return parcels.certain(number, carriers) is not None


def _barred(codes: Sequence[Code]) -> Iterator[str]:
    for code in codes:
        if code.symbology is Symbology.CODE_128:
            try:
                number = parcels.normalise(code.text)
            except NotANumber:
                continue
            if sum(sign.isdigit() for sign in number) >= _SHORTEST:
                yield number


def _named(rows: Sequence[Row], values: Sequence[Value], carriers: Sequence[Carrier]) -> Carrier | None:
    """The carrier that stands behind its label, or beside the label of the number."""
    texts = [value.low.split(GAP)[0] for value in reading_labels.of(values, Label.CARRIER)]
    texts += [value.sign.row.low for value in reading_labels.of(values, Label.PARCEL)]
    texts += [row.low for row in rows if re.search(r"快递|速递|物流|express|[0-9]{12}", row.low)]
    for text in texts:
        named = [carrier for carrier in carriers if any(_is_in(word, text) for word in carrier.called)]
        if len(named) == 1:
            return named[0]
    return None


def _is_in(word: str, low: str) -> bool:
    return word in low if not word.isascii() else re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", low) is not None


def _carried(number: Found[str], named: Carrier | None, carriers: Sequence[Carrier]) -> Found[Parcel]:
    """The number with its carrier: its pattern's, else the one named, else the only one that it fits."""
    proposed = parcels.propose(number.value, carriers)
    carrier = parcels.certain(number.value, carriers) or named or (proposed[0] if len(proposed) == 1 else None)
    others = [Parcel(other, None) for other in number.others]
    if carrier is None:
        others = [Parcel(number.value, each.id) for each in proposed] + others
    value = Parcel(number.value, carrier.id if carrier else None)
    return Found(value, number.words, number.confidence, number.doubts, tuple(others))
