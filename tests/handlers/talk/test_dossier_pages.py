"""What the dossier says and what it keeps to itself, as data before it is set."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.dossier import Dossier, Section
from handlers.talk import dossier_pages
from handlers.talk.context import words_for
from storage import librarian
from tests.kit.papers import WRITER, a_long_case, a_proof, laid_out

LIBRARY = librarian.load()
LANGUAGES = ["zh", "en"]


def texts(dossier: Dossier, language: str, *, masked: bool = False) -> str:
    """All that stands on the paper."""
    paper: dict[str, Any] = dossier_pages.paper(words_for(language), dossier, LIBRARY, masked=masked)
    return json.dumps(paper, ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("masked", [False, True])
def test_who_writes_stands_in_the_complaint_alone(language: str, *, masked: bool) -> None:
    """Name, phone and address were told for a complaint or a court: a dossier has none of them, not even covered."""
    whole = laid_out(LIBRARY, [a_proof(1, b"x")], replace(a_long_case(), journal=()))
    text = texts(whole, language, masked=masked)
    for told, start in ((WRITER.name, 1), (WRITER.phone, 3), (WRITER.address, 3)):
        assert told[:start] + "**" not in text
        assert told not in text
    assert words_for(language).paper_sections[Section.TRUTH] in text
    assert words_for(language).paper_signs in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signs_for_evidence_that_is_not_there(language: str) -> None:
    """Of originals that can be inspected the statement speaks only where a piece of evidence is kept."""
    about_evidence = words_for(language).paper_truth_evidence
    assert about_evidence not in texts(laid_out(LIBRARY), language)
    assert about_evidence in texts(laid_out(LIBRARY, [a_proof(1, b"x")]), language)


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "截至2026年11月23日（周一）没有收到结果的记录，已过"), ("en", "no outcome on record by Mon 23 Nov 2026,")],
)
def test_no_outcome_is_said_as_what_is_known(language: str, said: str) -> None:
    """The seller may have answered without the shopper telling: the paper says what is on record, and by which day."""
    assert said in texts(laid_out(LIBRARY), language)
