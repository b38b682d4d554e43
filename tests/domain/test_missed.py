"""What the other side let pass: found again behind later steps, and never where it is not certain."""

from datetime import date, timedelta

import pytest

from domain import missed
from domain.case import Case, Channel, Reason
from domain.journal import Happening, What
from domain.library import Library
from domain.machine import Flow, Turn
from domain.policy import Family
from storage import librarian
from tests.kit.cases import NOW, a_case, told


@pytest.fixture(scope="module")
def library() -> Library:
    """The shelf as shipped."""
    return librarian.load()


def refunded_on(day: str | None) -> Case:
    """Returned and delivered on the third; the refund was announced on this day."""
    return a_case(
        Flow.RETURN,
        told(What.SIGNED, "2026-10-20"),
        told(What.APPLIED, "2026-10-21"),
        told(What.APPROVED, "2026-10-22"),
        told(What.SHIPPED, "2026-10-24"),
        told(What.DELIVERED, "2026-11-03"),
        told(What.REFUND_ANNOUNCED, day),
    )


def ids(case: Case, library: Library) -> set[str]:
    """The rules that were missed and are over."""
    return {each.deadline.id for each in missed.of(case, library, NOW) if each.ended is not None}


@pytest.mark.parametrize(
    ("day", "late"), [("2026-11-10", False), ("2026-11-11", True), ("2026-11-20", True), (None, False)]
)
def test_a_refund_after_the_seventh_day_was_late(library: Library, day: str | None, *, late: bool) -> None:
    """The seven days end with the tenth at 24:00; the next day is late, and of an unknown day nothing is claimed."""
    assert ("legal_refund" in ids(refunded_on(day), library)) is late


def test_what_goes_on_is_missed_up_to_now(library: Library) -> None:
    """Without an end a deadline counts once it is over, and not a moment sooner."""
    case = a_case(
        Flow.RETURN,
        told(What.SIGNED, "2026-10-20"),
        told(What.APPLIED, "2026-10-21"),
        told(What.APPROVED, "2026-10-22"),
        told(What.SHIPPED, "2026-10-24"),
        told(What.DELIVERED, "2026-11-03"),
    )
    found = missed.of(case, library, NOW)
    assert found
    assert all(each.ended is None and each.deadline.ends <= NOW for each in found)
    first = found[0].deadline.ends
    assert not missed.of(case, library, first - timedelta(seconds=1))
    assert missed.of(case, library, first)


def test_a_time_that_was_corrected_counts_as_corrected(library: Library) -> None:
    """A refund first told as late, then as in time, accuses nobody."""
    late = refunded_on("2026-11-20")
    wrong = late.standing[-1]
    better = told(What.REFUND_ANNOUNCED, "2026-11-05", corrects=wrong.id)
    assert ids(late, library)
    assert not ids(late.with_happening(better), library)


def test_only_others_and_only_what_binds(library: Library) -> None:
    """Neither the shopper's own dates nor unwritten habits nor a bank's usual time are held against anybody."""
    for found in missed.of(refunded_on("2026-11-20"), library, NOW + timedelta(days=400)):
        deadline = found.deadline
        assert deadline.turn in {Turn.SELLER, Turn.PLATFORM}
        assert deadline.family is not Family.MONEY
        assert deadline.family is Family.LAW or deadline.pinned or deadline.rule.confidence.value == "high"


COMPLAINED = (
    told(What.SIGNED, "2026-10-20"),
    told(What.APPLIED, "2026-10-21"),
    told(What.REFUSED, "2026-10-22"),
    told(What.PLATFORM_ASKED, "2026-10-23"),
    told(What.PLATFORM_AGAINST, "2026-10-24"),
    told(What.COMPLAINT_FILED, "2026-10-26"),
    told(What.COMPLAINT_ACCEPTED, "2026-10-28"),
)
COURIER = (*COMPLAINED[:2], told(What.APPROVED, "2026-10-22"), told(What.COURIER_ASKED, "2026-10-23"))


@pytest.mark.parametrize("journal", [COMPLAINED[:-1], COMPLAINED, COURIER])
@pytest.mark.parametrize("days", [0, 400])
def test_whoever_decides_or_carries_is_not_the_other_side(
    library: Library, journal: tuple[Happening, ...], days: int
) -> None:
    """12315 is who reads the paper: its own dates, a carrier's and a bank's are held against nobody."""
    found = missed.of(a_case(Flow.RETURN, *journal), library, NOW + timedelta(days=days))
    assert {each.deadline.turn for each in found} <= {Turn.SELLER, Turn.PLATFORM}


def test_a_notice_that_nobody_spoke_of_is_not_called_missed(library: Library) -> None:
    """That a renewal must be announced is law; whether it was, the case does not know. Apple's own answer counts."""
    renewed = (told(What.RENEWED, "2026-11-10"), told(What.APPLIED, "2026-11-11"))
    case = a_case(Flow.MEMBERSHIP, *renewed, reason=Reason.RENEWED, channel=Channel.APPLE)
    found = {each.deadline.id for each in missed.of(case, library, NOW)}
    assert "renewal_notice" not in found
    assert "apple_decision" in found


def test_a_closed_case_still_knows_what_was_missed(library: Library) -> None:
    """Once the money is back no clock runs any more, but what was late stays late."""
    case = refunded_on("2026-11-20").with_happening(told(What.MONEY_ARRIVED, "2026-11-21"))
    assert not case.is_open
    assert ids(case, library) == ids(refunded_on("2026-11-20"), library) != set()
    assert date(2026, 11, 20) in {
        each.ended.when.day() for each in missed.of(case, library, NOW) if each.ended and each.ended.when
    }
