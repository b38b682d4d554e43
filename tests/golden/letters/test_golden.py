"""
Every letter that can be sent, as it is sent: each rung with a letter × flow × reason, in both languages.

The files beside this one are read by people, for tone and facts. After a change of a template, look at the difference:

    GOLDEN=write pytest tests/golden
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain import briefing, letters, quotes
from domain.case import GOODS_REASONS, MEMBERSHIP_REASONS, Case, Channel, Reason
from domain.journal import Happening, Parcel, What
from domain.ladder import Rung
from domain.letters import Blank, Facts, Form
from domain.machine import Flow
from domain.moments import day_of
from domain.people import Identity
from domain.purchase import Term
from domain.traits import Trait
from storage import librarian
from tests.kit.cases import a_case, at, told

LIBRARY = librarian.load()
NOW = at("2026-12-14 04:00")
TODAY = day_of(NOW)
IN_FORCE = quotes.of_day(LIBRARY.quotes, TODAY)
FOLDER = Path(__file__).parent
ME = Identity(name="王小雨", phone="13800001234", address="上海市黄浦区某路 1 号 2 室")
WRITES = os.environ.get("GOLDEN") == "write"

BOUGHT, SIGNED = told(What.PAID, "2026-11-16"), told(What.SIGNED, "2026-11-20")
APPLIED = told(What.APPLIED, at("2026-11-22 02:00"))
REFUSED = told(What.REFUSED, at("2026-11-24 02:00"))
APPROVED = told(What.APPROVED, at("2026-11-23 02:00"))
SENT = told(What.SHIPPED, at("2026-11-24 02:00"), parcel=Parcel("SF1364216703436", "sf"))
POSTED = told(What.POSTED, at("2026-11-19 02:00"), parcel=Parcel("YT1234567890123"))
ASKED = told(What.PLATFORM_ASKED, at("2026-11-25 02:00"))
AGAINST = told(What.PLATFORM_AGAINST, at("2026-11-30 02:00"))
FILED, ENDED = told(What.COMPLAINT_FILED, "2026-12-01"), told(What.COMPLAINT_ENDED, "2026-12-11")
PROBLEMS = {
    Reason.NOT_AS_DESCRIBED: "页面写纯棉，洗标是聚酯纤维",
    Reason.QUALITY: "第一次穿就开线，袖口有 5 厘米的口子",
}
SWORN = frozenset(true for true, _ in briefing.SWORN.values())

#: What happened before a rung is climbed.
GOODS: dict[str, tuple[Happening, ...]] = {
    "seller": (APPLIED,),
    "seller_firmly": (APPLIED, REFUSED),
    "platform": (APPLIED, REFUSED),
    "identity": (APPLIED, REFUSED, ASKED, AGAINST),
    "carrier": (APPLIED, APPROVED, SENT),
    "carrier_coming": (BOUGHT, POSTED),
    "authority": (APPLIED, REFUSED, ASKED, AGAINST),
    "public": (APPLIED, REFUSED, ASKED, AGAINST),
    "court": (APPLIED, REFUSED, ASKED, AGAINST, FILED, ENDED),
}
MEMBERSHIP: dict[str, tuple[Happening, ...]] = {
    "customer_service": (),
    "apple": (),
    "authority": (APPLIED, REFUSED),
    "public": (APPLIED, REFUSED),
    "court": (APPLIED, REFUSED, FILED, ENDED),
}


def situations() -> Iterator[tuple[Rung, Case]]:
    """Every rung that has a letter, with every case that can stand on it."""
    for rung in LIBRARY.ladder:
        for flow in Flow:
            for reason in MEMBERSHIP_REASONS if flow is Flow.MEMBERSHIP else GOODS_REASONS:
                case = _case(rung, flow, reason)
                if rung.letter and case is not None and rung.fits(case):
                    yield rung, case


def _case(rung: Rung, flow: Flow, reason: Reason) -> Case | None:
    member = flow is Flow.MEMBERSHIP
    story = (MEMBERSHIP if member else GOODS).get(rung.id)
    if story is None or (rung.scope.flows and flow not in rung.scope.flows):
        return None
    bought = (
        told(What.PAID, "2026-12-10") if rung.id in {"apple", "customer_service"} else told(What.PAID, "2026-11-18")
    )
    charged = told(What.RENEWED, "2026-11-20") if reason is Reason.RENEWED else bought
    never_came = rung.id == "carrier_coming"
    unsigned = flow is Flow.REFUND_ONLY or never_came
    begun = charged if member else APPLIED if never_came else BOUGHT if unsigned else SIGNED
    beside = () if member or unsigned else (BOUGHT,)
    case = a_case(
        flow,
        begun,
        *beside,
        *story,
        reason=reason,
        name="年度会员" if member else "真丝连衣裙",
        order_no="P734012345678821",
        seller="" if member else "某某女装",
        problem=PROBLEMS.get(reason, ""),
        traits=SWORN | ({Trait.NOT_POSTED} if flow is Flow.REFUND_ONLY and reason not in PROBLEMS else set()),
        channel=(Channel.APPLE if rung.id == "apple" else Channel.WECHAT_CARD) if member else None,
    )
    return (
        replace(case, term=Term(TODAY.replace(month=11, day=18), TODAY.replace(year=2027, month=11, day=17)))
        if member
        else case
    )


def facts_of(case: Case) -> Facts:
    """What the case tells, and the day that the letter gives."""
    limit = {Blank.LIMIT: briefing.day(TODAY.replace(day=17))}
    return {**briefing.facts(case, ME, LIBRARY, NOW), **limit}


def written(rung: Rung, case: Case) -> str:
    """One letter in both forms and both languages, as the file holds it."""
    template, facts = LIBRARY.letters[rung.letter], facts_of(case)
    short = letters.write(template, case, facts, IN_FORCE, Form.SHORT)
    full = letters.write(template, case, facts, IN_FORCE, Form.FULL)
    head = f"## {case.flow}, {case.reason}"
    lacks = [f"missing: {', '.join(full.missing)}"] if full.missing else []
    parts = [head, *lacks, f"### short, {len(short.chinese)}", short.chinese, "### full", full.chinese]
    return "\n\n".join([*parts, "### in English", full.english, ""])


SITUATIONS = list(situations())
RUNGS = list(dict.fromkeys(rung.id for rung, _ in SITUATIONS))


@pytest.mark.parametrize("rung", RUNGS)
def test_a_letter_reads_as_it_was_read(rung: str) -> None:
    """Each letter is, to the sign, the one that was read for tone and facts."""
    path = FOLDER / f"{rung}.md"
    text = f"# {rung}\n\n" + "\n".join(written(each, case) for each, case in SITUATIONS if each.id == rung)
    if WRITES:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "a letter changed: read it, then GOLDEN=write"


def test_every_rung_with_a_letter_has_its_golden_ones() -> None:
    """No letter goes unread, and no file stays behind its rung."""
    assert set(RUNGS) == {rung.id for rung in LIBRARY.ladder if rung.letter}
    assert {path.stem for path in FOLDER.glob("*.md")} == set(RUNGS)


@pytest.mark.parametrize(("rung", "case"), SITUATIONS, ids=lambda each: getattr(each, "id", ""))
def test_a_letter_is_complete_and_in_force(rung: Rung, case: Case) -> None:
    """Nothing is missing, no gap is left, the short form fits, and what is quoted holds on its day with an address."""
    template, facts = LIBRARY.letters[rung.letter], facts_of(case)
    short = letters.write(template, case, facts, IN_FORCE, Form.SHORT)
    full = letters.write(template, case, facts, IN_FORCE, Form.FULL)
    assert full.missing == ()
    assert "____" not in full.chinese + full.english
    assert len(short.chinese) <= letters.SHORT
    assert all(quote.in_force(TODAY) and quote.source.startswith("http") for quote in full.quoted)
    assert not re.search(r"[\u4e00-\u9fff]{2,}", _glossed(full.english, case)), "the gloss is not English"


@pytest.mark.parametrize(("rung", "case"), SITUATIONS, ids=lambda each: getattr(each, "id", ""))
def test_the_rules_of_a_return_without_a_reason_are_cited_for_no_other(rung: Rung, case: Case) -> None:
    """Faulty goods go by CPL 24 (七日无理由退货暂行办法 35), of a refund alone or an exchange they do not speak."""
    unhelped = replace(case, traits=case.traits | {Trait.NO_ADDRESS})
    quoted = letters.write(LIBRARY.letters[rung.letter], unhelped, facts_of(unhelped), IN_FORCE, Form.FULL).quoted
    cited = [quote.article for quote in quoted if "七日无理由退货暂行办法" in quote.article]
    assert not cited or (case.flow is Flow.RETURN and case.reason in {Reason.MISTAKE, Reason.UNWANTED})


@pytest.mark.parametrize(("rung", "case"), SITUATIONS, ids=lambda each: getattr(each, "id", ""))
def test_no_place_of_a_form_begins_with_its_own_name(rung: Rung, case: Case) -> None:
    """Above a place stands what it is; the letter's own label for it ("被投诉人：") is not said a second time there."""
    for place in letters.fields(LIBRARY.letters[rung.letter], case, facts_of(case), IN_FORCE):
        label, colon, _ = place.pieces[0].partition("：")
        assert not colon or not place.title["zh"].endswith(label), place.title["zh"]


