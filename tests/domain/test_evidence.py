"""What belongs together, by Telegram's times."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.evidence import together
from tests.storage.given import a_proof

HOUR = timedelta(hours=1)
# seconds between two messages, and whether the second is part of the first one's heap
GAPS = [(0, True), (1, True), (-1, True), (2, False), (60, False)]


@pytest.mark.parametrize(("seconds", "is_one"), GAPS)
def test_a_heap_is_what_was_sent_within_its_quiet(seconds: int, *, is_one: bool) -> None:
    """When it reached us is another matter."""
    before = a_proof()
    this = replace(before, id="p2", sent=before.sent + timedelta(seconds=seconds), received=before.received + HOUR)
    assert together(before, this) is is_one
    assert together(before, this, quiet=HOUR)
