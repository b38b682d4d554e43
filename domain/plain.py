"""
Facts in the words of JSON, and back: dataclasses by their fields, enumerations by their values, moments in UTC.

Which type a field has, its annotation says: a new field needs nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from domain.moments import Moment, aware

T = TypeVar("T")

_STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


def stamp(at: Moment) -> str:
    """A moment in UTC, to the microsecond, always as long."""
    return f"{aware(at):{_STAMP}}"


def plain(value: Any) -> Any:
    """The value in the words of JSON; sets in order."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return stamp(value) if isinstance(value, datetime) else value.isoformat()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return _many(value)


def _many(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {plain(key): plain(each) for key, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(each) for each in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(each) for each in value]
    return value


def revived(kind: type[T], told: Any) -> T:
    """
    What `plain` wrote of a value of that type. What is not told takes its default, what nobody knows is left out.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is none.
    """
    found: T = _revive(kind, told)
    return found


def _revive(kind: Any, told: Any) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        here = [field.name for field in fields(kind) if field.init and field.name in told]
        return kind(**{name: _revive(hints[name], told[name]) for name in here})  # type: ignore[operator] # a class
    if get_origin(kind) in {Union, UnionType}:
        (known,) = (each for each in get_args(kind) if each is not NoneType)
        return None if told is None else _revive(known, told)
    if get_origin(kind) is not None:
        return _revive_many(get_origin(kind), get_args(kind), told)
    return _revive_one(kind, told)


def _revive_many(kind: Any, of: tuple[Any, ...], told: Any) -> Any:
    if issubclass(kind, Mapping):
        return {_revive(of[0], key): _revive(of[1], each) for key, each in told.items()}
    return kind(_revive(of[0], each) for each in told)


def _revive_one(kind: Any, told: Any) -> Any:
    if kind is datetime:
        return datetime.strptime(told, _STAMP).replace(tzinfo=UTC)
    if kind is date:
        return date.fromisoformat(told)
    if issubclass(kind, Enum):
        return kind(told)
    if type(told) is not kind:
        raise TypeError(f"{told!r} is no {kind.__name__}")
    return told
