"""What is due now: reminders, and sets of evidence that have gone quiet. Called by the ticker, in one unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from domain import desk, evidence, reminders
from domain.case import Case
from domain.deadlines import Clocks
from domain.errors import NoSuchCase
from domain.evidence import ProofSet
from domain.ledger import LATE, Result, Why
from domain.library import Library
from domain.moments import Moment, day_of
from domain.people import Person
from domain.ports import Due, Store
from domain.post import Rank
from domain.reminders import Kind
from handlers.talk import case_keyboards, proofs
from handlers.talk.cards import Look
from handlers.talk.context import words_for
from handlers.talk.markup import Html, fill, lines
from handlers.talk.replies import Replies

AT_ONCE = 50  # reminders in one unit of work: short enough that no tap waits for it


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat of the heart: a unit of work, the shipped knowledge, the time."""

    store: Store
    library: Library
    now: Moment

    def look(self, person: Person) -> Look:
        """How texts are written for this person now."""
        words, zone, library = words_for(person.language), ZoneInfo(person.wishes.zone), self.library
        return Look(words, zone, self.now, library.carriers, library.sums)

    async def drop(self, due: Due, why: Why, *, into: str = "") -> None:
        """This is not sent, and the ledger says why."""
        await self.store.reminders.settle(due.id, self.now, Result.DROPPED, why, into=into)


async def beat(store: Store, library: Library, now: Moment) -> int:
    """Hand over what is due; gives the number of reminders and answers, so that the ticker knows to come again."""
    this = Beat(store, library, now)
    return await _remind(this) + await _answer(this)


async def _remind(this: Beat) -> int:
    if not await this.store.reminders.line_up(this.now):
        return AT_ONCE  # a flood: all must stand in line before the most harmful goes first
    due = await this.store.reminders.claim(this.now, AT_ONCE)
    cases: dict[tuple[int, str], list[Due]] = {}  # in order of harm, as claimed
    for each in due:
        cases.setdefault((each.owner, each.planned.case), []).append(each)
    for (owner, case_id), of_case in cases.items():
        person = await this.store.people.get(owner)
        try:
            case = await this.store.cases.get(owner, case_id)
        except NoSuchCase:
            for each in of_case:
                await this.drop(each, Why.GONE)
            continue
        if person is not None:
            await _remind_of(this, person, case, of_case)
    return len(due)


async def _remind_of(this: Beat, person: Person, case: Case, due: Sequence[Due]) -> None:
    """Ask the world again: what is no longer true is dropped with its reason; what is left becomes one message."""
    kinds = this.library.kinds
    clocks = desk.clocks(case, this.library)
    true: list[Due] = []
    for each in due:
        why = reminders.untrue(each.planned, case, clocks, kinds)
        if why:
            await this.drop(each, why)
        else:
            true.append(each)
    if not true:
        return
    order = [kind.id for kind in kinds]
    first, *others = sorted(true, key=lambda each: (not each.planned.final, order.index(each.planned.kind)))
    for each in others:
        await this.drop(each, Why.MERGED, into=first.id)
    await this.store.reminders.settle(first.id, this.now, Result.HANDED_OVER)
    await _send(this, person, case, clocks, first)


async def _send(this: Beat, person: Person, case: Case, clocks: Clocks, due: Due) -> None:
    look = this.look(person)
    kind = next(kind for kind in this.library.kinds if kind.id == due.planned.kind)
    rank = Rank.LAST_CALL if due.planned.final else Rank.REMINDER
    replies = Replies(this.store, person.chat, f"reminder:{due.id}", this.now, rank=rank, repeat=due.maybe_sent)
    by = this.now - due.planned.at
    mark = look.words.late_mark(by) if by > LATE else None
    keyboard = case_keyboards.reminder(look.words, case, kind.offers, due.id)
    text = lines(mark, _text(look, kind, case, clocks, due))
    await replies.say(text, keyboard, screen=case.id, reminder=due.id)


def _text(look: Look, kind: Kind, case: Case, clocks: Clocks, due: Due) -> Html:
    words, planned = look.words, due.planned
    deadline = clocks.of_rule(planned.rule)
    end = deadline.due if deadline else planned.due
    since = case.entered.told if case.entered else case.opened
    return fill(
        kind.words.get(words.code, kind.words["zh"]),
        name=look.name(case),
        due=look.until(end) if end else "",
        left=words.left(end - look.now) if end else "",
        amount=words.money(rest) if (rest := look.outstanding(case)) else words.the_money(),
        days=words.days(max((day_of(look.now, look.zone) - day_of(since, look.zone)) // timedelta(days=1), 1)),
    )


async def _answer(this: Beat) -> int:
    answered = 0
    for quiet in await this.store.proofs.quiet_sets(this.now, evidence.QUIET):
        if await this.store.proofs.answer_set(quiet.id):
            await _answer_one(this, quiet)
            answered += 1
    return answered


async def _answer_one(this: Beat, quiet: ProofSet) -> None:
    store = this.store
    person = await store.people.get(quiet.owner)
    found = await store.proofs.set_of(quiet.owner, quiet.id)
    if person is None or found is None:
        return
    look = this.look(person)
    open_cases = [case for case in await store.cases.of(quiet.owner) if case.is_open]
    case = await store.cases.get(quiet.owner, quiet.case) if quiet.case else None
    replies = Replies(store, quiet.chat, f"set:{quiet.id}", this.now)
    text = proofs.answer(look, found[1], case, choice=bool(open_cases))
    await replies.say(text, proofs.buttons(look, quiet.id, case, open_cases))
