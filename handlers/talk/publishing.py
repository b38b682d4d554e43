"""What the chat says of a dossier while it is made: one message that changes, then the files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain import dossier
from domain.case import Case
from domain.casefile import CaseFile
from domain.evidence import Proof
from domain.library import Library
from domain.moments import SHANGHAI, Moment
from domain.orders import Order
from domain.people import Identity
from domain.ports import Store
from handlers.talk import dossier_annexes, dossier_pages, ordering
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import words_for
from handlers.talk.markup import lines
from handlers.talk.replies import Replies
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words

MASKED = "m"  #: the detail of a tap on the redacted one


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file in the vault."""

    stored_as: str
    number: int = 0  #: of a part of the archive; 0 for the paper
    count: int = 0


def paper(
    library: Library, order: Order, contents: CaseFile, identity: Identity
) -> tuple[Any, Sequence[tuple[str, Proof]]]:
    """The paper as data, and its pictures: under which name the press wants which proof."""
    whole = dossier.of(contents.case, identity, contents.proofs, library, contents.made)
    pages = dossier_pages.paper(words_for(order.language), whole, library, masked=order.masked)
    return pages, [(dossier_annexes.picture_name(each), each.proof) for each in whole.pictures]


async def begun(replies: Replies, words: Words, order: Order, case: Case, proofs: int) -> None:
    """It is going to be made: a new message, to be changed later."""
    text = words.dossier_begun(_name(words, case), proofs, masked=order.masked)
    await replies.say(text, screen=ordering.screen(order))


async def writing(store: Store, order: Order, case: Case, now: Moment) -> None:
    """The evidence is collected."""
    words = await ordering.words_of(store, order)
    await ordering.change(store, order, f"writing{order.attempts}", words.dossier_writing(_name(words, case)), (), now)


async def done(store: Store, order: Order, contents: CaseFile, files: Sequence[Made], now: Moment) -> None:
    """It is made: the message says so, shows the register's seal and offers the other variants; the files follow."""
    words = await ordering.words_of(store, order)
    name = _name(words, contents.case)
    seal = None if order.masked or len(files) < 2 else words.dossier_seal(contents.head)
    text = lines(words.dossier_done(name, len(files), masked=order.masked), seal)
    await ordering.change(store, order, "done", text, _variants(words, order), now)
    replies = ordering.files(store, order, now)
    day = f"{now.astimezone(SHANGHAI):%Y-%m-%d}"
    for file in files:
        await replies.send(
            file.stored_as, _filename(words_for(order.language), order, file, day), words.dossier_caption(name)
        )


async def failed(store: Store, order: Order, case: Case, now: Moment) -> None:
    """It is given up, and nobody waits in vain."""
    words = await ordering.words_of(store, order)
    back = ((Button(words.b_card, Tap(Verb.CARD, case.id)),),)
    await ordering.change(store, order, "failed", words.dossier_failed(_name(words, case)), back, now)


def _variants(words: Words, order: Order) -> Keyboard:
    other = "en" if order.language == "zh" else "zh"
    masked = (Button(words.b_dossier_masked, Tap(Verb.DOSSIER, order.case, 0, MASKED)),)
    card = (
        Button(words.b_dossier_other if words.code == order.language else words.b_dossier, _in(order, other)),
        Button(words.b_card, Tap(Verb.CARD, order.case)),
    )
    return (() if order.masked else masked, card)


def _in(order: Order, language: str) -> Tap:
    return Tap(Verb.DOSSIER, order.case, 0, language)


def _filename(words: Words, order: Order, file: Made, day: str) -> str:
    if file.number:
        return f"{words.archive_file(file.number, file.count)}-{day}.zip"
    return f"{words.dossier_file(masked=order.masked)}-{day}.pdf"


def _name(words: Words, case: Case) -> str:
    return case.name or words.name_missing(membership=case.is_membership)
