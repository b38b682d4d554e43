"""
A stranger's PDF, read with care: what its pages say; where they are only pictures, the first of them as a picture.

Of the document's own powers (scripts, forms, attached files, links) none is set going: only text and ink are asked for.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import TypeAlias

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from bot.workshop.limits import Refusal
from domain.evidence import DOCUMENT, HEAD, type_of
from domain.seeing import Blind, Box, Line, in_one_form

PAGES = 5  # that are read: an invoice has one, an order's confirmation two
LINES = 1000  # of all pages together
GAP = 0.8  # of the height of print: a wider one parts two columns
SIDE = 2400  # pixels of the longer side of a page that is seen as a picture
THIN = 30  # pixels of the shorter side below which nobody could have printed on it

_Sides: TypeAlias = tuple[float, float, float, float]  # left, lower, right and upper, as pdfium has them


def is_document(data: bytes) -> bool:
    """Whether it begins as a PDF does."""
    return type_of(data[:HEAD]) == DOCUMENT


class Document:
    """
    An opened PDF; to be closed.

    Raises:
        Refusal: `Blind.NO_PICTURE`: it is broken, or locked with a password.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._pages = pypdfium2.PdfDocument(data)
            self._count = min(len(self._pages), PAGES)
        except Exception as error:  # whatever pdfium says of a broken file, it says this
            raise Refusal(Blind.NO_PICTURE) from error

    def close(self) -> None:
        """Let go of it."""
        self._pages.close()

    def lines(self) -> tuple[tuple[Line, ...], tuple[int, int]]:
        """What the pages say, one below the other, in points; and how wide and high all of them are together."""
        found: list[Line] = []
        wide, top = 1, 0
        for number in range(self._count):
            with suppress(Exception):  # a broken page says nothing; the others may
                width, height = self._pages.get_page_size(number)
                found += self._on_page(number, height, top)[: LINES - len(found)]
                wide, top = max(wide, round(width)), top + round(height)
        return tuple(found), (wide, max(top, 1))

    def scan(self) -> Image.Image | None:
        """The first page as a picture, if it is one; None where it is drawn of lines, which may be without end."""
        try:
            page = self._pages[0]
            wide, high = (SIDE * side / max(page.get_size()) for side in page.get_size())
            kinds = {each.type for each in page.get_objects(max_depth=2)}
            if min(wide, high) < THIN or kinds != {FPDF_PAGEOBJ_IMAGE}:
                return None
            drawn: Image.Image = page.render(scale=wide / page.get_width(), may_draw_forms=False).to_pil()
            return drawn.convert("RGB")
        except Exception:  # noqa: BLE001 - a page that cannot be drawn shows nothing
            return None

    def _on_page(self, number: int, height: float, top: int) -> list[Line]:
        page = self._pages[number]
        with closing(page), closing(page.get_textpage()) as text:
            return list(_lines(text, height, top))


def _lines(text: pypdfium2.PdfTextPage, height: float, top: int) -> Iterator[Line]:
    """Pieces of print as they stand on the page; pdfium counts from its lower left corner."""
    for left, bottom, right, upper in _pieces(text):
        if said := in_one_form(text.get_text_bounded(left, bottom, right, upper)):
            box = (left, top + height - upper, right, top + height - bottom)
            yield Line(said, 1.0, Box(*(round(side) for side in box)))


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[_Sides]:
    """What stands on one line without a gap; pdfium begins anew at every change of font and at every blank."""
    sides: _Sides | None = None
    for number in range(min(text.count_rects(), LINES)):
        new = text.get_rect(number)
        if sides is not None and _goes_on(sides, new):
            sides = (sides[0], min(sides[1], new[1]), new[2], max(sides[3], new[3]))
            continue
        if sides is not None:
            yield sides
        sides = new
    if sides is not None:
        yield sides


def _goes_on(before: _Sides, new: _Sides) -> bool:
    tall = max(before[3] - before[1], new[3] - new[1])
    level = min(before[3], new[3]) - max(before[1], new[1])
    return level > 0 and -tall < new[0] - before[2] < tall * GAP
