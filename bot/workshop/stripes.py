"""
Barcodes and QR codes on a photographed waybill: read as it is, and, where stripes are in sight, after mending it.

The ladder of libraries.md 4: even out the light, calm the noise, sharpen, enlarge, soften, turn. Each rung costs, so
it is climbed only for pictures in which something striped is seen, and left at the first code.
"""

from collections.abc import Callable, Iterator

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from domain.seeing import Code, Symbology

SIDE = 1600  # pixels of the longer side: 46 ms a look; at 4000 it is 293 ms, for no more codes (libraries.md 4)
SMALL = 1000  # pixels below which twice the size may help
TURNS = (-8, 8, -17, 17, -30, 30)  # degrees; the reader itself turns by right angles

_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode])
_NAMES = {zxingcpp.BarcodeFormat.Code128: Symbology.CODE_128, zxingcpp.BarcodeFormat.QRCode: Symbology.QR}
_BLOCK = 24  # pixels; of a picture of 800 a barcode covers several
_EDGES, _ALIKE, _ENOUGH = 12.0, 0.85, 12  # mean gradient, share of one direction, blocks; a waybill has 40, a screen 9

Grey = NDArray[np.float32]


def codes(picture: Image.Image) -> tuple[Code, ...]:
    """What the codes in the picture say, each once."""
    grey = picture.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    found = _read(grey)
    if any(code.symbology is Symbology.CODE_128 for code in found) or not is_striped(grey):
        return found
    for mended in _ladder(grey):
        if more := _read(mended):
            return tuple(dict.fromkeys((*found, *more)))
    return found


def is_striped(grey: Image.Image) -> bool:
    """
    Whether somewhere many edges run in one direction, as in a barcode and in no text.

    By the structure tensor of blocks: its coherence is 1 where all edges are parallel, whatever their direction.
    """
    small = grey.copy()
    small.thumbnail((800, 800), Image.Resampling.BILINEAR, reducing_gap=2.0)
    light = np.asarray(small, dtype=np.float32)
    if min(light.shape) < 3 * _BLOCK:
        return True
    across, down = np.diff(light, axis=1)[:-1, :], np.diff(light, axis=0)[:, :-1]
    xx, yy, xy = _blocks(across * across), _blocks(down * down), _blocks(across * down)
    energy = xx + yy
    alike = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (energy + 1.0)
    return int(np.count_nonzero((energy > _EDGES**2) & (alike > _ALIKE))) >= _ENOUGH


def _blocks(values: Grey) -> Grey:
    """The mean of each block."""
    rows, columns = (side // _BLOCK for side in values.shape)
    whole = values[: rows * _BLOCK, : columns * _BLOCK]
    mean: Grey = whole.reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    return mean


def _read(grey: Image.Image) -> tuple[Code, ...]:
    found = zxingcpp.read_barcodes(np.asarray(grey), formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain)
    return tuple(dict.fromkeys(Code(_NAMES[each.format], each.text) for each in found if each.valid and each.text))


def _ladder(grey: Image.Image) -> Iterator[Image.Image]:
    """The picture mended in ever other ways, the cheapest first."""
    even = _evened(grey)
    rungs: tuple[Callable[[Image.Image], Image.Image], ...] = (
        lambda it: it,
        lambda it: it.filter(ImageFilter.MedianFilter(3)),
        lambda it: it.filter(ImageFilter.UnsharpMask(3, 250, 0)),
        _doubled,
        lambda it: it.filter(ImageFilter.GaussianBlur(1.2)),
    )
    for rung in rungs:
        yield rung(even)
    for turn in TURNS:
        yield even.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _doubled(grey: Image.Image) -> Image.Image:
    if max(grey.size) > SMALL:
        return grey.filter(ImageFilter.UnsharpMask(6, 300, 0))
    larger = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
    return larger.filter(ImageFilter.UnsharpMask(4, 250, 0))


def _evened(grey: Image.Image) -> Image.Image:
    """Light and shade of the room taken out: each pixel against the mean around it."""
    light = np.asarray(grey, dtype=np.float32)
    around = np.asarray(grey.filter(ImageFilter.BoxBlur(max(8, max(grey.size) // 24))), dtype=np.float32)
    return Image.fromarray(np.clip(light / (around + 1.0) * 160.0, 0, 255).astype(np.uint8))
