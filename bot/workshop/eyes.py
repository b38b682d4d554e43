"""The craft of reading a picture: its codes and its lines of print, as JSON of domain.seeing."""

import json

from bot.workshop import canvas, print_reader, stripes
from domain import seeing
from domain.seeing import Seen


def work(request: bytes) -> bytes:
    """A picture's bytes → what is seen in it."""
    picture, (width, height) = canvas.opened(request)
    lines = print_reader.lines(picture, width / picture.width)
    seen = Seen(width, height, lines, stripes.codes(picture))
    return json.dumps(seeing.write(seen), ensure_ascii=False).encode()
