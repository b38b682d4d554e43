"""What a database can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from storage.columns import storable

# what comes → what is kept
KEPT = [
    ("普通\U0001f9e5\u202e", "普通\U0001f9e5\u202e"),  # anything printable or not, as long as it is text
    ("a\x00b", "ab"),  # PostgreSQL holds no NUL
    ("half \ud83d pair", "half ? pair"),  # nor half a character
    ("\\u0000 typed", "\\u0000 typed"),  # what only looks like NUL stays
    ({"k\x00": ["\ud83d", 1, None, {"x": "\x00"}]}, {"k": ["?", 1, None, {"x": ""}]}),  # however deep it lies
    ((1, "\x00"), [1, ""]),
    (None, None),
]


@pytest.mark.parametrize(("came", "kept"), KEPT)
def test_only_what_no_database_holds_is_changed(came: object, kept: object) -> None:
    """NUL is left out, half a surrogate pair becomes a question mark, the rest stays."""
    assert storable(came) == kept


@given(some.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What was cleaned is clean, and can be written as UTF-8."""
    assert storable(storable(text)) == storable(text)
    storable(text).encode("utf-8")
