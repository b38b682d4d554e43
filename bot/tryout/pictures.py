"""Photos as Telegram keeps them: several sizes, JPEG, turned upright, nothing left of EXIF."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.tryout.refusals import bad

SIDES = (90, 320, 800, 1280)  # the longest side of the sizes s, m, x, y
PHOTO_BYTES = 10 * 1024 * 1024
MAX_SUM = 10_000  # width and height together, Bot API sendPhoto
MAX_RATIO = 20


@dataclass(frozen=True)
class Picture:
    """One size of a photo."""

    width: int
    height: int
    data: bytes


def sizes(data: bytes) -> list[Picture]:
    """Make the sizes of a photo, smallest first.

    Raises:
        RefusedError: what is no picture, or too long and thin, or too large in pixels.
    """
    try:
        with Image.open(io.BytesIO(data)) as opened:
            _check(*opened.size)
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise bad("IMAGE_PROCESS_FAILED") from None
    longest = max(picture.size)
    sides = [side for side in SIDES if side < longest] + ([longest] if longest <= SIDES[-1] else [])
    return [_scaled(picture, side) for side in sides]


def _check(width: int, height: int) -> None:
    if width + height > MAX_SUM or max(width, height) > MAX_RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def _scaled(picture: Image.Image, side: int) -> Picture:
    share = side / max(picture.size)
    wide, high = (max(1, round(length * share)) for length in picture.size)
    small = picture if picture.size == (wide, high) else picture.resize((wide, high), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=87)
    return Picture(wide, high, out.getvalue())
