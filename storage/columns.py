"""Column types that mean the same on SQLite and on PostgreSQL."""

from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Integer, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field

from domain.storable import storable as text_storable

#: Telegram's ids and sums of money need 64 bits; SQLite numbers rows by itself only in a plain INTEGER.
ROW_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def storable(value: Any) -> Any:
    """
    The value as both databases can hold it: text without NUL and without halves of surrogate pairs.

    PostgreSQL refuses both, in text as in JSON, and a chat may bring either.
    """
    if isinstance(value, str):
        return text_storable(value)
    if isinstance(value, dict):
        return {storable(key): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    return value


class Words(TypeDecorator[str]):
    """Text of any length, made storable on its way in, in comparisons too."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """What is bound. `dialect` makes no difference."""
        return None if value is None else str(storable(value))


class Paper(TypeDecorator[Any]):
    """JSON (JSONB on PostgreSQL), made storable on its way in; None is SQL's NULL. Give a new object to change it."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type of each database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """What is bound. `dialect` makes no difference."""
        return storable(value)


def words(**more: Any) -> Any:
    """A field of text; `more` goes to SQLModel's Field, here and below."""
    return Field(sa_type=Words, **more)


def big(**more: Any) -> Any:
    """A field of whole numbers of 64 bits."""
    return Field(sa_type=BigInteger, **more)


def number() -> Any:
    """The primary key that the database counts up itself."""
    return Field(default=None, sa_type=ROW_NUMBER, primary_key=True)


def belongs_to(target: str, sa_type: Any = Words, **more: Any) -> Any:
    """A field that names the row it is deleted with."""
    return Field(sa_type=sa_type, sa_column_args=(ForeignKey(target, ondelete="CASCADE"),), **more)


def one_of(*states: str) -> CheckConstraint:
    """The rule that `state` is one of these. Only for closed sets: what may grow is not checked by the database."""
    return CheckConstraint(f"state IN ({', '.join(repr(state) for state in states)})", name="state")


def part(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    """An index of only those rows. A query is served by it where it says the same in literal words."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))
