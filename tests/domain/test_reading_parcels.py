"""A parcel number off a picture is taken without a question only where two witnesses agree."""

import pytest

from domain import reading
from domain.findings import Doubt
from domain.seeing import Box, Code, Line, Seen, Symbology
from storage import librarian
from tests.domain.test_reading import WRITTEN

LIBRARY = librarian.load()
SURE, FAIR, POOR = 0.99, 0.95, 0.7

SF, ZTO, S10 = "SF1364216703436", "78123456789012", "EE123456785CN"

#: Print with how sure its reader is; the codes; the number that comes out, its carrier, and why it is asked.
PICTURES: list[tuple[str, list[tuple[str, float]], list[str], str, str | None, list[Doubt]]] = [
    ("print and code agree", [("运单号 " + ZTO, SURE)], [ZTO], ZTO, "zto", []),
    ("they agree, however bad the print", [("运单号 " + ZTO, POOR)], [ZTO], ZTO, "zto", []),
    ("the print has gaps and no label", [("7812 3456 7890 12", SURE)], [ZTO], ZTO, "zto", []),
    ("a code of a strong pattern", [], [SF], SF, "sf", []),
    ("a code of a weak pattern", [], [ZTO], ZTO, "zto", [Doubt.UNPROVEN]),
    ("sure print of a strong pattern", [("运单号 " + SF, SURE)], [], SF, "sf", []),
    ("fair print of a strong pattern", [("运单号 " + SF, FAIR)], [], SF, "sf", [Doubt.UNSURE]),
    ("sure print of a weak pattern", [("运单号 " + ZTO, SURE)], [], ZTO, "zto", [Doubt.UNPROVEN]),
    ("poor print of a weak pattern", [("运单号 " + ZTO, POOR)], [], ZTO, "zto", [Doubt.UNPROVEN, Doubt.UNSURE]),
    ("a right check digit", [("运单号 " + S10, SURE)], [], S10, "ems", []),
    ("a wrong check digit", [("运单号 EE123456786CN", SURE)], [], "EE123456786CN", "ems", [Doubt.WRONG_DIGIT]),
    ("print and code disagree", [("运单号 SF1364216703437", SURE)], [SF], SF, "sf", [Doubt.DISAGREES]),
    ("two codes", [], [SF, "YT1234567890123"], SF, "sf", [Doubt.SEVERAL]),
    (
        "two codes, one of them printed",
        [("YT1234567890123", POOR)],
        [SF, "YT1234567890123"],
        "YT1234567890123",
        "yto",
        [],
    ),
    ("a code inside a longer number", [("7812345678901234", SURE)], [ZTO], ZTO, "zto", [Doubt.UNPROVEN]),
    ("a code that is no number", [("运单号 " + SF, SURE)], ["HANGZHOU-01"], SF, "sf", []),
]


@pytest.mark.parametrize(
    ("_", "lines", "codes", "number", "carrier", "doubts"), PICTURES, ids=[row[0] for row in PICTURES]
)
def test_two_witnesses_or_a_question(
    _: str, lines: list[tuple[str, float]], codes: list[str], number: str, carrier: str | None, doubts: list[Doubt]
) -> None:
    """The number, who carries it, and what is asked first."""
    printed = tuple(Line(text, sure, Box(50, 100 * at, 900, 100 * at + 50)) for at, (text, sure) in enumerate(lines))
    seen = Seen(1000, 1000, printed, tuple(Code(Symbology.CODE_128, text) for text in codes))
    found = reading.of_picture(seen, LIBRARY, WRITTEN).parcel
    assert found is not None
    assert (found.value.number, found.value.carrier) == (number, carrier)
    assert list(found.doubts) == doubts
