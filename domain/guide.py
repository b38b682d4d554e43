"""
The guide: short answers by topic, found by a word, by the place of a case, or by their titles.

Entries are data (storage/shelf/guide.toml); they answer what shoppers ask and name what they rest on (facts.md 9).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain import numerals, policy_file
from domain.case import Case
from domain.policy import Scope, Words
from domain.policy_row import Row

_BETWEEN = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")

_ASKS = re.compile(
    r"[?？吗呢么]|怎么|怎样|如何|多久|谁|能不能|可不可以|可以|能退|哪|什么|为啥|几天|咋|不给|不肯|不让"
    r"|\b(?:how|can|could|who|what|where|when|why|is|are|do|does|will|should|may)\b"
)
_WISH = re.compile(
    r"(?:我|想|要|需要|帮我|申请|怎么|办理|登记){0,4}(?:退款|退货|退货退款|退钱|退会员|退掉|退)(?:吧|啊|了|呀)?"
    r"|(?:i (?:want|need|would like) (?:to get )?|get )?(?:a |my )?(?:refund|money back)"
    r"|(?:i want to )?return(?: it| this| something)?"
)
_SENTENCE, _SHORT = 60, 8  # characters of one question; of a few words that need no question mark
_SURE, _MOST = 2, 3  # characters of a word that says something; entries to choose from
LENGTH = 600  # characters of a text: what fits a phone without scrolling for long


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer. `keywords` are what people type when they look for it, in either language."""

    id: str
    title: Words
    text: Words
    keywords: tuple[str, ...]
    groups: tuple[str, ...]
    scope: Scope
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Topics of one kind: a way that a case can go, the ladder, or the money."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Guide:
    """All of it, in the order in which it is shown."""

    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()

    def group(self, group: str) -> Group | None:
        """The group of that id."""
        return next((each for each in self.groups if each.id == group), None)

    def within(self, group: Group) -> tuple[Entry, ...]:
        """The entries of a group."""
        return tuple(each for each in self.entries if group.id in each.groups)


def find(entries: Sequence[Entry], word: str) -> tuple[Entry, ...]:
    """
    The entries that answer what was typed, the nearest first.

    Those that have it among their own words; else those that share the longest of their words with it, or have it
    inside one; else, of a few words with spaces between them, those that any of them finds; else whose text says it.
    """
    wanted = _even(word)
    if not wanted:
        return ()
    own = [each for each in entries if wanted in map(_even, each.keywords)]
    told = [each for each in entries if any(wanted in _even(text) for text in each.text.values())]
    return tuple(own or _nearest(entries, wanted) or _by_parts(entries, word) or told)


def asked(entries: Sequence[Entry], text: str) -> tuple[Entry, ...]:
    """
    The entries that a sentence asks for, as far as that is sure: at most three, none for talk that asks nothing.

    They share the longest of their words with it, wherever in the sentence that stands.
    """
    wanted = _even(text)
    if len(wanted) > _SENTENCE or not (_ASKS.search(wanted) or len(wanted) <= _SHORT):
        return ()
    shared = {each.id: max((len(key) for key in _keys(each) if _says(key, wanted)), default=0) for each in entries}
    best = max(shared.values(), default=0)
    found = tuple(each for each in entries if best >= _SURE and shared[each.id] == best)
    return found if len(found) <= _MOST else ()


def wants_a_refund(text: str) -> bool:
    """Whether a sentence says no more than that somebody wants the money or the purchase undone."""
    return _WISH.fullmatch(_even(text).strip("。.!！~")) is not None


def _says(key: str, wanted: str) -> bool:
    if key.isascii():
        return re.search(rf"\b{re.escape(key)}\b", wanted) is not None
    return key in wanted


def _nearest(entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """By the longest word that is shared: 没收到钱 is about the money, though 没收到 is about the parcel."""
    shared = {each.id: max((_shared(key, wanted) for key in _keys(each)), default=0) for each in entries}
    best = max(shared.values(), default=0)
    return [each for each in entries if best and shared[each.id] == best]


def _shared(key: str, wanted: str) -> int:
    if wanted in key:
        return len(wanted)
    if key.isascii():  # a word of English is whole or not there: "fee" is none of "coffee"
        return len(key) if re.search(rf"\b{re.escape(key)}\b", wanted) else 0
    return len(key) if key in wanted else 0


def _by_parts(entries: Sequence[Entry], word: str) -> list[Entry]:
    parts = [part for part in word.split() if len(part) > 1]
    found = [each for part in parts for each in _nearest(entries, _even(part))] if len(parts) > 1 else []
    return list({each.id: each for each in found}.values())


def of(entries: Sequence[Entry], case: Case) -> Entry | None:
    """The entry of the place where a case stands: the first that names its stage."""
    return next((each for each in entries if each.scope.stages and each.scope.covers(case)), None)


def _keys(entry: Entry) -> list[str]:
    return [_even(key) for key in (*entry.keywords, *entry.title.values())]


def _even(text: str) -> str:
    """As it is compared: without the spaces that phones put between Chinese words, one between English ones."""
    return _BETWEEN.sub("", " ".join(numerals.plain(text).split()))


def from_table(data: Mapping[str, Any], file: str) -> Guide:
    """
    The rows ``[[group]]`` and ``[[entry]]`` of a file of the shelf, in the order in which they are shown.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    whole = Row(file, "the file", data)
    groups = whole.named("group", lambda row: Group(id=row.name("id"), title=row.words("title")))
    known = [each.id for each in groups]
    entries = whole.named("entry", lambda row: _entry(row, known))
    whole.refuse_rest()
    return Guide(groups, entries)


def _entry(row: Row, groups: Collection[str]) -> Entry:
    entry = Entry(
        id=row.name("id"),
        title=row.words("title"),
        text=row.words("text"),
        keywords=row.names("keywords"),
        groups=row.names("groups"),
        scope=policy_file.scope(row),
        facts=row.quotes("facts"),
    )
    strange = [each for each in entry.groups if each not in groups]
    if strange or not entry.groups:
        raise row.wrong("groups", f"{strange[0]!r} is no group of the guide" if strange else "it stands in none")
    if max(map(len, entry.text.values())) > LENGTH:
        raise row.wrong("text", f"it is longer than {LENGTH} characters")
    return entry
