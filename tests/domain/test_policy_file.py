"""A wrong file of the shelf is refused with its name, the key and the reason; nothing in it is guessed or skipped."""

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from domain import policy_file
from domain.errors import ShelfError
from storage import librarian

RULE: Mapping[str, Any] = {
    "id": "seller_answers",
    "title": {"zh": "商家须处理", "en": "the seller must answer"},
    "note": {"zh": "48 小时。", "en": "48 hours."},
    "family": "platform",
    "turn": "seller",
    "starts": "applied",
    "length": 48,
    "unit": "hours",
    "article": "规则 1",
    "source": "https://example.org/rules",
    "confidence": "medium",
    "checked": date(2026, 11, 23),
    "facts": "48 h",
}
ADVICE: Mapping[str, Any] = {
    "id": "film_it",
    "words": {"zh": "录像。", "en": "Film it."},
    "article": "规则 2",
    "source": "https://example.org/rules",
    "confidence": "low",
    "facts": ["packing video"],
}
SHOP: Mapping[str, Any] = {"id": "shop", "title": {"zh": "店", "en": "Shop"}}
LAW = {"family": "law", "unit": "days", "length": 7}
VARIANT = {"traits": "bonded", "facts": "72 h"}


def _without(key: str, row: Mapping[str, Any] = RULE) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def _unless(**changed: Any) -> dict[str, Any]:
    return {**RULE, "unless": [{**VARIANT, **changed}]}


def test_the_pattern_itself_is_good() -> None:
    """What the table below breaks is accepted as it stands, so that each row is refused for its one fault."""
    data = {"platform": SHOP, "rule": [RULE, {**_unless(length=72), "id": "other"}], "advice": [ADVICE]}
    policy = policy_file.from_tables({}, {"shop.toml": data})
    assert [rule.id for rule in policy.rules] == ["seller_answers", "other"]


