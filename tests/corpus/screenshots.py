"""
Screenshots drawn from text, each with what is to be read from it: ten kinds of screen in seven conditions.

The same seed draws the same pictures. They are drawn, not taken: real screens have more on them and will read worse.
"""

import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tests.corpus import wear
from tests.corpus.wear import Wear

FONT = Path(__file__).parents[2] / "storage" / "papers" / "fonts" / "wqy-microhei.ttc"
WIDE, EDGE, ROW = 1080, 48, 108
_KINDS = tomllib.loads((Path(__file__).parent / "screens.toml").read_text(encoding="utf-8"))

_SHOPS = ("暖阳女装店", "南山数码", "小鹿家居", "青禾原创设计")
_ITEMS = ("真丝连衣裙 夏季新款", "无线降噪耳机", "羊毛针织开衫", "便携充电宝 20000mAh")
_ITEMS_EN = ("Silk dress, summer", "Noise cancelling earphones", "Merino cardigan", "Power bank 20000 mAh")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a screen: ground, print, small print."""

    ground: str
    ink: str
    pale: str


LIGHT, DARK = Palette("#ffffff", "#222222", "#8a8a8a"), Palette("#16171a", "#ececec", "#8d9096")

#: How people send them; what is `hard` has lost something on its way.
CONDITIONS: Mapping[str, tuple[Palette, Wear, bool]] = {
    "light": (LIGHT, wear.none, False),
    "dark": (DARK, wear.none, False),
    "cropped": (LIGHT, wear.cropped, False),
    "small": (LIGHT, wear.small, True),
    "resaved": (LIGHT, wear.resaved, True),
    "photographed": (LIGHT, wear.photographed, True),
    "dark photographed": (DARK, wear.photographed, True),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as a file, and what is to be read from it: fields as in tests/kit/readings.py."""

    name: str
    data: bytes
    truth: Mapping[str, str]
    hard: bool


def shots(seed: int = 1, kinds: tuple[str, ...] = tuple(_KINDS)) -> Iterator[Shot]:
    """Every kind in every condition, each with facts of its own."""
    for kind in kinds:
        for condition, (palette, worn, hard) in CONDITIONS.items():
            dice = Random(f"{seed} {kind} {condition}")
            facts = _facts(dice)
            picture = worn(draw(_KINDS[kind]["rows"].format(**facts), palette), dice)
            truth = {field: words.format(**facts) for field, words in _KINDS[kind]["truth"].items()}
            yield Shot(f"{kind}, {condition}", as_file(picture, png=not hard), truth, hard)


def as_file(picture: Image.Image, *, png: bool = False) -> bytes:
    """As a phone saves it."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG" if png else "JPEG", quality=88)
    return out.getvalue()


def draw(text: str, palette: Palette = LIGHT) -> Image.Image:
    """A screen with these rows; screens.toml says how they are written."""
    rows = text.strip().splitlines()
    picture = Image.new("RGB", (WIDE, max(1500, ROW * (len(rows) + 3))), palette.ground)
    pen = ImageDraw.Draw(picture)
    pen.text((EDGE, 24), "20:14", palette.ink, _font(34))
    pen.text((WIDE - 180, 24), "5G 86%", palette.ink, _font(34))
    for number, row in enumerate(rows):
        _draw_row(pen, row, 120 + number * ROW, palette)
    return picture


def _draw_row(pen: ImageDraw.ImageDraw, row: str, top: int, palette: Palette) -> None:
    size, ink = 40, palette.ink
    match row[:2]:
        case "# ":
            size, row = 52, row[2:]
        case "- ":
            size, ink, row = 34, palette.pale, row[2:]
        case "< " | "> ":
            _draw_bubble(pen, row, top)
            return
    left, _, right = row.partition(" | ")
    pen.text((EDGE, top), left, ink, _font(size))
    if right:
        pen.text((WIDE - EDGE, top), right, palette.ink, _font(size), anchor="ra")


def _draw_bubble(pen: ImageDraw.ImageDraw, row: str, top: int) -> None:
    font, words = _font(38), row[2:]
    wide = round(font.getlength(words)) + 48
    left = EDGE if row[0] == "<" else WIDE - EDGE - wide
    pen.rounded_rectangle((left, top, left + wide, top + 84), 20, "#eef0f3" if row[0] == "<" else "#ff5c6c")
    pen.text((left + 24, top + 18), words, "#222222" if row[0] == "<" else "#ffffff", font)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


def _facts(dice: Random) -> dict[str, str]:
    paid = dice.randint(1_990, 99_900)
    number = dice.randrange(len(_ITEMS))
    day = dice.randint(1, 9)
    return {
        "shop": dice.choice(_SHOPS),
        "item": _ITEMS[number],
        "item_en": _ITEMS_EN[number],
        "paid": f"{paid // 100}.{paid % 100:02}",
        "list": f"{paid // 100 + 30}.{paid % 100:02}",
        "order": f"P{dice.randrange(10**17, 10**18)}",
        "sf": f"SF{dice.randrange(10**12, 10**13)}",
        "yt": f"YT{dice.randrange(10**12, 10**13)}",
        "digits12": str(dice.randrange(10**11, 10**12)),
        "day1": f"2026-11-{day:02}",
        "day2": f"2026-11-{day + 2:02}",
        "day3": f"2026-11-{day + 9:02}",
    }
