"""What tells who somebody is stands in a chat only as its owner would recognise it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain import masking


@pytest.mark.parametrize(
    ("masked", "read"),
    [
        (masking.phone("13800001234"), "138****1234"),
        (masking.phone("+86 138-0000-1234"), "861******1234"),
        (masking.phone("5551234"), "*****34"),  # a short number hides more
        (masking.name("王小雨"), "王**"),
        (masking.name(""), ""),
        (masking.address("上海市黄浦区某路 1 号"), "上海市黄浦区****"),
        (masking.address("某路"), "某****"),
        (masking.number("P734012345678821"), "************8821"),
        (masking.number("123456"), "******"),
    ],
)
def test_a_detail_is_masked(masked: str, read: str) -> None:
    """Enough to recognise one's own, not enough to call or to visit."""
    assert masked == read


@given(some.text(min_size=3, max_size=60))
def test_half_of_it_is_hidden_at_least(text: str) -> None:
    """Whatever was told, no more than half of a name or an address is shown."""
    assert len(masking.name(text).replace("*", "")) <= len(text) / 2
    assert masking.address(text)[: len(text) // 2 + 1] != text[: len(text) // 2 + 1] or "*" in text
