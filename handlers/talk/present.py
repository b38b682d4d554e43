"""Screens that several scenes end on: the card of a case, the way home, the list."""

from dataclasses import replace
from typing import Any

from domain import desk, detours, evidence, relevance
from domain.case import Case
from domain.deadlines import Clocks
from domain.desk import Outcome
from domain.detours import Detour
from domain.errors import NotNow
from domain.journal import Happening, Source, What
from domain.moments import When
from domain.people import Asking, Question
from handlers.talk import cards, case_keyboards, counsel, detour_keyboards, keyboards, moves, planning
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import Html, lines
from handlers.talk.taps import Tap, Verb

#: No clock starts from these: now is good enough, so nothing is asked; the story can mend it.
TIMELESS = frozenset(
    {
        What.TERMS_READ,
        What.CONTACTED,
        What.RENEWAL_STOPPED,
        What.PLATFORM_AGAINST,
        What.APP_CLOSED,
        What.TURNED_REFUND,
        What.COURT_FILED,
        What.EXTENDED,
        What.REFUND_FAILED,
        What.REOPENED,
        What.PROMISE_KEPT,
    }
)


async def case_of_tap(context: Context) -> Case | None:
    """
    The case that the tap speaks of, if it is the person's own and the button was drawn for its present state.

    Otherwise the person sees what is true now, and None comes back.
    """
    tap = context.tap
    if tap is None or not tap.case:
        return None
    case = await context.case_of(tap.case)
    if case is None:
        context.toast = context.words.not_yours()
        return None
    if tap.version not in (0, case.version):
        context.toast = context.words.stale()
        await card(context, case)
        return None
    return case


def clocks(context: Context, case: Case) -> Clocks:
    """All clocks of a case."""
    return desk.clocks(case, context.library)


async def card(context: Context, case: Case, *first: str) -> None:
    """The card of a case, with a line of news above it; from now on the talk is about this case."""
    running = clocks(context, case)
    proofs = await context.store.proofs.of_case(case.owner, case.id)
    next_at = await context.store.reminders.next_of(case.owner, case.id)
    detour = detours.of(case, running, context.now)
    hint = Html("") if detour is Detour.TOO_LATE else _hint(context, case)
    text = cards.card(
        context.look, case, running, next_reminder=next_at, hint=None if any(hint in each for each in first) else hint
    )
    pressing = relevance.pressing(case, context.library, context.now) if case.is_open else None
    usual = case_keyboards.card(context.words, case, evidence.count_had(proofs), running, pressing)
    keyboard = (*detour_keyboards.rows(context.words, case, detour), *usual)
    await context.remember(focus=case.id, focus_at=context.now)
    await context.replies.show(lines(*moves.besides(context.look, running, first), text), keyboard, screen=case.id)


async def known(context: Context, case: Case) -> None:
    """What was read is this case's order: its card."""
    context.toast = context.words.known_order()
    await card(context, case)


def _hint(context: Context, case: Case) -> Html:
    """The one thing most worth knowing now; empty where there is nothing."""
    advice = counsel.of(case, context.library)
    return counsel.line(context.look, advice[0]) if advice else Html("")


async def home(context: Context) -> None:
    """The four ways in."""
    draft = context.person.draft
    text = context.words.welcome()
    if draft:
        text = lines(text, "", context.words.welcome_draft(draft.name))
    loose = await context.store.proofs.count_loose(context.person.id)
    await context.replies.show(text, keyboards.home(context.words, draft, loose), screen="home")


async def lost(context: Context) -> None:
    """A text that answers nothing: the ways in."""
    await context.replies.say(context.words.lost(), keyboards.home(context.words, context.person.draft), screen="home")


async def waiting(context: Context) -> None:
    """A parcel can be picked up: what that counts for, and the ways in."""
    keyboard = keyboards.home(context.words, context.person.draft)
    await context.replies.say(context.words.parcel_waits(), keyboard, screen="home")


def happening(context: Context, what: What, when: When | None, **facts: object) -> Happening:
    """A happening as the shopper tells it now."""
    told = {"id": context.ids.new(), "what": what, "when": when, "told": context.now, "source": Source.SHOPPER}
    return Happening(**{**told, **facts})  # type: ignore[arg-type] # the facts are Happening's own fields


def correction(context: Context, told: Happening, **facts: Any) -> Happening:
    """The same happening, told better: these facts are others; both stay on record. A new time is the shopper's."""
    source = Source.SHOPPER if "when" in facts else told.source
    return replace(told, id=context.ids.new(), told=context.now, corrects=told.id, source=source, **facts)


def retraction(context: Context, told: Happening) -> Happening:
    """What says that this did not happen; both stay on record."""
    return correction(context, told, taken_back=True)


async def record(context: Context, case: Case, told: Happening) -> Case:
    """
    Decide, then save: the case's journal, its plan of reminders; the open question is answered.

    Raises:
        NotNow: that cannot have happened as the case stands.
    """
    outcome = desk.record(case, told, context.library, context.person.wishes, context.now)
    return await keep(context, outcome)


async def try_record(context: Context, case: Case, told: Happening) -> Case | None:
    """The case with this on record; None, and nothing is saved, where it cannot have happened as the case stands."""
    try:
        return await record(context, case, told)
    except NotNow:
        return None


async def keep(context: Context, outcome: Outcome) -> Case:
    """Save what was decided."""
    saved = await context.store.cases.save(outcome.case)
    await planning.keep(context.store, context.library, replace(outcome, case=saved), context.now)
    await context.ask(None)
    return saved


async def settle(context: Context, case: Case) -> Case:
    """Save a case whose header was changed, with the plan that follows from it."""
    return await keep(context, desk.settle(case, context.library, context.person.wishes, context.now))


def back_to(case: Case, context: Context) -> Keyboard:
    """One button: back to the card."""
    return case_keyboards.only_back(context.words, case)


def list_button(context: Context) -> Button:
    """One button: the list of cases."""
    return Button(context.words.b_list, Tap(Verb.LIST))


async def ask_again(context: Context, hint: str, question: Html, keyboard: Keyboard, *, screen: str) -> None:
    """The answer was none: one sentence that says what is expected, and the question stays open."""
    await context.replies.show(lines(hint, question), keyboard, screen=screen)


async def ask_told(context: Context, case: Case, what: What) -> None:
    """Something is said to have happened: ask when, where a clock hangs on it; else it was just now."""
    if what not in TIMELESS:
        await ask_when(context, case, what)
        return
    told = happening(context, what, When(context.now))
    await card(context, await record(context, case, told), context.words.recorded(what, None))


async def ask_when(context: Context, case: Case, what: What, detail: str = "", hint: str | None = None) -> None:
    """When did it happen? `detail` is what is already known and waits for the answer."""
    await context.ask(Asking(Question.WHEN, case.id, what, detail))
    keyboard = case_keyboards.when(context.words, case, context.today)
    await context.replies.show(lines(hint, context.words.ask_when(what)), keyboard, screen=case.id)


async def asked_case(context: Context) -> Case | None:
    """The case that the open question is about; where it is gone, the question closes and the way home is shown."""
    asking = context.person.asking
    case = await context.case_of(asking.case) if asking else None
    if case is None:
        if asking is not None and asking.case:
            await context.ask(None)
        await home(context)
    return case
