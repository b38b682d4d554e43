"""The family of errors says what went wrong, and is drawn as it is."""

import pickle
import re

import pytest

from domain import errors
from domain.errors import (
    AmountReason,
    DateReason,
    MixedCurrencies,
    NoSuchCase,
    NotADate,
    NotAnAmount,
    NotANumber,
    NotNow,
    NumberReason,
    RefundKeeperError,
    ShelfError,
    Stale,
)

SENTENCES = [
    (NotAnAmount(AmountReason.ZERO, "0"), "'0' is not an amount: zero"),
    (NotADate(DateReason.FAR, "2040-1-1"), "'2040-1-1' is not a date: far"),
    (NotANumber(NumberReason.TOO_SHORT, "SF1"), "'SF1' is not a parcel number: too_short"),
    (MixedCurrencies("CNY", "USD"), "CNY and USD do not add up"),
    (ShelfError("carriers.toml", "carrier[1] sf.link", "is missing"), "carriers.toml, carrier[1] sf.link: is missing"),
    (NotNow("shipped", ("applied", "given_up")), "shipped cannot happen now; possible: applied, given_up"),
    (NotNow("reopened"), "reopened cannot happen now; possible: nothing"),
    (NoSuchCase("c7"), "c7"),
    (Stale("c7"), "c7"),
]


@pytest.mark.parametrize(("error", "sentence"), SENTENCES)
def test_an_error_says_its_facts(error: RefundKeeperError, sentence: str) -> None:
    """Every error of the family says its facts in one sentence, also after a journey between processes."""
    assert str(error) == sentence
    assert str(pickle.loads(pickle.dumps(error))) == sentence  # noqa: S301 - our own bytes, made on this line


def test_the_tree_in_the_docstring_is_the_family() -> None:
    """The drawing at the head of the module names exactly the classes that exist."""
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    family = {child.__name__ for child in RefundKeeperError.__subclasses__() if child.__module__ == errors.__name__}
    assert drawn == family
