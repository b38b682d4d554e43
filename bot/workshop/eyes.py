"""The craft of reading a picture or a PDF: codes and lines of print, as JSON of domain.seeing."""

import json
from contextlib import closing

from PIL import Image

from bot.workshop import canvas, pages, print_reader, stripes
from bot.workshop.pages import Document
from domain import seeing
from domain.seeing import Seen


def work(request: bytes) -> bytes:
    """The bytes of a picture or of a PDF → what is seen in it."""
    seen = _in_document(request) if pages.is_document(request) else _in_picture(request)
    return json.dumps(seeing.write(seen), ensure_ascii=False).encode()


def _in_picture(data: bytes) -> Seen:
    picture, (width, height) = canvas.opened(data)
    return _on(picture, width, height)


def _in_document(data: bytes) -> Seen:
    """What its pages say; a scan says nothing, and is looked at."""
    with closing(Document(data)) as document:
        lines, (width, height) = document.lines()
        if lines:
            return Seen(width, height, lines)
        page = document.scan()
        if page is None:
            return Seen(width, height)
        return _on(page, page.width, page.height)


def _on(picture: Image.Image, width: int, height: int) -> Seen:
    """Print and codes on a picture; it was sent so wide and high, and may have been made smaller since."""
    return Seen(width, height, print_reader.lines(picture, width / picture.width), stripes.codes(picture))
