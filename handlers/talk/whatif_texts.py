"""What would follow, as text: what is kept and what is missed first, then the dates side by side. Pure."""

from dataclasses import dataclass
from datetime import date

from domain.case import Case
from domain.deadlines import Deadline
from domain.machine import Stage, Turn
from domain.moments import Moment
from domain.moved import Move
from domain.whatif import DATED, If, Outlook
from domain.workdays import Workdays
from handlers.talk.cards import Look, title_of
from handlers.talk.markup import Html, join, lines

SHOWN = 4  # dates below the verdict: as many as one looks at on a phone
_WITHDRAWN = frozenset({If.EXCHANGE, If.REFUND_ONLY, If.RETURN})


@dataclass(frozen=True, slots=True)
class Almanac:
    """How days are written with what is special about them."""

    look: Look
    workdays: Workdays

    def day(self, day: date) -> str:
        """A day, marked where it is a holiday or a make-up day."""
        return self._marked(self.look.words.day(day, self.look.today), day)

    def until(self, due: Moment) -> str:
        """The last day of a deadline, marked alike."""
        return self._marked(self.look.until(due), self.look.last_day(due))

    def _marked(self, text: str, day: date) -> str:
        mark = self.workdays.mark(day)
        return f"{text}·{self.look.words.day_marks[mark]}" if mark else text


def page(almanac: Almanac, case: Case, outlook: Outlook) -> Html:
    """The whole screen of one supposition."""
    look, words = almanac.look, almanac.look.words
    verdicts = _verdicts(almanac, outlook)
    dates = [_move(almanac, outlook, each) for each in outlook.moves[:SHOWN]]
    withdraws = outlook.what in _WITHDRAWN and case.stage is Stage.UNDER_REVIEW
    shown = [each.new for each in outlook.moves[:SHOWN] if each.new]
    return lines(
        words.whatif_head(outlook.what, almanac.day(outlook.day)),
        words.whatif_withdraw() if withdraws else None,
        *verdicts,
        *dates,
        _money(almanac, case, outlook),
        _sum(almanac, outlook),
        words.whatif_nothing() if not (verdicts or dates) else None,
        _ahead(almanac, outlook.ahead) if outlook.ahead else None,
        words.provisional_line() if any(each.provisional for each in (*shown, *_known(outlook.money_by))) else None,
        "",
        look.words.whatif_only(dated=outlook.what in DATED),
    )


def _verdicts(almanac: Almanac, outlook: Outlook) -> list[str]:
    words = almanac.look.words
    found = [_missed(almanac, each) for each in outlook.missed]
    found += [words.whatif_kept(title_of(words, each.rule), almanac.until(each.due)) for each in outlook.kept]
    found += [
        words.whatif_running_on(title_of(words, each.rule), almanac.until(each.due)) for each in outlook.running_on
    ]
    return found


def _ahead(almanac: Almanac, deadline: Deadline) -> str:
    look, words = almanac.look, almanac.look.words
    return words.whatif_ahead(
        title_of(words, deadline.rule), almanac.until(deadline.due), words.left(deadline.due - look.now)
    )


def _missed(almanac: Almanac, deadline: Deadline) -> str:
    words, title, until = almanac.look.words, title_of(almanac.look.words, deadline.rule), almanac.until(deadline.due)
    if deadline.turn is Turn.MINE:
        return words.whatif_missed(title, until, final=deadline.final)
    return words.whatif_others_late(title, until)


def _move(almanac: Almanac, outlook: Outlook, move: Move) -> Html:
    words, title = almanac.look.words, title_of(almanac.look.words, move.rule)
    if move.new is None:
        return lines(words.whatif_gone(title, almanac.until(move.deadline.due)))
    before = _before(almanac, outlook, move.old) if move.old else None
    extended = words.extended_line(almanac.until(move.new.extended)) if move.new.extended else None
    return lines(join("", words.whatif_date(title, almanac.until(move.new.due)), before), extended)


def _before(almanac: Almanac, outlook: Outlook, old: Deadline) -> str:
    words, until = almanac.look.words, almanac.until(old.due)
    return words.whatif_today(until) if outlook.what in DATED else words.whatif_now(until)


def _money(almanac: Almanac, case: Case, outlook: Outlook) -> Html | None:
    if outlook.money_by is None:
        return None
    words, today, until = almanac.look.words, outlook.money_today, almanac.until(outlook.money_by.due)
    other = words.whatif_today(almanac.until(today.due)) if today and today.due != outlook.money_by.due else None
    return join("", words.whatif_money(until, rough=case.channel is None), other)


def _sum(almanac: Almanac, outlook: Outlook) -> Html | None:
    """What waiting costs: the rest of a membership shrinks by the day."""
    then, today = outlook.sum, outlook.sum_today
    return almanac.look.words.whatif_sum(then, today) if then and today and then != today else None


def _known(deadline: Deadline | None) -> tuple[Deadline, ...]:
    return () if deadline is None else (deadline,)
