"""What a shopper put right of what was read: over the print, until the print itself says something else."""

from domain import mending, reading
from domain.findings import Doubt, Field, Found, Reading, put_right
from domain.journal import What
from domain.mending import DayMended, FieldMended
from domain.moments import When
from domain.money import Money
from storage import librarian
from tests.kit.cases import NOW

LIBRARY = librarian.load()
PRINTED = "订单编号：P734012345678821\n实付款：¥399.00\n签收时间：2026-11-18"
MINE = (FieldMended(Field.PAID, Money(38_900)), DayMended(What.SIGNED, When(NOW)))


def _read(text: str) -> Reading:
    return reading.of_text(text, LIBRARY, NOW)


def test_the_newest_word_on_a_thing_holds() -> None:
    """A second correction of the same thing takes the place of the first."""
    twice = mending.with_mend(MINE, FieldMended(Field.PAID, Money(37_900)))
    assert twice == (MINE[1], FieldMended(Field.PAID, Money(37_900)))
    found = mending.mended(_read(PRINTED), twice)
    assert found.paid is not None
    assert (found.paid.value, found.when(What.SIGNED)) == (Money(37_900), When(NOW))


def test_the_same_print_overtakes_no_correction() -> None:
    """Other words around the same values change nothing that was put right."""
    assert mending.overtaken(MINE, _read(PRINTED), _read(f"{PRINTED}\n谢谢")) == ()


def test_a_new_value_overtakes_the_correction_of_the_old() -> None:
    """Only of the thing that it says otherwise."""
    dearer, later = _read(PRINTED.replace("399", "369")), _read(PRINTED.replace("11-18", "11-19"))
    assert mending.overtaken(MINE, _read(PRINTED), dearer) == (FieldMended(Field.PAID, Money(36_900)),)
    (day,) = mending.overtaken(MINE, _read(PRINTED), later)
    assert day == DayMended(What.SIGNED, later.when(What.SIGNED))


def test_what_is_gone_or_in_doubt_overtakes_nothing() -> None:
    """A correction is not given up for a guess."""
    before = _read(PRINTED)
    hazy = put_right(before, Field.PAID, None)
    guessed = Reading(order_no=before.order_no, paid=Found(Money(1), "1", doubts=(Doubt.UNSURE,)))
    assert mending.overtaken(MINE[:1], before, hazy) == ()
    assert mending.overtaken(MINE[:1], before, guessed) == ()
