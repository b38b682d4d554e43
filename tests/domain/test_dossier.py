"""What a dossier holds: evidence with its numbers, the story by time, the law of the day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import dossier
from domain.case import Reason
from domain.dossier import PICTURES
from domain.evidence import State
from domain.journal import Happening
from domain.library import Library
from domain.people import Identity
from storage import librarian
from tests.kit.cases import NOW, at
from tests.kit.papers import a_long_case, a_message, a_proof, laid_out


@pytest.fixture(scope="module")
def library() -> Library:
    """The shelf as shipped."""
    return librarian.load()


def test_the_story_is_told_by_time(library: Library) -> None:
    """The payment told last stands first; evidence stands where it was sent, one line a day, with its numbers."""
    early = a_proof(1, b"x", sent=at("2026-10-29 03:00"))
    story = laid_out(library, [early, a_proof(2, b"y"), a_proof(3, b"z")]).story
    told = [entry.what.value if isinstance(entry, Happening) else [each.number for each in entry] for entry in story]
    assert told[:3] == ["paid", [1], "signed"]
    assert told[-1] == [2, 3]


def test_numbers_are_kept(library: Library) -> None:
    """What cannot be printed has its number all the same: a picture, words, a film, what never came."""
    film = a_proof(3, b"f", type="video/mp4")
    lost = a_proof(4, b"", state=State.FAILED, stored_as="", sha256="")
    whole = laid_out(library, [a_proof(1, b"x"), a_message(2), film, lost])
    assert [each.number for each in whole.exhibits] == [1, 2, 3, 4]
    assert [each.number for each in whole.pictures] == [1]
    assert [each.number for each in whole.exhibits if each.words] == [2]


def test_a_flood_of_pictures_is_bounded(library: Library) -> None:
    """All are listed, the first so many are printed."""
    whole = laid_out(library, [a_proof(number, b"x") for number in range(1, PICTURES + 50)])
    assert len(whole.exhibits) == PICTURES + 49
    assert len(whole.pictures) == PICTURES


def test_law_is_quoted_as_in_force_on_the_day(library: Library) -> None:
    """Each quotation once, from the checked table, in force; of another reason, another law."""
    case = a_long_case()
    found = dossier.law(case, library, NOW)
    assert found
    assert len(set(found)) == len(found)
    assert all(quote in library.quotes and quote.in_force(NOW.date()) for quote in found)
    long_ago = NOW - timedelta(days=366 * 20)
    assert all(quote.in_force(long_ago.date()) for quote in dossier.law(case, library, long_ago))
    unwanted = dossier.law(replace(case, reason=None), library, NOW)
    assert {quote.id for quote in unwanted} != {quote.id for quote in found}


@pytest.mark.parametrize("reason", [Reason.QUALITY, Reason.NOT_AS_DESCRIBED, Reason.UNWANTED])
def test_faulty_goods_do_not_rely_on_a_return_without_a_reason(library: Library, reason: Reason) -> None:
    """七日无理由退货暂行办法 35 sends what is faulty to CPL 24: its other articles stand only beside an own wish."""
    cited = [quote.article for quote in dossier.law(a_long_case(reason=reason), library, NOW)]
    assert any("七日无理由退货暂行办法" in article for article in cited) is (reason is Reason.UNWANTED)


def test_equal_cases_give_equal_dossiers(library: Library) -> None:
    """Pure: the same case, evidence and moment, the same dossier."""
    case, proofs = a_long_case(), [a_proof(1, b"x")]
    assert dossier.of(case, Identity(), proofs, library, NOW) == dossier.of(case, Identity(), proofs, library, NOW)
