"""Evidence that is in no case yet: the sets it came in, and one of them piece by piece. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Proof
from handlers.talk import proof_texts
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html, escape, lines
from handlers.talk.proof_texts import SHOWN
from handlers.talk.taps import Tap, Verb

_SIDE_BY_SIDE = 6  # numbers in a row of buttons
_LONG = 40  # characters of a piece's words: enough to know it again


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done with a set: put it `into` an open case, `register` what it says, go `back` to the others."""

    into: bool
    register: bool
    back: bool


def sets(pieces: Sequence[Proof]) -> Mapping[str, Sequence[Proof]]:
    """The pieces by the set in which they came, in their order."""
    found: dict[str, list[Proof]] = {}
    for proof in pieces:
        found.setdefault(proof.set_id, []).append(proof)
    return found


def listed(look: Look, found: Mapping[str, Sequence[Proof]]) -> Html:
    """A line a set, the latest ones."""
    count = sum(len(pieces) for pieces in found.values())
    if not count:
        return escape(look.words.no_loose())
    return lines(look.words.loose_title(count), *(_set_line(look, *each) for each in _shown(found)))


def list_buttons(look: Look, found: Mapping[str, Sequence[Proof]]) -> Keyboard:
    """A number a set, and the way to the cases."""
    numbers = (Button(str(number), Tap(Verb.LOOSE, detail=pieces[0].set_id)) for number, pieces in _shown(found))
    return (*in_rows(numbers, _SIDE_BY_SIDE), _away(look))


def one(look: Look, pieces: Sequence[Proof], ways: Ways) -> Html:
    """A line a piece, and what to do where there is no case to put them into."""
    words = look.words
    rows = [_piece_line(look, number, proof) for number, proof in enumerate(pieces[:SHOWN], start=1)]
    hint = words.loose_first_register() if not ways.into and not ways.register else None
    return lines(words.loose_title(len(pieces)), *rows, hint)


def buttons(look: Look, pieces: Sequence[Proof], ways: Ways) -> Keyboard:
    """Into a case, a case of its own, or piece by piece away."""
    words, set_id = look.words, pieces[0].set_id
    into = (Button(words.b_put_into, Tap(Verb.PUT, detail=set_id)),) if ways.into else ()
    new = Tap(Verb.AFRESH, detail=set_id) if ways.register else Tap(Verb.NEW, detail="fresh")
    drops = (
        Button(words.b_drop(number), Tap(Verb.DROP, detail=proof.id))
        for number, proof in enumerate(pieces[:SHOWN], start=1)
    )
    back = ((Button(words.b_return, Tap(Verb.LOOSE)),),) if ways.back else (_away(look),)
    return ((*into, Button(words.b_new, new)), *in_rows(drops, _SIDE_BY_SIDE), *back)


def drop_buttons(look: Look, proof: Proof) -> Keyboard:
    """Meant, or not."""
    words = look.words
    return (
        (Button(words.b_delete_proof_yes, Tap(Verb.DROP, detail=f"{proof.id}=yes")),),
        (Button(words.b_delete_proof_no, Tap(Verb.LOOSE, detail=proof.set_id)),),
    )


def _away(look: Look) -> tuple[Button, ...]:
    return (Button(look.words.b_list, Tap(Verb.LIST)), Button(look.words.b_home, Tap(Verb.HOME)))


def _shown(found: Mapping[str, Sequence[Proof]]) -> Sequence[tuple[int, Sequence[Proof]]]:
    return list(enumerate(found.values(), start=1))[-SHOWN:]


def _set_line(look: Look, number: int, pieces: Sequence[Proof]) -> Html:
    if len(pieces) == 1:
        return _piece_line(look, number, pieces[0])
    first = pieces[0]
    kinds = dict.fromkeys(look.words.proof_kinds()[proof.kind.value] for proof in pieces)
    what = look.words.loose_set(len(pieces), tuple(kinds))
    return look.words.proof_line(number, what, look.moment(first.sent), first.forwarded_from or first.sender)


def _piece_line(look: Look, number: int, proof: Proof) -> Html:
    who = proof.forwarded_from or proof.sender
    line = look.words.proof_line(number, proof_texts.kind(look, proof), look.moment(proof.sent), who)
    said = " ".join((proof.text or proof.caption).split())
    return lines(line, look.words.proof_words(short(said, _LONG)) if said else None)
