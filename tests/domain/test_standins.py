"""Signs that a font lacks, in words; invisible ones, gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import standins


def ascii_only(sign: str) -> bool:
    """A poor font."""
    return sign.isascii()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("plain", "plain"),
        ("ok😀!", "ok〔grinning face〕!"),
        ("👍👍👍👍👍", "〔thumbs up sign, thumbs up sign, thumbs up sign + 2〕"),
        ("👩‍👧", "〔woman, girl〕"),
        ("❤️", "〔heavy black heart〕"),
        ("مرحبا", "〔ARABIC × 5〕"),
        ("a\u202eb\u200bc\ufeffd", "abcd"),
        ("a\x00b\tc", "a b c"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_a_standin_says_what_stood_there(text: str, read: str) -> None:
    """A symbol by its name, letters by their script and number."""
    assert standins.legible(text, ascii_only) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("好看😀", "好看〔笑脸〕"),
        ("👍👍👍👍👍", "〔赞、赞、赞，还有 2 个〕"),
        ("👩‍👧", "〔女人、女孩〕"),
        ("❤️", "〔红心〕"),
        ("🪄", "〔表情 × 1〕"),  # not in the table: counted, never guessed
        ("😀🪄", "〔表情 × 2〕"),
        ("☂", "〔符号 × 1〕"),
        ("مرحبا", "〔阿拉伯文 × 5〕"),
        ("ᏣᎳᎩ", "〔外文 × 3〕"),
    ],
)
def test_a_chinese_paper_says_it_in_chinese(text: str, read: str) -> None:
    """No English name of a sign stands in a Chinese paper."""
    assert standins.legible(text, lambda sign: sign.isascii() or "一" <= sign <= "鿃", "zh") == read


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    """Whatever the text: what comes out is shown, or stands in the brackets of a stand-in."""
    read = standins.legible(text, ascii_only)
    assert all(sign.isascii() or sign in "〔×〕" for sign in read)
    assert standins.legible(read, lambda _: True) == read


@given(st.text(min_size=1))
def test_breaking_takes_nothing_away(text: str) -> None:
    """Only invisible places are put in, none further apart than what fits a narrow column."""
    broken = standins.breakable(text)
    assert broken.replace("\N{ZERO WIDTH SPACE}", "") == text.replace("\N{ZERO WIDTH SPACE}", "")
