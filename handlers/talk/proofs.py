"""What is said about a set of evidence once it is quiet and its bytes are in. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from domain.allowance import Full
from domain.case import Case
from domain.evidence import DOCUMENT, Proof, State, count_had
from domain.seeing import Blind
from domain.storable import visible
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html, lines
from handlers.talk.taps import Tap, Verb

_OF_A_KIND = 3  # pieces of which the same is said by name; of a larger heap the rest is counted
_NAMED = 60  # characters of a file's name that are said
TOO_BIG, EMPTY = "too_big", "empty"


def answer(look: Look, proofs: Sequence[Proof], case: Case | None, blind: Mapping[str, Blind], *, choice: bool) -> Html:
    """
    One answer for the whole set: what was kept and where, what could not be kept and why.

    `blind`: why a picture could not be opened, by the id of its proof.
    """
    words = look.words
    kept = [proof for proof in proofs if proof.state is State.KEPT]
    said: Html | None = None
    if kept:
        said = words.which_case(len(kept)) if choice else words.kept_loose(len(kept))
        had = count_had(kept)
        if case:
            said = words.kept(had, look.name(case)) if had else words.note_kept(look.name(case))
    compressed = words.compressed() if any(proof.compressed for proof in kept) else None
    originals = sum(bool(proof.original_of) for proof in kept)
    tied = words.original_came(originals) if originals else None
    failed = [(proof.failure, _failure(look, proof)) for proof in proofs if proof.state is State.FAILED]
    shut = [(why, line) for proof in kept if (line := _shut(look, proof, why := blind.get(proof.id)))]
    return lines(said, compressed, tied, *_few(shut, words.more_shut), *_few(failed, words.more_failed))


def _few(told: Sequence[tuple[object, str]], more: Callable[[int], str]) -> Sequence[str]:
    """Every reason is said, of a few by name."""
    seen: Counter[object] = Counter()
    said: list[str] = []
    for why, line in told:
        seen[why] += 1
        said += [line] * (seen[why] <= _OF_A_KIND)
    rest = len(told) - len(said)
    return (*said, more(rest)) if rest else said


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
    words, name = look.words, _name(look, proof)
    if proof.failure in set(Full):
        return words.failed_full(name)
    if proof.failure == EMPTY:
        return words.failed_empty(name)
    return words.failed_too_big(name) if proof.failure == TOO_BIG else words.failed_gone(name)


def _shut(look: Look, proof: Proof, why: Blind | None) -> str | None:
    """What is kept and cannot be opened: nobody should learn that only when they need it."""
    if proof.type == DOCUMENT:
        return look.words.locked_document(_name(look, proof)) if why is Blind.NO_PICTURE else None
    if why is Blind.TOO_LARGE:
        return look.words.too_many_pixels(_name(look, proof))
    pretends = proof.claimed_type.startswith("image/") and not proof.type.startswith("image/")
    return look.words.not_a_picture(_name(look, proof)) if why is Blind.NO_PICTURE or pretends else None


def _name(look: Look, proof: Proof) -> str:
    return short(visible(proof.name), _NAMED) or look.words.proof_kinds()[proof.kind.value]
