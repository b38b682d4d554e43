"""Parcel numbers: who may carry one, what it says about itself, where to look."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import parcels
from domain.errors import NotANumber, NumberReason, ShelfError
from domain.parcels import Carrier, Finding

SHELF = Path(__file__).parents[2] / "storage" / "shelf" / "carriers.toml"
TABLE: dict[str, Any] = tomllib.loads(SHELF.read_text(encoding="utf-8"))
CARRIERS = parcels.from_table(TABLE)
BY_ID = {carrier.id: carrier for carrier in CARRIERS}


def proposed(number: str) -> list[str]:
    """The ids of the carriers that are proposed for a number as written."""
    return [carrier.id for carrier in parcels.propose(parcels.normalise(number), CARRIERS)]


@pytest.mark.parametrize(("carrier", "example"), [(each.id, number) for each in CARRIERS for number in each.examples])
def test_each_example_of_the_shelf_is_recognised(carrier: str, example: str) -> None:
    """The carrier is proposed for its own example, and at most two others with it."""
    ids = proposed(example)
    assert carrier in ids
    assert len(ids) <= 3


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda carrier: carrier.id)
def test_every_pattern_of_the_shelf_has_an_example_or_a_reason_to_be_faint(carrier: Carrier) -> None:
    """Each strong pattern fits one of the carrier's own examples, so that none is dead."""
    for pattern in carrier.strong:
        assert any(pattern.fullmatch(example) for example in carrier.examples)
    assert carrier.examples


def test_only_a_strong_pattern_is_certain() -> None:
    """A number with a strong pattern names its carrier; a weak one names nobody."""
    assert parcels.certain("SF1364216703436", CARRIERS) == BY_ID["sf"]
    assert parcels.certain("751234567890", CARRIERS) is None


def test_a_carrier_is_found_by_its_id_and_named_in_the_readers_language() -> None:
    """An id leads to its carrier, an unknown one to nobody; a language without a name falls back to Chinese."""
    found = parcels.by_id(CARRIERS, "sf")
    assert found is not None
    assert [found.name(language) for language in ("zh", "en", "fr")] == ["顺丰速运", "SF Express", "顺丰速运"]
    assert parcels.by_id(CARRIERS, "nobody") is None
    assert parcels.by_id(CARRIERS, None) is None


def test_sf_and_zto_ask_for_the_phone() -> None:
    """Exactly these two want the last four digits of the phone (kuaidi100, phone required)."""
    assert {carrier.id for carrier in CARRIERS if carrier.needs_phone_tail} == {"sf", "zto"}


PROPOSALS = [
    ("SF1364216703436", ["sf"]),  # strong: alone
    ("sf 1364-2167-03436", ["sf"]),  # as printed
    ("ＳＦ１３６４２１６７０３４３６", ["sf"]),  # full-width
    ("JT5091156768308", ["jt"]),
    ("JDVA12345678901", ["jd"]),
    ("DPK123456789012", ["deppon"]),
    ("EE123456785CN", ["ems"]),  # first letter E
    ("RR123456785CN", ["post"]),  # other letters, suffix CN
    ("751234567890", ["zto", "sf", "yto"]),  # the weak before the faint, these in the order of the shelf
    ("7712345678901", ["sto", "yunda"]),
    ("1012345678901", ["ems", "yunda"]),  # weak with both, in the order of the shelf
    ("LP00123456789012", []),  # an order of Cainiao's, no carrier's number
    ("RR123456785US", []),  # a post, but not China's
    ("ABCDEF", []),  # nobody's, and yet not refused
]


@pytest.mark.parametrize(("number", "expected"), PROPOSALS)
def test_a_number_proposes_carriers_the_likeliest_first(number: str, expected: list[str]) -> None:
    """A strong pattern stands alone; else the weak come first; nobody is no refusal."""
    assert proposed(number) == expected


NUMBERS = [
    ("SF1364 2167 03436\n", "SF1364216703436"),
    ("sf1364216703436", "SF1364216703436"),
    ("SF-1364-2167-03436", "SF1364216703436"),
    ("\u200bSF1364216703436\ufeff", "SF1364216703436"),  # invisible signs from copying
    ("SF1364\u30002167", "SF13642167"),  # the wide space
    ("123456", "123456"),  # the shortest
    ("A" * 40, "A" * 40),  # the longest
]


@pytest.mark.parametrize(("written", "number"), NUMBERS)
def test_a_number_is_kept_as_carriers_print_it(written: str, number: str) -> None:
    """However it was typed or pasted, one number is one text."""
    assert parcels.normalise(written) == number


REFUSED = [
    ("", NumberReason.TOO_SHORT),
    ("12345", NumberReason.TOO_SHORT),
    ("- - - - - -", NumberReason.TOO_SHORT),  # nothing but gaps
    ("A" * 41, NumberReason.TOO_LONG),
    ("单号 SF1364216703436", NumberReason.STRANGE_SIGN),  # words around it
    ("SF1364216703436?", NumberReason.STRANGE_SIGN),
    ("٧٥١٢٣٤٥٦٧٨٩٠", NumberReason.STRANGE_SIGN),  # other people's digits
]


