"""A stranger's picture, opened with care: known kinds only, its size asked before a pixel is decoded, upright."""

import io
import warnings
from collections.abc import Callable

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.workshop.limits import Refusal
from domain.allowance import PIXELS
from domain.seeing import Blind

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
LONGEST = 4096  # pixels of the longer side that are worth decoding of a JPEG, which can be had at half, a quarter …

_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)

#: Of how many pixels a decoded JPEG must be at least, by its width and height.
Worth = Callable[[int, int], tuple[int, int]]


def opened(data: bytes, worth: Worth | None = None) -> tuple[Image.Image, tuple[int, int]]:
    """
    The picture's first image, upright, in RGB and without a word about itself; its width and height as it was sent.

    Raises:
        Refusal: `Blind`'s word for it: no picture that we know, a broken one, or one with too many pixels.
    """
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own bound is lower, and is asked for below
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # doubts about the notes in a picture are none about the picture
            with Image.open(io.BytesIO(data), formats=KINDS) as picture:
                return _decoded(picture, worth or _well)
    except _BROKEN as error:
        raise Refusal(Blind.NO_PICTURE) from error
    except MemoryError as error:
        raise Refusal(Blind.TOO_LARGE) from error


def _well(width: int, height: int) -> tuple[int, int]:
    return min(width, LONGEST // 2), min(height, LONGEST // 2)


def _decoded(picture: Image.Image, worth: Worth) -> tuple[Image.Image, tuple[int, int]]:
    width, height = picture.size
    if width * height > PIXELS:
        raise Refusal(Blind.TOO_LARGE)
    picture.draft("RGB", worth(width, height))
    picture.load()
    upright = _upright(picture)
    turned = (upright.width > upright.height) != (picture.width > picture.height)
    plain = _on_paper(upright)
    plain.info = {}  # a comment would come along by itself
    return plain, (height, width) if turned else (width, height)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - notes may be broken in any way: then it stays as it lies
        return picture


def _on_paper(picture: Image.Image) -> Image.Image:
    """What shows through a transparent picture is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture.convert("RGB")
