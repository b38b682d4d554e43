"""The ladder as a picture, for the typesetter: as it usually is for a kind of case, and as it stands for one. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from domain import ladder
from domain.case import Case, Channel
from domain.ladder import Rung, State, Step
from domain.library import Library
from domain.machine import Flow
from domain.wayposts import Place
from handlers.talk import ladder_texts
from handlers.talk.cards import Look
from handlers.talk.drawings import Drawing, drawn, line, station
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.catalogue.words import Words, said

_APPLE = frozenset({Channel.APPLE})


class Kind(StrEnum):
    """For whom a ladder is drawn where no case is open. The value travels in buttons: never reuse one."""

    GOODS = "ladder"
    PARCEL = "ladder_parcel"  # the parcel never came: the carrier is asked beside the seller
    MEMBERSHIP = "ladder_membership"


_FLOWS = {Kind.GOODS: Flow.RETURN, Kind.PARCEL: Flow.REFUND_ONLY, Kind.MEMBERSHIP: Flow.MEMBERSHIP}


def of_kind(words: Words, kind: Kind, library: Library) -> Drawing:
    """The ladder as all such cases have it, the court on top."""
    rungs = [each for each in library.ladder if _is_for(each, kind)]
    stations = [_usual(words, each) for each in reversed(rungs)]
    return drawn(words, words.ladder_kinds[kind.value], words.ladder_subtitle(), stations)


def of_case(look: Look, case: Case, steps: Sequence[Step]) -> Drawing:
    """The rungs of a case: those that were climbed, the one to climb now, when or after what the others open."""
    words, upward = look.words, ladder.next_step(steps)
    stations = [_standing(look, case, each, is_next=each is upward) for each in reversed(steps)]
    return drawn(words, words.ladder_of_case(), look.name(case), stations, personal=True)


def _is_for(rung: Rung, kind: Kind) -> bool:
    """Whether it is drawn: optional ones only where the picture is about them."""
    flows = rung.scope.flows
    about_parcel = kind is Kind.PARCEL and bool(rung.given)
    return (not flows or _FLOWS[kind] in flows) and (about_parcel or not rung.optional)


def _usual(words: Words, rung: Rung) -> Drawing:
    lines = [line(said(words, each)) for each in (rung.takes, rung.costs)]
    return station(capital(said(words, rung.title)), _whose(words, rung), "mine", Place.COMING, lines)


def _whose(words: Words, rung: Rung) -> str:
    """Beside its title: for whom it is, where it is not for all."""
    if rung.optional:
        return words.ladder_beside()
    return words.ladder_paid(apple=rung.scope.channels == _APPLE) if rung.scope.channels else ""


def _standing(look: Look, case: Case, step: Step, *, is_next: bool) -> Drawing:
    words, rung = look.words, step.rung
    place = Place.HERE if is_next else Place.PAST if step.state is State.DONE else Place.COMING
    turn, whose = words.ladder_now() if is_next else "", "mine" if step.state is State.OPEN else "nobody"
    below = said(words, rung.takes) if is_next else _state(look, case, step)
    return station(capital(said(words, rung.title)), turn, whose, place, [line(below)])


def _state(look: Look, case: Case, step: Step) -> str:
    words = look.words
    match step.state:
        case State.DONE:
            climbed = step.rung.climbed(case)
            return words.ladder_done(look.when(climbed) if climbed else None)
        case State.OPEN:
            return words.ladder_open()
        case State.WAITING if step.deadline:
            return words.ladder_from(look.until(step.deadline.ends))
        case State.BEHIND if step.first:
            return words.ladder_behind(said(words, step.first.title))
        case _:
            return words.ladder_shut(ladder_texts.events(look, step.rung, case))
