"""Every letter and every rung as a screen: it fits a message, its buttons fit Telegram, and nothing private shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain import briefing, desk, ladder, letters, quotes
from domain.case import Case, Channel, Reason
from domain.journal import What
from domain.letters import Blank, Form
from domain.machine import Flow
from domain.moments import SHANGHAI
from domain.people import Identity
from domain.traits import Trait
from handlers.talk import answers, ladder_keyboards, ladder_texts, letter_keyboards, letter_texts
from handlers.talk.buttons import Keyboard, as_markup
from handlers.talk.cards import Look
from handlers.talk.letter_keyboards import Page, View
from handlers.talk.letter_screen import Draft
from handlers.talk.markup import TEXT_LIMIT
from handlers.talk.words.catalogue.words import Words
from handlers.talk.words.en.english import EN
from handlers.talk.words.zh.chinese import ZH
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told

LIBRARY = librarian.load()
IN_FORCE = quotes.of_day(LIBRARY.quotes, date(2026, 11, 26))
ME = Identity(name="王小雨" * 13, phone="+86 13800001234 56", address="上海市黄浦区某路" * 15)
LONG = {field: ("<👗&" * length)[:length] for field, length in answers.TYPED.values()}
STORY = (
    told(What.SIGNED, "2026-11-16"),
    told(What.PAID, "2026-11-10"),
    told(What.APPLIED, at("2026-11-17 02:00")),
    told(What.REFUSED, at("2026-11-18 02:00")),
)
GOODS = [
    a_case(flow, *STORY, reason=reason, traits=frozenset({Trait.INTACT, Trait.NO_ADDRESS, Trait.LIVESTREAM}))
    for flow in (Flow.RETURN, Flow.REFUND_ONLY, Flow.EXCHANGE)
    for reason in (Reason.NOT_AS_DESCRIBED, Reason.UNWANTED)
]
MEMBERS = [
    a_case(Flow.MEMBERSHIP, told(What.RENEWED, "2026-11-16"), reason=Reason.RENEWED, channel=channel)
    for channel in (Channel.APPLE, Channel.WECHAT_CARD)
]
each_language = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


def long_drafts() -> Iterator[tuple[str, Draft]]:
    """Each letter of each case, with everything that a shopper may write as long as it may be."""
    header: dict[str, Any] = {field: LONG[field] for field in ("name", "seller", "order_no", "problem")}
    for case in (replace(each, **header) for each in (*GOODS, *MEMBERS)):
        told_so = briefing.facts(case, ME, LIBRARY, NOW)
        whole = {blank: told_so.get(blank, briefing.day(date(2026, 11, 26))) for blank in Blank}
        for rung in LIBRARY.ladder:
            if rung.letter and rung.fits(case):
                yield rung.id, Draft(LIBRARY.letters[rung.letter], case, whole, IN_FORCE)


def look(words: Words) -> Look:
    """A reader in Shanghai."""
    return Look(words, SHANGHAI, NOW, LIBRARY.carriers, LIBRARY.sums)


def fits(text: str, keyboard: Keyboard) -> None:
    """Telegram takes the message: text, callback data (packed here), and what is copied."""
    assert len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    buttons = [button for row in as_markup(keyboard)["inline_keyboard"] for button in row]
    assert len(buttons) <= 100
    copied = [button["copy_text"]["text"] for button in buttons if "copy_text" in button]
    assert all(0 < len(text) <= letters.PIECE for text in copied)


@each_language
def test_the_longest_letter_fits_its_screen_in_every_view(words: Words) -> None:
    """Short, whole, place by place, its law and its meaning: within a message, with buttons that Telegram takes."""
    for rung, draft in long_drafts():
        template, case, page = draft.template, draft.case, Page(rung, View.FULL, 7)
        for form in Form:
            shown, masked = draft.shown(form), template.named and form is Form.FULL
            text = letter_texts.page(look(words), template, shown, "", gloss=form is Form.SHORT, masked=masked)
            fits(text, letter_keyboards.whole(words, case, page, template, draft.written(form).chinese))
        places = draft.places(masked=True)
        fits(
            letter_texts.places(look(words), template, places),
            letter_keyboards.places(words, case, page, template, draft.places(masked=False)),
        )
        back = letter_keyboards.looked_at(words, case, page)
        fits(letter_texts.law(look(words), template, draft.written(Form.FULL).quoted), back)
        fits(letter_texts.gloss(look(words), template, draft.shown(Form.FULL)), back)
        fits("", letter_keyboards.lacking(words, case, page, words.blanks))


@each_language
def test_who_writes_is_masked_wherever_it_is_only_read(words: Words) -> None:
    """Name, phone and address of a complaint stand whole on copy buttons alone."""
    for _, draft in long_drafts():
        for form in Form:
            text = letter_texts.page(look(words), draft.template, draft.shown(form), "", gloss=True, masked=True)
            assert ME.phone not in text
            assert ME.address not in text
            assert ME.name not in text
        assert (ME.phone in draft.written(Form.FULL).chinese) is draft.template.named


@each_language
def test_every_rung_has_a_screen_in_every_state(words: Words) -> None:
    """Each rung of each case says where it is, what it costs and how long it takes, and has its buttons."""
    for case in (*GOODS, *MEMBERS):
        steps = ladder.of(case, desk.clocks(case, LIBRARY), LIBRARY.ladder, NOW)
        step = ladder.next_step(steps)
        fits(
            ladder_texts.page(look(words), case, desk.clocks(case, LIBRARY), steps, step),
            ladder_keyboards.page(words, case, steps, step),
        )
        for each in steps:
            text = ladder_texts.one(look(words), case, steps, each)
            assert all(sign in text for sign in "📍💰⏱"), text
            fits(text, ladder_keyboards.one(words, case, each))


@each_language
def test_whatever_a_letter_may_lack_can_be_told(words: Words) -> None:
    """Each blank that a template cannot do without has a button, and a question where it is asked here."""
    given = {Blank.PLATFORM, Blank.TODAY, Blank.LIMIT}
    needed = {
        blank
        for template in LIBRARY.letters.values()
        for part in template.parts
        for blank in part.blanks
        if blank not in part.given
    } | {Blank.REASON}
    assert needed - given - set(words.blanks) == set()
    elsewhere = {Blank.DEMAND, Blank.NUMBER, Blank.CARRIER, Blank.SHIPPED}
    assert set(words.blanks) - elsewhere == set(words.blank_questions)


def a_bare(case: Case) -> Case:
    """The case with nothing told of the purchase."""
    return replace(case, name="", seller="", order_no="", problem="", price=None, reason=None)


def test_a_letter_lacks_its_reason_first() -> None:
    """Without a reason nobody knows what to say: it is asked before anything else."""
    case = a_bare(GOODS[0])
    facts = briefing.facts(case, Identity(), LIBRARY, NOW)
    assert letters.missing(LIBRARY.letters["platform"], case, facts)[0] is Blank.REASON
