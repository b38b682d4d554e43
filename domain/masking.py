"""What tells who somebody is, as it may stand in a chat: enough to be recognised by its owner, by nobody else. Pure."""

import re

_HIDDEN = "*"
_SHOWN = 6  # characters of an address: about province and city


def name(text: str) -> str:
    """The first character, the rest hidden: 王**."""
    return text[:1] + _HIDDEN * len(text[1:])


def phone(text: str) -> str:
    """Three figures and the last four: 138****1234; of a shorter number only the last two."""
    figures = re.sub(r"\D", "", text)
    if len(figures) < 8:
        return _HIDDEN * len(figures[:-2]) + figures[-2:]
    return figures[:3] + _HIDDEN * (len(figures) - 7) + figures[-4:]


def address(text: str) -> str:
    """About the city, nothing nearer; of a short one hardly the half."""
    shown = min(_SHOWN, len(text) // 2)
    return text[:shown] + _HIDDEN * 4


def number(text: str) -> str:
    """The number of an order or a parcel: its last four signs."""
    return _HIDDEN * len(text[:-4]) + text[-4:] if len(text) > 6 else _HIDDEN * len(text)
