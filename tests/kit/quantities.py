"""What lengths of time and what numbers a text names, in figures or in words, in English or in Chinese."""

import re

from domain import numerals

_SIGNS = "一两二三四五六七八九十百千"
_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "thirteen": 13,
    "fifteen": 15,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
    "one": 1,
}
_UNITS = {
    "hours": r"h|hours?|小时",
    "workdays": r"(?:working|business|bank) days?|个?工作日",
    "days": r"(?:natural |calendar )?days?|d(?![a-z])|个?自然日|天|日",
    "months": r"months?|个月",
    "years": r"years?|年",
}
_WORD = rf"(?<![\w一-鿿-])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)"
_NUMBER = rf"\d+|{_WORD}|[{_SIGNS}]+"
_UNIT = "|".join(f"(?P<{name}>{words})(?![a-z])" for name, words in _UNITS.items())
_QUANTITY = re.compile(
    rf"(?P<numbers>(?:{_NUMBER})(?:\s*(?:[/,、–-]|or|and|to|至|到)\s*(?:{_NUMBER}))*)[\s-]*(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\bday (?P<number>\d+|{_WORD})|第(?P<chinese>[{_SIGNS}]+)[天日]", re.IGNORECASE)
_RANGE = re.compile(rf"(?:{_NUMBER})\s*(?:[–-]|to|至|到)\s*(?={_NUMBER})", re.IGNORECASE)
_EMPHASIS = re.compile(r"[*`「」+≤<>＞]")
_NO_VALUE = re.compile(  # dates, the end of a day, names: numbers that are no value of a rule
    r"20\d\d-\d\d-\d\d|(?:19|20)\d\d|24:00|1(?:2315|2305)|three[ -]guarantees|三包"
)


def named(text: str) -> set[tuple[int, str]]:
    """The lengths in a text as (number, unit); of a range (1-3 days) only its outer end."""
    found: set[tuple[int, str]] = set()
    for match in _QUANTITY.finditer(_EMPHASIS.sub(" ", text)):
        unit = next(name for name in _UNITS if match[name])
        listed = re.findall(_NUMBER, _RANGE.sub("", match["numbers"]), re.IGNORECASE)
        found |= {(_value(number), unit) for number in listed}
    return found


def numbers(text: str) -> set[int]:
    """Every number that could be a value of a rule, of a range only its outer end; no 1, which is often an article."""
    plain = _RANGE.sub("", _NO_VALUE.sub(" ", _EMPHASIS.sub(" ", text)))
    found = {number for number, _ in named(plain)}
    found |= {_value(match["number"] or match["chinese"]) for match in _ORDINAL.finditer(plain)}
    found |= {_value(match) for match in re.findall(rf"\d+|{_WORD}", plain, re.IGNORECASE)}
    found |= {_value(match) for match in re.findall(rf"[{_SIGNS}]+(?=[倍分次种个])|[{_SIGNS}]*[百千]", plain)}
    return found - {1}


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return _WORDS.get(number.lower()) or numerals.integer(number) or 0
