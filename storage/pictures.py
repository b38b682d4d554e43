"""A picture as it is printed: upright, small, without a word about place or device. What cannot be read is refused."""

import io

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 50_000_000  # pixels that are decoded at all: a bomb of 109 kB has 900 million (libraries.md 9)
WIDE, TALL = (1300, 1000), (900, 1800)  # pixels of a printed picture, broad or upright
QUALITY = 78

_LIKE_PAPER = "white"  # what shows through a transparent picture


class Unreadable(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """No picture that we can decode."""


def printed(data: bytes, scale: float = 1.0) -> bytes:
    """
    A copy to be printed, as JPEG; `scale` below 1 makes it smaller still, where there are many.

    Raises:
        Unreadable: these bytes are no picture, are broken, or would be too large in memory.
    """
    pi_heif.register_heif_opener()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return _printed(picture, scale)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(type(error).__name__) from error


def size_of(print_: bytes) -> tuple[int, int]:
    """
    Width and height of what `printed` gave.

    Raises:
        Unreadable: it is no whole JPEG.
    """
    try:
        with Image.open(io.BytesIO(print_), formats=("JPEG",)) as picture:
            size = picture.size
            picture.draft("RGB", (1, 1))  # decoded at an eighth: enough to know that it is whole
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(type(error).__name__) from error
    return size


def _printed(picture: Image.Image, scale: float) -> bytes:
    wide = picture.width >= picture.height
    box = tuple(max(1, round(side * scale)) for side in (WIDE if wide else TALL))
    picture.draft("RGB", (box[0], box[1]))  # a JPEG is decoded at a half, a quarter … of its size
    if picture.width * picture.height > LARGEST:
        raise Unreadable("too many pixels")
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((box[0], box[1]), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    plain = _on_paper(upright)
    plain.info = {}  # a comment would come along by itself
    plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _on_paper(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGB", "L"}:
        return picture
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, _LIKE_PAPER)
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture.convert("RGB")
