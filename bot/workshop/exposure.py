"""The craft of asking a picture when it was taken: the words of its own notes."""

from PIL import Image

from bot.workshop import canvas
from domain import shutter
from domain.allowance import PIXELS

_NOTES, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011  # EXIF 2.32: Exif IFD, DateTimeOriginal, OffsetTimeOriginal


def work(request: bytes) -> bytes:
    """What a picture says, as `shutter.written` keeps it; nothing where it says nothing or is none."""
    try:
        with canvas.found(request) as picture:
            notes = _notes(picture).get_ifd(_NOTES)
    except Exception:  # noqa: BLE001 - notes may be broken in any way: then they say nothing
        return b""
    return shutter.written(notes.get(_TAKEN), notes.get(_OFFSET)).encode()


def _notes(picture: Image.Image) -> Image.Exif:
    """In a PNG they may stand behind the pixels, which are decoded to come there."""
    if picture.format == "PNG" and picture.width * picture.height > PIXELS:
        return Image.Exif()
    return picture.getexif()
