"""The register: sealed entry onto entry, so that nothing in it can be changed, dropped, added or swapped unseen."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain import register
from domain.register import FIRST, Act, Entry, Link
from tests.kit.cases import NOW

FACTS = st.dictionaries(st.text(min_size=1), st.text() | st.integers() | st.booleans(), max_size=4)
CASE = "caseaaaaaaaa"


def chain(*facts: dict[str, str | int | bool], case: str = CASE) -> list[str]:
    """The lines of a register with these facts, one entry each."""
    lines, before = [], FIRST
    for number, each in enumerate(facts, start=1):
        at = NOW + timedelta(seconds=number)
        written = Entry(number, at, case, Act.RECEIVED, "p1", each).written()
        before = register.seal(before, written)
        lines.append(Link(written, before).line())
    return lines


@given(st.lists(FACTS, min_size=1, max_size=5))
def test_what_was_sealed_holds(facts: list[dict[str, str | int | bool]]) -> None:
    """Whatever the facts are, halves of surrogates and NULs too, the chain checks and gives them back in order."""
    found = register.check(chain(*facts), CASE)
    assert not found.flaws
    assert [entry["seq"] for entry in found.entries] == list(range(1, len(facts) + 1))


@given(st.data())
def test_no_byte_of_a_line_can_be_changed(data: st.DataObject) -> None:
    """Any other character anywhere is found, and the sentence names the line."""
    lines = chain({"name": "吊牌.jpg"}, {"size": 7}, {"sender": "我"})
    number = data.draw(st.integers(0, 2))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != lines[number][place]))
    lines[number] = lines[number][:place] + other + lines[number][place + 1 :]
    found = register.check(lines, CASE)
    assert any(f"line {number + 1}" in flaw or f"line {number + 2}" in flaw for flaw in found.flaws)


def test_no_entry_can_be_left_out_added_or_moved() -> None:
    """Only from its end can a chain be cut unseen: its last seal, told elsewhere, is what shows that."""
    one, two, three = chain({"a": 1}, {"a": 2}, {"a": 3})
    for forged in ([two, three], [one, three], [one, one, two], [two, one, three], [one, two, three, three]):
        assert register.check(forged, CASE).flaws, forged
    assert register.check([one, two], CASE).head != register.check([one, two, three], CASE).head


def test_a_register_of_another_case_does_not_pass() -> None:
    """Whole in itself, and yet not this case's."""
    assert register.check(chain({"a": 1}, case="another"), CASE).flaws
    assert register.check([], CASE).flaws


@given(st.lists(st.text(), min_size=1))
def test_any_text_is_answered(lines: list[str]) -> None:
    """No text raises, and none passes."""
    assert register.check(lines, CASE).flaws


def test_the_seal_can_be_computed_by_hand() -> None:
    """SHA-256 over the seal before and the entry as it stands in the line: sha256sum is enough to check it."""
    written = Entry(1, NOW, CASE, Act.KEPT, "p1", {"size": 3, "name": ""}).written()
    assert written == (
        '{"act":"kept","at":"2026-11-23T12:30:00.000000Z","case":"caseaaaaaaaa","proof":"p1","seq":1,"size":3}'
    )
    assert register.seal(FIRST, written) == "36c281707d8e9b63706898634efe988a7b3f53ec461428ecf5a7f4a8d16159be"
