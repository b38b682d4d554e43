"""
Checklists: what evidence a case needs, what belongs into the parcel; what of it is there; what to see to first.

Items are data (storage/shelf/checklists.toml, from facts.md 6.4 and 9). Some can be had only before the parcel leaves:
of these the first that is missing is the one that helps most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain import policy_file
from domain.case import Case
from domain.journal import What
from domain.policy import Scope, Words
from domain.policy_row import Row


class Kind(StrEnum):
    """What a list is of. The value goes over the wire."""

    EVIDENCE = "evidence"
    PACKING = "packing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to have. `how` says how to get it; `leaves` with the parcel: afterwards it cannot be had any more."""

    id: str
    kind: Kind
    title: Words
    how: Words
    scope: Scope
    facts: tuple[str, ...]
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list as it stands for a case: the items in order, those that are there, the one to see to first."""

    items: tuple[Item, ...]
    there: frozenset[str]
    first: Item | None


def of(case: Case, items: Sequence[Item], kind: Kind) -> Checklist:
    """The list of that kind for a case; what can no longer be had is left out unless it is there."""
    gone = case.latest(What.SHIPPED) is not None
    about = [item for item in items if item.kind is kind and item.scope.covers(case)]
    there = frozenset(item.id for item in about if item.id in case.checked)
    listed = tuple(item for item in about if item.id in there or not (item.leaves and gone))
    missing = [item for item in listed if item.id not in there]
    urgent = [item for item in missing if item.leaves]
    return Checklist(listed, there, next(iter(urgent or missing), None))


def ticked(case: Case, item: str) -> frozenset[str]:
    """What is there after a tap on that item: it comes, or it goes."""
    return case.checked ^ {item}


def from_table(data: Mapping[str, Any], file: str) -> tuple[Item, ...]:
    """
    The rows ``[[item]]`` of a file of the shelf, the weightiest first.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    whole = Row(file, "the file", data)
    items = whole.named("item", _item)
    whole.refuse_rest()
    return items


def _item(row: Row) -> Item:
    return Item(
        id=row.name("id"),
        kind=row.choice("kind", Kind),
        title=row.words("title"),
        how=row.words("how"),
        scope=policy_file.scope(row),
        facts=row.quotes("facts"),
        leaves=row.flag("leaves"),
    )
