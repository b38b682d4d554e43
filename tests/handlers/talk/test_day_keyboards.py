"""Choosing a day by buttons."""

from datetime import date, timedelta

import pytest

from handlers.talk import day_keyboards
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words
from handlers.talk.words.en.english import EN
from handlers.talk.words.zh.chinese import ZH

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("shown", [TODAY - timedelta(days=30 * back) for back in range(14)], ids=str)
def test_every_button_of_a_calendar_has_a_visible_sign(words: Words, shown: date) -> None:
    """Telegram refuses a keyboard with a blank label, and then the shopper sees no calendar at all."""
    keyboard = day_keyboards.month(words, shown, TODAY, lambda detail: Tap(Verb.CALENDAR, detail=detail))
    blank = [button for row in keyboard for button in row if not button.text.strip()]
    assert not blank, f"{len(blank)} buttons without a sign in {shown:%Y-%m}"