#: A wrong rule; the key that the refusal names; a word of its reason.
RULES: list[tuple[Mapping[str, Any], str, str]] = [
    ({**RULE, "lenght": 48}, "lenght", "means nothing"),
    ({**RULE, "valid_form": date(2026, 1, 1)}, "valid_form", "means nothing"),
    *[(_without(key), key, "missing") for key in ("id", "title", "note", "family", "turn", "starts", "length", "unit")],
    *[(_without(key), key, "missing") for key in ("article", "source", "confidence", "checked", "facts")],
    ({**RULE, "id": ""}, "id", "no text"),
    ({**RULE, "id": 7}, "id", "no text"),
    ({**RULE, "id": "Seller Answers"}, "id", "no name"),
    ({**RULE, "id": "a" * 33}, "id", "no name"),
    ({**RULE, "title": {"zh": "商家须处理"}}, "title.en", "missing"),
    ({**RULE, "note": {"en": "48 hours."}}, "note.zh", "missing"),
    ({**RULE, "title": {"zh": "", "en": "x"}}, "title", "one sentence a language"),
    ({**RULE, "title": "the seller must answer"}, "title", "one sentence a language"),
    ({**RULE, "note": {"zh": 48, "en": "48 hours."}}, "note", "one sentence a language"),
    ({**RULE, "family": "custom"}, "family", "none of law, platform, money"),
    ({**RULE, "turn": "buyer"}, "turn", "none of mine"),
    ({**RULE, "starts": "aplied"}, "starts", "none of paid"),
    ({**RULE, "starts": []}, "starts", "no list"),
    ({**RULE, "starts": {"applied": True}}, "starts", "no list"),
    ({**RULE, "starts": ["applied", "applied"]}, "starts", "twice"),
    ({**RULE, "length": 0}, "length", "whole number"),
    ({**RULE, "length": -48}, "length", "whole number"),
    ({**RULE, "length": 1.5}, "length", "whole number"),
    ({**RULE, "length": "48"}, "length", "whole number"),
    ({**RULE, "length": True}, "length", "whole number"),
    ({**RULE, "length": 100_000}, "length", "as long as that"),
    ({**RULE, "length": "unknwon"}, "length", "whole number"),
    ({**RULE, **LAW, "length": "unknown"}, "length", "only a platform's clock"),
    ({**RULE, "unit": "weeks"}, "unit", "none of hours, days"),
    ({**RULE, "unit": ["hours"]}, "unit", "none of hours"),
    ({**RULE, "counting": "backwards"}, "counting", "none of moment"),
    ({**RULE, "counting": "calendar"}, "counting", "hours run from the moment"),
    ({**RULE, "unit": "workdays", "counting": "moment"}, "counting", "from a moment"),
    ({**RULE, "unit": "months"}, "counting", "from a moment"),
    ({**RULE, **LAW, "unit": "workdays", "counting": "before"}, "counting", "counted back"),
    ({**RULE, **LAW, "unit": "hours"}, "counting", "hours run from the moment"),
    ({**RULE, "article": "  "}, "article", "no text"),
    ({**RULE, "source": "rules of 2023"}, "source", "no address"),
    ({**RULE, "source": "ftp://example.org"}, "source", "no address"),
    ({**RULE, "confidence": "sure"}, "confidence", "none of high"),
    ({**RULE, "checked": "2026-11-23"}, "checked", "no date"),
    ({**RULE, "checked": datetime(2026, 11, 23, tzinfo=UTC)}, "checked", "no date"),
    ({**RULE, "checked": "2026-02-30"}, "checked", "no date"),
    ({**RULE, "facts": []}, "facts", "quote at least one line"),
    ({**RULE, "facts": [""]}, "facts", "quote at least one line"),
    ({**RULE, "facts": 48}, "facts", "quote at least one line"),
    ({**RULE, "holidays": "extend"}, "holidays", "only a law's date"),
    ({**RULE, **LAW, "turn": "mine", "holidays": "extend"}, "holidays", "of the other side"),
    ({**RULE, "family": "money", "turn": "bank", "holidays": "extend"}, "holidays", "only a law's date"),
    ({**RULE, "holidays": "yes"}, "holidays", "none of ignore, extend"),
    ({**RULE, "first": "yes"}, "first", "neither true nor false"),
    ({**RULE, "final": 1}, "final", "neither true nor false"),
    ({**RULE, "final": True, "recommendation": True}, "final", "cannot be final"),
    ({**RULE, "ends": "applied"}, "ends", "cannot end it"),
    ({**RULE, "silence": "agreed"}, "silence", "none of paid"),
    ({**RULE, "flows": "returns"}, "flows", "none of return"),
    ({**RULE, "flows": []}, "flows", "no list"),
    ({**RULE, "stages": "shipping"}, "stages", "none of new"),
    ({**RULE, "flows": "membership", "stages": "to_ship"}, "stages", "no case of membership comes to to_ship"),
    ({**RULE, "flows": ["return", "membership"], "stages": "to_ship"}, "flows", "comes to none of these stages"),
    ({**RULE, "reasons": "ugly"}, "reasons", "none of not_as_described"),
    ({**RULE, "channels": "cash"}, "channels", "none of wechat_balance"),
    ({**RULE, "channels": 5}, "channels", "no list"),
    ({**RULE, "traits": "bondet"}, "traits", "none of"),
    ({**RULE, "traits": "bonded", "without": "bonded"}, "traits", "has a trait and lacks it"),
    ({**RULE, "valid_from": date(2026, 4, 15), "valid_until": date(2026, 4, 14)}, "valid_until", "before it begins"),
    ({**RULE, "valid_from": "2026-04-15"}, "valid_from", "no date"),
    ({**RULE, "unless": VARIANT}, "unless", "write it as"),
    ({**RULE, "unless": [{"facts": "72 h", "length": 72}]}, "unless", "for no case"),
    (_unless(length=-1), "length", "whole number"),
    (_unless(unit="workdays"), "counting", "from a moment"),
    (_unless(unit="fortnights"), "unit", "none of hours"),
    (_unless(note={"zh": "72 小时。"}), "note.en", "missing"),
    (_unless(applies="no"), "applies", "neither true nor false"),
    (_unless(applies=False, length=72), "length", "means nothing"),
    (_unless(turn="mine"), "turn", "means nothing"),
    ({**RULE, "unless": [{"traits": "bonded", "length": 72}]}, "facts", "missing"),
]


@pytest.mark.parametrize(("rule", "key", "reason"), RULES, ids=[f"{key}-{at}" for at, (_, key, _) in enumerate(RULES)])
def test_a_wrong_rule_is_refused(rule: Mapping[str, Any], key: str, reason: str) -> None:
    """Whatever is wrong with one rule: the file, the rule, the key, and what is wrong."""
    with pytest.raises(ShelfError) as refusal:
        policy_file.from_tables({}, {"shop.toml": {"platform": SHOP, "rule": [rule]}})
    _names(refusal.value, "shop.toml", key, reason)
    assert refusal.value.key.startswith("rule ")


PIECES: list[tuple[Mapping[str, Any], str, str]] = [
    ({**ADVICE, "word": {}}, "word", "means nothing"),
    *[(_without(key, ADVICE), key, "missing") for key in ("id", "words", "article", "source", "confidence", "facts")],
    ({**ADVICE, "words": {"zh": "录像。"}}, "words.en", "missing"),
    ({**ADVICE, "confidence": "certain"}, "confidence", "none of high"),
    ({**ADVICE, "traits": ["opened"]}, "traits", "none of"),
    ({**ADVICE, "source": "rulebook"}, "source", "no address"),
    ({**ADVICE, "length": 7}, "length", "means nothing"),
    ({**ADVICE, "flows": "refund_only", "stages": "returning"}, "stages", "no case of refund_only"),
]


@pytest.mark.parametrize(
    ("piece", "key", "reason"), PIECES, ids=[f"{key}-{at}" for at, (_, key, _) in enumerate(PIECES)]
)
def test_a_wrong_piece_of_advice_is_refused(piece: Mapping[str, Any], key: str, reason: str) -> None:
    """Advice is checked like a rule; it is no clock and has no length."""
    with pytest.raises(ShelfError) as refusal:
        policy_file.from_tables({"advice.toml": {"advice": [piece]}}, {})
    _names(refusal.value, "advice.toml", key, reason)


