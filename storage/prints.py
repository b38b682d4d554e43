"""A print as the press takes it: a small JPEG that bot/workshop/prints.py has made of somebody's picture."""

import io

from PIL import Image, UnidentifiedImageError


class Unreadable(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """No picture that we can decode."""


def size_of(print_: bytes) -> tuple[int, int]:
    """
    Its width and height.

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
