"""The craft of reading a picture or a PDF: codes and lines of print, as JSON of domain.seeing."""

import json
from contextlib import closing

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
    return Seen(width, height, print_reader.lines(picture, width / picture.width), stripes.codes(picture))


def _in_document(data: bytes) -> Seen:
    """What its pages say; a scan says nothing, and is looked at."""
    with closing(Document(data)) as document:
        lines, (width, height) = document.lines()
        if lines:
            return Seen(width, height, lines)
        page = document.scan()
        if page is None:
            return Seen(width, height)
        return Seen(page.width, page.height, print_reader.lines(page), stripes.codes(page))
