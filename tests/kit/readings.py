"""A reading in short words, so that a table can hold a screen against what it says."""

from dataclasses import fields, replace
from typing import Any

from domain.findings import Doubt, Found, Reading, Refund, Renewal
from domain.intake import Told
from domain.journal import Parcel
from domain.moments import SHANGHAI, When


def said(reading: Reading) -> dict[str, str]:
    """What was found, field by field, as one would say it; what is in doubt ends with a question mark."""
    whole = {
        "order": _one(reading.order_no),
        "item": _one(reading.item),
        "paid": _one(reading.paid),
        "shop": _one(reading.shop),
        "platform": _one(reading.platform),
        "channel": _one(reading.channel),
        "flow": _one(reading.flow),
        "reason": _one(reading.reason),
        "told": " ".join(_told(each) for each in reading.told),
        "left": " ".join(f"{each.value.left}{_mark(each)}" for each in reading.countdowns),
        "parcel": _one(reading.parcel),
        "waits": _one(reading.waits),
        "refund": _one(reading.refund),
        "renewal": _one(reading.renewal),
    }
    return {field: words for field, words in whole.items() if words}


def in_doubt(reading: Reading) -> Reading:
    """The same reading by somebody who could see nothing clearly."""
    several = {"told", "countdowns"}
    one = {each.name: getattr(reading, each.name) for each in fields(reading) if each.name not in several}
    return replace(
        reading,
        **{name: _unsure(found) for name, found in one.items() if found is not None},
        told=tuple(_unsure(each) for each in reading.told),
        countdowns=tuple(_unsure(each) for each in reading.countdowns),
    )


def _unsure(found: Found[Any]) -> Found[Any]:
    return replace(found, doubts=(*found.doubts, Doubt.UNSURE))


def when(value: When | None) -> str:
    """A moment on the clock of Shanghai, or a day; nothing for none."""
    if value is None:
        return ""
    local = value.at.astimezone(SHANGHAI)
    return f"{local:%Y-%m-%d_%H:%M}" if value.exact else f"{local:%Y-%m-%d}"


def _one(found: Found[object] | None) -> str:
    return "" if found is None else f"{_plain(found.value)}{_mark(found)}"


def _told(found: Found[Told]) -> str:
    at = when(found.value.when)
    return f"{found.value.what}{'@' if at else ''}{at}{_mark(found)}"


def _mark(found: Found[object]) -> str:
    return "?" if found.doubtful else ""


def _plain(value: object) -> str:
    match value:
        case Parcel(number, carrier):
            return f"{number} {carrier or '-'}"
        case Refund():
            return _joined(
                value.amount, value.channel, value.account, "origin" if value.to_origin else "", _term(value)
            )
        case Renewal():
            return _joined(value.charged_on, value.price, f"until {value.ends}" if value.ends else "")
        case _:
            return str(value)


def _term(value: Refund) -> str:
    if value.arrival:
        return f"on {when(value.arrival)}"
    return f"in {value.within}{'w' if value.workdays else 'd'}" if value.within else ""


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)
