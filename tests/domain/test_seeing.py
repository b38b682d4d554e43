"""What was seen in a picture is written down and read again; what was not written so is refused."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import seeing
from domain.seeing import Box, Code, Line, Seen, Symbology

texts = st.text(max_size=20).map(seeing.in_one_form)
sides = st.integers(0, 40_000)
shares = st.integers(0, 1000).map(lambda each: each / 1000)
boxes = st.builds(Box, sides, sides, sides, sides)
sightings = st.builds(
    Seen,
    sides,
    sides,
    st.lists(st.builds(Line, texts, shares, boxes), max_size=4).map(tuple),
    st.lists(st.builds(Code, st.sampled_from(Symbology), texts), max_size=3).map(tuple),
)


@given(sightings)
def test_what_was_seen_survives_its_writing_down(seen: Seen) -> None:
    """A picture's reading comes back from JSON as it went in."""
    assert seeing.read(json.loads(json.dumps(seeing.write(seen)))) == seen


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"width": 1, "height": 1, "lines": None, "codes": []},
        {"width": 1, "height": 1, "lines": [["text"]], "codes": []},
        {"width": 1, "height": 1, "lines": [[7, 1, 0, 0, 0, 0]], "codes": []},
        {"width": 1, "height": 1, "lines": [["text", 1, 0, 0, 0, float("inf")]], "codes": []},
        {"width": 1, "height": 1, "lines": [], "codes": [["aztec", "text"]]},
        {"width": "wide", "height": 1, "lines": [], "codes": []},
    ],
)
def test_what_nobody_wrote_so_is_refused(written: dict[str, object]) -> None:
    """Whatever comes from the reader of pictures is a reading or a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011 - the type is the contract
        seeing.read(written)


@given(st.text())
@example("a\u200d\u0301")
def test_text_takes_one_form(text: str) -> None:
    """A text in one form stays as it is, in one line."""
    once = seeing.in_one_form(text)
    assert seeing.in_one_form(once) == once
    assert "\n" not in once
    assert "\x00" not in once


def test_the_shapes_of_a_screen_become_plain_signs() -> None:
    """Full-width signs of a Chinese screen are the signs that numbers are read from."""
    assert seeing.in_one_form("实付款:￥1,399.00\u200b") == "实付款:¥1,399.00"
