"""Pictures that say something about themselves."""

import io

from PIL import Image

from tests.kit import heic
from tests.kit.papers import a_photo


def a_dated_photo(form: str, taken: str, offset: str = "") -> bytes:
    """A small picture with these words in its notes."""
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: taken} | ({0x9011: offset} if offset else {}))
    if form == "HEIC":
        return heic.photo(exif.tobytes())
    out = io.BytesIO()
    Image.open(io.BytesIO(a_photo(size=(64, 48)))).save(out, form, exif=exif.tobytes())
    return out.getvalue()
