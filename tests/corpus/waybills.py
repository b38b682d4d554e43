"""
Waybills drawn from numbers and photographed badly: 200 of them, each with the number that it carries.

The bars are Code 128 of numbers in the carriers' own patterns (facts.md 4.2); the number is printed below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.corpus import wear
from tests.corpus.screenshots import FONT, as_file

Distortion = Callable[[Image.Image, Random], Image.Image]

_CARRIERS: tuple[tuple[str, Callable[[Random], str]], ...] = (
    ("顺丰速运", lambda dice: f"SF{dice.randrange(10**12, 10**13)}"),
    ("圆通速递", lambda dice: f"YT{dice.randrange(10**12, 10**13)}"),
    ("极兔速递", lambda dice: f"JT{dice.randrange(10**12, 10**13)}"),
    ("德邦快递", lambda dice: f"DPK{dice.randrange(10**11, 10**12)}"),
    ("京东物流", lambda dice: f"JDVA{dice.randrange(10**10, 10**11)}"),
    ("中通快递", lambda dice: f"78{dice.randrange(10**11, 10**12)}"),
    ("韵达快递", lambda dice: f"43{dice.randrange(10**12, 10**13)}"),
    ("申通快递", lambda dice: f"77{dice.randrange(10**12, 10**13)}"),
)

DISTORTIONS: dict[str, Distortion] = {
    "as it is": wear.none,
    "turned 5": lambda it, dice: wear.turned(it, 5 * dice.choice((-1, 1))),
    "turned 15": lambda it, dice: wear.turned(it, 15 * dice.choice((-1, 1))),
    "turned 28": lambda it, dice: wear.turned(it, 28 * dice.choice((-1, 1))),
    "on its side": lambda it, _: wear.turned(it, 90),
    "blurred": lambda it, _: it.filter(ImageFilter.GaussianBlur(2.0)),
    "very blurred": lambda it, _: it.filter(ImageFilter.GaussianBlur(3.2)),
    "grainy": lambda it, dice: wear.noisy(it, dice, 25),
    "half in shade": lambda it, dice: wear.shaded(it, dice, 0.15),
    "small": lambda it, _: wear.scaled(it, 0.5),
    "very small": lambda it, _: wear.scaled(it, 0.35),
    "moved": lambda it, _: wear.moved(it, 7),
    "much moved": lambda it, _: wear.moved(it, 11),
    "aslant": lambda it, dice: wear.perspective(it, dice, 0.08),
    "saved badly": lambda it, _: wear.jpeg(it, 20),
    "all at once": lambda it, dice: wear.jpeg(
        wear.noisy(wear.shaded(wear.perspective(wear.turned(it, dice.uniform(-10, 10)), dice, 0.05), dice), dice, 12),
        50,
    ),
}


@dataclass(frozen=True, slots=True)
class Waybill:
    """A picture as a file, the number on it, and what was done to it."""

    name: str
    data: bytes
    number: str


def waybills(count: int = 200, seed: int = 1) -> Iterator[Waybill]:
    """So many, each distortion in turn."""
    for place in range(count):
        dice = Random(f"{seed} {place}")
        distortion = list(DISTORTIONS)[place % len(DISTORTIONS)]
        carrier, numbered = dice.choice(_CARRIERS)
        number = numbered(dice)
        picture = DISTORTIONS[distortion](draw(carrier, number, dice), dice)
        yield Waybill(f"{carrier}, {distortion}", as_file(picture), number)


def draw(carrier: str, number: str, dice: Random) -> Image.Image:
    """A label of 100 mm by 60 mm on a grey table."""
    table = Image.new("L", (1500, 1000), 140)
    label = Image.new("L", (1200, 760), 250)
    pen = ImageDraw.Draw(label)
    pen.text((40, 30), carrier, 10, _font(64))
    pen.text((40, 120), f"收 王** 139****{dice.randrange(10**4):04}", 10, _font(40))
    pen.text((40, 180), "浙江省杭州市余杭区仓前街道18号", 10, _font(36))
    label.paste(_bars(number, 720, 190), (240, 290))
    pen.text((600, 530), number, 10, _font(56), anchor="ma")
    pen.text((40, 680), f"打印时间 2026-11-{dice.randint(10, 25)} 14:0{dice.randrange(10)}", 60, _font(30))
    table.paste(label, (150, 120))
    return table


def _bars(number: str, wide: int, high: int) -> Image.Image:
    code = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.Code128)
    drawn = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=1)))
    row = drawn.convert("L").crop((0, drawn.height // 3, drawn.width, drawn.height // 3 + 1))
    return row.resize((wide // row.width * row.width, high), Image.Resampling.NEAREST)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
