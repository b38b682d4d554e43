"""The craft of prints: a picture as it came → a small copy for a paper, made of its pixels and nothing else."""

import io

from PIL import Image

from bot.workshop import canvas

WIDE, TALL = (1300, 1000), (900, 1800)  # pixels of a printed picture, broad or upright
QUALITY = 78


def work(asked: bytes) -> bytes:
    """
    A JPEG of the picture behind the first byte, which is the size of its sides in per cent.

    Raises:
        Refusal: the bytes are no picture, are broken, or would be too large in memory.
    """
    share = asked[0]
    picture, _ = canvas.opened(asked[1:], lambda width, height: _box(width, height, share))
    picture.thumbnail(_box(*picture.size, share), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _box(width: int, height: int, share: int) -> tuple[int, int]:
    wide, tall = WIDE if width >= height else TALL
    return max(1, wide * share // 100), max(1, tall * share // 100)
