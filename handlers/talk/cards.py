"""
The card of a case as text: what matters first, whose turn and until when, one next step. Pure.

A date is shown in the reader's zone; the last day of a law stays a day in Shanghai, and says so where that differs.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain import deadlines, parcels, promises, sums
from domain.case import Case
from domain.deadlines import Clocks, Deadline, Missing
from domain.journal import Happening, What
from domain.machine import Flow, Stage, Turn
from domain.moments import SHANGHAI, Moment, day_of
from domain.money import Money
from domain.parcels import Carrier
from domain.policy import Family, Rule
from domain.sum_rules import SumRule
from domain.sums import Expected
from handlers.talk import turning
from handlers.talk.markup import Html, bold, join, lines
from handlers.talk.words.catalogue import typography
from handlers.talk.words.catalogue.words import Words, said

_DONE, _NOW, _TO_COME = "●", "◐", "○"


@dataclass(frozen=True, slots=True)
class Look:
    """Who reads, and when: what every text about a case depends on."""

    words: Words
    zone: ZoneInfo
    now: Moment
    carriers: tuple[Carrier, ...]
    sums: tuple[SumRule, ...]

    @property
    def today(self) -> date:
        """The reader's day."""
        return day_of(self.now, self.zone)

    def moment(self, at: Moment) -> str:
        """An instant on the reader's clock."""
        return self.words.moment(at.astimezone(self.zone), self.today)

    def until(self, due: Moment) -> str:
        """A deadline on the reader's clock; the end of a Shanghai day stays that day."""
        shanghai = due.astimezone(SHANGHAI)
        if shanghai.hour == shanghai.minute == 0:
            text = self.words.until(shanghai, self.today)
            same = shanghai.utcoffset() == due.astimezone(self.zone).utcoffset()
            return text if same else self.words.beijing(text)
        return self.words.until(due.astimezone(self.zone), self.today)

    def last_day(self, due: Moment) -> date:
        """The last day on which a deadline can be kept, as `until` writes it."""
        shanghai = due.astimezone(SHANGHAI)
        local = shanghai if shanghai.hour == shanghai.minute == 0 else due.astimezone(self.zone)
        return typography.split_until(local)[0]

    def when(self, happening: Happening) -> str | None:
        """When it happened, as precisely as we know."""
        if happening.when is None:
            return None
        if happening.when.exact:
            return self.moment(happening.when.at)
        return self.words.day(happening.when.day(), self.today)

    def expected(self, case: Case) -> Expected:
        """The money that a case should bring, line by line."""
        return sums.of(case, self.sums, day_of(self.now))

    def outstanding(self, case: Case) -> Money | None:
        """What is still to come; None where nobody knows."""
        return self.expected(case).outstanding(case)

    def name(self, case: Case) -> str:
        """What to call the case."""
        return case.name or self.words.name_missing(membership=case.is_membership)


def card(
    look: Look, case: Case, clocks: Clocks, *, next_reminder: Moment | None = None, hint: Html | None = None
) -> Html:
    """The card of a case; `hint` is the one thing that is most worth knowing now."""
    if not case.is_open:
        return lines(head(look, case), _closed(look, case), _details(look, case))
    return lines(
        head(look, case),
        _milestones(look, case),
        *standing(look, case, clocks),
        hint,
        _details(look, case),
        look.words.next_reminder(look.moment(next_reminder)) if next_reminder else None,
    )


def standing(look: Look, case: Case, clocks: Clocks) -> list[Html]:
    """Whose move it is, what comes next, and until when."""
    return [turning.line(look.words, case, clocks, look.now), *_clock_lines(look, clocks)]


def head(look: Look, case: Case) -> Html:
    """The first line: what it is, for how much, and why it goes back."""
    words = look.words
    reasons = words.reasons_membership if case.is_membership else words.reasons_goods
    price = words.money(case.price) if case.price else None
    return join(" · ", bold(look.name(case)), price, reasons[case.reason] if case.reason else None)


_GOODS_STEPS = {
    Stage.NEW: 0,
    Stage.TO_APPLY: 0,
    Stage.UNDER_REVIEW: 1,
    Stage.REFUSED: 1,
    Stage.TO_SHIP: 2,
    Stage.RETURNING: 3,
    Stage.PARCEL_REFUSED: 3,
    Stage.REFUND_DUE: 4,
    Stage.REPLACEMENT_DUE: 4,
    Stage.REPLACEMENT_COMING: 4,
    Stage.MONEY_COMING: 4,
}
_MEMBERSHIP_STEPS = {
    Stage.NEW: 0,
    Stage.TO_READ: 0,
    Stage.TO_APPLY: 1,
    Stage.UNDER_REVIEW: 2,
    Stage.REFUSED: 2,
    Stage.REFUND_DUE: 3,
    Stage.MONEY_COMING: 3,
}


