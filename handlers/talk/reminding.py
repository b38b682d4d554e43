"""What a reminder says: what to do and until when; that the time is over; what else came in the same message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain import checklist, detours
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.detours import Detour
from domain.library import Library
from domain.machine import Stage, Turn
from domain.moments import day_of
from domain.people import Person
from domain.ports import Due
from domain.post import Rank
from domain.reminders import Kind
from handlers.talk import cards, case_keyboards, checklist_screen, detour_keyboards, moves, promise_texts
from handlers.talk.beating import Beat
from handlers.talk.buttons import Button, in_rows, short
from handlers.talk.cards import Look
from handlers.talk.markup import Html, fill, lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.catalogue.words import Words, said

LISTED = 20  # cases that one message names


@dataclass(frozen=True, slots=True)
class Ready:
    """What is to be said of a case: the weightiest reminder speaks, the others are said with it."""

    case: Case
    clocks: Clocks
    first: Due
    others: tuple[Due, ...] = ()

    @property
    def rank(self) -> Rank:
        """What cannot be made good goes before what can."""
        return Rank.LAST_CALL if self.first.planned.final else Rank.REMINDER

    @property
    def deadline(self) -> Deadline | None:
        """The clock that it reminds of, if it still runs."""
        return self.clocks.of_rule(self.first.planned.rule)


async def say(this: Beat, person: Person, ready: Ready) -> None:
    """One message about one case."""
    look, due = this.look(person), ready.first
    kind = next(kind for kind in this.library.kinds if kind.id == due.planned.kind)
    replies = this.replies(person, f"reminder:{due.id}", ready.rank)
    replies.repeat = due.maybe_sent
    detour = detours.of(ready.case, ready.clocks, look.now)
    usual = case_keyboards.reminder(look.words, ready.case, kind, due.id)
    keyboard = (*detour_keyboards.rows(look.words, ready.case, detour), *usual)
    before = _first(look, detour) or _before_it_leaves(look, this.library, ready.case)
    promised = promise_texts.recalled(look, ready.case, due.planned.rule)
    text = lines(_expired(look, ready, detour) or _text(look, kind, ready), promised, before, *_besides(look, ready))
    await replies.say(text, keyboard, screen=ready.case.id, reminder=due.id)


async def say_all(this: Beat, person: Person, ready: Sequence[Ready]) -> None:
    """One message about all cases of a person who could not be reached."""
    look, first = this.look(person), ready[0].first
    replies = this.replies(person, f"reminder:{first.id}", ready[0].rank)
    replies.repeat = first.maybe_sent
    told = [
        lines(cards.case_line(look, number, each.case, each.clocks), _over(look, each))
        for number, each in enumerate(ready[:LISTED], start=1)
    ]
    keyboard = in_rows(
        Button(short(f"{number}. {look.name(each.case)}"), Tap(Verb.CARD, each.case.id))
        for number, each in enumerate(ready[:LISTED], start=1)
    )
    everything = Button(look.words.b_list, Tap(Verb.LIST))
    text = lines(look.words.missed_title(len(ready)), *told)
    await replies.say(text, (*keyboard, (everything,)), screen="home", reminder=first.id)


def _text(look: Look, kind: Kind, ready: Ready) -> Html:
    words, case = look.words, ready.case
    end = ready.deadline.due if ready.deadline else ready.first.planned.due
    since = case.entered.told if case.entered else case.opened
    outstanding = look.outstanding(case)
    return fill(
        said(words, kind.words),
        name=look.name(case),
        due=look.until(end) if end else "",
        before=words.before(look.until(end)) if end else "",
        left=words.left(end - look.now) if end else "",
        amount=words.money(outstanding) if outstanding else words.the_money(),
        days=words.days(max((day_of(look.now, look.zone) - day_of(since, look.zone)) // timedelta(days=1), 1)),
        look=_where(words, case, kind),
    )


def _where(words: Words, case: Case, kind: Kind) -> str:
    """Where news would show: an authority writes, Apple has a page of its own, the rest stands in the app."""
    paid = words.looks_paid.get(case.channel) if case.is_membership and case.channel else None
    nudge = None if kind.rules else words.nudges.get(case.stage)
    return nudge or words.looks.get(case.stage) or paid or words.look_app


def _expired(look: Look, ready: Ready, detour: Detour | None) -> Html | None:
    """The shopper's own time is over: that is the news, not what should have been done."""
    deadline = ready.deadline
    if deadline is None or not _is_missed(look, deadline):
        return None
    if detour is Detour.TOO_LATE:
        return look.words.day_over(look.name(ready.case), look.until(deadline.due))
    return look.words.expired(look.name(ready.case), look.until(deadline.due), final=deadline.final)


def _over(look: Look, ready: Ready) -> Html | None:
    deadline = ready.deadline
    if deadline is None or not _is_missed(look, deadline):
        return None
    return moves.over_line(look, deadline)


def _is_missed(look: Look, deadline: Deadline) -> bool:
    return deadline.turn is Turn.MINE and deadline.is_over(look.now)


def _first(look: Look, detour: Detour | None) -> str | None:
    """What comes before what it reminds of; nothing where that can simply be done."""
    return f"👉 {capital(look.words.detours[detour])}" if detour else None


def _before_it_leaves(look: Look, library: Library, case: Case) -> Html | None:
    """While the parcel is still here: the one piece of evidence that helps most and cannot be had afterwards."""
    if case.stage is not Stage.TO_SHIP:
        return None
    first = checklist.of(case, library.checklists, checklist.Kind.EVIDENCE).first
    return checklist_screen.best(look, first) if first is not None and first.leaves else None


def _besides(look: Look, ready: Ready) -> list[Html]:
    """The other clocks of the case whose reminders fell together with this one."""
    spoken, found = {ready.first.planned.rule}, []
    for other in ready.others:
        deadline = ready.clocks.of_rule(other.planned.rule)
        if deadline is not None and deadline.id not in spoken:
            spoken.add(deadline.id)
            title, until = cards.title_of(look.words, deadline.rule), look.until(deadline.due)
            over = deadline.is_over(look.now)
            found.append(moves.over_line(look, deadline) if over else look.words.besides_line(title, until))
    return found
