"""The guide answers what shoppers ask, promises nothing, and stays short."""

import pytest

from domain import guide
from domain.guide import LENGTH
from domain.machine import CLOSED, Flow, Stage
from storage import librarian
from tests.kit import shelf

GUIDE = librarian.load().guide
WAYS = [stage for stage in Stage if stage not in CLOSED]

ASKED = (
    ("吊牌", "tags"),
    ("包装盒", "box"),
    ("充电宝", "fault"),
    ("过期", "expired"),
    ("纯棉", "described"),
    ("尺码", "wrong_choice"),
    ("单号", "send"),
    ("联系卖家", "apply"),
    ("到账", "money"),
    ("不同意", "refused"),
    ("会员", "membership"),
    ("微信", "money"),
    ("确认退款", "received"),
    ("tags", "tags"),
    ("membership", "membership"),
    ("Expired", "expired"),
)


@pytest.mark.parametrize(("word", "entry"), ASKED)
def test_a_word_finds_its_answer(word: str, entry: str) -> None:
    """What the older guide spoke of is answered here."""
    assert entry in [each.id for each in guide.find(GUIDE, word)]


def test_nothing_is_found_for_nothing() -> None:
    """An empty word, and one that nobody explains."""
    assert guide.find(GUIDE, " ") == guide.find(GUIDE, "火星") == ()


@pytest.mark.parametrize("entry", GUIDE, ids=lambda entry: entry.id)
def test_an_entry_is_short_grounded_and_promises_nothing(entry: guide.Entry) -> None:
    """No longer than a screen, its facts in the ground, no word of certain success."""
    for text in entry.text.values():
        assert len(text) <= LENGTH
        assert not any(word in text for word in ("一定能", "保证退", "肯定能", "guarantee", "surely"))
    assert all(shelf.lines_of(fact) for fact in entry.facts)


@pytest.mark.parametrize("stage", WAYS)
def test_every_open_stage_has_an_entry(stage: Stage) -> None:
    """Wherever a case of goods or a membership stands, somebody has an answer."""
    assert any(stage in each.scope.stages for each in GUIDE)
    assert any(Flow.MEMBERSHIP in each.scope.flows for each in GUIDE)
