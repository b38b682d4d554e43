"""A reading held against what was drawn: which fields are right, which are asked, which are wrong and not asked."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from domain import reading
from domain.library import Library
from domain.seeing import Seen
from tests.corpus.waybills import Waybill
from tests.kit.readings import said

SENT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)  #: when all pictures of the corpus are sent
RIGHT, ASKED, MISSED, WRONG = "right", "right, but asked", "not read", "wrong"


def fields(seen: Seen, truth: Mapping[str, str], library: Library) -> dict[str, str]:
    """Of each field that must be found, how it was."""
    found = said(reading.of_picture(seen, library, SENT))
    return {field: _judge(wanted, found.get(field, "")) for field, wanted in truth.items()}


def number(seen: Seen, waybill: Waybill, library: Library) -> str:
    """How the number of a waybill was read; wrong is only what would be kept without a question."""
    found = reading.of_picture(seen, library, SENT).parcel
    if found is None:
        return MISSED
    if found.value.number == waybill.number:
        return ASKED if found.doubtful else RIGHT
    return MISSED if found.doubtful else WRONG


def share(verdicts: Counter[str]) -> float:
    """Of all fields, those whose value is right, asked or not."""
    return (verdicts[RIGHT] + verdicts[ASKED]) / max(1, verdicts.total())


def _judge(wanted: str, found: str) -> str:
    plain = found.replace("?", "")
    if plain == wanted or (wanted[0] == "*" and plain.startswith(wanted[1:])):
        return ASKED if "?" in found else RIGHT
    return WRONG if found and "?" not in found else MISSED
