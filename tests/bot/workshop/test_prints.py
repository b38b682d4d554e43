"""Prints: small, upright, of pixels alone; what is no picture is refused."""

import io
from typing import Any

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from bot.workshop import prints
from bot.workshop.limits import Refusal
from bot.workshop.prints import TALL, WIDE
from domain.allowance import PIXELS
from domain.seeing import Blind
from storage.prints import size_of
from tests.kit.papers import a_photo

SECRET = b"Hangzhou secret place"


def printed(data: bytes) -> bytes:
    """In full size."""
    return prints.work(bytes((100,)) + data)


def a_telling_photo() -> bytes:
    """A JPEG that says where, when and with what it was taken, lying on its side."""
    picture = Image.open(io.BytesIO(a_photo(size=(400, 300))))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(30), IFDRational(17), IFDRational(1))})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    return out.getvalue()


def test_a_print_tells_nothing_and_stands_upright() -> None:
    """No place, comment or XMP of the original is in it, and what lay on its side stands."""
    original = a_telling_photo()
    assert original.count(SECRET) == 3
    copy = printed(original)
    assert SECRET not in copy
    opened = Image.open(io.BytesIO(copy))
    assert not opened.getexif()
    assert opened.size == (300, 400)


def test_a_turned_photo_is_measured_as_it_stands() -> None:
    """What lies on its side in the file has the place of an upright picture on paper, not of a broad one."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (3600, 1800)).save(out, "JPEG", exif=exif)
    assert size_of(printed(out.getvalue())) == TALL


@pytest.mark.parametrize("size", [(4000, 3000), (1080, 2340), (50, 40), (3000, 20), (1, 1)])
def test_a_print_is_small_and_keeps_its_shape(size: tuple[int, int]) -> None:
    """It fits its place on paper, is never made larger, and its sides stay in proportion."""
    copy = printed(a_photo(size=size))
    wide, high = size_of(copy)
    box = WIDE if size[0] >= size[1] else TALL
    assert wide <= min(size[0], box[0])
    assert high <= min(size[1], box[1])
    assert abs(wide / high - size[0] / size[1]) <= 0.02 * size[0] / size[1] or min(wide, high) < 20


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "AVIF", "JPEG"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_picture_can_be_printed(mode: str, form: str) -> None:
    """Grey, transparent, with a palette, for the press: where that kind of file knows it, a JPEG comes out."""
    out = io.BytesIO()
    try:
        Image.new(mode, (60, 40)).save(out, form)
    except (OSError, ValueError, KeyError):
        pytest.skip("no such file can be")
    assert size_of(printed(out.getvalue())) == (60, 40)


def test_what_is_transparent_is_like_paper() -> None:
    """A transparent screenshot is black nowhere."""
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    shown: Any = Image.open(io.BytesIO(printed(out.getvalue()))).getpixel((10, 10))
    assert min(shown) > 250


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", a_photo()[:-4000], b"%PDF-1.7", b"RIFF0000WEBPVP8 ", b"\x89PNG\r\n\x1a\n" + b"\0" * 60],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """Nothing, halves, other files: one error, whatever the decoder raised."""
    with pytest.raises(Refusal, match=Blind.NO_PICTURE):
        printed(data)


def test_one_row_of_pixels_too_many_is_refused() -> None:
    """The bound that the reader has: what is not read is not printed either."""
    out = io.BytesIO()
    Image.new("1", (8_000, PIXELS // 8_000)).save(out, "PNG")
    assert size_of(printed(out.getvalue()))
    out = io.BytesIO()
    Image.new("1", (8_000, PIXELS // 8_000 + 1)).save(out, "PNG")
    with pytest.raises(Refusal, match=Blind.TOO_LARGE):
        printed(out.getvalue())
