"""The buttons of a case: what can be done with it now, and nothing else."""

from collections.abc import Iterable
from datetime import date

from domain import deadlines, reminders
from domain.case import Case, Channel
from domain.checklist import Kind
from domain.circumstances import Circumstance
from domain.deadlines import Clocks, Missing
from domain.journal import What
from domain.machine import FACTS, Stage
from domain.money import Money
from domain.parcels import Carrier
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.day_keyboards import TapFor, days
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words, said


def card(words: Words, case: Case, proofs: int, clocks: Clocks, pressing: Circumstance | None) -> Keyboard:
    """What can be done now: the usual step, the rest of the way, what a date lacks or turns on, the small things."""
    if not case.is_open:
        return closed(words, case, proofs)
    why = Button(words.b_why, Tap(Verb.WHY, case.id, case.version))
    small = [Button(words.b_proofs(proofs), Tap(Verb.PROOFS, case.id, case.version))]
    small += [why] * bool(clocks.running or clocks.missing)
    small += [Button(words.b_more, Tap(Verb.MORE, case.id, case.version))]
    asked = (asks(words, case, pressing),) if pressing else ()
    first, *others = [happened(words, case, what) for what in main_steps(case)]
    lacking = (tells(words, case, missing) for missing in deadlines.lacking(clocks))
    return (
        (first,),
        *in_rows(others),
        next(((button,) for button in lacking if button not in {first, *others}), ()),
        asked,
        packing(words, case),
        *in_rows(small, 3),
        (Button(words.b_list, Tap(Verb.LIST)),),
    )


def packing(words: Words, case: Case) -> tuple[Button, ...]:
    """While the parcel is still here: what goes in, and what is needed before it goes."""
    if case.stage is not Stage.TO_SHIP:
        return ()
    lists = ((words.b_packing_list, Kind.PACKING), (words.b_evidence_list, Kind.EVIDENCE))
    return tuple(Button(label, Tap(Verb.CHECKLIST, case.id, 0, kind.value)) for label, kind in lists)


#: Steps that stand on the card itself; whatever else is possible waits behind "more".
_MAIN = 3
_PAID_ELSEWHERE = frozenset({Channel.APPLE, Channel.GOOGLE})
_BEHIND_MORE = frozenset(
    {What.GIVEN_UP, What.EXTENDED, What.APP_CLOSED, What.COMPLAINT_FILED, What.COURT_FILED, What.TURNED_REFUND}
)


def main_steps(case: Case) -> tuple[What, ...]:
    """The few steps that stand on the card."""
    usual = [what for what in case.offers if what not in _BEHIND_MORE]
    if case.offers and case.offers[0] in _BEHIND_MORE:
        usual.insert(0, case.offers[0])
    if case.stage is Stage.TO_READ and case.channel in _PAID_ELSEWHERE:
        usual.sort(key=What.TERMS_READ.__eq__)  # Apple asks for no agreement, and the sooner the better
    return tuple(usual[:_MAIN])


def happened(words: Words, case: Case, what: What) -> Button:
    """A button that says: this has happened."""
    return Button(_label(words, case, what), Tap(Verb.HAPPENED, case.id, case.version, what.value))


def _label(words: Words, case: Case, what: What) -> str:
    """As the shopper would say it here: who decided, and what 12315 did with a complaint that it never took."""
    if what is What.COMPLAINT_ENDED and case.latest(What.COMPLAINT_ACCEPTED) is None:
        return words.b_not_taken
    if not case.is_membership:
        return words.steps[what]
    decided = {What.APPROVED: words.b_approved_paid, What.REFUSED: words.b_refused_paid}.get(what, {})
    paid = decided.get(case.channel) if case.channel else None
    return paid or words.steps_membership.get(what) or words.steps[what]


def tells(words: Words, case: Case, missing: Missing) -> Button:
    """The button that tells what a date lacks: the day that only the app shows, a time, or that it happened at all."""
    need = missing.needs[0]
    if need is What.COUNTDOWN_READ:
        label = words.b_tell_day(said(words, missing.rule.title))
        return Button(short(label), Tap(Verb.COUNTDOWN, case.id, case.version, missing.rule.id))
    told = case.latest(need)
    if told is None:
        return happened(words, case, need)
    return Button(short(words.b_tell_when(need)), Tap(Verb.MOMENT, case.id, case.version, told.id))


