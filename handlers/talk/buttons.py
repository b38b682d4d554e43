"""A button is a word to press: it carries a tap, opens a link or copies a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.talk import taps
from handlers.talk.taps import Tap

LABEL_LENGTH = 30  # characters that a phone shows in half a row


@dataclass(frozen=True, slots=True)
class Button:
    """A word to press. Exactly one of the three is set."""

    text: str
    tap: Tap | None = None
    url: str = ""
    copies: str = ""


Row: TypeAlias = tuple[Button, ...]
Keyboard: TypeAlias = tuple[Row, ...]


def as_markup(keyboard: Keyboard) -> dict[str, Any]:
    """The keyboard as the Bot API takes it."""
    return InlineKeyboardMarkup([[_as_button(button) for button in row] for row in keyboard if row]).to_dict()


def _as_button(button: Button) -> InlineKeyboardButton:
    if button.tap is not None:
        return InlineKeyboardButton(button.text, callback_data=taps.pack(button.tap))
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url)
    return InlineKeyboardButton(button.text, copy_text=CopyTextButton(button.copies))


def in_rows(buttons: Iterable[Button], width: int = 2) -> Keyboard:
    """Buttons side by side, so many a row."""
    listed = tuple(buttons)
    return tuple(listed[start : start + width] for start in range(0, len(listed), width))


def packed(buttons: Iterable[Button], wide: int) -> Keyboard:
    """Short buttons in pairs, in their order; one with more characters than `wide` gets a row of its own."""
    rows: list[Row] = []
    for button in buttons:
        last = rows[-1] if rows else ()
        pairs = len(last) == 1 and max(len(button.text), len(last[0].text)) <= wide
        rows = [*rows[:-1], (*last, button)] if pairs else [*rows, (button,)]
    return tuple(rows)


def short(text: str, length: int = LABEL_LENGTH) -> str:
    """A text as a button can show it."""
    return text if len(text) <= length else text[: length - 1] + "…"