@pytest.mark.parametrize(("written", "reason"), REFUSED)
def test_what_cannot_be_a_number_is_refused_with_the_reason(written: str, reason: NumberReason) -> None:
    """Only length and signs refuse a number, and the error says which."""
    with pytest.raises(NotANumber) as refusal:
        parcels.normalise(written)
    assert (refusal.value.reason, refusal.value.text) == (reason, written)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(written: str) -> None:
    """A normalised number is within its limits and stays as it is; anybody may be asked about it."""
    try:
        number = parcels.normalise(written)
    except NotANumber:
        return
    assert re.fullmatch(r"[A-Z0-9]{6,40}", number)
    assert parcels.normalise(number) == number
    parcels.propose(number, CARRIERS)


FINDINGS = [
    ("EE123456785CN", Finding.VALID),  # the example of the standard
    ("EE123456786CN", Finding.WRONG_DIGIT),
    ("RB473124829CN", Finding.VALID),  # remainder in the middle
    ("RR000000005CN", Finding.VALID),  # 11 counts as 5
    ("RR000000010CN", Finding.WRONG_DIGIT),
    ("RR000000200CN", Finding.WRONG_DIGIT),
    ("SF1364216703436", Finding.UNKNOWN),  # no check digit is published
    ("EE12345678CN", Finding.UNKNOWN),  # a digit short
]


@pytest.mark.parametrize(("number", "finding"), FINDINGS)
def test_the_check_digit_of_the_posts_is_checked(number: str, finding: Finding) -> None:
    """A wrong check digit is said; a number without one says nothing about itself."""
    assert parcels.check(number) is finding


@given(st.integers(0, 99_999_999))
def test_exactly_one_digit_checks(serial: int) -> None:
    """For each serial number one of the ten digits is right."""
    findings = [parcels.check(f"RR{serial:08}{digit}CN") for digit in range(10)]
    assert findings.count(Finding.VALID) == 1


def test_a_link_leads_to_the_number() -> None:
    """With a carrier the page knows it; without one, or without a page of its own, any carrier is searched."""
    assert parcels.link(BY_ID["jt"], "JT5091156768308").endswith("?com=jtexpress&nu=JT5091156768308")
    assert parcels.link(None, "JT5091156768308") == "https://m.kuaidi100.com/result.jsp?nu=JT5091156768308"
    pageless = Carrier(id="x", zh="某快递", en="X", code="x")
    assert parcels.link(pageless, "123456") == parcels.link(None, "123456")


def stanza(**changes: object) -> dict[str, object]:
    """A sound stanza, with changes; a change to None leaves the key out."""
    sound: dict[str, object] = {
        "id": "x",
        "name": {"zh": "某快递", "en": "X"},
        "code": "x",
        "strong": [r"X\d{10}"],
        "weak": [],
        "needs_phone_tail": False,
        "examples": ["X1234567890"],
        "source": "here",
        "confidence": "low",
    }
    return {key: value for key, value in (sound | changes).items() if value is not None}


BROKEN: list[tuple[dict[str, object], str, str]] = [
    ({}, "carrier", "no [[carrier]] stanza"),  # an empty file
    ({"carrier": [1]}, "carrier[1]", "is not a stanza"),
    ({"carrier": [stanza(code=None)]}, "carrier[1] x.code", "is missing"),
    ({"carrier": [stanza(id=None)]}, "carrier[1].id", "is missing"),
    ({"carrier": [stanza(), stanza(id="y", weak="1")]}, "carrier[2] y.weak", "is no list"),
    ({"carrier": [stanza(weak=[1])]}, "carrier[1] x.weak", "holds something else than strings"),
    ({"carrier": [stanza(week=[])]}, "carrier[1] x.week", "is a key that nobody reads"),  # misspelt
    ({"carrier": [stanza(name={"zh": "某快递"})]}, "carrier[1] x.name", "needs a zh and an en"),
    ({"carrier": [stanza(link="https://example.com")]}, "carrier[1] x.link", "has no {no} for the number"),
    ({"carrier": [stanza(strong=["("])]}, "carrier[1] x.strong", "is no pattern"),
    ({"carrier": [stanza(), stanza()]}, "x", "stands twice"),
]


@pytest.mark.parametrize(("table", "key", "reason"), BROKEN)
def test_a_broken_shelf_names_file_and_key(table: dict[str, object], key: str, reason: str) -> None:
    """A mistake in the data is refused where it stands, with file, key and reason."""
    with pytest.raises(ShelfError) as refusal:
        parcels.from_table(table, "mine.toml")
    assert (refusal.value.file, refusal.value.key) == ("mine.toml", key)
    assert refusal.value.reason.startswith(reason)
