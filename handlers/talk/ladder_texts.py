"""The ladder as text: each rung with its state in a line, and one rung in detail. Pure."""

from collections.abc import Sequence

from domain import ladder
from domain.case import Case
from domain.deadlines import Clocks
from domain.ladder import Rung, State, Step
from domain.machine import Turn
from handlers.talk import cards, counsel
from handlers.talk.cards import Look, title_of
from handlers.talk.markup import Html, join, lines
from handlers.talk.words.catalogue.words import said

_EVENTS = 2  # of those that would open a rung, as many as one reads


def page(look: Look, case: Case, clocks: Clocks, steps: Sequence[Step], step: Step | None) -> Html:
    """All rungs, from the lowest up; then the one to climb now, or what the card says to do instead, until when."""
    words = look.words
    if not steps:
        return lines(words.ladder_title(look.name(case)), words.ladder_empty())
    listed = (_line(look, case, each, is_next=each is step) for each in steps)
    detail = _detail(look, step, steps) if step else _instead(look, case, clocks)
    return lines(words.ladder_title(look.name(case)), *listed, Html("\n" + detail))


def _instead(look: Look, case: Case, clocks: Clocks) -> Html:
    mine = case.turn is Turn.MINE
    return lines(*cards.standing(look, case, clocks), Html(look.words.ladder_waits(mine=mine)))


def one(look: Look, case: Case, steps: Sequence[Step], step: Step) -> Html:
    """One rung whole: how it stands, where it is, what it costs, takes, needs, closes, what comes after; its source."""
    rung, is_next = step.rung, step is ladder.next_step(steps)
    sure = look.words.confidences[rung.confidence.value]
    source = join(" · ", counsel.source(rung.source, rung.article), sure)
    return lines(_line(look, case, step, is_next=is_next), _detail(look, step, steps), source)


def _line(look: Look, case: Case, step: Step, *, is_next: bool) -> Html:
    words, title = look.words, said(look.words, step.rung.title)
    match step.state:
        case State.DONE:
            climbed = step.rung.climbed(case)
            return words.rung_done(title, look.when(climbed) if climbed else None)
        case State.OPEN:
            first = said(words, step.first.title) if step.first else None
            return words.rung_next(title) if is_next else words.rung_open(title, first)
        case State.WAITING if step.deadline:
            return words.rung_waiting(title, look.until(step.deadline.ends), title_of(words, step.deadline.rule))
        case State.BEHIND if step.first:
            return words.rung_behind(title, said(words, step.first.title))
        case _:
            return words.rung_shut(title, events(look, step.rung, case))


def events(look: Look, rung: Rung, case: Case) -> str:
    """What would open it: what has not happened, or a no for good."""
    words = look.words
    awaited = [words.told[each] for each in rung.opens_by if case.latest(each) is None][:_EVENTS]
    return words.enumeration.join(awaited) or words.b_for_good


def _detail(look: Look, step: Step, steps: Sequence[Step]) -> Html:
    words, rung = look.words, step.rung
    needs, closes = said(words, rung.needs), said(words, rung.closes)
    opened, then = step.deadline if step.state is State.OPEN else None, ladder.after(steps, rung)
    return lines(
        words.rung_missed(title_of(words, opened.rule), look.until(opened.ends)) if opened else None,
        words.rung_where(said(words, rung.where)),
        words.rung_costs(said(words, rung.costs)),
        words.rung_takes(said(words, rung.takes)),
        words.rung_needs(needs) if needs else None,
        words.rung_closes(closes) if closes else None,
        words.rung_then(said(words, then.title)) if then else None,
    )
