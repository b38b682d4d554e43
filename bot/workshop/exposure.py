"""The craft of asking a picture when it was taken: the words of its own notes."""

import io
import warnings

import pi_heif
from PIL import Image

from bot.workshop.canvas import KINDS
from domain import shutter
from domain.allowance import PIXELS

_NOTES, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011  # EXIF 2.32: Exif IFD, DateTimeOriginal, OffsetTimeOriginal


def work(request: bytes) -> bytes:
    """What a picture says, as `shutter.written` keeps it; nothing where it says nothing or is none."""
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own bound is lower, and is asked for below
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(request), formats=KINDS) as picture:
                notes = _notes(picture).get_ifd(_NOTES)
        except Exception:  # noqa: BLE001 - notes may be broken in any way: then they say nothing
            return b""
    return shutter.written(notes.get(_TAKEN), notes.get(_OFFSET)).encode()


def _notes(picture: Image.Image) -> Image.Exif:
    """In a PNG they may stand behind the pixels, which are decoded to come there."""
    if picture.format == "PNG" and picture.width * picture.height > PIXELS:
        return Image.Exif()
    return picture.getexif()
