"""What is due now: reminders, and sets of evidence that have gone quiet. Called by the ticker, in one unit of work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from domain import desk, evidence, reminders
from domain.case import Case
from domain.deadlines import Clocks
from domain.errors import NoSuchCase
from domain.evidence import ProofSet
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
        return Look(words_for(person.language), ZoneInfo(person.wishes.zone), self.now, self.library.carriers)

    async def drop(self, due: Iterable[Due], why: str) -> None:
        """These are not sent, and the ledger says why."""
        for each in due:
            await self.store.reminders.settle(each.id, self.now, "dropped", why)


async def beat(store: Store, library: Library, now: Moment) -> int:
    """Hand over what is due; gives the number of reminders and answers, so that the ticker knows to come again."""
    this = Beat(store, library, now)
    return await _remind(this) + await _answer(this)


async def _remind(this: Beat) -> int:
    due = sorted(await this.store.reminders.claim(this.now, AT_ONCE), key=_of_case)
    for (owner, case_id), group in groupby(due, key=_of_case):
        person, listed = await this.store.people.get(owner), list(group)
        try:
            case = await this.store.cases.get(owner, case_id)
        except NoSuchCase:
            await this.drop(listed, "the case is gone")
            continue
        if person is not None:
            await _remind_of(this, person, case, listed)
    return len(due)


async def _remind_of(this: Beat, person: Person, case: Case, due: Sequence[Due]) -> None:
    """Ask the world again: what is no longer true is dropped with its reason; what is left becomes one message."""
    kinds = this.library.kinds
    clocks = desk.clocks(case, this.library)
    true = [each for each in due if reminders.still_true(each.planned, case, clocks, kinds)]
    await this.drop([each for each in due if each not in true], "the case moved on")
    if not true:
        return
    order = [kind.id for kind in kinds]
    first, *others = sorted(true, key=lambda each: (not each.planned.final, order.index(each.planned.kind)))
    await this.drop(others, "merged with another of this case")
    await this.store.reminders.settle(first.id, this.now, "handed_over")
    await _send(this, person, case, clocks, first)


async def _send(this: Beat, person: Person, case: Case, clocks: Clocks, due: Due) -> None:
    look = this.look(person)
    kind = next(kind for kind in this.library.kinds if kind.id == due.planned.kind)
    rank = Rank.LAST_CALL if due.planned.final else Rank.REMINDER
    replies = Replies(this.store, person.chat, f"reminder:{due.id}", this.now, rank=rank)
    late = reminders.is_late(due.planned.at, this.now)
    mark = look.words.late_mark(this.now - due.planned.at) if late else None
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
        amount=words.money(case.outstanding) if case.outstanding else words.the_money(),
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


def _of_case(due: Due) -> tuple[int, str]:
    return due.owner, due.planned.case
