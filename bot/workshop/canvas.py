"""A stranger's picture, opened with care: known kinds only, its size asked before a pixel is decoded, upright."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pi_heif
from PIL import Image, ImageOps

from bot.workshop.limits import Refusal
from domain.allowance import PIXELS
from domain.seeing import Blind

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
LONGEST = 4096  # pixels of the longer side that are worth decoding of a JPEG, which can be had at half, a quarter …
SCANS = 100  # passes over a JPEG; a progressive one has ten, each costs as much time as its pixels are many

#: Of how many pixels a decoded JPEG must be at least, by its width and height.
Worth = Callable[[int, int], tuple[int, int]]


def opened(data: bytes, worth: Worth | None = None) -> tuple[Image.Image, tuple[int, int]]:
    """
    The picture's first image, upright, in RGB and without a word about itself; its width and height as it was sent.

    Raises:
        Refusal: `Blind`'s word for it: no picture that we know, a broken one, or one with too many pixels.
    """
    if data.count(b"\xff\xda") > SCANS and data.startswith(b"\xff\xd8"):
        raise Refusal(Blind.NO_PICTURE)
    try:
        with found(data) as picture:
            return _decoded(picture, worth or _well)
    except Refusal:
        raise
    except MemoryError as error:
        raise Refusal(Blind.TOO_LARGE) from error
    except Exception as error:  # decoders raise whatever they like, and all of it says this
        raise Refusal(Blind.NO_PICTURE) from error


@contextmanager
def found(data: bytes) -> Iterator[Image.Image]:
    """The picture, not decoded yet: its bounds are still to be asked for. Raises whatever its decoder likes."""
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own bound is lower
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # doubts about the notes in a picture are none about the picture
        with Image.open(io.BytesIO(data), formats=KINDS) as picture:
            yield picture


def _well(width: int, height: int) -> tuple[int, int]:
    return min(width, LONGEST // 2), min(height, LONGEST // 2)


def _decoded(picture: Image.Image, worth: Worth) -> tuple[Image.Image, tuple[int, int]]:
    width, height = picture.size
    if width * height > PIXELS:
        raise Refusal(Blind.TOO_LARGE)
    picture.draft("RGB", worth(width, height))
    picture.load()
    lying = picture.width > picture.height
    _turn_upright(picture)
    size = (width, height) if (picture.width > picture.height) == lying else (height, width)
    plain = _on_paper(picture)
    plain.info = {}  # a comment would come along by itself
    return plain, size


def _turn_upright(picture: Image.Image) -> None:
    with suppress(Exception):  # notes may be broken in any way: then it stays as it lies
        ImageOps.exif_transpose(picture, in_place=True)


def _on_paper(picture: Image.Image) -> Image.Image:
    """What shows through a transparent picture is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture if picture.mode == "RGB" else picture.convert("RGB")  # no copy: forty million pixels are 160 MB
