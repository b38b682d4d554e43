"""Letters: only what is in the case, the law in force, short enough, and safe whatever a shopper wrote."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain import letter_file, letters, quotes
from domain.case import Channel, Reason
from domain.errors import ShelfError
from domain.journal import What
from domain.letters import Blank, Facts, Form, Template
from domain.machine import Flow
from storage import librarian
from tests.kit.cases import a_case, told

LIBRARY = librarian.load()
TODAY = quotes.of_day(LIBRARY.quotes, date(2026, 11, 26))
FACTS = {blank: dict.fromkeys(("zh", "en"), blank.value.upper()) for blank in Blank}
EACH = pytest.mark.parametrize("template", LIBRARY.letters.values(), ids=list(LIBRARY.letters))
CASES = [
    *(a_case(flow, told(What.SIGNED, "2026-11-20"), reason=reason)
      for flow in (Flow.RETURN, Flow.REFUND_ONLY, Flow.EXCHANGE)
      for reason in (Reason.NOT_AS_DESCRIBED, Reason.QUALITY, Reason.MISTAKE, Reason.UNWANTED)),
    *(a_case(Flow.MEMBERSHIP, told(What.PAID, "2026-11-20"), reason=reason, channel=channel)
      for reason in Reason for channel in (Channel.APPLE, Channel.WECHAT_CARD)),
]  # fmt: skip


@EACH
def test_a_short_letter_fits_a_form_and_a_full_one_says_more(template: Template) -> None:
    """At most 500 characters (facts.md 6.2), in every branch, and nothing of it is missing from the full form."""
    for case in CASES:
        short = letters.write(template, case, FACTS, TODAY, Form.SHORT)
        full = letters.write(template, case, FACTS, TODAY, Form.FULL)
        assert len(short.chinese) <= letters.SHORT
        assert len(full.chinese) >= len(short.chinese)
        assert short.missing == full.missing == ()


@EACH
def test_the_tone_is_polite_and_factual(template: Template) -> None:
    """No insult, no threat of exposure, no storm of exclamation marks."""
    assert [part.words["zh"] for part in template.parts if letters.is_heated("".join(part.words.values()))] == []


@pytest.mark.parametrize(
    ("text", "heated"),
    [
        ("无良商家", True),
        ("快退钱！！", True),
        ("They are CROOKS", True),
        ("洗一次就掉色！", False),
        ("a thick seam", False),
    ],
)
def test_hard_words_are_noticed_and_facts_are_not(text: str, heated: bool) -> None:  # noqa: FBT001 - a column of the table
    """Scolding and a storm of exclamation marks; one mark, or a word that only looks alike, is none."""
    assert letters.is_heated(text) is heated


@EACH
def test_what_comes_too_late_for_seven_days_quotes_none_of_them(template: Template) -> None:
    """Known to be behind the seventh day: no letter says that the goods may go back within seven days."""
    late: Facts = {blank: words for blank, words in FACTS.items() if blank is not Blank.IN_TIME}
    for case in CASES:
        quoted = letters.write(template, case, late, TODAY, Form.FULL).quoted
        assert {quote.id for quote in quoted}.isdisjoint({"faulty_return", "seven_days", "delay_no_reason"})


@EACH
def test_that_a_membership_is_prepaid_is_said_as_a_reading(template: Template) -> None:
    """Whether the rules on prepaid services hold for an app's membership is open (facts.md 8): they "may be cited"."""
    open_ = {"prepaid_void", "prepaid_rest", "prepaid_seven", "prepaid_delay"}
    for part in template.parts:
        if not open_.isdisjoint(part.quotes):
            assert "参照" in part.words["zh"], part.words["zh"]


@EACH
def test_nothing_is_invented(template: Template) -> None:
    """Without a single fact, what the letter needs is missing and stands as a gap; what it need not say is left out."""
    for case in CASES:
        letter = letters.write(template, case, {}, TODAY, Form.FULL)
        assert letter.chinese.count("____") >= len(letter.missing) > 0
        assert set(letter.missing) <= {blank for part in template.parts if not part.given for blank in part.blanks}


