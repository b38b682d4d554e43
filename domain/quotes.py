"""
The law as letters may quote it: a table of short quotations that were checked, each with its article and its address.

A letter cites by id and never by heart. A quotation that is not in force on the day of the letter is not there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain import policy_file
from domain.errors import ShelfError
from domain.policy import Confidence, Scope
from domain.policy_row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """
    A few words of a text of law, exactly as they stand there.

    `article` is how a Chinese letter names it. Without `words` only the article may be named: its wording was not
    checked. `gloss` says in English what it means. In force from `valid_from` to `valid_until`, both included. Of cases
    outside its `scope` the text does not speak, whatever a letter says there.
    """

    id: str
    article: str
    words: str
    gloss: str
    source: str  #: address at which the text can be read
    confidence: Confidence
    facts: tuple[str, ...]  #: the words of facts.md that it rests on
    valid_from: date
    valid_until: date | None = None
    scope: Scope = field(default_factory=Scope)

    def in_force(self, day: date) -> bool:
        """Whether the text holds on that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def chinese(self) -> str:
        """The citation as a letter writes it: the article, and its words where they were checked."""
        return f"{self.article}：「{self.words}」" if self.words else self.article


def of_day(quotes: Iterable[Quote], day: date) -> Mapping[str, Quote]:
    """The quotations in force on a day, by their ids; of one id never two."""
    return {quote.id: quote for quote in quotes if quote.in_force(day)}


def from_table(data: Mapping[str, Any], file: str) -> tuple[Quote, ...]:
    """
    Read the rows ``[[quote]]`` of a file of the shelf.

    An id may stand again where a text replaced another; their times must not overlap.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    whole = Row(file, "the file", data)
    quotes = tuple(_quote(row) for row in whole.rows("quote", what="quote"))
    whole.refuse_rest()
    for at, quote in enumerate(quotes):
        if any(other.id == quote.id and _overlap(other, quote) for other in quotes[:at]):
            raise ShelfError(file, f"quote {quote.id}", "two quotations of this id hold on the same day")
    return quotes


def _quote(row: Row) -> Quote:
    quote = Quote(
        id=row.name("id"),
        article=row.text("article"),
        words=row.text("words", ""),
        gloss=row.text("gloss"),
        source=row.address("source"),
        confidence=row.choice("confidence", Confidence),
        facts=row.quotes("facts"),
        valid_from=row.day("valid_from"),
        valid_until=row.day_or_none("valid_until"),
        scope=policy_file.scope(row),
    )
    row.refuse_rest()
    if quote.words and not any(quote.words in fact for fact in quote.facts):
        raise row.wrong("words", "they do not stand in the facts that they rest on")
    if quote.valid_until and quote.valid_until < quote.valid_from:
        raise row.wrong("valid_until", "it ends before it begins")
    return quote


def _overlap(one: Quote, other: Quote) -> bool:
    return one.in_force(max(one.valid_from, other.valid_from)) and other.in_force(max(one.valid_from, other.valid_from))
