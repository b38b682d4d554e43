"""The ways in, and the choices of a registration."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from domain.case import Reason
from domain.intake import MEMBERSHIP_CHANNELS, Blank, Draft
from domain.journal import What
from domain.machine import Flow
from domain.policy import Policy
from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.day_keyboards import days, is_month
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words, said


def home(words: Words, draft: Draft | None, loose: int = 0) -> Keyboard:
    """The four ways in, and the half-filled case and the evidence in no case where there is such."""
    resume: Keyboard = ((Button(words.b_resume, Tap(Verb.NEW)),),) if draft else ()
    other = "en" if words.code == "zh" else "zh"
    return (
        *resume,
        *to_loose(words, loose),
        (Button(words.b_new, Tap(Verb.NEW, detail="fresh")), Button(words.b_list, Tap(Verb.LIST))),
        (Button(words.b_guide, Tap(Verb.GUIDE)), Button(words.b_language, Tap(Verb.LANGUAGE, detail=other))),
        (Button(words.b_settings, Tap(Verb.SETTINGS)),),
    )


def to_loose(words: Words, count: int) -> Keyboard:
    """The way to the evidence that is in no case, where there is some."""
    return ((Button(words.b_loose(count), Tap(Verb.LOOSE)),),) if count else ()


def back_home(words: Words) -> Keyboard:
    """The way home."""
    return ((Button(words.b_home, Tap(Verb.HOME)),),)


def to_cases(words: Words) -> Keyboard:
    """The way to the list of cases."""
    return ((Button(words.b_list, Tap(Verb.LIST)),),)


def blank(words: Words, draft: Draft, asked: Blank, today: date) -> Keyboard:
    """The choices of a question, then skip, back and cancel."""
    answers = _answers(words, draft, asked, today)
    steps: list[Button] = []
    if asked is not Blank.KIND:
        steps = [
            Button(words.b_skip, Tap(Verb.SKIP, detail=asked.value)),
            Button(words.b_back, Tap(Verb.BACK, detail=asked.value)),
        ]
    return (*answers, (*steps, Button(words.b_cancel, Tap(Verb.CANCEL))))


def _answers(words: Words, draft: Draft, asked: Blank, today: date) -> Keyboard:
    match asked:
        case Blank.KIND:
            return in_rows((_fill(asked, flow.value, label) for flow, label in kinds(words).items()), 1)
        case Blank.REASON:
            labels = reasons(words, membership=draft.flow is Flow.MEMBERSHIP)
            return in_rows(_fill(asked, reason.value, labels[reason]) for reason in draft.reasons)
        case Blank.STANDS:
            stands = stands_of(words, draft)
            return in_rows((_fill(asked, what.value, stands[what]) for what in draft.standings), 1)
        case Blank.CHANNEL:
            return in_rows(_fill(asked, way.value, words.channels[way]) for way in MEMBERSHIP_CHANNELS)
        case Blank.DATE:
            return days(words, today, date_tap)
        case Blank.NAME | Blank.PRICE:
            return ()


def date_tap(detail: str) -> Tap:
    """What a day of a new case carries, or a month of the calendar."""
    if is_month(detail):
        return Tap(Verb.CALENDAR, detail=detail)
    return Tap(Verb.FILL, detail=f"{Blank.DATE.value}={detail}")


def _fill(asked: Blank, value: str, label: str) -> Button:
    return Button(label, Tap(Verb.FILL, detail=f"{asked.value}={value}"))


def kinds(words: Words) -> Mapping[Flow, str]:
    """What can be wanted back, and how; the usual first."""
    return {
        Flow.RETURN: words.b_goods,
        Flow.MEMBERSHIP: words.b_membership,
        Flow.REFUND_ONLY: words.b_goods_refund_only,
        Flow.EXCHANGE: words.b_goods_exchange,
    }


def stands_of(words: Words, draft: Draft) -> Mapping[What, str]:
    """Where things may stand, in words."""
    if draft.flow is Flow.MEMBERSHIP:
        return words.stands_membership
    return words.stands_refund_only if draft.flow is Flow.REFUND_ONLY else words.stands_goods


def shops(words: Words, platforms: Iterable[Policy], tap: Callable[[str], Tap]) -> Keyboard:
    """Where it was bought: one button a platform of the shelf; `tap` of its id."""
    return in_rows(Button(said(words, each.title), tap(each.id)) for each in platforms)


def reasons(words: Words, *, membership: bool) -> dict[Reason, str]:
    """The reasons in words."""
    return dict(words.reasons_membership if membership else words.reasons_goods)