def _milestones(look: Look, case: Case) -> Html | None:
    """The usual way, and where on it the case is; off the usual way the stage's own name."""
    places = _MEMBERSHIP_STEPS if case.is_membership else _GOODS_STEPS
    place = places.get(case.stage)
    if place is None or case.flow is Flow.REFUND_ONLY:
        return join(" ", _NOW, bold(look.words.stages[case.stage]))
    names = look.words.milestones_membership if case.is_membership else look.words.milestones_goods
    marks = [
        f"{_DONE} {name}" if at < place else join(" ", _NOW, bold(name)) if at == place else f"{_TO_COME} {name}"
        for at, name in enumerate(names)
    ]
    return join(" ─ ", *marks)


def _clock_lines(look: Look, clocks: Clocks) -> list[Html]:
    shown = deadlines.leading(clocks, look.now)
    found = [_deadline(look, deadline) for deadline in shown[:1]]
    found += [_deadline(look, deadline, brief=True) for deadline in shown[1:]]
    if len(shown) < 2:
        found += [missing_line(look, missing) for missing in deadlines.lacking(clocks)[:1]]
    return found


def _deadline(look: Look, deadline: Deadline, *, brief: bool = False) -> Html:
    words = look.words
    over = deadline.is_over(look.now)
    end = deadline.ends if over else deadline.due
    title, left = title_of(words, deadline.rule), _left(look, deadline, end)
    line = words.deadline_line(title=title, until=look.until(end), left=left, over=over)
    if brief:
        return line
    mine, closes = deadline.turn is Turn.MINE, deadline.rule.silence is What.APP_CLOSED
    return lines(
        line,
        words.final_line(closes=closes) if deadline.final and mine and not over else None,
        _pinned(words, deadline.rule) if deadline.pinned else None,
        words.platform_default_line(deadline.rule.confidence) if _is_a_guess(deadline) else None,
        words.extended_line(look.until(deadline.extended)) if deadline.extended and not over else None,
        words.provisional_line() if deadline.provisional else None,
    )


def _pinned(words: Words, rule: Rule) -> str:
    return words.promised_day_line() if rule.id == promises.RULE else words.pinned_line()


def _left(look: Look, deadline: Deadline, end: Moment) -> str:
    """How long is left; what is only recommended cannot be late, it can be done now."""
    if deadline.recommendation and look.now >= deadline.due:
        return look.words.now_at_last()
    return look.words.left(end - look.now)


def title_of(words: Words, rule: Rule) -> str:
    """The rule's name in the reader's language, or in Chinese, which every rule has."""
    return said(words, rule.title)


def _is_a_guess(deadline: Deadline) -> bool:
    return deadline.family is Family.PLATFORM and not deadline.pinned


def missing_line(look: Look, missing: Missing) -> Html:
    """What a clock would need to give a date."""
    words = look.words
    return words.missing_line(missing.needs[0], title_of(words, missing.rule))


def _details(look: Look, case: Case) -> Html | None:
    words, parcel = look.words, case.parcel
    carrier = parcels.by_id(look.carriers, parcel.carrier) if parcel else None
    received = case.received if case.is_open else None
    filed = case.latest(What.COMPLAINT_FILED)
    found = lines(
        words.parcel_line(carrier.name(words.code) if carrier else None, parcel.number) if parcel else None,
        words.part_line(received, look.outstanding(case)) if received else None,
        _expected(look, case),
        words.order_line(case.order_no) if case.order_no else None,
        words.seller_line(case.seller) if case.seller else None,
        words.complaint_line(filed.note) if filed and filed.note else None,
    )
    return found or None


def _expected(look: Look, case: Case) -> Html | None:
    """What should come back, where that is not simply the price, which stands in the first line."""
    total = look.expected(case).total if case.is_open else None
    return look.words.sum_expected(total) if total is not None and total != case.price else None


def _closed(look: Look, case: Case) -> Html:
    last = case.standing[-1]
    ended = last.when.at if last.when else last.told
    days = (day_of(ended, look.zone) - day_of(case.opened, look.zone)) // timedelta(days=1)
    return look.words.closed_line(case.stage, case.received or case.price, max(days, 0))


def case_line(look: Look, number: int, case: Case, clocks: Clocks) -> Html:
    """One line of the overview."""
    words = look.words
    shown = deadlines.leading(clocks, look.now)
    late = bool(shown) and shown[0].is_over(look.now)
    return words.case_line(
        number,
        look.name(case),
        late=late,
        next_step=words.stages[case.stage],
        until=look.until(shown[0].due) if shown and not late else None,
    )
