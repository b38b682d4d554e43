"""
What a dossier holds: a case laid out as whoever must decide it will read it. No words, no paper: facts in their order.

    parties → order → timeline with evidence numbers → deadlines missed → law → demand → evidence with hashes

(facts.md 6.4, after what 12315 must be told). handlers/talk/dossier_pages.py says it in a language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from domain import briefing, desk, letters, missed, moments, quotes
from domain.case import Case
from domain.evidence import Kind, Proof
from domain.journal import Happening
from domain.letters import Form
from domain.library import Library
from domain.missed import Missed
from domain.moments import Moment
from domain.people import Identity
from domain.quotes import Quote
from domain.sums import Expected

PICTURES = 200  # printed; what comes after them is listed by its hash and lies in the archive


class Section(StrEnum):
    """The sections, in their order; from PICTURES on they are annexes."""

    PARTIES = "parties"
    STORY = "story"
    MISSED = "missed"
    LAW = "law"
    DEMAND = "demand"
    EVIDENCE = "evidence"
    TRUTH = "truth"
    PICTURES = "pictures"
    WORDS = "words"
    HASHES = "hashes"


ANNEXES = (Section.PICTURES, Section.WORDS, Section.HASHES)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence with its number, which it keeps through the whole dossier."""

    number: int
    proof: Proof

    @property
    def is_picture(self) -> bool:
        """Whether it can be printed."""
        return self.proof.type.startswith("image/") and self.proof.stored_as != ""

    @property
    def words(self) -> str:
        """What was written, where it is a text."""
        return self.proof.text if self.proof.kind is Kind.TEXT else ""


Entry: TypeAlias = Happening | tuple[Exhibit, ...]  #: something happened, or evidence was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All of a case at one moment; `story` is in the order in which things happened."""

    case: Case
    identity: Identity  #: only to be covered wherever a text names it: a dossier does not say who writes
    made: Moment
    exhibits: tuple[Exhibit, ...]
    story: tuple[Entry, ...]
    missed: tuple[Missed, ...]
    law: tuple[Quote, ...]
    expected: Expected

    @property
    def pictures(self) -> tuple[Exhibit, ...]:
        """What is printed, in order."""
        return tuple(each for each in self.exhibits if each.is_picture)[:PICTURES]


def of(case: Case, identity: Identity, proofs: Iterable[Proof], library: Library, now: Moment) -> Dossier:
    """The dossier of a case as it stands at that moment; its evidence in the order given."""
    exhibits = tuple(Exhibit(number, proof) for number, proof in enumerate(proofs, 1))
    return Dossier(
        case=case,
        identity=identity,
        made=now,
        exhibits=exhibits,
        story=_story(case.standing, exhibits),
        missed=missed.of(case, library, now),
        law=law(case, library, now),
        expected=desk.expected(case, library, now),
    )


def law(case: Case, library: Library, now: Moment) -> tuple[Quote, ...]:
    """What the letters of the case's ladder quote on that day, each once, from the lowest rung up."""
    in_force = quotes.of_day(library.quotes, moments.day_of(now))
    facts = briefing.facts(case, Identity(), library, now)
    found = [
        quote
        for rung in library.ladder
        if rung.letter and rung.fits(case)
        for quote in letters.write(library.letters[rung.letter], case, facts, in_force, Form.FULL).quoted
    ]
    return tuple(dict.fromkeys(found))


def _story(standing: Sequence[Happening], exhibits: Sequence[Exhibit]) -> tuple[Entry, ...]:
    """What happened and what was sent, by time; evidence sent between two happenings stands together by its day."""
    timed: list[tuple[Moment, int, Entry]] = [(_at(each), 0, each) for each in standing]
    timed += [(together[0].proof.sent, 1, together) for together in _together(exhibits)]
    return tuple(entry for _, _, entry in sorted(timed, key=lambda each: each[:2]))


def _together(exhibits: Sequence[Exhibit]) -> list[tuple[Exhibit, ...]]:
    groups: list[tuple[Exhibit, ...]] = []
    for exhibit in exhibits:
        last = groups[-1][-1] if groups else None
        if last and moments.day_of(last.proof.sent) == moments.day_of(exhibit.proof.sent):
            groups[-1] = (*groups[-1], exhibit)
        else:
            groups.append((exhibit,))
    return groups


def _at(happening: Happening) -> Moment:
    return happening.when.at if happening.when else happening.told
