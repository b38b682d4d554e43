"""What happens to a picture on its way to us: small, photographed off a screen, cut, saved again and again."""

import io
from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageFilter

Wear = Callable[[Image.Image, Random], Image.Image]


def none(picture: Image.Image, _: Random) -> Image.Image:
    """As it was."""
    return picture


def small(picture: Image.Image, _: Random) -> Image.Image:
    """A thumbnail that somebody saved: 0.4 of its size."""
    return scaled(picture, 0.4)


def cropped(picture: Image.Image, dice: Random) -> Image.Image:
    """The status bar and a little of the foot are cut off."""
    return picture.crop((0, dice.randint(60, 90), picture.width, picture.height - dice.randint(20, 120)))


def resaved(picture: Image.Image, _: Random) -> Image.Image:
    """A JPEG of quality 30."""
    return jpeg(picture, 30)


def photographed(picture: Image.Image, dice: Random) -> Image.Image:
    """The screen of another phone, by hand: aslant, uneven light, noise, a little out of focus."""
    slanted = perspective(picture, dice, 0.03)
    soft = slanted.filter(ImageFilter.GaussianBlur(1.0))
    return jpeg(noisy(shaded(soft, dice), dice, 8), 70)


def scaled(picture: Image.Image, factor: float) -> Image.Image:
    """So many times its size."""
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Image.Resampling.BICUBIC)


def jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """Saved and opened again."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def noisy(picture: Image.Image, dice: Random, strength: float) -> Image.Image:
    """The grain of a dark room; `strength` is its standard deviation of 255."""
    light = np.asarray(picture, dtype=np.float32)
    grain = np.random.default_rng(dice.getrandbits(32)).normal(0, strength, light.shape)
    return Image.fromarray(np.clip(light + grain, 0, 255).astype(np.uint8))


def shaded(picture: Image.Image, dice: Random, least: float = 0.6) -> Image.Image:
    """Light from one side; the other has `least` of it."""
    light = np.asarray(picture, dtype=np.float32)
    across = np.linspace(1.0, least, light.shape[1], dtype=np.float32)
    if dice.random() < 0.5:
        across = across[::-1]
    shade = across[None, :] if light.ndim == 2 else across[None, :, None]
    return Image.fromarray((light * shade).astype(np.uint8))


def moved(picture: Image.Image, length: int) -> Image.Image:
    """The hand moved so many pixels to the side while it was taken."""
    light = np.asarray(picture, dtype=np.float32)
    mean = np.mean([np.roll(light, step, axis=1) for step in range(length)], axis=0)
    return Image.fromarray(mean.astype(np.uint8))


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    """Not held straight."""
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_paper(picture))


def perspective(picture: Image.Image, dice: Random, share: float) -> Image.Image:
    """Not held flat: each corner is off by up to that share of the side."""
    wide, high = picture.size
    corners = [(0, 0), (wide, 0), (wide, high), (0, high)]
    seen = [(x + dice.uniform(-share, share) * wide, y + dice.uniform(-share, share) * high) for x, y in corners]
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, seen, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    bent = np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float))
    how = Image.Transform.PERSPECTIVE
    return picture.transform(picture.size, how, tuple(bent), Image.Resampling.BICUBIC, fillcolor=_paper(picture))


def _paper(picture: Image.Image) -> int | tuple[int, ...]:
    return 128 if picture.mode == "L" else (128, 128, 128)
