"""A draft becomes a case: what a screen said comes along, in its order, and nothing that does not fit."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from domain import intake
from domain.case import Reason
from domain.intake import Blank, Draft, Told
from domain.journal import Source, What
from domain.machine import Flow, Stage
from domain.moments import When
from tests.kit.cases import NOW

_DAY = timedelta(days=1)


def _names() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"h{next(numbers)}"


def _draft(*also: Told) -> Draft:
    answers = {Blank.KIND: Flow.RETURN, Blank.REASON: Reason.QUALITY, Blank.STANDS: What.SIGNED}
    draft = Draft(order_no="P7340", seller="某某女装", also=also, proofs="1-2")
    for blank, answer in answers.items():
        draft = intake.fill(draft, blank, answer)
    return draft


def test_what_was_read_off_a_screen_is_in_the_case_and_marked_as_such() -> None:
    """Order number and shop are kept, and the journal says that a screenshot told it."""
    case = intake.complete(_draft(), case_id="c", first_id="f", owner=1, now=NOW, source=Source.SCREENSHOT)
    assert (case.order_no, case.seller) == ("P7340", "某某女装")
    assert [each.source for each in case.journal] == [Source.SCREENSHOT]


def test_what_else_a_screen_says_moves_the_case_on() -> None:
    """A request and its answer, in their order: the case stands where the screen shows it."""
    also = (Told(What.PAID, When(NOW - 9 * _DAY)), Told(What.APPLIED, When(NOW - _DAY)), Told(What.APPROVED))
    draft = _draft(*also)
    case = intake.complete(draft, case_id="c", first_id="f", owner=1, now=NOW)
    case = intake.grown(case, draft.also, _names(), NOW)
    assert case.stage is Stage.TO_SHIP
    assert [each.what for each in case.journal] == [What.SIGNED, What.PAID, What.APPLIED, What.APPROVED]


def test_what_does_not_fit_is_left_out() -> None:
    """A step that cannot follow takes nothing of the rest along."""
    case = intake.complete(_draft(), case_id="c", first_id="f", owner=1, now=NOW)
    case = intake.grown(case, (Told(What.RECEIVED), Told(What.APPLIED)), _names(), NOW)
    assert [each.what for each in case.journal] == [What.SIGNED, What.APPLIED]
