"""The table of quotations: exact, dated, and never two at a time."""

from datetime import date
from typing import Any

import pytest

from domain import quotes
from domain.errors import ShelfError
from storage import librarian

TABLE = librarian.load().quotes
ROW: dict[str, Any] = {
    "id": "a",
    "article": "《某法》第一条",
    "words": "七日",
    "gloss": "seven days",
    "source": "https://example.org",
    "confidence": "high",
    "facts": "in 七日",
    "valid_from": date(2020, 1, 1),
}


def test_what_is_quoted_stands_word_for_word_in_the_ground() -> None:
    """No quotation says more than was checked."""
    assert [quote.id for quote in TABLE if quote.words and not any(quote.words in fact for fact in quote.facts)] == []


def test_a_text_counts_from_its_first_day_to_its_last() -> None:
    """The prepaid interpretation holds from 1 May 2025 (facts.md 1.6), and not the day before."""
    assert "prepaid_seven" not in quotes.of_day(TABLE, date(2025, 4, 30))
    assert "prepaid_seven" in quotes.of_day(TABLE, date(2025, 5, 1))


def test_a_citation_names_the_article_and_only_checked_words() -> None:
    """Words in quotation marks where they were checked, the article alone where they were not."""
    today = quotes.of_day(TABLE, date(2026, 11, 26))
    assert today["faulty_return"].chinese == "《消费者权益保护法》第二十四条：「可以自收到商品之日起七日内退货」"
    assert today["platform_identity"].chinese == "《消费者权益保护法》第四十四条"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([{**ROW, "words": "八日"}], "words"),
        ([ROW, ROW], "quote a"),
        ([{**ROW, "valid_until": date(2019, 1, 1)}], "valid_until"),
        ([{**ROW, "source": "somewhere"}], "source"),
        ([{**ROW, "artikle": "2"}], "artikle"),
    ],
)
def test_a_wrong_table_is_refused_with_its_key(rows: list[dict[str, Any]], key: str) -> None:
    """The file, the row and the key are named."""
    with pytest.raises(ShelfError) as refusal:
        quotes.from_table({"quote": rows}, "quotes.toml")
    assert key in refusal.value.key


def test_a_text_may_follow_another_under_one_id() -> None:
    """The old one ends the day before the new one begins."""
    old = {**ROW, "valid_until": date(2022, 1, 1)}
    table = quotes.from_table({"quote": [old, {**ROW, "valid_from": date(2022, 1, 2)}]}, "quotes.toml")
    assert len(table) == 2
    assert len(quotes.of_day(table, date(2022, 1, 2))) == 1
