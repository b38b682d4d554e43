"""What a case needs, what is there, what to see to first."""

from typing import Any

import pytest

from domain import checklist
from domain.case import Case, Reason
from domain.checklist import Kind
from domain.errors import ShelfError
from domain.journal import What
from domain.machine import Flow
from storage import librarian
from tests.kit.cases import a_case, told

ITEMS = librarian.load().checklists
ROW: dict[str, Any] = {
    "id": "photo",
    "kind": "evidence",
    "title": {"zh": "照片", "en": "a photo"},
    "how": {"zh": "拍一张", "en": "take one"},
    "facts": "| all cases | order page |",
}


def _ids(case: Case, kind: Kind = Kind.EVIDENCE) -> list[str]:
    return [item.id for item in checklist.of(case, ITEMS, kind).items]


@pytest.mark.parametrize(
    ("flow", "reason", "has", "lacks"),
    [
        (Flow.RETURN, Reason.QUALITY, {"flaw", "unboxing", "packing_photo", "order_page"}, {"agreement", "label"}),
        (Flow.RETURN, Reason.UNWANTED, {"packing_photo", "product_page"}, {"flaw", "unboxing"}),
        (Flow.REFUND_ONLY, Reason.NOT_AS_DESCRIBED, {"flaw", "chat"}, {"packing_photo", "receipt"}),
        (Flow.MEMBERSHIP, Reason.RENEWED, {"agreement", "charge", "cancel_path"}, {"product_page", "packing_video"}),
    ],
)
def test_each_kind_of_case_has_its_own_list(flow: Flow, reason: Reason, has: set[str], lacks: set[str]) -> None:
    """A thing that is broken needs its flaw shown, a membership its agreement (facts.md 6.4)."""
    listed = set(_ids(a_case(flow, reason=reason)))
    assert has <= listed
    assert not lacks & listed


def test_what_leaves_with_the_parcel_is_asked_for_first() -> None:
    """Before it is posted the first missing one of these; ticked, the next; once all are there, the rest."""
    case = a_case(Flow.RETURN, told(What.APPROVED))
    seen = []
    while (first := checklist.of(case, ITEMS, Kind.EVIDENCE).first) is not None:
        seen.append(first)
        case = a_case(Flow.RETURN, told(What.APPROVED), checked=frozenset(each.id for each in seen))
    urgent = [each.leaves for each in seen]
    assert seen[0].id == "packing_photo"
    assert urgent == sorted(urgent, reverse=True)
    assert [each.id for each in seen if each.leaves] == ["packing_photo", "packing_video", "flaw"]


def test_what_is_too_late_is_not_asked_for() -> None:
    """After the parcel has left only what was ticked before still stands in the list."""
    sent = (told(What.APPROVED), told(What.SHIPPED))
    assert "packing_photo" not in _ids(a_case(Flow.RETURN, *sent))
    kept = checklist.of(a_case(Flow.RETURN, *sent, checked=frozenset({"packing_photo"})), ITEMS, Kind.EVIDENCE)
    assert "packing_photo" in kept.there


def test_a_tap_ticks_and_another_takes_it_back() -> None:
    """Twice is as before."""
    once = a_case(checked=checklist.ticked(a_case(), "chat"))
    assert once.checked == {"chat"}
    assert checklist.ticked(once, "chat") == frozenset()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"kind": "luggage"}, "kind"),
        ({"title": {"zh": "照片"}}, "title"),
        ({"stages": "nowhere"}, "stages"),
        ({"facts": ""}, "facts"),
        ({"leafs": True}, "leafs"),
        ({"id": "two words"}, "id"),
    ],
)
def test_a_wrong_row_is_refused(broken: dict[str, Any], said: str) -> None:
    """The error names the file, the row and the key."""
    with pytest.raises(ShelfError, match=said) as refused:
        checklist.from_table({"item": [ROW | broken]}, "checklists.toml")
    assert "checklists.toml" in str(refused.value)


def test_an_item_stands_once() -> None:
    """Two of one name could not be ticked apart."""
    with pytest.raises(ShelfError, match="stands twice"):
        checklist.from_table({"item": [ROW, ROW]}, "checklists.toml")