OLD, NEW = {"valid_until": date(2026, 4, 14)}, {"valid_from": date(2026, 4, 15)}

#: Whole files: the common one, the platform's, the file and the key that are named, a word of the reason.
FILES: list[tuple[Mapping[str, Any], Mapping[str, Any], str, str, str]] = [
    ({}, {"rule": [RULE]}, "shop.toml", "platform", "whose rules"),
    ({}, {"platform": {**SHOP, "url": "x"}}, "shop.toml", "url", "means nothing"),
    ({}, {"platform": {"id": "shop", "title": {"en": "Shop"}}}, "shop.toml", "title.zh", "missing"),
    ({}, {"platform": {**SHOP, "id": "My Shop"}}, "shop.toml", "id", "no name"),
    ({}, {"platform": SHOP, "rules": [RULE]}, "shop.toml", "rules", "nothing else"),
    ({"platform": SHOP}, {"platform": SHOP}, "law.toml", "platform", "nothing else"),
    ({}, {"platform": SHOP, "rule": RULE}, "shop.toml", "rule", "[[rule]]"),
    ({}, {"platform": SHOP, "rule": ["x"]}, "shop.toml", "rule", "[[rule]]"),
    ({}, {"platform": SHOP, "advice": ADVICE}, "shop.toml", "advice", "[[advice]]"),
    ({}, {"platform": SHOP, "rule": [RULE, RULE]}, "shop.toml", "seller_answers", "same time and place"),
    ({"rule": [RULE]}, {"platform": SHOP, "rule": [RULE]}, "shop.toml", "seller_answers", "same time and place"),
    ({}, {"platform": SHOP, "rule": [{**RULE, **NEW}, RULE]}, "shop.toml", "seller_answers", "same time and place"),
    ({}, {"platform": SHOP, "advice": [ADVICE, ADVICE]}, "shop.toml", "film_it", "two pieces"),
    ({"advice": [ADVICE]}, {"platform": SHOP, "advice": [ADVICE]}, "shop.toml", "film_it", "two pieces"),
]


@pytest.mark.parametrize(("common", "shop", "file", "key", "reason"), FILES)
def test_a_wrong_file_is_refused(
    common: Mapping[str, Any], shop: Mapping[str, Any], file: str, key: str, reason: str
) -> None:
    """What is wrong with a file as a whole, or with two files together."""
    with pytest.raises(ShelfError) as refusal:
        policy_file.from_tables({"law.toml": common}, {"shop.toml": shop})
    _names(refusal.value, file, key, reason)


@pytest.mark.parametrize(("one", "other"), [(OLD, NEW), ({"flows": "return"}, {"flows": "exchange"})])
def test_a_rule_may_stand_twice_where_it_never_holds_twice(one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    """It changed on a day, or it reads differently by flow."""
    data = {"platform": SHOP, "rule": [{**RULE, **one}, {**RULE, **other}]}
    assert len(policy_file.from_tables({}, {"shop.toml": data}).rules) == 2


BYTES = [
    ("law.toml", b"[[rule]\n", "no TOML"),
    ("law.toml", b'[[rule]]\nid = "a"\nid = "b"\n', "no TOML"),
    ("platforms/jd.toml", b"[[rule]]\nvalid_from = 2026-02-30\n", "no TOML"),
    ("platforms/jd.toml", b"\xff\xfe", "no TOML"),
    ("advice.toml", None, "missing"),
]


@pytest.mark.parametrize(("file", "content", "reason"), BYTES)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, file: str, content: bytes | None, reason: str) -> None:
    """No TOML, an impossible day, no text, no file."""
    shelf = tmp_path / "shelf"
    shutil.copytree(librarian.SHELF, shelf)
    (shelf / file).unlink()
    if content is not None:
        (shelf / file).write_bytes(content)
    with pytest.raises(ShelfError) as refusal:
        librarian.load(shelf)
    _names(refusal.value, file, "the file", reason)


def test_two_files_of_one_platform_are_refused(tmp_path: Path) -> None:
    """A copy under another name would silently win."""
    shelf = tmp_path / "shelf"
    shutil.copytree(librarian.SHELF, shelf)
    shutil.copy(shelf / "platforms" / "jd.toml", shelf / "platforms" / "jingdong.toml")
    with pytest.raises(ShelfError) as refusal:
        librarian.load(shelf)
    _names(refusal.value, "platforms/jingdong.toml", "platform, id", "taken by another file")


def _names(refusal: ShelfError, file: str, key: str, reason: str) -> None:
    """The one sentence of the refusal holds all three."""
    assert refusal.file == file
    assert key in refusal.key
    assert reason in refusal.reason
    assert str(refusal) == f"{refusal.file}, {refusal.key}: {refusal.reason}"
