"""The buttons under what was read: note it, put it right, say which of two values holds. Pure."""

from collections.abc import Iterable, Iterator

from domain.case import Case, Channel
from domain.findings import Field, Reading
from domain.journal import What
from domain.policy import Policy
from domain.proposal import Change, Pin, Proposal
from domain.steps import Step
from handlers.talk import day_keyboards, keyboards
from handlers.talk.buttons import Button, Keyboard, in_rows, packed, short
from handlers.talk.cards import Look, title_of
from handlers.talk.proposal_taps import DAY, MENDABLE, NEW, NOTHING, OLD, SAID, candidates, detail, mark
from handlers.talk.proposal_texts import differences, spoken
from handlers.talk.taps import Tap, Verb

_PINS = 4  # buttons for countdowns
_WIDE = 16  # signs of a value's button that a phone shows in half a row


def new_case(look: Look, set_id: str, shop: str | None, *, others: bool) -> Keyboard:
    """Register it, put a field right, or only keep it; `shop` is the platform whose rules it would go by, if any."""
    words = look.words
    label = {
        Field.ITEM.value: words.b_edit_name,
        Field.PAID.value: words.b_edit_price,
        DAY: words.b_mend_day,
        Field.ORDER_NO.value: words.b_edit_order,
        Field.SHOP.value: words.b_edit_seller,
        Field.FLOW.value: words.b_edit_way,
    }
    mends = (Button(label[each], Tap(Verb.MEND, detail=detail(set_id, each))) for each in MENDABLE)
    elsewhere = Tap(Verb.MEND, detail=detail(set_id, Field.PLATFORM.value))
    bought = ((Button(words.b_shop(shop), elsewhere),),) if shop else ()
    into = (Button(words.b_into_case, Tap(Verb.PUT, detail=set_id)),) if others else ()
    return (
        (Button(words.b_register, Tap(Verb.REGISTER, detail=set_id)),),
        *in_rows(mends, 3),
        *bought,
        (*into, Button(words.b_just_keep, Tap(Verb.KEEP, detail=set_id))),
    )


def for_case(look: Look, reading: Reading, found: Proposal, set_id: str, *, several: bool) -> Keyboard:
    """Note it, settle what differs, look at what is in doubt, take a countdown, put it elsewhere, or only keep it."""
    words, case = look.words, found.case
    label = words.b_record_all if What.APPLIED in found.unseen else words.b_record
    take = (Button(label, Tap(Verb.TAKE, case.id, case.version, set_id)),) if found.plain else ()
    pins = [button for pin in found.pins for button in _pin(look, case, pin)]
    other = (Button(words.b_other_case, Tap(Verb.PUT, detail=set_id)),) if several else ()
    return (
        *(row for each in found.conflicts for row in _holds(look, case, set_id, each)),
        take,
        *in_rows(_checks(look, reading, found, set_id), 1),
        *in_rows(pins[:_PINS], 1),
        (Button(words.b_another_order, Tap(Verb.AFRESH, detail=set_id)), *other),
        (Button(words.b_just_keep, Tap(Verb.KEEP, detail=set_id)), Button(words.b_card, Tap(Verb.CARD, case.id))),
    )


def one(
    look: Look, read: tuple[str, Reading], field: str, case: Case | None, platforms: Iterable[Policy] = ()
) -> Keyboard:
    """One thing that was read: it is right, it is one of these, it is left open; or back."""
    where, (set_id, reading) = _where(case), read

    def tap(choice: str) -> Tap:
        return Tap(Verb.MEND, *where, detail(set_id, field, choice))

    back = (Button(look.words.b_return, Tap(Verb.AFRESH, *where, set_id)),)
    if field == DAY:
        return (*day_keyboards.days(look.words, look.today, tap, just_now=False), back)
    if field == Field.FLOW.value:
        return (*((Button(label, tap(way)),) for way, label in keyboards.kinds(look.words).items()), back)
    if field == Field.PLATFORM.value:
        return (*keyboards.shops(look.words, platforms, lambda each: tap(mark(each))), back)
    if field == Field.CHANNEL.value:
        ways = (Button(look.words.channels[way], tap(mark(way))) for way in Channel)
        return (*in_rows(ways), (Button(look.words.b_leave_open, tap(NOTHING)), *back))
    found = getattr(reading, field)
    values = [
        (Button(short(look.words.b_it_is(spoken(look, value))), tap(mark(value))),) for value in candidates(found)
    ]
    leave = (Button(look.words.b_leave_open, tap(NOTHING)),) if found is not None and found.doubtful else ()
    return (*values, (*leave, *back))


def typed(look: Look, set_id: str, field: str, case: Case | None, value: str) -> Keyboard:
    """A number that its own check digit is against: it is meant, or it is written anew."""
    where = _where(case)
    sure = Button(short(look.words.b_it_is(value)), Tap(Verb.MEND, *where, detail(set_id, field, SAID)))
    return ((sure,), (Button(look.words.b_return, Tap(Verb.AFRESH, *where, set_id)),))


def retold(look: Look, case: Case, name: str, dispute: Change | Step) -> Keyboard:
    """Under an edited answer: which of the two holds; a draft goes on by its own question."""
    card = ((Button(look.words.b_card, Tap(Verb.CARD, case.id)),),) if case.id else ()
    return (*_holds(look, case, name, dispute), *card)


def _where(case: Case | None) -> tuple[str, int]:
    """What a tap says of the case that it was drawn for; none is registered yet, or it is left out."""
    return (case.id, case.version) if case else ("", 0)


def _holds(look: Look, case: Case, set_id: str, dispute: Change | Step) -> Keyboard:
    words, (_, old, new) = look.words, differences(look, dispute)[0]
    thing: str | What = dispute.field.value if isinstance(dispute, Change) else dispute.what
    labels = {NEW: words.b_take_new(new), OLD: words.b_keep_mine(old)}
    both = (
        Button(short(label), Tap(Verb.HOLDS, case.id, case.version, detail(set_id, thing, which + mark(dispute))))
        for which, label in labels.items()
    )
    return packed(both, _WIDE)


def _checks(look: Look, reading: Reading, found: Proposal, set_id: str) -> Iterator[Button]:
    """What is in doubt: a field or a number is looked at by itself, a happening is told by its own question."""
    words, case = look.words, found.case
    unsure = reading.parcel is not None and reading.parcel.doubtful
    fields = [change.field for change in found.changes if change.doubts]
    fields += [Field.PARCEL for step in found.steps if step.parcel and unsure]
    for field in fields:
        label = words.b_check(words.fields_read[field.value])
        yield Button(short(label), Tap(Verb.MEND, case.id, case.version, detail(set_id, field.value)))
    for step in found.steps:
        if step.doubts and not (step.parcel and unsure):
            yield Button(words.steps[step.what], Tap(Verb.HAPPENED, case.id, case.version, step.what.value))


def _pin(look: Look, case: Case, pin: Pin) -> Iterator[Button]:
    """The clocks that a countdown can be of; one in doubt is typed."""
    for rule in pin.rules:
        tap = Tap(Verb.PIN, case.id, 0, f"{rule.id}={int(pin.ends.timestamp())}")
        if pin.doubts:
            tap = Tap(Verb.COUNTDOWN, case.id, case.version, rule.id)
        yield Button(short(f"⏱ {title_of(look.words, rule)}"), tap)
