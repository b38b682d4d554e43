"""When we were not there, or somebody was not."""

from datetime import date, datetime, timedelta

from domain.ledger import Late
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue import typography
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.en.forms import UNITS, Forms, counted

_WHY = {
    Late.AWAY: ": I was offline",
    Late.RESTORED: ": I was just put back from a backup",
    Late.UNREACHABLE: ": I could not reach you before",
    Late.BUSY: ": it had to wait in line",
}


class Outages(Forms):
    """When we were not there, or somebody was not."""

    def stretch(self, start: datetime, end: datetime, today: date) -> str:
        if start.date() == end.date():
            return f"{self.moment(start, today)}–{end:%H:%M}"
        return f"{self.moment(start, today)} to {self.moment(end, today)}"

    def was_away(self, away: str) -> Html:
        return fill(
            "🔌 I was offline: {away}. Buttons tapped in that time did not reach me.\n"
            "If you tapped one, tap it again; twice does no harm.",
            away=away,
        )

    def was_long_away(self, away: str, lost: str) -> Html:
        return fill(
            "🔌 I was offline: {away}.\nMessages and photos from {lost} did not reach me: "
            "please send again what matters.\nYour reminders are all still here; late ones say so.",
            away=away,
            lost=lost,
        )

    def was_restored(self, lost: str) -> Html:
        return fill(
            "🗄 I was put back from a backup. What you told me in this time may be missing: {lost}.\n"
            "Please look at your cases and tell me again what is not there, photos too; "
            "a reminder that may be a repeat says so.",
            lost=lost,
        )

    def late_mark(self, by: timedelta, why: Late) -> str:
        unit, number = typography.span(by)
        return f"⏰ ({counted(number, UNITS[unit]) if number else 'a moment'} late{_WHY.get(why, '')})"

    def repeat_mark(self) -> str:
        return "(once more, in case it didn't reach you)"

    def missed_title(self, count: int) -> Html:
        return Html(f"👋 Welcome back. Reminders of {counted(count, 'case')} could not reach you; here they are:")

    def expired(self, name: str, until: str, *, final: bool) -> Html:
        then = "it usually can't be reopened" if final else "that is not the end of it"
        return fill(
            "⌛ <b>{name}</b>: the time ran out {until}; {then}.\n"
            "Look in the app first: if it still lets you, do it now; if not, ask the platform's customer service.",
            name=name,
            until=until,
            then=then,
        )

    def over_line(self, title: str, until: str) -> Html:
        return fill("⌛ {title}: over since {until}", title=capital(title), until=until)

    def besides_line(self, title: str, until: str) -> Html:
        return fill("Also: {title}, {before}", title=title, before=self.before(until))
