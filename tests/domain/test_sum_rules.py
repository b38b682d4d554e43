"""A wrong row of sums is refused with the file, the key and the reason; nothing in it is guessed or skipped."""

from collections.abc import Mapping
from typing import Any

import pytest

from domain import sum_rules
from domain.case import Reason
from domain.errors import ShelfError
from domain.journal import What
from domain.machine import Flow
from domain.money import Money
from domain.policy import Confidence
from domain.sum_rules import Fault, Figure, Part
from domain.traits import Trait
from tests.kit.cases import a_case, told

GOOD: Mapping[str, Any] = {
    "id": "freight_out_kept",
    "figure": "freight_out",
    "title": {"zh": "去程运费", "en": "the outbound freight"},
    "note": {"zh": "不在商品价款里。", "en": "Not in the price of the goods."},
    "article": "法 1",
    "source": "https://example.org/law",
    "confidence": "medium",
    "facts": "商品价款",
}
CLAIM = {"part": "claim", "figure": "goods", "times": 3, "least": 50_000, "all_of": ["fraud", "relied_on_it"]}


def _without(key: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != key}


WRONG: list[tuple[Mapping[str, Any], str, str]] = [
    *[(_without(key), key, "missing") for key in ("id", "figure", "title", "note", "article", "source", "confidence")],
    (_without("facts"), "facts", "it is missing"),
    ({**GOOD, "figur": "paid"}, "figur", "means nothing"),
    ({**GOOD, "figure": "freight"}, "figure", "is none of paid"),
    ({**GOOD, "part": "extra"}, "part", "is none of refund"),
    ({**GOOD, "minus": "yes"}, "minus", "neither true nor false"),
    ({**GOOD, "times": 0}, "times", "no whole number above zero"),
    ({**GOOD, "times": "three"}, "times", "no whole number above zero"),
    ({**GOOD, "least": -1}, "least", "no whole number above zero"),
    ({**GOOD, "fault": "buyer"}, "fault", "is none of seller, shopper"),
    ({**GOOD, "all_of": "rich"}, "all_of", "is none of"),
    ({**GOOD, "after": "sent"}, "after", "is none of"),
    ({**GOOD, "flows": "barter"}, "flows", "is none of"),
    ({**GOOD, "essential": True}, "essential", "must be asked for"),
    ({**GOOD, "within": 7}, "within", "the happening that it counts since"),
    ({**GOOD, "since": "paid"}, "within", "the other way round"),
    ({**GOOD, "figure": "words"}, "part", "stands apart"),
    ({**GOOD, "part": "claim"}, "all_of", "names the facts that must be ticked"),
    ({**GOOD, **CLAIM, "all_of": ["fraud", "livestream"]}, "all_of", "names the facts that must be ticked"),
    ({**GOOD, "source": "the law"}, "source", "no address"),
    ({**GOOD, "title": {"zh": "去程运费"}}, "title.en", "missing"),
]


@pytest.mark.parametrize(("row", "key", "reason"), WRONG)
def test_a_wrong_row_is_refused(row: Mapping[str, Any], key: str, reason: str) -> None:
    """File, row, key and reason are named."""
    with pytest.raises(ShelfError) as refused:
        sum_rules.from_table({"sum": [row]}, "sums.toml")
    assert refused.value.file == "sums.toml"
    assert refused.value.key.endswith(key), refused.value.key
    assert reason in refused.value.reason


def test_two_rows_of_one_name_and_strange_tables_are_refused() -> None:
    """A line must be citable by its name, and nothing else belongs into the file."""
    with pytest.raises(ShelfError, match="two rows have this id"):
        sum_rules.from_table({"sum": [GOOD, GOOD]}, "sums.toml")
    with pytest.raises(ShelfError, match="and nothing else"):
        sum_rules.from_table({"sum": [GOOD], "rule": []}, "sums.toml")


def test_a_row_becomes_a_rule_with_every_word_it_says() -> None:
    """And what it does not say is the plain case: counted once, added, asked of nobody."""
    plain, claim = sum_rules.from_table({"sum": [GOOD, {**GOOD, **CLAIM, "id": "threefold"}]}, "sums.toml")
    assert (plain.part, plain.minus, plain.times, plain.least, plain.asks) == (Part.REFUND, False, 1, None, False)
    assert (claim.figure, claim.times, claim.least) == (Figure.GOODS, 3, Money(50_000))
    assert claim.facts_to_tick == (Trait.FRAUD, Trait.RELIED_ON_IT)
    assert claim.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("reason", "traits", "whose"),
    [
        (Reason.QUALITY, (), Fault.SELLER),
        (Reason.NOT_AS_DESCRIBED, (), Fault.SELLER),
        (Reason.UNWANTED, (), Fault.SHOPPER),
        (Reason.MISTAKE, (), Fault.SHOPPER),
        (Reason.UNWANTED, (Trait.FAKE,), Fault.SELLER),
        (Reason.UNWANTED, (Trait.GOODS_UNSAFE,), Fault.SELLER),
        (Reason.MISTAKE, (Trait.SELLER_DEFAULT,), Fault.SELLER),
        (Reason.UNWANTED, (Trait.LIVESTREAM,), Fault.SHOPPER),
        (None, (), None),
        (None, (Trait.FRAUD,), Fault.SELLER),
    ],
)
def test_whose_fault_it_is(reason: Reason | None, traits: tuple[Trait, ...], whose: Fault | None) -> None:
    """The reason says it; a fake, a fraud, unsafe food or a broken deal say it louder."""
    case = a_case(Flow.RETURN, told(What.SIGNED), reason=reason, traits=frozenset(traits))
    assert sum_rules.fault(case) is whose
