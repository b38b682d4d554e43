"""What was read, as a person sees it before it is a fact: each thing, what is in doubt, and the taps on it. Pure."""

from domain.case import Channel
from domain.findings import Field, Found, Reading
from domain.intake import Draft
from domain.moments import When
from domain.money import Money
from domain.parcels import by_id
from domain.proposal import Change, Proposal
from domain.registering import Ready
from domain.steps import Step
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.cards import Look, title_of
from handlers.talk.markup import Html, escape, join, lines
from handlers.talk.taps import Tap, Verb

DAY = "day"
#: What can be put right before a case is registered, in the order of its buttons.
MENDABLE = (Field.ITEM.value, Field.PAID.value, DAY, Field.ORDER_NO.value, Field.SHOP.value)
PLACES = (*MENDABLE, Field.CHANNEL.value)  # a tap carries the place of a field here, as its name would not fit
NEW, OLD = "new", "old"  # which of two values holds: the one that was read, or the case's
_PINS = 4  # buttons for countdowns


def new_case(look: Look, reading: Reading, ready: Ready) -> Html:
    """What was read for a new case."""
    words, draft = look.words, ready.draft
    read = {each.value.what for each in reading.told}
    told = [(draft.stands, draft.when), *((each.what, each.when) for each in draft.also)]
    shown = [words.read_told(what, _when(look, when)) for what, when in told if what and (when or what in read)]
    return lines(
        words.read_item(draft.name or None, draft.price) if draft.name or draft.price else None,
        words.order_line(draft.order_no) if draft.order_no else None,
        words.seller_line(draft.seller) if draft.seller else None,
        *shown,
        *(_unsure(look, reading, field) for field in ready.doubtful),
    )


def new_case_buttons(look: Look, set_id: str, *, others: bool) -> Keyboard:
    """Register it, put a field right, or only keep it."""
    words = look.words
    label = {
        Field.ITEM.value: words.b_edit_name,
        Field.PAID.value: words.b_edit_price,
        DAY: words.b_mend_day,
        Field.ORDER_NO.value: words.b_edit_order,
        Field.SHOP.value: words.b_edit_seller,
    }
    mends = (Button(label[each], Tap(Verb.MEND, detail=mend_detail(set_id, each))) for each in MENDABLE)
    into = (Button(words.b_into_case, Tap(Verb.PUT, detail=set_id)),) if others else ()
    return (
        (Button(words.b_register, Tap(Verb.REGISTER, detail=set_id)),),
        *in_rows(mends, 3),
        (*into, Button(words.b_just_keep, Tap(Verb.KEEP, detail=set_id))),
    )


def mend_detail(set_id: str, field: str, choice: str = "") -> str:
    """What a tap on a field carries."""
    return f"{set_id}/{PLACES.index(field)}" + (f"={choice}" if choice else "")


def for_case(look: Look, reading: Reading, found: Proposal) -> Html:
    """What was read for a case that is there."""
    words = look.words
    refund = reading.refund.value if reading.refund else None
    return lines(
        *(_step(look, step) for step in found.steps if not step.implied),
        *(_change(look, change) for change in found.changes),
        words.read_refund(refund.amount, refund.account or None, _when(look, refund.arrival)) if refund else None,
        *(words.read_countdown(look.until(pin.ends)) for pin in found.pins),
    )


def for_case_buttons(look: Look, found: Proposal, set_id: str, *, several: bool) -> Keyboard:
    """Note it, take a countdown, put it elsewhere, or only keep it."""
    words, case = look.words, found.case
    take = (Button(words.b_record, Tap(Verb.TAKE, case.id, case.version, set_id)),) if takes(found) else ()
    asks = (
        Button(words.steps[step.what], Tap(Verb.HAPPENED, case.id, case.version, step.what.value))
        for step in found.steps
        if step.doubts
    )
    pins = [
        Button(short(f"⏱ {title_of(words, rule)}"), Tap(Verb.PIN, case.id, 0, f"{rule.id}={int(pin.ends.timestamp())}"))
        for pin in found.pins
        for rule in pin.rules
    ]
    other = (Button(words.b_other_case, Tap(Verb.PUT, detail=set_id)),) if several else ()
    return (
        *(_holds(look, found, set_id, change) for change in found.conflicts),
        take,
        *in_rows(asks, 1),
        *in_rows(pins[:_PINS], 1),
        (Button(words.b_another_order, Tap(Verb.AFRESH, detail=set_id)), *other),
        (Button(words.b_just_keep, Tap(Verb.KEEP, detail=set_id)), Button(words.b_card, Tap(Verb.CARD, case.id))),
    )


def _holds(look: Look, found: Proposal, set_id: str, change: Change) -> tuple[Button, ...]:
    words, case = look.words, found.case
    labels = {
        NEW: words.b_take_new(spoken(look, change.new)),
        OLD: words.b_keep_mine(spoken(look, change.old)),
    }
    return tuple(
        Button(short(label), Tap(Verb.HOLDS, case.id, case.version, mend_detail(set_id, change.field.value, which)))
        for which, label in labels.items()
    )


def decided(look: Look, change: Change, which: str) -> Html:
    """The shopper's word on a conflict, said back: what it was and what it is, or what it stays."""
    label, old = look.words.fields_read[change.field.value], spoken(look, change.old)
    return (
        look.words.took_new(label, old, spoken(look, change.new)) if which == NEW else look.words.kept_mine(label, old)
    )


def takes(found: Proposal) -> bool:
    """Whether one tap changes something: what is in doubt, or against the case, needs more than that."""
    return any(not step.doubts for step in found.steps) or any(is_plain(change) for change in found.changes)


def is_plain(change: Change) -> bool:
    """Whether a field is only filled in."""
    return not change.doubts and not change.conflicts


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
    return str(getattr(value, "number", value))


def _unsure(look: Look, reading: Reading, field: Field) -> Html | None:
    label = look.words.fields_read.get(field.value)
    found = getattr(reading, field.value)
    return look.words.read_unsure(label, spoken(look, found.value)) if label and found else None


def _step(look: Look, step: Step) -> Html:
    words = look.words
    carrier = by_id(look.carriers, step.parcel.carrier) if step.parcel else None
    line = words.read_told(step.what, _when(look, step.when))
    if step.doubts:
        line = words.read_unsure(words.told[step.what], step.parcel.number if step.parcel else step.words)
    elif step.parcel:
        line = join("\n", line, words.parcel_line(carrier.name(words.code) if carrier else None, step.parcel.number))
    old = step.old.when if step.old else None
    if old and step.when and old.day() != step.when.day():
        return words.read_change(words.told[step.what], _when(look, old) or "-", _when(look, step.when) or "-")
    return line


def _change(look: Look, change: Change) -> Html | None:
    label = look.words.fields_read.get(change.field.value)
    if label is None:
        return None
    new = spoken(look, change.new)
    if change.doubts:
        return look.words.read_unsure(label, new)
    if change.conflicts:
        return look.words.read_change(label, spoken(look, change.old), new)
    return escape(f"· {label} {new}")


def _when(look: Look, when: When | None) -> str | None:
    if when is None:
        return None
    return look.moment(when.at) if when.exact else look.words.day(when.day(), look.today)
