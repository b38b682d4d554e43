"""Numbers, dates and spans as this language writes them."""

from datetime import date, datetime, timedelta

from domain.money import Money
from handlers.talk.words.catalogue import typography
from handlers.talk.words.en.labels import Labels

UNITS = {
    "days": "day",
    "hours": "hour",
    "minutes": "minute",
    "workdays": "working day",
    "months": "month",
    "years": "year",
}


def counted(number: int, one: str) -> str:
    """The number with its noun: 1 day, 2 days."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def inside(clause: str) -> str:
    """A line of the timeline as it reads inside a sentence."""
    return clause[:1].lower() + clause[1:]


class Forms(Labels):
    """Numbers, dates and spans as this language writes them."""

    def money(self, money: Money) -> str:
        return typography.money(money, "en")

    def day(self, day: date, today: date) -> str:
        return typography.day(day, today, "en", pattern="EEE d MMM", pattern_with_year="EEE d MMM y")

    def moment(self, local: datetime, today: date) -> str:
        return f"{self.day(local.date(), today)}, {local:%H:%M}"

    def until(self, local: datetime, today: date) -> str:
        day, clock = typography.split_until(local)
        return f"{self.day(day, today)}, {clock}"

    def before(self, until: str) -> str:
        return f"by {until}"

    def left(self, left: timedelta) -> str:
        unit, number = typography.span(left)
        span = counted(number, UNITS[unit])
        if left < timedelta(0):
            return f"passed {span} ago" if number else "just passed"
        return f"{span} left" if number else "less than a minute left"

    def days(self, days: int) -> str:
        return counted(days, "day")

    def beijing(self, moment: str) -> str:
        return f"{moment} Beijing time"

    def proofs_count(self, count: int) -> str:
        return "1 piece of evidence" if count == 1 else f"{count} pieces of evidence"

    def the_money(self) -> str:
        return "the refund"
