"""Pictures of a way: drawn to be read on a phone, kept by what is on them, and nobody's own is kept."""

import io
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from domain import desk, ladder
from domain.case import HOME_PLATFORM, Case, Channel, Reason
from domain.journal import What
from domain.machine import Flow
from handlers.talk import drawings, ladder_drawings
from handlers.talk.cards import Look
from handlers.talk.context import words_for
from handlers.talk.ladder_drawings import Kind
from storage import librarian, typesetter
from storage.gallery import KEPT, Gallery
from storage.press import NotPrinted
from storage.templates import template_of
from tests.kit.cases import NOW, a_case, told

LIBRARY = librarian.load()
GROUPS = [each for each in LIBRARY.guide.groups if drawings.is_drawn(each)]
PICTURES = [*GROUPS, *Kind]
WIDTH, TALLEST = 1080, 2.2  # pixels; how many times as high as broad a phone shows without making it small
LEAST = 14  # points of text: 28 pixels of 1080


def _of_group(language: str, group: Any) -> dict[str, Any]:
    if isinstance(group, Kind):
        return ladder_drawings.of_kind(words_for(language), group, LIBRARY)
    drawing = drawings.of_group(words_for(language), group, LIBRARY, HOME_PLATFORM, NOW)
    assert drawing is not None
    return drawing


def _of_case(language: str, name: str) -> dict[str, Any]:
    look = Look(words_for(language), ZoneInfo("Asia/Shanghai"), NOW, LIBRARY.carriers, LIBRARY.sums)
    return drawings.of_case(look, a_case(Flow.RETURN, told(What.SIGNED, "2026-11-20"), name=name), LIBRARY)


def _of_ladder(language: str, case: Case) -> dict[str, Any]:
    look = Look(words_for(language), ZoneInfo("Asia/Shanghai"), NOW, LIBRARY.carriers, LIBRARY.sums)
    return ladder_drawings.of_case(look, case, ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, NOW))


def _inked(png: bytes) -> float:
    """How much of a picture is not white."""
    grey = Image.open(io.BytesIO(png)).convert("L")
    return sum(grey.histogram()[:200]) / (grey.width * grey.height)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("group", PICTURES, ids=lambda each: getattr(each, "id", each))
def test_a_picture_fits_a_phone(language: str, group: Any) -> None:
    """As broad as a phone, not endlessly long, drawn on, and the same bytes every time."""
    png = typesetter.draw(_of_group(language, group))
    picture = Image.open(io.BytesIO(png))
    assert picture.width == WIDTH
    assert WIDTH * 0.8 < picture.height < WIDTH * TALLEST
    assert 0.02 < _inked(png) < 0.4
    assert typesetter.draw(_of_group(language, group)) == png


LOST = (told(What.PAID, "2026-11-10"), told(What.POSTED, "2026-11-11"), told(What.APPLIED, "2026-11-17"))
LADDERS = [
    a_case(Flow.REFUND_ONLY, *LOST, told(What.COURIER_ASKED, "2026-11-18"), reason=Reason.UNWANTED),
    a_case(Flow.RETURN, told(What.SIGNED, "2026-11-12"), LOST[2], told(What.REFUSED, "2026-11-18")),
    a_case(Flow.MEMBERSHIP, told(What.RENEWED, "2026-11-16"), reason=Reason.RENEWED, channel=Channel.APPLE),
    a_case(Flow.MEMBERSHIP, told(What.PAID, "2026-11-16"), told(What.APPLIED, "2026-11-17"), reason=Reason.MISTAKE),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", LADDERS, ids=["never came", "refused", "apple", "membership"])
def test_the_ladder_of_a_case_is_drawn_with_every_rung(language: str, case: Case) -> None:
    """Goods, a parcel that never came, a membership: all its rungs, one of them for now at most, on one phone."""
    drawing = _of_ladder(language, case)
    assert len(drawing["stations"]) == len([each for each in LIBRARY.ladder if each.fits(case)])
    assert sum(each["place"] == "here" for each in drawing["stations"]) <= 1
    assert all(each["lines"] for each in drawing["stations"])
    picture = Image.open(io.BytesIO(typesetter.draw(drawing)))
    assert WIDTH * 0.5 < picture.height < WIDTH * TALLEST


def test_no_text_on_it_is_too_small_to_read() -> None:
    """At 1080 pixels no letter is set in less than 28."""
    sizes = re.findall(rb"size: ([0-9.]+)pt", template_of(_of_case("zh", "裙子")))
    assert len(sizes) > 5
    assert min(map(float, sizes)) >= LEAST


@pytest.mark.parametrize("name", ["👗🧵" * 30, "#panic(1) \\ [", "مرحبا שלום", "长" * 500, ""])
def test_no_name_can_break_a_picture(name: str) -> None:
    """Emoji, code, scripts from the right, endless names: a picture comes out."""
    assert Image.open(io.BytesIO(typesetter.draw(_of_case("zh", name)))).width == WIDTH


async def test_a_picture_is_drawn_once_and_kept_by_what_is_on_it(tmp_path: Path) -> None:
    """The second time it comes from the disk; another content is another picture; too many make room."""
    gallery, drawing = Gallery(tmp_path), _of_group("zh", GROUPS[0])
    first = await gallery.get(drawing)
    [file] = (tmp_path / "gallery").iterdir()
    file.write_bytes(b"from the disk")
    assert await gallery.get(drawing) == b"from the disk"
    for number in range(KEPT + 5):
        (tmp_path / "gallery" / f"{number}.png").write_bytes(b"old")
    assert await gallery.get({**drawing, "title": "别的"}) != first
    assert len(list((tmp_path / "gallery").iterdir())) == KEPT


async def test_what_is_somebodys_own_is_not_kept(tmp_path: Path) -> None:
    """No case lies on the disk as a picture."""
    assert (await Gallery(tmp_path).get(_of_case("zh", "真丝连衣裙"))).startswith(b"\x89PNG")
    assert not (tmp_path / "gallery").exists()


async def test_what_cannot_be_drawn_says_so(tmp_path: Path) -> None:
    """A drawing without its parts is refused by the typesetter, and nothing is kept."""
    with pytest.raises(NotPrinted):
        await Gallery(tmp_path).get({"kind": "drawing", "language": "zh", "title": "x"})
    assert not (tmp_path / "gallery").exists()
