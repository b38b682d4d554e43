"""Every language says everything, says it safely, and says it in its own words."""

import inspect
import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import pytest

from domain.case import GOODS_REASONS, MEMBERSHIP_REASONS, Channel, Reason
from domain.detours import Detour
from domain.errors import AmountReason, DateReason, NumberReason
from domain.evidence import Kind
from domain.intake import STANDS_GOODS, STANDS_MEMBERSHIP, STANDS_REFUND_ONLY, STANDS_RENEWED, Blank
from domain.journal import Source, What
from domain.ledger import Late, Why
from domain.machine import CLOSED, FLOWS, Flow, Stage, Turn
from domain.money import Money
from domain.people import Digest, Wishes
from domain.policy import Confidence, Family, Unit
from domain.purchase import Amount
from domain.sum_rules import TICKS, Gap, Part
from domain.whatif import If
from domain.workdays import Mark
from handlers.talk.markup import Html, escape
from handlers.talk.words.catalogue.words import Words
from handlers.talk.words.en.english import EN, English
from handlers.talk.words.zh.chinese import ZH, Chinese

LANGUAGES: tuple[Words, ...] = (ZH, EN)  # the type checker proves each of them whole
each_language = pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.code)

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
HOSTILE = '<b>&"{x}'
PLAIN = "※"  # a person's text that belongs to no language

TABLES = [
    ("reasons_goods", GOODS_REASONS),
    ("reasons_membership", MEMBERSHIP_REASONS),
    ("channels", tuple(Channel)),
    ("stages", tuple(Stage)),
    ("next_goods", tuple(Stage)),
    ("turns", tuple(Turn)),
    ("steps", tuple(What)),
    ("told", tuple(What)),
    ("stands_goods", STANDS_GOODS),
    ("stands_refund_only", STANDS_REFUND_ONLY),
    ("stands_membership", (*STANDS_MEMBERSHIP, *STANDS_RENEWED)),
    ("families", tuple(Family)),
    ("sources", tuple(Source)),
    ("confidences", tuple(Confidence)),
    ("late_because", tuple(Late)[1:]),
    ("digests", tuple(Digest)),
    ("not_sent_because", tuple(Why)[1:]),
    ("needs", (*Amount, *Gap)),
    ("amount_questions", tuple(Amount)),
    ("sum_parts", tuple(Part)),
    ("sum_confidences", tuple(Confidence)),
    ("ticks", TICKS),
    ("ifs", tuple(If)),
    ("day_marks", tuple(Mark)),
    ("detours", tuple(Detour)),
]
PARTS = [  # only where it differs from the usual
    ("next_membership", Stage),
    ("steps_membership", What),
    ("nudges", Stage),
    ("looks", Stage),
    *((table, Channel) for table in ("looks_paid", "turns_paid", "apply_paid", "review_paid")),
    *((table, Channel) for table in ("b_approved_paid", "b_refused_paid")),
]

#: What a parameter of this type may be; a text that is no free text is named after its sentence.
SAMPLES: Mapping[object, tuple[object, ...]] = {
    ("loose_set", "kinds"): (("1", "2"),),
    ("read_unseen", "steps"): (("1",), ("1", "2")),
    bool: (False, True),
    int: (0, 1, 2),
    date: (TODAY, date(2027, 1, 2)),
    datetime: (datetime(2026, 11, 26, 10, 12, tzinfo=SHANGHAI), datetime(2027, 1, 2, tzinfo=SHANGHAI)),
    timedelta: tuple(timedelta(seconds=sign * second) for sign in (1, -1) for second in (0, 1, 60, 7200, 172800)),
    Money: (Money(39900), Money(0)),
    Money | None: (None, Money(39900)),
    Mapping[Turn, int]: ({Turn.MINE: 1, Turn.SELLER: 0, Turn.BANK: 2},),
    Wishes: (Wishes(), Wishes(quiet_from=time(8), quiet_to=time(8))),
    Blank: tuple(Blank),
    Late: tuple(Late),
    Digest: tuple(Digest),
    Turn: tuple(Turn),
    Stage: tuple(CLOSED),
    AmountReason: tuple(AmountReason),
    DateReason: tuple(DateReason),
    Confidence: tuple(Confidence),
    NumberReason: tuple(NumberReason),
    What: tuple(What),
    If: tuple(If),
    ("ask_field", "field"): ("name", "price", "order_no", "seller", "note", "promised"),
    ("length", "unit"): tuple(Unit),
}


def public(kind: type) -> set[str]:
    """The names that a class offers, its annotations included."""
    annotated = (name for room in kind.__mro__ for name in inspect.get_annotations(room))
    return {name for name in (*dir(kind), *annotated) if not name.startswith("_")}


def sentences() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each method of the catalogue with the types of its arguments."""
    for name, method in inspect.getmembers(Words, inspect.isfunction):
        if not name.startswith("_"):
            yield name, get_type_hints(method)


def said(words: Words, text: str) -> Iterator[tuple[str, object, bool]]:
    """Everything a language says: the sentence's name, what came out, and whether `text` must show in it."""
    for name, hints in sentences():
        hints.pop("return")
        choices = [_choices(name, field, kind, text) for field, kind in hints.items()]
        for values in itertools.product(*choices):
            arguments = dict(zip(hints, values, strict=True))
            yield name, getattr(words, name)(**arguments), text in values


def _choices(name: str, field: str, kind: object, text: str) -> tuple[object, ...]:
    free: Mapping[object, tuple[object, ...]] = {str: (text,), str | None: (None, text)}
    return SAMPLES.get((name, field)) or free.get(kind) or SAMPLES[kind]


