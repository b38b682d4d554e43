"""Every value on the shelf rests on a line of the ground: the number, its unit, its dates, and how sure it is."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.kit import quantities, shelf
from tests.kit.shelf import Row

GROUND = next((at for up in Path(__file__).parents if (at := up / "shared" / "facts.md").exists()), None)
EVERY = shelf.rows("rule", "unless", "advice", "sum", "circumstance", "rung", "quote")
CLOCKS = shelf.rows("rule", "unless")
SILENCE = {
    "approved": ("默认商家同意",),
    "refund_announced": ("自动退款", "auto refund"),
    "app_closed": ("can close the case",),
}
SURE = {"unknown": 0, "low": 1, "medium": 2, "high": 3}

#: A rule that names no number: what its length stands for, and the words that say so.
NO_NUMBER = {"renewal_notice": (1, "says only 日期前")}


def _name(row: Row) -> str:
    return f"{row.file}: {row.name}"


@pytest.mark.parametrize("row", EVERY, ids=_name)
def test_each_row_quotes_the_ground(row: Row) -> None:
    """Each quotation stands word for word in a line of the ground, of which the repository keeps its own extract."""
    lost = [quote for quote in row.quotes if not shelf.lines_of(quote)]
    assert not lost, f"not in tests/shelf/ground.md (copy the line of facts.md there): {lost}"


@pytest.mark.skipif(GROUND is None, reason="the ground (facts.md) does not lie beside this copy of the repository")
def test_the_extract_is_the_ground() -> None:
    """No line of the extract was changed, and each stands in the ground."""
    assert GROUND is not None
    lines = {line.lstrip("# ") for line in GROUND.read_text(encoding="utf-8").splitlines()}
    assert [line for line in shelf.extract() if line.lstrip("# ") not in lines] == []


@pytest.mark.parametrize("row", [row for row in CLOCKS if isinstance(row.data.get("length"), int)], ids=_name)
def test_each_length_is_what_its_quotation_says(row: Row) -> None:
    """One quotation names this length, with its unit, and no other: change the value or the words and it is red."""
    length, unit = row["length"], row["unit"]
    if NO_NUMBER.get(row.name, (None,))[0] == length:
        assert any(NO_NUMBER[row.name][1] in quote for quote in row.quotes)
        return
    assert any(_says(quote, length, unit) for quote in row.quotes), f"{length} {unit}: {row.quotes}"


LENGTHS = {(row["length"], row["unit"]) for row in CLOCKS if isinstance(row["length"], int)}


@pytest.mark.parametrize("row", [row for row in CLOCKS if isinstance(row.data.get("length"), int)], ids=_name)
def test_no_other_length_would_pass(row: Row) -> None:
    """Put any other length of the shelf, or a day more or less, in its place, and no quotation carries it."""
    own, unit = row["length"], row["unit"]
    others = (LENGTHS | {(own + 1, unit), (own - 1, unit), (2 * own, unit)}) - {(own, unit)}
    assert [each for each in others if any(_says(quote, *each) for quote in row.quotes)] == []


def _says(quote: str, length: int, unit: str) -> bool:
    """Whether the quotation names just this; without a unit (``/ 12 (bonded)``) its line has to name the unit."""
    named = quantities.named(quote)
    if named:
        return named == {(length, unit)}
    numbers = {int(number) for number in re.findall(r"\d+", quote)}
    units = {each for line in shelf.lines_of(quote) for _, each in quantities.named(line)}
    return numbers == {length} and unit in units


@pytest.mark.parametrize("row", [row for row in CLOCKS if row.data.get("length") == "unknown"], ids=_name)
def test_what_nobody_publishes_quotes_no_number(row: Row) -> None:
    """An unknown length rests on words that name none."""
    assert not any(quantities.named(quote) for quote in row.quotes)
    assert row["confidence"] == "unknown"


@pytest.mark.parametrize(
    "row", [row for row in CLOCKS if "valid_from" in row.data or "valid_until" in row.data], ids=_name
)
def test_each_day_of_a_change_is_quoted(row: Row) -> None:
    """The first day of a rule, or the day after its last, stands in its quotations."""
    days: list[date] = [row["valid_from"]] if row["valid_from"] else []
    if row["valid_until"]:
        days.append(row["valid_until"])
        assert any(str(day) in " ".join(row.quotes) for day in (days[-1], days[-1] + timedelta(days=1)))
        days.pop()
    assert all(str(day) in " ".join(row.quotes) for day in days)


@pytest.mark.parametrize("row", [row for row in CLOCKS if row.data.get("silence", "none") != "none"], ids=_name)
def test_what_silence_means_is_quoted(row: Row) -> None:
    """Agreement, refund or closing by silence stands in the words of the ground."""
    assert any(words in quote for words in SILENCE[row["silence"]] for quote in row.quotes)


@pytest.mark.parametrize("row", shelf.rows("rule", "advice", "sum", "rung", "quote"), ids=_name)
def test_no_row_is_surer_than_the_ground(row: Row) -> None:
    """Where the quoted lines grade themselves, the best of them is at least as sure as the row."""
    grades = [grade for quote in row.quotes for line in shelf.lines_of(quote) if (grade := _grade(line))]
    if grades:
        assert SURE[row["confidence"]] <= max(SURE[grade] for grade in grades), grades


def _grade(line: str) -> str | None:
    """The last cell of a line of a table, if it is a grade; of ``low-medium`` the better one."""
    cell = line.rstrip(" |").rpartition("|")[2].replace("*", "")
    found = re.match(r"\s*((?:high|medium|low|unknown)(?:[ -/]+(?:high|medium|low))*)", cell)
    return max(re.findall(r"high|medium|low|unknown", found[1]), key=SURE.__getitem__) if found else None


TOLD = [row for row in shelf.rows("rule", "unless", "advice") if "note" in row.data or "words" in row.data]


@pytest.mark.parametrize("row", TOLD, ids=_name)
def test_each_number_that_is_said_stands_in_the_ground_and_is_said_twice(row: Row) -> None:
    """What a note or a piece of advice tells in figures or words, it tells in both languages, and a line carries it."""
    words = row.data.get("note") or row.data["words"]
    chinese, english = quantities.numbers(words["zh"]), quantities.numbers(words["en"])
    lines = [line for quote in row.quotes for line in shelf.lines_of(quote)]
    carried = {number for line in lines for number in quantities.numbers(line)}
    carried |= {int(figures) for line in lines for figures in re.findall(r"\d+", line)}
    assert (chinese ^ english, (chinese | english) - carried) == (set(), set())


@pytest.mark.parametrize("row", shelf.rows("sum"), ids=_name)
def test_each_figure_of_a_sum_is_quoted(row: Row) -> None:
    """How many times, at least how much, within how many days: each number stands in the quotations."""
    said = " ".join(row.quotes)
    for key, unit in (("times", "×"), ("within", None)):
        if key in row.data:
            assert re.search(rf"(?<!\d){row[key]}\s*{unit or ''}", said), f"{key} {row[key]}: {said}"
    if "least" in row.data:
        assert re.search(rf"(?<!\d){row['least'] // 100}(?!\d)|{_spoken(row['least'] // 100)}元", said)


def _spoken(amount: int) -> str:
    return {500: "五百", 1000: "一千"}.get(amount, "?")