def _glossed(text: str, case: Case) -> str:
    """The English without what the shopper wrote and without the names of articles."""
    own = (case.name, case.seller, case.problem, ME.name, ME.address, "顺丰")
    for each in filter(None, own):
        text = text.replace(each, "")
    return re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", text)


@pytest.mark.parametrize(
    "hostile", ["{item}{0}", "<b>#\\1</b>`$", "👗🧵" * 20, "\u202eمرحبا שלום\u202c", "长" * 10_000]
)
@pytest.mark.parametrize(("rung", "case"), SITUATIONS, ids=lambda each: getattr(each, "id", ""))
def test_whatever_a_shopper_wrote_stands_in_every_letter_as_it_is(rung: Rung, case: Case, hostile: str) -> None:
    """Braces, tags, emoji, right-to-left and endless names: no template is made of it, and the short form fits."""
    told_so = replace(case, name=hostile, seller=hostile, problem=hostile, order_no=hostile)
    template, facts = LIBRARY.letters[rung.letter], facts_of(told_so)
    full = letters.write(template, told_so, facts, IN_FORCE, Form.FULL)
    assert full.chinese.count(hostile) >= 1
    assert len(letters.write(template, told_so, facts, IN_FORCE, Form.SHORT).chinese) <= letters.SHORT
