"""What is said about a set of evidence once it is quiet and its bytes are in. Pure."""

from collections.abc import Sequence

from domain.case import Case
from domain.evidence import Proof, State
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html, lines
from handlers.talk.taps import Tap, Verb

TOO_BIG = "too_big"


def answer(look: Look, proofs: Sequence[Proof], case: Case | None, *, choice: bool) -> Html:
    """One answer for the whole set: what was kept and where, what could not be kept and why."""
    words = look.words
    kept = [proof for proof in proofs if proof.state is State.KEPT]
    said: Html | None = None
    if kept:
        said = words.which_case(len(kept)) if choice else words.kept_loose(len(kept))
        said = words.kept(len(kept), look.name(case)) if case else said
    compressed = words.compressed() if any(proof.compressed for proof in kept) else None
    originals = sum(bool(proof.original_of) for proof in kept)
    tied = words.original_came(originals) if originals else None
    return lines(said, compressed, tied, *(_failure(look, proof) for proof in proofs if proof.state is State.FAILED))


def buttons(look: Look, set_id: str, case: Case | None, open_cases: Sequence[Case]) -> Keyboard:
    """Into which case, or on with the one it went to."""
    words = look.words
    if case is None:
        return choose_case(look, open_cases, set_id)
    another = (Button(words.b_other_case, Tap(Verb.PUT, detail=set_id)),) if len(open_cases) > 1 else ()
    return (
        (Button(words.b_proofs(0), Tap(Verb.ADD_PROOF, case.id)), Button(words.b_card, Tap(Verb.CARD, case.id))),
        another,
    )


def choose_case(look: Look, open_cases: Sequence[Case], set_id: str) -> Keyboard:
    """The open cases, and the way to keep it without one."""
    return (
        *in_rows((Button(short(look.name(case)), Tap(Verb.PUT, case.id, 0, set_id)) for case in open_cases[:10]), 1),
        (
            Button(look.words.b_new_case, Tap(Verb.NEW, detail="fresh")),
            Button(look.words.b_just_keep, Tap(Verb.KEEP, detail=set_id)),
        ),
    )


def _failure(look: Look, proof: Proof) -> str:
    name = proof.name or look.words.proof_kinds()[proof.kind.value]
    return look.words.failed_too_big(name) if proof.failure == TOO_BIG else look.words.failed_gone(name)
