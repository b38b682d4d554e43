"""Offering what was read: which case it is for, what it means there, or the new case that it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain import belonging, mending, proposal, reading, registering
from domain.belonging import Belonging, Talk, Why
from domain.case import Case
from domain.evidence import READABLE, Kind, Proof, ProofSet, State
from domain.findings import Reading
from domain.joining import joined
from domain.journal import Source, What
from domain.library import Library
from domain.machine import Flow
from domain.moments import Moment
from domain.people import Person
from domain.ports import Store
from domain.proposal import Proposal
from domain.registering import Ready
from domain.seeing import Blind, Seen
from handlers.talk import proposal_keyboards, proposal_texts
from handlers.talk.cards import Look
from handlers.talk.markup import Html, lines
from handlers.talk.proofs import choose_case
from handlers.talk.replies import Replies
from handlers.talk.words.catalogue.words import Words, said


class Speaking(Protocol):
    """Who can offer: a scene that an update called, or one that the time did."""

    @property
    def store(self) -> Store:
        """The unit of work."""

    @property
    def library(self) -> Library:
        """The shipped knowledge."""

    @property
    def now(self) -> Moment:
        """The present instant."""

    @property
    def person(self) -> Person:
        """To whom it is offered."""

    @property
    def replies(self) -> Replies:
        """Where it is said."""

    @property
    def look(self) -> Look:
        """How texts are written for them."""


@dataclass(frozen=True, slots=True)
class Read:
    """
    A set of evidence with what was read in it, as it is printed there and as the shopper put it right.

    `blind`: why a picture could not be opened, by the id of its proof.
    """

    set: ProofSet
    proofs: Sequence[Proof]
    printed: Reading
    reading: Reading
    blind: Mapping[str, Blind]


async def of_set(context: Speaking, set_id: str) -> Read | None:
    """The person's own set, read; None where there is none."""
    found = await context.store.proofs.set_of(context.person.id, set_id)
    return await in_set(context, *found) if found else None


async def in_set(context: Speaking, this: ProofSet, proofs: Sequence[Proof]) -> Read:
    """What is read in a set."""
    kept = [proof for proof in proofs if proof.state is State.KEPT]
    looks = {each.id: await context.store.looks.of(each.owner, each.id) for each in kept if each.type in READABLE}
    printed = joined(each for proof in kept for each in _of_proof(context, proof, looks.get(proof.id)))
    blind = {name: seen for name, seen in looks.items() if isinstance(seen, Blind)}
    return Read(this, proofs, printed, mending.mended(printed, this.mended), blind)


def _of_proof(context: Speaking, proof: Proof, seen: Seen | Blind | None) -> Iterator[Reading]:
    """What its words say, and what is seen in its picture, once it was looked at."""
    written, zone = proof.forwarded_at or proof.sent, context.look.zone
    yield reading.of_text(proof.text or proof.caption, context.library, written, zone)
    if isinstance(seen, Seen):
        yield reading.of_picture(seen, context.library, written, zone)


def worth(found: Reading) -> bool:
    """Whether something was read that a case can be made or moved with; a lone countdown or sum is not."""
    sent = found.parcel and not found.waits  # a notice of a locker speaks of a parcel that came, and of no refund
    return bool(found.order_no or found.told or sent or found.refund or (found.paid and found.item))


async def belongs(context: Speaking, found: Reading, replied: str | None = None) -> tuple[Belonging, Sequence[Case]]:
    """Whose reading it is, among the person's cases."""
    cases = await context.store.cases.of(context.person.id)
    person = context.person
    talk = Talk(replied=replied, focus=person.focus, focus_at=person.focus_at, now=context.now)
    return belonging.of(found, cases, talk), cases


async def offer(context: Speaking, read: Read, replied: str | None = None, *kept: Html) -> None:
    """The case it is for and what it means there; the choice among several; or the new case that it is."""
    decided, cases = await belongs(context, read.reading, replied)
    if decided.case is not None:
        await offer_for(context, read, decided.case, context.look.words.belongs[decided.why or ""], *kept)
    elif decided.choices and not decided.new:
        keyboard = choose_case(context.look, decided.choices, read.set.id)
        text = lines(*kept, context.look.words.which_case(len(read.proofs)))
        await context.replies.show(text, keyboard, screen=f"set:{read.set.id}")
    else:
        await offer_new(context, read, cases, *kept)


async def offer_for(context: Speaking, read: Read, case: Case, why: str | None, *kept: Html) -> None:
    """What it means for that case; one tap notes it."""
    look, words = context.look, context.look.words
    found = proposal.for_case(read.reading, case, context.library, context.now)
    several = len([each for each in await context.store.cases.of(case.owner) if each.is_open]) > 1
    text = lines(*kept, _head(context, read), proposal_texts.for_case(look, read.reading, found))
    text = lines(text, _ask(words, found, look.name(case), why))
    keyboard = proposal_keyboards.for_case(look, read.reading, found, read.set.id, several=several)
    await context.replies.show(text, keyboard, screen=f"set:{read.set.id}")


async def offer_new(context: Speaking, read: Read, cases: Sequence[Case], *kept: Html) -> None:
    """The new case that it is, beside those there are; one tap registers it."""
    ready = ready_of(context, read)
    body = proposal_texts.new_case(context.look, read.reading, ready)
    text = lines(*kept, _head(context, read), body, context.look.words.ask_register())
    others = any(case.is_open for case in cases)
    elsewhere = ready.draft.flow is Flow.MEMBERSHIP and read.reading.platform is None  # an app's, from its own store
    shop = None if elsewhere else said(context.look.words, context.library.policy(ready.draft.platform).title)
    keyboard = proposal_keyboards.new_case(context.look, read.set.id, shop, others=others)
    await context.replies.show(text, keyboard, screen=f"set:{read.set.id}")


def ready_of(context: Speaking, read: Read) -> Ready:
    """The draft that the reading fills."""
    return registering.from_reading(read.reading, context.now, read.set.id)


async def registered(context: Speaking, read: Read) -> Case | None:
    """The person's case of that very order, if there is one already."""
    number = ready_of(context, read).draft.order_no
    cases = await context.store.cases.of(context.person.id) if number else ()
    return next((case for case in cases if case.order_no == number), None)


def _ask(words: Words, found: Proposal, name: str, why: str | None) -> Html:
    """What is asked under it; of a case without a request also whether it is the one at all, if no number says so."""
    if not found:
        return _nothing(words, name, beside=found.beside)
    if not found.plain and not found.pins:
        return words.ask_which_holds(name) if found.conflicts else words.ask_check()
    if What.APPLIED in found.unseen and why not in {words.belongs[Why.ORDER_NO], words.belongs[Why.PARCEL]}:
        return words.ask_all_of_it(name)
    return words.ask_record(name, why)


def source_of(read: Read) -> Source:
    """Who says what was read: words that were sent, or a picture."""
    return Source.TEXT if {proof.kind for proof in read.proofs} == {Kind.TEXT} else Source.SCREENSHOT


def _nothing(words: Words, name: str, *, beside: bool) -> Html:
    """All of it is known; or what is not has no place in the case now."""
    return words.nothing_fits(name) if beside else words.nothing_new(name)


def _head(context: Speaking, read: Read) -> str:
    kinds = {proof.kind for proof in read.proofs}
    together = len(kinds) > 1 or (kinds == {Kind.TEXT} and len(read.proofs) > 1)
    kind = next((each.value for each in (Kind.PHOTO, Kind.FILE) if each in kinds), "text")
    kind = "several" if together else kind
    return context.look.words.read_from[kind]
