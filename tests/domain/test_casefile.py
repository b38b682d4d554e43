"""A case as a file: whatever is known of it is written, and reads as it was."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import casefile
from domain.case import Case
from domain.casefile import CaseFile
from domain.evidence import RIGHT_AFTER, Kind, Proof, Wording, compressed_of
from domain.journal import Happening
from domain.moments import When
from domain.register import canonical
from tests.kit.cases import NOW, a_case

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=9)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are bare
WHENS = st.none() | st.builds(When, MOMENTS)
HAPPENINGS = st.builds(Happening, when=WHENS, told=MOMENTS, id=TEXTS, note=TEXTS)
CASES = st.builds(Case, opened=MOMENTS, name=TEXTS, seller=TEXTS, journal=st.lists(HAPPENINGS, max_size=3).map(tuple))
PROOFS = st.builds(
    Proof, sent=MOMENTS, received=MOMENTS, forwarded_at=st.none() | MOMENTS, text=TEXTS, caption=TEXTS, name=TEXTS
)
WORDINGS = st.lists(st.builds(Wording, number=st.integers(1, 9), text=TEXTS, caption=TEXTS, until=MOMENTS), max_size=2)


@given(CASES, st.lists(st.tuples(PROOFS, WORDINGS), max_size=3), MOMENTS)
def test_a_case_file_reads_as_it_was_written(
    case: Case, evidence: list[tuple[Proof, list[Wording]]], made: datetime
) -> None:
    """All that a case is, and all of its evidence but where its bytes lay, comes back through JSON."""
    proofs = [
        replace(proof, id=str(number), owner=case.owner, case=case.id, file_id="", stored_as="")
        for number, (proof, _) in enumerate(evidence)
    ]
    wordings = {str(number): was for number, (_, was) in enumerate(evidence) if was}
    written = CaseFile(case=case, proofs=proofs, wordings=wordings, register=(), made=made)
    assert casefile.reread(json.loads(canonical(written.told())), case.owner) == written


def test_nothing_of_a_case_is_left_out_but_whose_it_is() -> None:
    """A field that is added later is in the file from its first day on."""
    told = CaseFile(case=a_case(), proofs=(), wordings={}, register=(), made=NOW).told()
    assert {*told["case"], "owner", "journal"} == {field.name for field in fields(Case)}
    assert str(a_case().owner) not in canonical(told)


STRANGE: list[dict[str, Any]] = [
    {},
    {"program": "another", "schema": 1},
    {"program": "refundkeeper", "schema": 2},
    {"program": "refundkeeper", "schema": 1, "case": {"id": 7}, "journal": []},
    {"program": "refundkeeper", "schema": 1, "case": {"id": "c", "flow": "fly"}, "journal": []},
    {"program": "refundkeeper", "schema": 1, "case": {"id": "c", "opened": "yesterday"}, "journal": []},
]


@pytest.mark.parametrize("told", STRANGE)
def test_what_is_no_case_file_is_refused(told: dict[str, Any]) -> None:
    """Never half a case."""
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        casefile.reread(told, 1)


def _photo(number: int, minutes_ago: float) -> Proof:
    received = NOW - RIGHT_AFTER * (minutes_ago / 10)
    facts: dict[str, Any] = {"owner": 1, "set_id": "s", "case": None, "kind": Kind.PHOTO, "sender": "我", "sent": NOW}
    return Proof(id=f"p{number}", received=received, message_id=number, compressed=True, **facts)


@pytest.mark.parametrize(
    ("photos", "replied_to", "found"),
    [
        ([], None, None),
        ([(1, 5)], None, "p1"),
        ([(1, 10)], None, "p1"),  # at the very end of it
        ([(1, 10.1)], None, None),  # too long ago to be meant
        ([(1, 500), (2, 3), (3, 2)], None, "p2"),  # an album of files answers an album of photos in its order
        ([(1, 500), (2, 3)], 1, "p1"),  # a reply means it, however old
        ([(2, 3)], 7, None),  # a reply to something else says nothing
    ],
)
def test_which_photo_a_file_is_the_original_of(
    photos: list[tuple[int, float]], replied_to: int | None, found: str | None
) -> None:
    """A reply is a word; time is a guess, and a short one."""
    photo = compressed_of([_photo(*each) for each in photos], replied_to, NOW)
    assert (photo.id if photo else None) == found
