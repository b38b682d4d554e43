"""
The guide: short answers by topic, found by a word, by the place of a case, or by their titles.

Entries are data (storage/shelf/guide.toml); they answer what shoppers ask and name what they rest on (facts.md 9).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain import numerals, policy_file
from domain.case import Case
from domain.policy import Scope, Words
from domain.policy_row import Row

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
    """The entries that have a word among their own; else those whose words it touches, else whose text says it."""
    wanted = numerals.plain(word)
    if not wanted:
        return ()
    own = [each for each in entries if wanted in map(numerals.plain, each.keywords)]
    near = [each for each in entries if any(wanted in key or key in wanted for key in _keys(each))]
    told = [each for each in entries if any(wanted in numerals.plain(text) for text in each.text.values())]
    return tuple(own or near or told)


def of(entries: Sequence[Entry], case: Case) -> Entry | None:
    """The entry of the place where a case stands: the first that names its stage."""
    return next((each for each in entries if each.scope.stages and each.scope.covers(case)), None)


def _keys(entry: Entry) -> list[str]:
    return [numerals.plain(key) for key in (*entry.keywords, *entry.title.values())]


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
