"""What one undo takes back: whatever was told last."""

from dataclasses import replace
from datetime import timedelta

from domain import desk
from domain.case import Case
from domain.journal import Source, What
from domain.machine import Flow
from domain.people import Wishes
from storage import librarian
from tests.kit.cases import NOW, a_case, told

LIBRARY = librarian.load()
LATER = NOW + timedelta(days=1)


def _undone(case: Case, times: int = 1) -> Case:
    for number in range(times):
        outcome = desk.take_back(case, f"undo{number}{len(case.journal)}", LIBRARY, Wishes(), LATER)
        assert outcome is not None
        case = outcome.case
    return case


def _says(case: Case) -> list[tuple[What, str]]:
    return [(each.what, f"{each.when.at:%m-%d}" if each.when else "") for each in case.standing]


def test_a_better_word_gives_way_to_the_word_before() -> None:
    """Undo after a correction brings the old date back; once more, and the step itself goes."""
    case = a_case(Flow.RETURN, told(What.SIGNED), told(What.APPLIED, "2026-11-20"))
    wrong = told(What.APPLIED, "2026-11-22", corrects=case.standing[-1].id)
    mended = case.with_happening(wrong)
    assert _says(_undone(mended)) == _says(case)
    assert [what for what, _ in _says(_undone(mended, 2))] == [What.SIGNED]


def test_two_better_words_are_undone_one_by_one() -> None:
    """No undo brings back what another undo has put away."""
    case = a_case(Flow.RETURN, told(What.SIGNED), told(What.APPLIED, "2026-11-20"))
    once = case.with_happening(told(What.APPLIED, "2026-11-21", corrects=case.standing[-1].id))
    twice = once.with_happening(told(What.APPLIED, "2026-11-22", corrects=once.standing[-1].id))
    days = [_says(_undone(twice, times))[-1][1] for times in (0, 1, 2)]
    assert days == ["11-22", "11-21", "11-20"]
    assert [what for what, _ in _says(_undone(twice, 3))] == [What.SIGNED]


def test_the_opening_stays_but_a_better_word_on_it_goes() -> None:
    """A case cannot lose its first line; its date can be put back."""
    case = a_case(Flow.RETURN, told(What.SIGNED, "2026-11-20"))
    mended = case.with_happening(told(What.SIGNED, "2026-11-21", corrects=case.standing[0].id))
    assert _says(_undone(mended)) == _says(case)
    assert desk.take_back(_undone(mended), "again", LIBRARY, Wishes(), LATER) is None


def test_steps_noted_only_because_of_another_go_with_it() -> None:
    """What was read brought them along, without a day: one undo; what the shopper told by themselves stays."""
    early = a_case(Flow.RETURN, told(What.SIGNED), replace(told(What.APPLIED), when=None, told=LATER))
    whole = early
    for what in (What.APPROVED, What.SHIPPED):
        implied = replace(told(what), id=f"i{what}", when=None, told=LATER, source=Source.SCREENSHOT)
        whole = whole.with_happening(implied)
    whole = whole.with_happening(replace(told(What.DELIVERED, "2026-11-24"), told=LATER + timedelta(minutes=1)))
    assert _says(_undone(whole)) == _says(early)
