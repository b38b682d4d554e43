"""A small sample of the corpus reads as it was drawn; `make bench ARGS=reading` measures all of it."""

from collections.abc import AsyncIterator

import pytest

from bot.eyes import BenchEyes
from bot.workshop import reader
from domain.seeing import Seen
from storage import librarian
from tests.corpus import judged
from tests.corpus.judged import ASKED, RIGHT, WRONG
from tests.corpus.screenshots import CONDITIONS, Shot, shots
from tests.corpus.waybills import DISTORTIONS, waybills

pytestmark = pytest.mark.skipif(not reader.is_installed(), reason="the extra `eyes` is not installed")

LIBRARY = librarian.load()
SAMPLE = [shot for place, shot in enumerate(shots(seed=2)) if place % 6 == 0]


@pytest.fixture
async def eyes() -> AsyncIterator[BenchEyes]:
    """The real reader in its worker."""
    opened = BenchEyes()
    yield opened
    await opened.close()


async def test_screens_read_as_they_were_drawn(eyes: BenchEyes) -> None:
    """Every key field of a dozen screens in all conditions is right, or asked."""
    assert len({shot.name.partition(", ")[2] for shot in SAMPLE}) == len(CONDITIONS)
    for shot in SAMPLE:
        told = judged.fields(await _seen(eyes, shot), shot.truth, LIBRARY)
        assert set(told.values()) <= {RIGHT, ASKED}, f"{shot.name}: {told}"


async def test_no_wrong_number_is_taken_without_a_question(eyes: BenchEyes) -> None:
    """One waybill of each distortion: right, asked or not read, and never wrong."""
    for waybill in waybills(len(DISTORTIONS), seed=2):
        seen = await eyes.look(waybill.data)
        assert isinstance(seen, Seen), seen
        assert judged.number(seen, waybill, LIBRARY) != WRONG, f"{waybill.name}: {seen}"


async def _seen(eyes: BenchEyes, shot: Shot) -> Seen:
    seen = await eyes.look(shot.data)
    assert isinstance(seen, Seen), f"{shot.name}: {seen}"
    return seen
