"""The evidence of a case as a list, and one piece of it with all that is known of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain import evidence, shutter
from domain.case import Case
from domain.checklist import Kind
from domain.evidence import Proof, State, Wording
from domain.storable import visible
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html, escape, join, lines
from handlers.talk.taps import Tap, Verb

SHOWN = 30  # proofs in one list, the latest
_SIDE_BY_SIDE = 6  # numbers in a row of buttons
_LONG = 300  # characters of words that are shown of each wording
_WORDINGS = 5  # earlier wordings that are shown, the latest


@dataclass(frozen=True, slots=True)
class Collection:
    """What a case has: its evidence in order, and how much of it was deleted."""

    case: Case
    proofs: Sequence[Proof]
    deleted: int = 0

    def number(self, proof: str) -> int | None:
        """The number of a proof in the case, from 1: the same in the list, in the dossier, in the archive."""
        return next((number for number, each in enumerate(self.proofs, start=1) if each.id == proof), None)

    def original(self, photo: Proof) -> int | None:
        """The number of a compressed photo's original."""
        tied = (each for each in self.proofs if each.original_of == photo.id and each.state is not State.FAILED)
        return next((self.number(each.id) for each in tied), None)

    def sent_again(self, missed: Proof) -> int | None:
        """The number under which a file that could not be had was kept after all."""
        same = (each for each in self.proofs if each.unique_id == missed.unique_id and each.state is State.KEPT)
        return next((self.number(each.id) for each in same), None) if missed.unique_id else None


def listed(look: Look, have: Collection) -> Html:
    """A line a piece, with what matters about it."""
    words = look.words
    first = max(0, len(have.proofs) - SHOWN)
    shown = [_line(look, have, number, proof) for number, proof in enumerate(have.proofs[first:], start=first + 1)]
    gone = words.deleted_count(have.deleted) if have.deleted else None
    title = words.proofs_title(look.name(have.case), evidence.count_had(have.proofs))
    return lines(title, *(shown or [escape(words.no_proofs())]), gone)


def list_buttons(look: Look, have: Collection) -> Keyboard:
    """A number for each piece in the list, and the way to add one."""
    first = max(0, len(have.proofs) - SHOWN)
    numbers = (
        Button(str(number), Tap(Verb.PROOF, have.case.id, 0, proof.id))
        for number, proof in enumerate(have.proofs[first:], start=first + 1)
    )
    add = Button(look.words.b_add_proof, Tap(Verb.ADD_PROOF, have.case.id))
    needed = Button(look.words.b_evidence_list, Tap(Verb.CHECKLIST, have.case.id, 0, Kind.EVIDENCE.value))
    return (*in_rows(numbers, _SIDE_BY_SIDE), (add, needed))


def _line(look: Look, have: Collection, number: int, proof: Proof) -> Html:
    words = look.words
    line = words.proof_line(number, kind(look, proof), look.moment(proof.sent), proof.forwarded_from or proof.sender)
    shrunk = words.proof_compressed() if proof.compressed and have.original(proof) is None else None
    missed = words.proof_not_kept() if proof.state is State.FAILED else None
    edited = words.proof_edited(proof.edits) if proof.edits else None
    return join(" · ", line, edited, shrunk, missed, _ties(look, have, proof))


def _ties(look: Look, have: Collection, proof: Proof) -> str | None:
    photo = have.number(proof.original_of) if proof.original_of else None
    original = have.original(proof)
    if photo is not None:
        return look.words.original_of(photo)
    return look.words.original_is(original) if original is not None else None


def kind(look: Look, proof: Proof) -> str:
    """What it is, with the name of its file."""
    name = look.words.own_note if proof.is_note else look.words.proof_kinds()[proof.kind.value]
    return f"{name} {short(visible(proof.name))}".rstrip()


def whole(look: Look, have: Collection, proof: Proof, wordings: Sequence[Wording]) -> Html:
    """All that is known of one piece."""
    words = look.words
    origin = None
    if proof.forwarded_at is not None:
        origin = words.proof_origin(proof.forwarded_from, look.moment(proof.forwarded_at))
    said = proof.text or proof.caption
    return lines(
        words.proof_title(have.number(proof.id) or 0, kind(look, proof), look.name(have.case)),
        words.proof_sent(look.moment(proof.sent), proof.sender),
        origin,
        words.proof_received(look.moment(proof.received)),
        _taken(look, proof),
        *_bytes(look, have, proof),
        words.proof_words(short(said, _LONG)) if said else None,
        words.proof_edited(proof.edits) if proof.edits else None,
        *(_before(look, wording) for wording in wordings[-_WORDINGS:]),
        _ties(look, have, proof),
        words.original_wanted() if proof.compressed and have.original(proof) is None else None,
    )


def _taken(look: Look, proof: Proof) -> str | None:
    """A photo's own word on its time, called a time only where it can be one."""
    if not proof.taken:
        return None
    at = shutter.read(proof.taken, proof.received, look.zone)
    return look.words.proof_taken(look.moment(at)) if at else look.words.proof_taken_never(proof.taken)


def _bytes(look: Look, have: Collection, proof: Proof) -> Sequence[str]:
    words = look.words
    if proof.state is State.NOTED:
        return (words.proof_on_its_way(),)
    if proof.state is not State.KEPT:
        again = have.sent_again(proof)
        return (words.proof_sent_again(again) if again else words.proof_missed(),)
    return (words.proof_bytes(size(proof.size), proof.type), words.proof_hash(proof.sha256))


def size(count: int) -> str:
    """So many bytes, in the unit that leaves one to three digits in front."""
    for unit, length in (("MB", 1_000_000), ("KB", 1_000)):
        if count >= length:
            return f"{count / length:.1f} {unit}"
    return f"{count} B"


def _before(look: Look, wording: Wording) -> str | None:
    said = wording.text or wording.caption
    return look.words.proof_before(look.moment(wording.until), short(said, _LONG)) if said else None


def buttons(look: Look, have: Collection, proof: Proof) -> Keyboard:
    """Delete it, or back to the list."""
    return (
        (Button(look.words.b_delete_proof, Tap(Verb.DELETE_PROOF, have.case.id, 0, proof.id)),),
        (Button(look.words.b_return, Tap(Verb.PROOFS, have.case.id)),),
    )


def delete_buttons(look: Look, have: Collection, proof: Proof) -> Keyboard:
    """Meant, or not."""
    words = look.words
    return (
        (Button(words.b_delete_proof_yes, Tap(Verb.DELETE_PROOF, have.case.id, 0, f"{proof.id}=yes")),),
        (Button(words.b_delete_proof_no, Tap(Verb.PROOF, have.case.id, 0, proof.id)),),
    )
