"""Whose word a date is: nobody's advice is called a law."""

from zoneinfo import ZoneInfo

import pytest

from domain import desk
from domain.journal import What
from domain.machine import Flow
from domain.traits import Trait
from handlers.talk import reasons
from handlers.talk.cards import Look
from handlers.talk.context import words_for
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told

LIBRARY = librarian.load()


@pytest.mark.parametrize(
    ("language", "advice", "law"), [("zh", "我们的建议", "法律规定"), ("en", "Our advice", "The law ")]
)
def test_what_is_only_recommended_is_called_advice(language: str, advice: str, law: str) -> None:
    """The law names no hours for the return address: its 24 are ours, and no older rule is said to set them."""
    agreed = (told(What.APPLIED, at("2026-11-22 02:00")), told(What.APPROVED, at("2026-11-23 02:00")))
    case = a_case(Flow.RETURN, *agreed, traits=frozenset({Trait.NO_ADDRESS}))
    found = desk.clocks(case, LIBRARY).of_rule("ask_address")
    assert found is not None
    words = words_for(language)
    text = reasons.one(Look(words, ZoneInfo("Asia/Shanghai"), NOW, (), ()), case, found)
    assert advice in text
    assert law not in text.splitlines()[2]
    assert words.confidences["unknown"] in text
    assert words.confidences["medium"] not in text
