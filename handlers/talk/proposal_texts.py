"""What was read, as a person sees it before it is a fact: each thing, what is in doubt, and the taps on it. Pure."""

from collections.abc import Sequence
from datetime import date

from domain.case import Channel
from domain.findings import Doubt, Field, Found, Reading
from domain.intake import Draft
from domain.journal import Parcel
from domain.machine import Flow
from domain.moments import When
from domain.money import Money
from domain.parcels import by_id
from domain.policy import Unit
from domain.proposal import Change, Pin, Proposal
from domain.registering import Ready
from domain.steps import Step
from handlers.talk import keyboards
from handlers.talk.cards import Look
from handlers.talk.markup import Html, escape, lines
from handlers.talk.proposal_taps import DAY, NEW


def new_case(look: Look, reading: Reading, ready: Ready) -> Html:
    """What was read for a new case."""
    words, draft = look.words, ready.draft
    read = {each.value.what for each in reading.told}
    told = [(draft.stands, draft.when), *((each.what, each.when) for each in draft.also)]
    told.sort(key=lambda each: each[1].day() if each[1] else date.max)
    shown = [words.read_told(what, _when(look, when)) for what, when in told if what and (when or what in read)]
    return lines(
        words.read_item(draft.name or None, draft.price) if draft.name or draft.price else None,
        words.order_line(draft.order_no) if draft.order_no else None,
        words.seller_line(draft.seller) if draft.seller else None,
        words.read_way(spoken(look, draft.flow)) if draft.flow else None,
        *shown,
        _refund(look, reading),
        *(_unsure(look, reading, field) for field in ready.doubtful if field is not Field.PLATFORM),  # on its button
    )


def for_case(look: Look, reading: Reading, found: Proposal) -> Html:
    """What was read for a case that is there."""
    return lines(
        *(_step(look, step) for step in found.steps if not step.implied),
        *(_change(look, change) for change in found.changes),
        _refund(look, reading),
        look.words.read_unseen([look.words.told[what] for what in found.unseen]) if found.unseen else None,
        *(_pin(look, pin) for pin in found.pins),
    )


def decided(look: Look, dispute: Change | Step, which: str) -> tuple[Html, ...]:
    """The shopper's word on a conflict, said back: what it was and what it is, or what it stays."""
    words = look.words
    return tuple(
        words.took_new(label, old, new) if which == NEW else words.kept_mine(label, old)
        for label, old, new in differences(look, dispute)
    )


def differences(look: Look, dispute: Change | Step) -> tuple[tuple[str, str, str], ...]:
    """What it is about, what the case says of it, and what was read."""
    words = look.words
    if isinstance(dispute, Change):
        label = words.fields_read[dispute.field.value]
        return ((label, spoken(look, dispute.old), spoken(look, dispute.new)),)
    old = dispute.old
    sent, read = old.parcel if old else None, dispute.parcel
    same = sent is not None and read is not None and sent.number == read.number
    pairs: list[tuple[str, object, object]] = [
        (words.told[dispute.what], old and old.when, dispute.when),
        (
            words.fields_read["carrier" if same else Field.PARCEL.value],
            _parcel(look, sent, named=same),
            _parcel(look, read, named=same),
        ),
        (words.fields_read[Field.PAID.value], old and old.money, dispute.money),
    ]
    return tuple(
        (label, spoken(look, old), spoken(look, new)) for label, old, new in pairs if old and new and old != new
    )


def _parcel(look: Look, parcel: Parcel | None, *, named: bool) -> str | None:
    """Its number; who carries it, where two of the same number differ in that."""
    if parcel is None:
        return None
    carrier = by_id(look.carriers, parcel.carrier) if named else None
    return carrier.name(look.words.code) if carrier else parcel.number


def value_of(look: Look, reading: Reading, field: str, draft: Draft) -> str | None:
    """What was read of a field, in words; None for nothing."""
    if field == DAY:
        return _when(look, draft.when)
    found: Found[object] | None = getattr(reading, field)
    return None if found is None else spoken(look, found.value)


def spoken(look: Look, value: object) -> str:
    """A value as a person writes it."""
    if isinstance(value, Money):
        return look.words.money(value)
    if isinstance(value, Channel):
        return look.words.channels[value]
    if isinstance(value, When):
        return _when(look, value) or ""
    if isinstance(value, Flow):
        return keyboards.kinds(look.words)[value].partition(" ")[2]
    return str(getattr(value, "number", value))


def _refund(look: Look, reading: Reading) -> Html | None:
    """How much comes back, to where, and when it is said to be there."""
    if reading.refund is None:
        return None
    words, refund = look.words, reading.refund.value
    account = refund.account or (words.channels[refund.channel] if refund.channel else None)
    arrival = _when(look, refund.arrival)
    unit = Unit.WORKDAYS if refund.workdays else Unit.DAYS
    within = words.read_within(words.length(refund.within, unit.value)) if refund.within else None
    return words.read_refund(refund.amount, account, words.read_by(arrival) if arrival else within)


def _unsure(look: Look, reading: Reading, field: Field) -> Html | None:
    label = look.words.fields_read.get(field.value)
    found = getattr(reading, field.value)
    return _doubted(look, label, spoken(look, found.value), found.doubts) if label and found else None


def _doubted(look: Look, label: str, read: str, doubts: Sequence[Doubt]) -> Html:
    return look.words.read_unsure(label, read, look.words.doubts[doubts[0]])


def _step(look: Look, step: Step) -> Html:
    words = look.words
    if step.doubts:
        return _doubted(look, words.told[step.what], step.parcel.number if step.parcel else step.words, step.doubts)
    if step.conflicts:
        return lines(*(words.read_change(*each) for each in differences(look, step)))
    carrier = by_id(look.carriers, step.parcel.carrier) if step.parcel else None
    line = words.read_told(step.what, _when(look, step.when))
    if step.parcel is None:
        return line
    return lines(line, words.parcel_line(carrier.name(words.code) if carrier else None, step.parcel.number))


def _change(look: Look, change: Change) -> Html | None:
    label = look.words.fields_read.get(change.field.value)
    if label is None:
        return None
    new = spoken(look, change.new)
    if change.doubts:
        return _doubted(look, label, new, change.doubts)
    if change.conflicts:
        return look.words.read_change(label, spoken(look, change.old), new)
    return escape(f"· {label} {new}")


def _pin(look: Look, pin: Pin) -> Html:
    until = look.until(pin.ends)
    if pin.doubts:
        return _doubted(look, look.words.countdown_read, until, pin.doubts)
    return look.words.read_countdown(until)


def _when(look: Look, when: When | None) -> str | None:
    if when is None:
        return None
    return look.moment(when.at) if when.exact else look.words.day(when.day(), look.today)
