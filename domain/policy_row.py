"""One table of a policy file, read key by key: each getter gives the value or refuses it with file, key and reason."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from domain.errors import ShelfError

LANGUAGES = ("zh", "en")  #: the two house languages, in which every thing on the shelf is complete

_Kind = TypeVar("_Kind", bound=StrEnum)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)
_MISSING: Any = object()
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


class Row:
    """A table with its place in the file; keys that nobody asked for are refused at the end."""

    def __init__(self, file: str, name: str, data: Mapping[str, Any]) -> None:
        self._file = file
        self._name = name
        self._data = data
        self._asked: set[str] = set()

    def wrong(self, key: str, reason: str) -> ShelfError:
        """Build the refusal of a key of this row."""
        return ShelfError(self._file, f"{self._name}, {key}", reason)

    def _get(self, key: str, default: object) -> Any:
        self._asked.add(key)
        if key in self._data:
            return self._data[key]
        if default is _MISSING:
            raise self.wrong(key, "it is missing")
        return default

    def text(self, key: str, default: str = _MISSING) -> str:
        """A text that is not empty."""
        value = self._get(key, default)
        if not isinstance(value, str) or (key in self._data and not value.strip()):
            raise self.wrong(key, f"{value!r} is no text")
        return value

    def name(self, key: str) -> str:
        """A short name in small letters: it travels in the data of a button."""
        value = self.text(key)
        if not _NAME.fullmatch(value):
            raise self.wrong(key, f"{value!r} is no name: up to 32 small letters, figures and underscores")
        return value

    def address(self, key: str, default: str = _MISSING) -> str:
        """An address of the public web."""
        value = self.text(key, default)
        if not value.startswith(("https://", "http://")):
            raise self.wrong(key, f"{value!r} is no address")
        return value

    def words(self, key: str, default: Mapping[str, str] = _MISSING) -> Mapping[str, str]:
        """A sentence in both house languages; where the key is absent, the default as it is."""
        value = self._get(key, default)
        if key not in self._data:
            return default
        if not isinstance(value, Mapping) or not all(isinstance(each, str) and each for each in value.values()):
            raise self.wrong(key, "write one sentence a language")
        for language in LANGUAGES:
            if language not in value:
                raise self.wrong(f"{key}.{language}", "it is missing")
        return value

    def choice(self, key: str, kind: type[_Kind], default: _Kind = _MISSING) -> _Kind:
        """One of the words that `kind` lists."""
        return self._one(key, kind, self._get(key, default))

    def choice_of(self, key: str, possible: tuple[str, ...], default: str) -> str:
        """One of these words."""
        value = self._get(key, default)
        if value not in possible:
            raise self.wrong(key, f"{value!r} is none of {', '.join(possible)}")
        return str(value)

    def choices(self, key: str, kind: type[_Kind], default: tuple[_Kind, ...] = _MISSING) -> tuple[_Kind, ...]:
        """Some of the words that `kind` lists; a single word may stand without brackets."""
        return tuple(self._one(key, kind, each) for each in self._listed(key, default))

    def optional_choices(self, key: str, kind: type[_Kind]) -> tuple[_Kind | None, ...]:
        """Some of the words that `kind` lists; ``none`` stands for not known."""
        return tuple(None if each == "none" else self._one(key, kind, each) for each in self._listed(key, ()))

    def _listed(self, key: str, default: object) -> Iterable[object]:
        value = self._get(key, default)
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, (list, tuple)) or (key in self._data and not listed):
            raise self.wrong(key, f"{value!r} is no list")
        if len(set(map(str, listed))) < len(listed):
            raise self.wrong(key, f"{value!r} says something twice")
        return listed

    def _one(self, key: str, kind: type[_Kind], value: object) -> _Kind:
        try:
            return kind(str(value))
        except ValueError:
            raise self.wrong(key, f"{value!r} is none of {', '.join(kind)}") from None

    def length(self, key: str, default: int | None = _MISSING) -> int | None:
        """A whole number above zero, or the word ``unknown`` where nobody publishes one (None)."""
        value = self._get(key, default)
        if value == "unknown" or (value is None and key not in self._data):
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, f"{value!r} is no whole number above zero, nor the word unknown")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{value!r} is neither true nor false")
        return value

    def day(self, key: str, default: date = _MISSING) -> date:
        """A date of the calendar, without a time."""
        value = self._get(key, default)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, f"{value!r} is no date")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A date, or None where the key is absent."""
        return self.day(key) if key in self._data else None

    def quotes(self, key: str) -> tuple[str, ...]:
        """The words of the ground that a value rests on: at least one."""
        value = self._get(key, _MISSING)
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not listed or not all(isinstance(each, str) and each for each in listed):
            raise self.wrong(key, "quote at least one line of the facts")
        return tuple(listed)

    def names(self, key: str) -> tuple[str, ...]:
        """Names of other things on the shelf, perhaps none; a single one may stand without brackets."""
        value = self._get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) and each for each in listed):
            raise self.wrong(key, f"{value!r} is no list of names")
        return tuple(listed)

    def rows(self, key: str, *, what: str = "") -> tuple["Row", ...]:
        """The tables inside this one; those of a kind that has ids are named by `what` and their id."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            raise self.wrong(key, f"write it as [[rule.{key}]]")
        if what:
            return tuple(Row(self._file, f"{what} {each.get('id', '?')}", each) for each in value)
        return tuple(Row(self._file, f"{self._name}, {key} {at}", each) for at, each in enumerate(value, 1))

    def named(self, key: str, read: Callable[["Row"], _Named]) -> tuple[_Named, ...]:
        """What its tables of a kind with ids are read as, in order; an id stands once, and no key is left over."""
        found: dict[str, _Named] = {}
        for row in self.rows(key, what=key):
            one = read(row)
            row.refuse_rest()
            if one.id in found:
                raise row.wrong("id", f"{one.id!r} stands twice")
            found[one.id] = one
        return tuple(found.values())

    def refuse_rest(self) -> None:
        """Refuse keys that mean nothing: a misspelt key would otherwise be a silent default."""
        strange = sorted(set(self._data) - self._asked)
        if strange:
            raise self.wrong(strange[0], "it means nothing here")