def asks(words: Words, case: Case, question: Circumstance) -> Button:
    """The button that opens a question about the case."""
    return Button(short(f"🔎 {said(words, question.ask)}"), Tap(Verb.BRANCH, case.id, case.version, f"0{question.id}"))


def more(words: Words, case: Case) -> Keyboard:
    """Everything else that can be done with a case."""
    rest = [what for what in case.offers if what not in main_steps(case)]
    return (
        *in_rows(happened(words, case, what) for what in rest),
        (_more(words.b_facts, case, FACTS_PAGE), _more(words.b_edit, case, EDIT_PAGE)),
        (
            Button(words.b_circumstances, Tap(Verb.BRANCH, case.id, case.version)),
            Button(words.b_counsel, Tap(Verb.COUNSEL, case.id, case.version)),
        ),
        (
            Button(words.b_sums, Tap(Verb.SUMS, case.id)),
            Button(words.b_whatif, Tap(Verb.WHAT_IF, case.id)),
        ),
        (
            Button(words.b_timeline, Tap(Verb.TIMELINE, case.id, case.version)),
            Button(words.b_undo, Tap(Verb.UNDO, case.id, case.version)),
        ),
        (Button(words.b_ladder, Tap(Verb.LADDER, case.id)), Button(words.b_guide_now, Tap(Verb.GUIDE, case.id))),
        (Button(words.b_ledger, Tap(Verb.LEDGER, case.id)), Button(words.b_dossier, Tap(Verb.DOSSIER, case.id))),
        (back_to_card(words, case),),
    )


FACTS_PAGE, EDIT_PAGE = "facts", "edit"

#: What may be told beside the way; what happens only once is told once, and mended in the story.
_GOODS_FACTS = (What.PAID, What.POSTED, What.SIGNED, What.COMPLETED, What.CONTACTED, What.COURIER_ASKED)
_MEMBERSHIP_FACTS = (What.PAID, What.RENEWED, What.RENEWAL_STOPPED, What.CONTACTED)
_ONCE = frozenset({What.PAID, What.POSTED, What.SIGNED, What.COMPLETED, What.RENEWAL_STOPPED})


def side_facts(words: Words, case: Case) -> Keyboard:
    """What else may have happened, beside the way of the case."""
    told = {each.what for each in case.standing}
    usual = _MEMBERSHIP_FACTS if case.is_membership else _GOODS_FACTS
    listed = [what for what in usual if not (what in _ONCE and what in told) and what not in case.offers]
    listed += [What.PROMISE_KEPT] * (What.PROMISED in told)
    return (
        *in_rows(happened(words, case, what) for what in (*listed, What.PART_ARRIVED, What.PROMISED, What.NOTED)),
        (back_to_card(words, case),),
    )


def edit(words: Words, case: Case) -> Keyboard:
    """What the card says, to be mended."""
    asks = {
        "name": words.b_edit_name,
        "price": words.b_edit_price,
        "order_no": words.b_edit_order,
        "seller": words.b_edit_seller,
        "platform": words.b_edit_platform,
        **({} if case.is_membership else {"flow": words.b_edit_flow}),
        **({"parcel": words.b_edit_parcel} if case.parcel else {}),
    }
    fields = [Button(label, Tap(Verb.ASK, case.id, case.version, field)) for field, label in asks.items()]
    fields.append(Button(words.b_edit_reason, Tap(Verb.REASON, case.id, case.version)))
    return (*in_rows(fields), (back_to_card(words, case),))


def _more(label: str, case: Case, page: str) -> Button:
    return Button(label, Tap(Verb.MORE, case.id, case.version, page))


def closed(words: Words, case: Case, proofs: int) -> Keyboard:
    """A closed case can be looked at, reopened or put away."""
    archive = () if case.archived else (Button(words.b_archive, Tap(Verb.ARCHIVE, case.id, case.version)),)
    return (
        (Button(words.b_proofs(proofs), Tap(Verb.PROOFS, case.id, case.version)), *archive),
        (Button(words.b_dossier_keep, Tap(Verb.DOSSIER, case.id)),),
        (
            Button(words.b_timeline, Tap(Verb.TIMELINE, case.id, case.version)),
            happened(words, case, What.REOPENED),
        ),
        (Button(words.b_list, Tap(Verb.LIST)), Button(words.b_new, Tap(Verb.NEW, detail="fresh"))),
    )


