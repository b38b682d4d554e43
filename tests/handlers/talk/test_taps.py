"""What a button carries comes back as it went, or is not understood at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import ids
from handlers.talk import taps
from handlers.talk.taps import Tap, TapTooLongError, Verb

PLAIN = st.text(st.characters(codec="ascii", exclude_characters="|", min_codepoint=33), max_size=24)


@given(
    verb=st.sampled_from(Verb),
    entropy=st.one_of(st.none(), st.binary(min_size=9, max_size=9)),
    version=st.integers(0, 99_999),
    detail=PLAIN,
)
def test_a_tap_comes_back_as_it_went(verb: Verb, entropy: bytes | None, version: int, detail: str) -> None:
    """Packed and unpacked it is the same tap, in at most 64 bytes."""
    tap = Tap(verb, ids.from_bytes(entropy) if entropy else "", version, detail)
    data = taps.pack(tap)
    assert len(data.encode()) <= taps.LIMIT
    assert taps.unpack(data) == tap


@given(st.text(max_size=80))
def test_data_that_we_never_wrote_raises_nothing(data: str) -> None:
    """The data of a button is user input."""
    found = taps.unpack(data)
    assert found is None or taps.pack(found) == data or data.split("|")[3] != str(found.version)


def test_what_does_not_fit_a_button_is_seen_when_it_is_drawn() -> None:
    """A test meets it, a chat never does."""
    with pytest.raises(TapTooLongError):
        taps.pack(Tap(Verb.WHY, "caseaaaaaaaa", 1, "r" * 60))


def test_a_field_with_the_separator_is_refused() -> None:
    """It would come back as something else."""
    with pytest.raises(ValueError, match="no field"):
        taps.pack(Tap(Verb.FILL, detail="a|b"))


def test_no_two_verbs_share_a_letter() -> None:
    """A letter on an old button still means what it meant."""
    assert len({verb.value for verb in Verb}) == len(Verb)