@given(some.sampled_from(list(LIBRARY.letters.values())), some.sampled_from(CASES), some.text(max_size=60))
def test_what_a_shopper_wrote_is_never_a_template(template: Template, case: Any, text: str) -> None:
    """Braces, tags and backslashes of a name stand in the letter as they are."""
    for hostile in (text, "{order}", "{0.__class__}", r"\1<b>#", "\u202e🙂" * 20):
        letter = letters.write(
            template, case, {**FACTS, Blank.PROBLEM: {"zh": hostile, "en": hostile}}, TODAY, Form.FULL
        )
        says = any(Blank.PROBLEM in part.blanks for part in letters._fitting(template, case, FACTS))
        assert (hostile in letter.chinese) or not says


def test_a_law_that_is_not_in_force_is_not_cited() -> None:
    """A letter of 2020 knows no regulation of 2024."""
    case = a_case(Flow.MEMBERSHIP, told(What.RENEWED, "2026-11-20"), reason=Reason.RENEWED, channel=Channel.WECHAT_CARD)
    old = quotes.of_day(LIBRARY.quotes, date(2020, 6, 1))
    template = LIBRARY.letters["membership"]
    assert "实施条例" in letters.write(template, case, FACTS, TODAY, Form.FULL).chinese
    assert "实施条例" not in letters.write(template, case, FACTS, old, Form.FULL).chinese


def test_only_desks_that_must_know_are_told_who_writes() -> None:
    """Name, phone and address stand in the complaint and the statement of claim, nowhere else."""
    telling = {
        each.id
        for each in LIBRARY.letters.values()
        if any(blank in part.blanks for part in each.parts for blank in letters.IDENTITY)
    }
    assert telling == {each.id for each in LIBRARY.letters.values() if each.named} == {"complaint", "court"}


@given(some.text(max_size=2000))
def test_pieces_fit_a_copy_button_and_lose_nothing(text: str) -> None:
    """Each has at most 256 characters; together they are the text, but for blank ones."""
    found = letters.pieces(text)
    assert all(0 < len(piece) <= letters.PIECE for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_form_is_filled_place_by_place() -> None:
    """12315 asks for respondent, facts, demand and person, in this order."""
    found = letters.fields(LIBRARY.letters["complaint"], CASES[0], FACTS, TODAY)
    assert [each.title["zh"] for each in found] == ["被投诉人", "事实和理由", "投诉请求", "投诉人"]


PART: dict[str, Any] = {"words": {"zh": "{item}", "en": "{item}"}}
GOOD: dict[str, Any] = {"letter": {"id": "a", "title": {"zh": "信", "en": "letter"}}, "part": [PART]}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({**GOOD, "letter": {"id": "A", "title": {"zh": "信", "en": "letter"}}}, "id"),
        ({"part": [PART]}, "letter"),
        ({**GOOD, "part": []}, "part"),
        ({**GOOD, "parts": []}, "parts"),
        ({**GOOD, "part": [{"words": {"zh": "{itm}", "en": "{itm}"}}]}, "words.zh"),
        ({**GOOD, "part": [{"words": {"zh": "{item", "en": "item"}}]}, "words.zh"),
        ({**GOOD, "part": [{"words": {"zh": "{item}", "en": "{shop}"}}]}, "words"),
        ({**GOOD, "part": [{**PART, "quotes": "hearsay"}]}, "quotes"),
        ({**GOOD, "part": [{**PART, "field": "nowhere"}]}, "field"),
        ({**GOOD, "part": [{**PART, "given": "weather"}]}, "given"),
    ],
)
def test_a_wrong_letter_is_refused_with_its_key(data: dict[str, Any], key: str) -> None:
    """The file, the place and the key are named."""
    with pytest.raises(ShelfError) as refusal:
        letter_file.from_table(data, "letters/a.toml", ["seven_days"])
    assert refusal.value.key.endswith(key), refusal.value.key
