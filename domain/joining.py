"""Several readings as one: the pictures of an album, or a picture and its caption, speak of one purchase."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from domain import reading_platform, reading_states
from domain.findings import Found, Reading, single


def joined(readings: Iterable[Reading]) -> Reading:
    """
    What all of them say together, in doubt where two say something else.

    The order is that of the album: what says the same is one, a sure print beats an unsure one, and a happening with a
    time beats the same one without.
    """
    album = [reading for reading in readings if reading]
    values: dict[str, Any] = {
        each.name: _one([getattr(reading, each.name) for reading in album])
        for each in fields(Reading)
        if each.name not in {"told", "countdowns"}
    }
    values["platform"] = reading_platform.of_order(values["platform"], values["order_no"])
    countdowns = {found.value: found for reading in reversed(album) for found in reading.countdowns}
    return Reading(
        **values,
        told=reading_states.merged((0, each) for reading in album for each in reading.told),
        countdowns=tuple(reversed(countdowns.values())),
    )


def _one(found: list[Found[Any] | None]) -> Found[Any] | None:
    there = [each for each in found if each is not None]
    sure = [each for each in there if not each.doubtful]
    return single(sure or there)