def texts(words: Words) -> Iterator[tuple[str, str]]:
    """Every text of a language, with the name it stands under; sentences without their tags."""
    for name in sorted(public(type(words))):
        value = getattr(words, name)
        if not callable(value):
            yield from ((name, text) for text in _flat(value))
    for name, value, _ in said(words, PLAIN):
        yield from ((name, re.sub(r"</?\w+>", "", text)) for text in _flat(value))


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple):
        for part in value:
            yield from _flat(part)


class Tags(HTMLParser):
    """Reads Telegram's HTML and keeps what is wrong with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.open.append(tag)
        if tag not in {"b", "i", "code"} or attrs:
            self.wrong.append(f"<{tag}> is none of ours")

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if re.search(r"[<>&]", data):
            self.wrong.append(f"{data!r} is not escaped")


def faults(text: Html) -> list[str]:
    """What Telegram would refuse in this HTML."""
    tags = Tags()
    tags.feed(text)
    tags.close()
    return tags.wrong + [f"<{tag}> stays open" for tag in tags.open]


@each_language
@pytest.mark.parametrize(("table", "members"), TABLES, ids=[table for table, _ in TABLES])
def test_a_table_of_labels_covers_its_family_whole(words: Words, table: str, members: tuple[object, ...]) -> None:
    """No member goes without a label, and only the next step of a closed case is empty."""
    labels = getattr(words, table)
    may_be_empty = CLOSED if table == "next_goods" else frozenset()
    assert [each for each in members if not labels.get(each) and each not in may_be_empty] == []


@each_language
@pytest.mark.parametrize(("table", "family"), PARTS)
def test_a_table_of_exceptions_names_nothing_else(words: Words, table: str, family: type) -> None:
    """Where memberships differ is a part of the family, each with a label."""
    labels = getattr(words, table)
    assert all(isinstance(key, family) and label for key, label in labels.items())


@each_language
def test_every_stage_and_step_that_can_occur_has_words(words: Words) -> None:
    """Whatever a flow can reach or offer, goods or membership, can be named; so can every kind of evidence."""
    stages = {stage for flow in Flow for stage in FLOWS[flow]} - CLOSED
    offers = {what for flow in Flow for row in FLOWS[flow].values() for what in row}
    assert [stage for stage in stages if not (words.stages[stage] and words.next_goods[stage])] == []
    assert [what for what in offers if not (words.steps[what] and words.told[what])] == []
    assert set(words.proof_kinds()) == set(Kind)
    assert set(words.reasons_goods) == set(words.reasons_membership) == set(Reason)


@pytest.mark.parametrize("language", [Chinese, English])
def test_a_language_offers_the_catalogue_and_nothing_more(language: type) -> None:
    """The names are the catalogue's, and each sentence takes the catalogue's arguments."""
    assert public(language) ^ public(Words) == set()
    for name, _ in sentences():
        assert inspect.signature(getattr(language, name)) == inspect.signature(getattr(Words, name)), name


@each_language
def test_every_sentence_is_there_and_is_html_that_telegram_takes(words: Words) -> None:
    """Whatever a person is called, tags are closed, ours, and nothing stays unescaped."""
    for name, value, _ in said(words, HOSTILE):
        for text in _flat(value):
            assert text.strip(), name
            assert faults(escape(text)) == [], f"{name}: {text}"


@each_language
def test_what_a_person_wrote_comes_out_as_written_and_harmless(words: Words) -> None:
    """A hostile text shows in every sentence that takes it: escaped in HTML, unchanged in plain text."""
    for name, value, shows in said(words, HOSTILE):
        if shows:
            assert isinstance(value, str), name
            assert escape(HOSTILE) in escape(value), f"{name}: {value}"
            assert not (isinstance(value, Html) and HOSTILE in value), f"{name}: {value}"


#: Latin words that a Chinese reader knows by these letters.
LATIN = {
    "SHA",
    "UTC",
    "App",
    "Store",
    "Google",
    "Play",
    "Telegram",
    "MB",
    "SF",
    "English",
    "start",
    "Asia",
    "Shanghai",
    "zh",
}


def test_chinese_says_nothing_in_english() -> None:
    """Names, an address and an example number are the only Latin letters in Chinese sentences."""
    for name, text in texts(ZH):
        left = set(re.findall(r"[A-Za-z]{2,}", text.replace("reportaproblem.apple.com", ""))) - LATIN
        if name != "commands":  # their left halves are what one types
            assert not left, f"{name}: {text}"


def test_english_says_nothing_in_chinese_but_what_the_app_shows_in_brackets() -> None:
    """Chinese stands only in brackets, as a short term or example off the app's own screen."""
    for name, text in texts(EN):
        if name != "b_language":  # names the other language in that language
            left = re.sub(r"\((?:or )?[\u4e00-\u9fff0-9 ]{2,10}\)", "", text)
            assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", left), f"{name}: {text}"


@each_language
def test_what_stands_in_the_profile_fits(words: Words) -> None:
    """Bot API: a description has at most 512 characters, a short one 120, a command's 1 to 256."""
    assert len(words.description()) <= 512
    assert len(words.short_description()) <= 120
    assert all(
        re.fullmatch(r"[a-z0-9_]{1,32}", command) and 1 <= len(text) <= 256 for command, text in words.commands()
    )
    assert [command for command, _ in words.commands()] == [command for command, _ in ZH.commands()]
