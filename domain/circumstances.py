"""
What a case may turn on: questions whose answers change a rule, a date or the advice.

They are data (storage/shelf/circumstances.toml). Not knowing is a state of its own: an answer that says "no" sets no
trait, but it is kept, so that nobody is asked twice, and nothing is concluded from a question that was skipped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.case import Case, Channel
from domain.journal import What
from domain.policy import Scope, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    One answer: the traits that it sets, or the way of payment that it names.

    What it asks on, at most one: `tells` a happening, whose time is asked; `mends` the time of one that was told;
    `pins` the rule whose day only the app or the page of the goods shows.
    """

    id: str
    words: Words
    sets: frozenset[str] = frozenset()
    channel: Channel | None = None
    tells: What | None = None
    mends: What | None = None
    pins: str = ""

    @property
    def asks_on(self) -> bool:
        """Whether the answer leads to a question for a time."""
        return bool(self.tells or self.mends or self.pins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """
    One question about a case.

    `told`: asked only once this happened. `until`: once one of these happened it is settled by itself. `after`: asked
    only behind one of these answers, written ``question=answer``. `several`: any number of answers may be ticked.
    """

    id: str
    ask: Words
    scope: Scope
    answers: tuple[Answer, ...]
    several: bool = False
    told: What | None = None
    until: tuple[What, ...] = ()
    after: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()

    def answer(self, answer_id: str) -> Answer | None:
        """The answer of that id, or None."""
        return next((each for each in self.answers if each.id == answer_id), None)

    def key(self, answer: Answer) -> str:
        """How the answer is kept with a case."""
        return f"{self.id}={answer.id}"

    @property
    def none(self) -> str:
        """How "none of these" is kept, where any number may be ticked."""
        return f"{self.id}="

    @property
    def skipped(self) -> str:
        """How "not now" is kept: it answers nothing, but the card does not ask again by itself."""
        return f"{self.id}=?"

    def applies(self, case: Case) -> bool:
        """Whether the question makes sense for this case now, answered or not."""
        return (
            self.scope.covers(case)
            and (not self.after or not self.after.isdisjoint(case.answers))
            and (self.told is None or case.latest(self.told) is not None)
            and case.latest(*self.until) is None
        )

    def chosen(self, case: Case) -> tuple[Answer, ...]:
        """The answers that the shopper gave."""
        return tuple(each for each in self.answers if self.key(each) in case.answers)

    def is_answered(self, case: Case) -> bool:
        """Whether it need not be asked any more; the way of payment may have been told at the registration."""
        named = case.channel is not None and any(each.channel for each in self.answers)
        return named or self.none in case.answers or bool(self.chosen(case))


def by_id(circumstances: Iterable[Circumstance], wanted: str) -> Circumstance | None:
    """The question of that id, or None."""
    return next((each for each in circumstances if each.id == wanted), None)


def with_answers(
    case: Case, circumstance: Circumstance, chosen: Iterable[Answer], all_of_them: Sequence[Circumstance]
) -> Case:
    """The case with this question answered anew: what earlier answers to it had set goes, follow-ups with it."""
    given = tuple(chosen)
    keys = {circumstance.key(each) for each in given} or {circumstance.none}
    kept = {key for key in case.answers if not key.startswith(circumstance.none)}
    names_channel = any(each.channel for each in circumstance.answers)
    channel = next((each.channel for each in given if each.channel), None) if names_channel else case.channel
    return _with_keys(replace(case, channel=channel), kept | keys, all_of_them)


def skip(case: Case, circumstance: Circumstance) -> Case:
    """The case with this question put aside; nothing is concluded from that, and an answer given before stays."""
    return case if circumstance.is_answered(case) else replace(case, answers=case.answers | {circumstance.skipped})


def overtaken(case: Case, all_of_them: Sequence[Circumstance]) -> Case:
    """The case without the answers that a happening has settled since: "not sent yet", once it was sent."""
    gone = tuple(each.none for each in all_of_them if case.latest(*each.until) is not None)
    kept = {key for key in case.answers if not key.startswith(gone)} if gone else case.answers
    return case if kept == case.answers else _with_keys(case, set(kept), all_of_them)


def _with_keys(case: Case, keys: set[str], all_of_them: Sequence[Circumstance]) -> Case:
    """Keep these answers and what they set; a follow-up whose condition is gone loses its answer too."""
    for each in all_of_them:  # a follow-up stands behind its question in the file
        if each.after and each.after.isdisjoint(keys):
            keys = {key for key in keys if not key.startswith(each.none)}
    before, after = _set_by(case.answers, all_of_them), _set_by(keys, all_of_them)
    return replace(case, answers=frozenset(keys), traits=(case.traits - before) | after)


def _set_by(keys: Iterable[str], all_of_them: Sequence[Circumstance]) -> frozenset[str]:
    held = frozenset(keys)
    answers = (answer for each in all_of_them for answer in each.answers if each.key(answer) in held)
    return frozenset(trait for answer in answers for trait in answer.sets)
