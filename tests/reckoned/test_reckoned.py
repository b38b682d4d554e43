"""Refunds reckoned by hand from the ground, line by line, each with the section that it rests on."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain import sums
from domain.case import Case, Channel, Reason
from domain.journal import What
from domain.machine import Flow
from domain.money import Money, digits
from domain.purchase import Amount, Term
from domain.sum_rules import Part
from domain.sums import Expected, Line
from storage import librarian
from tests.kit.cases import a_case, told

LIBRARY = librarian.load()
TODAY = "2026-11-23"
KEYS = {
    "id", "about", "ground", "flow", "reason", "price", "channel", "traits", "amounts", "term", "events", "today",
    "lines", "total", "beside", "claims", "demand", "missing", "mixed",
}  # fmt: skip


def _rows() -> Iterator[Any]:
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in data["case"]:
            yield pytest.param({**data["defaults"], **row}, id=f"{path.stem}: {row['id']}")


ROWS = list(_rows())


@pytest.mark.parametrize("row", ROWS)
def test_the_lines_are_those_reckoned_by_hand(row: Mapping[str, Any]) -> None:
    """Every line, in its order, to the fen; and the total that they make."""
    found = expected(row)
    assert _told(found.refund) == dict(row["lines"])
    assert list(_told(found.refund)) == list(row["lines"])
    assert _written(found.total) == row["total"]
    assert list(found.mixed) == row.get("mixed", [])


@pytest.mark.parametrize("row", ROWS)
def test_what_stands_beside_is_in_no_total(row: Mapping[str, Any]) -> None:
    """What is within it, apart, instead, or claimed on top: exactly what was reckoned, and nothing by default."""
    found = expected(row)
    beside = [line for line in found.lines if line.part not in {Part.REFUND, Part.CLAIM}]
    assert _told(beside) == row.get("beside", {})
    assert _told(found.claims) == row.get("claims", {})
    if "demand" in row:
        assert _written(found.demand) == row["demand"]


@pytest.mark.parametrize("row", ROWS)
def test_what_is_missing_is_asked_for(row: Mapping[str, Any]) -> None:
    """What matters here and was not told; an exclamation mark where there is no total without it."""
    found = expected(row)
    assert [f"{each.need}{'!' if each.essential else ''}" for each in found.missing] == row.get("missing", [])


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_what_it_is_about_and_where_it_is_written(row: Mapping[str, Any]) -> None:
    """No row without its ground, no key that nothing reads."""
    assert row["about"]
    assert row["ground"]
    assert set(row) <= KEYS


def expected(row: Mapping[str, Any]) -> Expected:
    """What the shipped shelf says about the case of a row."""
    return sums.of(_case(row), LIBRARY.sums, date.fromisoformat(row.get("today", TODAY)))


def _case(row: Mapping[str, Any]) -> Case:
    term = row.get("term", "none")
    return a_case(
        Flow(row["flow"]),
        *(told(What(what), day) for what, day in (event.split() for event in row["events"])),
        reason=None if row["reason"] == "none" else Reason(row["reason"]),
        price=None if row["price"] == "none" else _money(row["price"]),
        channel=Channel(row["channel"]) if "channel" in row else None,
        traits=frozenset(row.get("traits", [])),
        amounts={Amount(name): _money(sum_) for name, sum_ in row.get("amounts", {}).items()},
        term=None if term == "none" else Term(*(date.fromisoformat(day) for day in term.split())),
    )


def _money(text: str) -> Money:
    currency, _, figure = text.rpartition(" ")
    currency = currency or "CNY"
    return Money(round(float(figure) * 10 ** digits(currency)), currency)


def _told(lines: Any) -> dict[str, str]:
    return {line.id: "-" if line.money is None else _written(line.money) for line in lines if isinstance(line, Line)}


def _written(money: Money | None) -> str:
    if money is None:
        return "none"
    return f"{money.major}" if money.currency == "CNY" else f"{money}"