def back_to_card(words: Words, case: Case) -> Button:
    """The way back to the card."""
    return Button(words.b_return, Tap(Verb.CARD, case.id))


def only_back(words: Words, case: Case) -> Keyboard:
    """Nothing but the way back."""
    return ((back_to_card(words, case),),)


def when(words: Words, case: Case, today: date) -> Keyboard:
    """When did it happen?"""
    tap: TapFor = lambda detail: Tap(Verb.WHEN, case.id, case.version, detail)  # noqa: E731 - a tap with a gap
    unknown = Button(words.b_unknown_time, tap("unknown"))
    return (*days(words, today, tap), (unknown, back_to_card(words, case)))


def carriers(words: Words, case: Case, proposed: Iterable[Carrier]) -> Keyboard:
    """Which carrier? The likely ones first, and always a way past."""
    listed = [
        Button(carrier.name(words.code), Tap(Verb.CARRIER, case.id, case.version, carrier.id)) for carrier in proposed
    ]
    listed.append(Button(words.b_other_carrier, Tap(Verb.CARRIER, case.id, case.version, "-")))
    return (*in_rows(listed, 3), (back_to_card(words, case),))


def number(words: Words, case: Case) -> Keyboard:
    """The question for the parcel's number."""
    skip = Button(words.b_no_number, Tap(Verb.CARRIER, case.id, case.version, "none"))
    return ((skip, back_to_card(words, case)),)


EARLIER = "?"  #: behind a happening in a tap: it was not now, ask when


def arrived(words: Words, case: Case, expected: Money) -> Keyboard:
    """Did all of it come?"""
    return (
        (Button(words.b_all_arrived(expected), Tap(Verb.CONFIRM, case.id, case.version, What.MONEY_ARRIVED.value)),),
        (
            Button(words.b_arrived_earlier, Tap(Verb.CONFIRM, case.id, case.version, f"{What.MONEY_ARRIVED}{EARLIER}")),
            happened(words, case, What.PART_ARRIVED),
        ),
        (Button(words.b_sums, Tap(Verb.SUMS, case.id)), back_to_card(words, case)),
    )


def give_up(words: Words, case: Case) -> Keyboard:
    """Is it meant?"""
    yes = Button(words.b_give_up_yes, Tap(Verb.CONFIRM, case.id, case.version, What.GIVEN_UP.value))
    return ((yes, Button(words.b_give_up_no, Tap(Verb.CARD, case.id))),)


#: Where one of these may be next, the ladder says which, and holds its letter.
_HIGHER = frozenset({What.PLATFORM_ASKED, What.COMPLAINT_FILED, What.COURT_FILED})


def reminder(words: Words, case: Case, kind: reminders.Kind, reminder_id: str) -> Keyboard:
    """A reminder's buttons: the next steps, one step up, then later."""
    told = {*case.offers, *FACTS, What.MONEY_ARRIVED}
    possible = [what for what in kind.offers if what in told] or list(main_steps(case)[:2])
    snooze = {"1h": words.b_hour, "night": words.b_tonight, "morning": words.b_tomorrow, "date": words.b_some_day}
    ladder = said(words, kind.upward) if kind.upward else "" if _HIGHER.isdisjoint(possible) else words.b_ladder
    up = ((Button(ladder, Tap(Verb.LADDER, case.id)),),) if ladder else ()
    steps = in_rows(happened(words, case, what) for what in possible)
    later = (Button(label, Tap(Verb.SNOOZE, case.id, 0, f"{reminder_id}:{choice}")) for choice, label in snooze.items())
    return (
        *((*steps, *up) if kind.upward else (*up, *steps)),
        *in_rows(later),
        (Button(words.b_why, Tap(Verb.WHY, case.id, 0)), Button(words.b_card, Tap(Verb.CARD, case.id))),
    )
