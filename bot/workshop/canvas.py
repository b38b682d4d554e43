"""A stranger's picture, opened with care: known kinds only, its size asked before a pixel is decoded, upright."""

import io
import warnings

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.workshop.limits import Refusal
from domain.seeing import PIXELS, Blind

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
LONGEST = 4096  # pixels of the longer side that are worth decoding of a JPEG, which can be had at half, a quarter …

_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError)


def opened(data: bytes) -> tuple[Image.Image, tuple[int, int]]:
    """
    The picture's first image, upright and in RGB, and its width and height as it was sent.

    Raises:
        Refusal: `Blind`'s word for it: no picture that we know, a broken one, or one with too many pixels.
    """
    pi_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a picture that is doubtful to Pillow is not read
            with Image.open(io.BytesIO(data), formats=KINDS) as picture:
                return _decoded(picture)
    except _BROKEN as error:
        raise Refusal(Blind.NO_PICTURE) from error


def _decoded(picture: Image.Image) -> tuple[Image.Image, tuple[int, int]]:
    width, height = picture.size
    if width * height > PIXELS:
        raise Refusal(Blind.TOO_LARGE)
    picture.draft("RGB", (min(width, LONGEST // 2), min(height, LONGEST // 2)))
    upright = ImageOps.exif_transpose(picture)
    turned = (upright.width > upright.height) != (picture.width > picture.height)
    size = (height, width) if turned else (width, height)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    return upright.convert("RGB"), size
