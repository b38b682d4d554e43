"""Whatever is sent, reading gives an answer: no text is too long, too strange or too crooked."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from domain import proposal, reading, registering
from domain.findings import Reading
from domain.intake import Blank, next_blank
from domain.journal import What
from domain.machine import Flow
from domain.money import Money
from domain.seeing import Box, Code, Line, Seen, Symbology
from storage import librarian
from tests.domain.test_reading import WRITTEN
from tests.domain.test_reading_table import ROWS
from tests.kit.cases import a_case, told
from tests.kit.readings import said

LIBRARY = librarian.load()

_words = some.sampled_from(sorted(LIBRARY.vocabulary.signs.words))
_bits = some.one_of(
    _words,
    some.sampled_from([row for row, _ in ROWS]),
    some.text(max_size=20),
    some.from_regex(r"[¥$]?[0-9]{1,20}([.,:/-][0-9]{1,6}){0,3}", fullmatch=True),
    some.sampled_from(["\n", " ", ":", "   ", "\x00", "\u202e", "\u200b", "\ufeff", "年", "月", "元", "剩余"]),
)
_texts = some.lists(_bits, max_size=12).map("".join)


def _read(text: str) -> Reading:
    return reading.of_text(text, LIBRARY, WRITTEN)


@given(text=_texts)
@settings(max_examples=300)
def test_no_text_is_too_strange(text: str) -> None:
    """It is read, and what comes out is within what can be."""
    found = _read(text)
    for each in found.told:
        assert each.value.when is None or each.value.when.earliest <= WRITTEN + timedelta(days=1)
    assert found.paid is None or found.paid.value.minor > 0
    assert all(each.value.ends >= WRITTEN for each in found.countdowns)


@given(text=_texts)
@settings(max_examples=150)
def test_whatever_is_read_can_be_proposed(text: str) -> None:
    """For a case and for none: the steps fit the journal, the draft asks for a name and one thing more at most."""
    found = _read(text)
    ready = registering.from_reading(found, WRITTEN)
    assert next_blank(ready.draft) is next(iter(ready.questions), None)
    assert len(set(ready.questions) - {Blank.NAME}) <= 1
    grown = _CASE
    for number, step in enumerate(proposal.for_case(found, _CASE, LIBRARY, WRITTEN).steps):
        grown = grown.with_happening(step.happening(f"n{number}", WRITTEN))


_CASE = a_case(Flow.RETURN, told(What.SIGNED, "2026-11-15"))


@given(
    lines=some.lists(
        some.tuples(_bits, some.floats(0, 1), some.integers(0, 400), some.integers(0, 400), some.integers(0, 90)),
        max_size=12,
    ),
    codes=some.lists(some.text(max_size=30), max_size=3),
)
def test_no_picture_is_too_strange(lines: list[tuple[str, float, int, int, int]], codes: list[str]) -> None:
    """Print in any place and any code is read or left."""
    printed = tuple(Line(text, sure, Box(left, top, left + 9, top + tall)) for text, sure, left, top, tall in lines)
    reading.of_picture(
        Seen(500, 500, printed, tuple(Code(Symbology.CODE_128, text) for text in codes)), LIBRARY, WRITTEN
    )


@given(
    row=some.sampled_from(ROWS),
    invisible=some.sampled_from("\u200b\u200e\u202e\u2066\ufeff\x00"),
    place=some.integers(0),
)
def test_what_cannot_be_seen_changes_nothing(row: tuple[str, dict[str, str]], invisible: str, place: int) -> None:
    """A direction mark, a NUL or a zero-width sign anywhere in a text: it reads the same."""
    text, expected = row
    text = text.replace(" ⏎ ", "\n")
    at = place % (len(text) + 1)
    assert said(_read(text[:at] + invisible + text[at:])) == expected


@given(minor=some.integers(1, 1_999_999))
def test_any_sum_behind_its_label_is_read_to_the_fen(minor: int) -> None:
    """With and without thousands, as an app prints it."""
    major = Money(minor).major
    for written in (f"实付款 ¥{major}", f"实付款：{major:,}元", f"Total paid: CNY {major:,}"):
        paid = _read(written).paid
        assert paid is not None
        assert paid.value == Money(minor)


@pytest.mark.parametrize(
    "bit", ["9", "¥", "退款", "订单号 ", "2026-11-10 ", "1天", "a ", "SF1364216703436 ", "：", "零"]
)
def test_a_line_without_end_is_read(bit: str) -> None:
    """Ten thousand characters of one kind are no way to stop the reader."""
    _read(bit * (10_000 // len(bit)))
