"""
A new case from a screen: the draft that is ready, and the questions that are left.

    ready = registering.from_reading(reading, now)
    ready.draft       what intake.complete makes a case of, once the question is answered or skipped
    ready.questions   what is left to ask, in that order

What is in doubt is left out of the draft and named: it is asked, never kept silently.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from domain import intake, steps
from domain.case import HOME_PLATFORM, Channel, Reason
from domain.findings import Doubt, Field, Found, Reading
from domain.intake import MEMBERSHIP_CHANNELS, Blank, Draft, Told
from domain.journal import What
from domain.machine import Flow
from domain.moments import Moment, When
from domain.money import Money

#: Which single question helps most, the most first: a clock without its start is the dearest gap.
_WORTH = (Blank.DATE, Blank.CHANNEL, Blank.REASON, Blank.PRICE)
#: What shows that goods are on their way back or have come: there is something to return.
_CAME = frozenset({What.SIGNED, What.COMPLETED, What.APPROVED, What.SHIPPED, What.DELIVERED, What.RECEIVED})

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """
    A draft as far as a reading fills it.

    All but `questions` counts as answered or skipped: the one that helps most, and the name where none was read, since
    a list of cases without names helps nobody. `doubtful` are the fields that were read but are not in the draft,
    `undated` the happenings that are told without their doubtful day.
    """

    draft: Draft
    questions: tuple[Blank, ...] = ()
    doubtful: tuple[Field, ...] = ()
    undated: tuple[What, ...] = ()


def from_reading(reading: Reading, now: Moment, proofs: str = "") -> Ready:
    """The new case that a reading proposes; `proofs` is the set of evidence that it was read from."""
    sure = replace(reading, told=tuple(_certain(reading)))
    draft = Draft(
        platform=_sure(reading.platform) or HOME_PLATFORM,
        channel=_sure(reading.way),
        order_no=_sure(reading.order_no) or "",
        seller=_sure(reading.shop) or "",
        proofs=proofs,
    )
    draft = _told(_headed(draft, sure), sure, now)
    questions = _questions(draft)
    fields = [(field, getattr(reading, field.value)) for field in Field]
    return Ready(
        draft=_skipping(draft, questions),
        questions=questions,
        doubtful=tuple(field for field, found in fields if found is not None and found.doubtful),
        undated=tuple(each.value.what for each in reading.told if each.doubtful),
    )


def _headed(draft: Draft, reading: Reading) -> Draft:
    """The draft with its kind, reason, name, price and way of paying."""
    draft = intake.fill(draft, Blank.KIND, _flow(reading))
    item: str | None = _sure(reading.item)
    paid: Money | None = _sure(reading.paid)
    draft = _filled(draft, Blank.NAME, intake.clean_name(item) if item else None)
    draft = _filled(draft, Blank.PRICE, paid)
    reason: Reason | None = _sure(reading.reason)
    draft = _filled(draft, Blank.REASON, reason if reason in draft.reasons else None)
    if draft.flow is not Flow.MEMBERSHIP:
        return draft
    channel = draft.channel if draft.channel in MEMBERSHIP_CHANNELS else None
    renewed = any(each.value.what is What.RENEWED for each in reading.told)
    draft = _filled(replace(draft, channel=None), Blank.CHANNEL, channel)
    return _filled(draft, Blank.REASON, Reason.RENEWED if renewed else None)


def _told(draft: Draft, reading: Reading, now: Moment) -> Draft:
    """The draft with what has happened: where things began, and all that followed, unseen steps included."""
    first = _first(reading, draft)
    stands = first.what if first else draft.standings[0]
    draft = intake.fill(draft, Blank.STANDS, stands)
    draft = _filled(draft, Blank.DATE, first.when if first else None)
    case = intake.complete(draft, case_id="~", first_id="~", owner=0, now=now)
    rest = tuple(each for each in reading.told if first is None or each.value.what is not first.what)
    followed, _ = steps.proposed(replace(reading, told=rest, parcel=None), case, now)  # a parcel needs its own tap
    return replace(draft, also=tuple(Told(step.what, step.when) for step in followed if step.old is None))


def _first(reading: Reading, draft: Draft) -> Told | None:
    """Where the journal begins: the first that has its time, else the first; no day is asked that no clock needs."""
    there = [each.value for each in reading.told if each.value.what in draft.standings]
    return next((each for each in there if each.when), there[0] if there else None)


def _flow(reading: Reading) -> Flow:
    """The kind that was read; else what may still be done: what never came is not sent back."""
    told = {each.value.what for each in reading.told}
    flow: Flow | None = _sure(reading.flow)
    if reading.flow is not None and flow is not None and not reading.flow.words:
        return flow  # the shopper's own word
    goods = bool(told & {What.POSTED, *_CAME}) or reading.parcel is not None
    if flow is Flow.MEMBERSHIP and not goods:
        return flow
    if flow is not None and flow is not Flow.MEMBERSHIP:
        return flow
    if told & {What.PAID, What.POSTED} and not told & _CAME:
        return Flow.REFUND_ONLY
    return Flow.RETURN


def _certain(reading: Reading) -> Iterator[Found[Told]]:
    """What was told, without days in doubt, and without what may not have happened at all."""
    for each in reading.told:
        if Doubt.UNCLEAR in each.doubts and any(other.what is not each.value.what for other in each.others):
            continue
        yield replace(each, value=replace(each.value, when=None), doubts=()) if each.doubtful else each


def _sure(found: Found[_Kind] | None) -> _Kind | None:
    return None if found is None or found.doubtful else found.value


def _filled(draft: Draft, blank: Blank, answer: Reason | Channel | Money | When | str | None) -> Draft:
    return draft if answer is None or answer == "" else intake.fill(draft, blank, answer)


def _open(draft: Draft) -> tuple[Blank, ...]:
    return tuple(blank for blank in intake.blanks(draft) if blank not in draft.answered)


def _questions(draft: Draft) -> tuple[Blank, ...]:
    """The one that helps most, and the name, in the order in which a draft asks."""
    there = _open(draft)
    best = next((blank for blank in _WORTH if blank in there), None)
    return tuple(blank for blank in there if blank in {best, Blank.NAME})


def _skipping(draft: Draft, questions: tuple[Blank, ...]) -> Draft:
    """The draft with all skipped that is neither known nor asked."""
    for blank in _open(draft):
        if blank not in questions:
            draft = intake.fill(draft, blank, None)
    return draft
