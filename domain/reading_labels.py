"""What stands behind a label: 订单编号 P7340…, 实付款: ¥399.00, a value on the right of its label or under it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.reading_rows import GAP, Row
from domain.vocabulary import Behind, Label, State, Vocabulary

_BETWEEN = re.compile(r"[\s:·|>\-—=→*#]*(?:[是为](?=[\sA-Za-z0-9¥]))?[\s:]*")
_BEFORE = re.compile(r"(?:^|[\s,;。;|·()\[\]【】<>*•\-—:])$")  # what may stand before the label of a text


@dataclass(frozen=True, slots=True)
class Sign:
    """A label or a state where it stands in its row."""

    row: Row
    at: int  #: the number of the row
    start: int
    end: int
    meaning: Behind | State

    @property
    def words(self) -> str:
        """As it is printed."""
        return self.row.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Value:
    """
    What stands behind a label, up to the next one.

    `apart` means that the two are set apart as on a form: by a colon, a gap or a row of its own. In a sentence they
    are not.
    """

    sign: Sign
    behind: Behind
    text: str
    row: Row
    start: int
    apart: bool

    @property
    def low(self) -> str:
        """The value in lower case and simplified."""
        return self.row.low[self.start : self.start + len(self.text)]

    @property
    def piece(self) -> str:
        """The value as far as its own piece of print goes."""
        return self.text.split(GAP)[0].strip()

    @property
    def words(self) -> str:
        """Label and value, as printed."""
        return f"{self.sign.words} {self.text}".strip()

    def sure(self, length: int | None = None) -> float:
        """How sure the reader is of the first `length` signs of the value."""
        return self.row.confidence(self.start, self.start + (length or len(self.text)))


def signs(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Sign, ...]:
    """All labels and states, in the order of the print."""
    return tuple(
        Sign(row, at, match.start(), match.end(), meaning)
        for at, row in enumerate(rows)
        for match, meaning in vocabulary.signs.found_in(row.low)
    )


def values(rows: Sequence[Row], found: Sequence[Sign]) -> tuple[Value, ...]:
    """What stands behind each label that has something behind it, labels of nothing that is kept left out."""
    return tuple(_values(rows, found))


def of(behind: Sequence[Value], *labels: Label) -> Iterator[Value]:
    """The values of these labels, in the order in which the labels are given, then in that of the print."""
    for label in labels:
        yield from (value for value in behind if value.behind.label is label)


def is_set_apart(value: Value) -> bool:
    """Whether it stands as on a form: the label begins its row or its column, and the value is set apart from it."""
    return value.apart and _BEFORE.search(value.sign.row.text[: value.sign.start][-1:]) is not None


def begins_its_row(value: Value) -> bool:
    """Whether the label begins its row, and a space stands behind it."""
    sign = value.sign
    return not sign.row.text[: sign.start].strip() and sign.row.text[sign.end : sign.end + 1].isspace()


def _values(rows: Sequence[Row], found: Sequence[Sign]) -> Iterator[Value]:
    labels = [sign for sign in found if isinstance(sign.meaning, Behind)]
    begins = {sign.at for sign in found if not sign.row.text[: sign.start].strip()}
    for place, sign in enumerate(labels):
        behind = sign.meaning
        if not isinstance(behind, Behind) or behind.label is Label.OTHER:
            continue
        after = labels[place + 1] if place + 1 < len(labels) else None
        end = after.start if after is not None and after.at == sign.at else len(sign.row.text)
        between = _BETWEEN.match(sign.row.text, sign.end, end)
        start = between.end() if between else sign.end
        text = sign.row.text[start:end].rstrip()
        if text:
            apart = ":" in sign.row.text[sign.end : start] or GAP in sign.row.text[sign.end : start]
            yield Value(sign, behind, text, sign.row, start, apart)
        elif _stands_over(sign, end) and sign.at + 1 < len(rows) and sign.at + 1 not in begins:
            below = rows[sign.at + 1]
            if below.stands_under(sign.row, sign.start):
                yield Value(sign, behind, below.text, below, 0, apart=True)


def _stands_over(sign: Sign, end: int) -> bool:
    """Whether a label ends its row and begins it or its column: then its value may stand under it."""
    before = sign.row.text[: sign.start]
    return end == len(sign.row.text) and (not before.strip() or before.endswith(GAP))
