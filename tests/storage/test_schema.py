"""What the tables have in common."""

import pytest
from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.schema import SCHEMA


def _first_columns(table: Table) -> set[str]:
    """With which columns the indexes of all its rows begin."""
    whole = [each for each in table.indexes if each.dialect_options["sqlite"]["where"] is None]
    keys = [each for each in table.constraints if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)]
    lists: list[Index | PrimaryKeyConstraint | UniqueConstraint] = [*whole, *keys]
    return {next(iter(each.columns)).name for each in lists if len(each.columns)}


@pytest.mark.parametrize("table", SCHEMA.tables.values(), ids=lambda table: table.name)
def test_what_hangs_on_something_is_found_by_it(table: Table) -> None:
    """Without an index every row of everybody is looked at when the one that it hangs on is deleted."""
    hang = {key.column_keys[0] for key in table.constraints if isinstance(key, ForeignKeyConstraint)}
    assert not hang - _first_columns(table)
