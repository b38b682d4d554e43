"""What is due now: reminders, and sets of evidence that have gone quiet. Called by the ticker, in one unit of work."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from domain import desk, evidence, reminders
from domain.errors import NoSuchCase
from domain.evidence import ProofSet
from domain.ledger import Result, Why
from domain.library import Library
from domain.moments import Moment
from domain.people import Person
from domain.ports import Due, Store
from handlers.talk import proofs, proposing, reminding
from handlers.talk.beating import Beat, Teller
from handlers.talk.markup import lines
from handlers.talk.reminding import Ready
from handlers.talk.replies import Replies

Key = TypeVar("Key", int, str)

PATIENCE = timedelta(seconds=2)  # that an answer waits for what is seen in its pictures
AT_ONCE = 10  # reminders in one unit of work: short enough that no tap and no letter waits for it


async def beat(store: Store, library: Library, now: Moment) -> int:
    """Hand over what is due; gives the number of reminders and answers, so that the ticker knows to come again."""
    this = Beat(store, library, now)
    return await _remind(this) + await _look(this) + await _answer(this)


async def _remind(this: Beat) -> int:
    if not await this.store.reminders.line_up(this.now):
        return AT_ONCE  # a flood: all must stand in line before the most harmful goes first
    if await this.store.outbox.have_plenty(this.now):
        return 0  # written later it is as true as can be, and the sender need not share its time with us
    due = await this.store.reminders.claim(this.now, AT_ONCE)
    for owner, of_owner in _by(due, lambda each: each.owner):
        person = await this.store.people.get(owner)
        if person is None:
            continue
        missed = _was_missed(person, of_owner)  # then one message tells all of it: no flood
        whole = await this.store.reminders.claim_of(owner, this.now) if missed else of_owner
        await _remind_person(this, person, whole)
    return len(due)


def _by(due: Iterable[Due], key: Callable[[Due], Key]) -> list[tuple[Key, list[Due]]]:
    """In groups, each where its first stood: in order of harm, as claimed."""
    groups: dict[Key, list[Due]] = {}
    for each in due:
        groups.setdefault(key(each), []).append(each)
    return list(groups.items())


def _was_missed(person: Person, due: Iterable[Due]) -> bool:
    """Whether something of this fell due while the person could not be reached."""
    returned = person.returned_at
    return returned is not None and any(each.planned.at <= returned for each in due)


async def _remind_person(this: Beat, person: Person, due: Sequence[Due]) -> None:
    ready = [
        each
        for case, of_case in _by(due, lambda each: each.planned.case)
        if (each := await _ready(this, person, case, of_case)) is not None
    ]
    if len(ready) > 1 and _was_missed(person, due):
        await _hand_over(this, ready)
        await reminding.say_all(this, person, ready)
        return
    for each in ready:
        await _hand_over(this, [each])
        await reminding.say(this, person, each)


async def _ready(this: Beat, person: Person, case_id: str, due: Sequence[Due]) -> Ready | None:
    """Ask the world again: what is no longer true is dropped with its reason; None where nothing is left to say."""
    try:
        case = await this.store.cases.get(person.id, case_id)
    except NoSuchCase:
        for each in due:
            await this.drop(each, Why.GONE)
        return None
    kinds, clocks = this.library.kinds, desk.clocks(case, this.library)
    true: list[Due] = []
    for each in due:
        why = reminders.untrue(each.planned, case, clocks, kinds)
        if why:
            await this.drop(each, why)
        else:
            true.append(each)
    order = [kind.id for kind in kinds]
    true.sort(key=lambda each: (not each.planned.final, order.index(each.planned.kind)))
    return Ready(case, clocks, true[0], tuple(true[1:])) if true else None


async def _hand_over(this: Beat, ready: Sequence[Ready]) -> None:
    """The first of the first speaks for all."""
    first = ready[0].first
    for each in ready:
        for other in (each.first, *each.others):
            if other is not first:
                await this.drop(other, Why.MERGED, into=first.id)
    await this.store.reminders.settle(first.id, this.now, Result.HANDED_OVER)


async def _answer(this: Beat) -> int:
    answered = 0
    for quiet in await this.store.proofs.quiet_sets(this.now, evidence.QUIET):
        looking = await this.store.looks.open_in(quiet.id)
        if looking and this.now - quiet.last_seen < evidence.QUIET + PATIENCE:
            continue  # one answer that says what was read is better than two
        if await this.store.proofs.answer_set(quiet.id, quiet.last_seen):
            await _answer_one(this, quiet, looking=looking)
            answered += 1
    return answered


async def _answer_one(this: Beat, quiet: ProofSet, looked: str = "", *, looking: bool = False) -> None:
    """Its answer, now that it is quiet, or that this last picture of it was `looked` at."""
    store = this.store
    person = await store.people.get(quiet.owner)
    found = await store.proofs.set_of(quiet.owner, quiet.id)
    if person is None or found is None or not found[1]:
        return
    look = this.look(person)
    open_cases = [case for case in await store.cases.of(quiet.owner) if case.is_open]
    case = await store.cases.get(quiet.owner, quiet.case) if quiet.case else None
    replies = await _in_place(this, quiet, looked or f"{found[1][-1].id}/{len(found[1])}")
    teller = Teller(store, this.library, this.now, person, replies, look)
    read = await proposing.in_set(teller, *found)
    if not looking and proposing.worth(read.reading):
        alone = [each.id for each in open_cases] == [quiet.case]  # the only one needs no reply
        kept = proofs.answer(look, read.proofs, case, read.blind, choice=False)
        await proposing.offer(teller, read, None if alone else quiet.case, kept)
        return
    text = proofs.answer(look, read.proofs, case, read.blind, choice=bool(open_cases))
    text = lines(text, look.words.looking() if looking else None)
    await replies.show(text, proofs.buttons(look, quiet.id, case, open_cases), screen=f"set:{quiet.id}")


async def _in_place(this: Beat, quiet: ProofSet, cause: str) -> Replies:
    """Where a set was answered before, sent or not, the new answer takes that place."""
    screen = f"set:{quiet.id}"
    await this.store.outbox.supersede(quiet.chat, screen)
    shown = await this.store.screens.shown(quiet.chat, screen)
    return Replies(this.store, quiet.chat, f"{screen}:{cause}", this.now, tapped=shown)


async def _look(this: Beat) -> int:
    """What was seen in pictures: of a set that had its answer already, that answer becomes the offer."""
    done = 0
    for looked in await this.store.looks.untold(AT_ONCE):
        proof = await this.store.proofs.get(looked.owner, looked.proof)
        if not await this.store.looks.tell(looked.proof) or proof is None:
            continue
        done += 1
        found = await this.store.proofs.set_of(looked.owner, proof.set_id)
        if found and found[0].answered and not await this.store.looks.open_in(proof.set_id):
            await _answer_one(this, found[0], looked.proof)
    return done
