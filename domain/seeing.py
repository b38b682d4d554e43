"""What was seen in a picture: lines of print and codes, before anybody asks what they mean."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Symbology(StrEnum):
    """How a code is printed. The value is stored: never reuse one."""

    CODE_128 = "code128"  # bars, as on a waybill
    QR = "qr"


@dataclass(frozen=True, slots=True)
class Box:
    """Where on the picture, in pixels of the upright picture as it was sent, from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print: its text in NFKC, so that ￥ is ¥ and ： is :, and how sure the reader is of it, 0 to 1."""

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says. A code carries its own check: it is read right or not at all."""

    symbology: Symbology
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture as it was read, lines from top to bottom; `width` and `height` in pixels."""

    width: int
    height: int
    lines: tuple[Line, ...] = ()
    codes: tuple[Code, ...] = ()


class Blind(StrEnum):
    """Why a picture was not read. The value is stored: never reuse one."""

    NO_PICTURE = "no_picture"  # no kind of picture that we know, or a broken one
    TOO_LARGE = "too_large"  # more than `allowance.PIXELS`
    FAILED = "failed"  # the reader broke at it, was too slow, or could not start


class Eyes(Protocol):
    """Reads pictures, on this machine and nowhere else."""

    async def look(self, data: bytes) -> Seen | Blind:
        """What is seen in the picture, or why nothing is; never raises for what the bytes do."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A proof's picture that was looked at: whose it is, and what was seen, or why nothing was."""

    owner: int
    proof: str
    seen: Seen | Blind


def in_one_form(text: str) -> str:
    """The text in NFKC, without what cannot be seen and without line breaks."""
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFKC", text)
        if char.isprintable() or char.isspace()
    )
    return unicodedata.normalize("NFKC", visible).strip()  # again: what stood apart may now belong together


def write(seen: Seen) -> dict[str, Any]:
    """As JSON."""
    return {
        "width": seen.width,
        "height": seen.height,
        "lines": [
            [line.text, round(line.confidence, 3), line.box.left, line.box.top, line.box.right, line.box.bottom]
            for line in seen.lines
        ],
        "codes": [[code.symbology.value, code.text] for code in seen.codes],
    }


def read(written: Mapping[str, Any]) -> Seen:
    """
    What `write` wrote.

    Raises:
        ValueError: it was not written by it. What a picture's reader says is believed no more than the picture.
    """
    try:
        return Seen(
            int(written["width"]),
            int(written["height"]),
            tuple(
                Line(in_one_form(text), float(confidence), Box(*(int(side) for side in (left, top, right, bottom))))
                for text, confidence, left, top, right, bottom in written["lines"]
            ),
            tuple(Code(Symbology(symbology), in_one_form(text)) for symbology, text in written["codes"]),
        )
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"no reading of a picture: {error}") from error
