"""
Lines of print, by rapidocr on this machine: nothing leaves it, nothing is downloaded.

Tuned as measured in libraries.md 3: no search for print upside down, one thread, print looked for at 960 pixels and
read at the picture's own size. A long screenshot is read in pieces: shrunk to 960 pixels, its lines would be hairs.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from bot.workshop.reader import is_installed
from domain.seeing import Box, Line, in_one_form

SIDE = 2000  # pixels of the longer side of a piece: more costs, and reads no better
TALL = 2.6  # a picture taller than so many widths is read in pieces
PIECES = 8  # at most: what a long screenshot says below is not read
OVERLAP = 0.06  # of a piece's height, so that a line cut by one edge is whole in the next piece
SURE = 0.5  # below it a line is no line

_TUNED = {
    "Global.use_cls": False,
    "Global.log_level": "critical",
    "Global.text_score": SURE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
}


def lines(picture: Image.Image, scale: float = 1.0) -> tuple[Line, ...]:
    """
    The lines from top to bottom, none where the extra is absent.

    `scale`: how many pixels of the picture as it was sent make one of this.
    """
    if not is_installed():
        return ()
    found: list[Line] = []
    for top, piece in _pieces(picture):
        for line in _read(piece, top, scale):
            if not any(_same(line, other) for other in found):
                found.append(line)
    return tuple(sorted(found, key=lambda line: (line.box.top + line.box.bottom, line.box.left)))


@cache
def _reader() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - half a gigabyte, for workers that read

    return RapidOCR(params=_TUNED)


def _pieces(picture: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Pieces of a long picture, each with where it begins."""
    high = round(picture.width * TALL * 0.8)
    if picture.height <= picture.width * TALL:
        yield 0, picture
        return
    step = round(high * (1 - OVERLAP))
    for top in range(0, min(picture.height, step * PIECES), step):
        bottom = min(picture.height, top + high)
        yield top, picture.crop((0, top, picture.width, bottom))
        if bottom == picture.height:
            return


def _read(piece: Image.Image, top: int, scale: float) -> Iterator[Line]:
    small = piece.copy()
    small.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    back = scale * piece.width / small.width
    read = _reader()(np.asarray(small)[:, :, ::-1])  # it wants blue first
    if read.boxes is None:
        return
    for corners, text, sure in zip(read.boxes, read.txts, read.scores, strict=True):
        across = [float(x) * back for x, _ in corners]
        down = [float(y) * back + top * scale for _, y in corners]
        box = Box(round(min(across)), round(min(down)), round(max(across)), round(max(down)))
        if plain := in_one_form(text):
            yield Line(plain, min(1.0, float(sure)), box)


def _same(one: Line, other: Line) -> bool:
    """The same line in two overlapping pieces: half of it lies where the other does."""
    low, high = max(one.box.top, other.box.top), min(one.box.bottom, other.box.bottom)
    left, right = max(one.box.left, other.box.left), min(one.box.right, other.box.right)
    if low >= high or left >= right:
        return False
    smaller = min(_area(one.box), _area(other.box))
    return (high - low) * (right - left) > smaller / 2


def _area(box: Box) -> int:
    return max(1, (box.right - box.left) * (box.bottom - box.top))
