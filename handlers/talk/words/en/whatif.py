"""What would follow if: dates side by side, and the case stays as it is."""

from collections.abc import Mapping

from domain.money import Money
from domain.whatif import If
from domain.workdays import Mark
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms

_DOES = {
    If.APPLY: "If you apply on {day}",
    If.POST: "If you post it on {day}",
    If.PLATFORM: "If you ask the platform to step in on {day}",
    If.EXCHANGE: "If you ask for an exchange instead on {day}",
    If.REFUND_ONLY: "If you ask for the money alone on {day}",
    If.RETURN: "If you ask for return and refund on {day}",
    If.WAIT: "If you do nothing until the end of {day}",
}


class WhatIf(Forms):
    """What would follow if."""

    ifs: Mapping[If, str] = {
        If.APPLY: "📝 Apply another day",
        If.POST: "📮 Post it another day",
        If.PLATFORM: "📣 Ask the platform today",
        If.EXCHANGE: "🔁 Exchange instead",
        If.REFUND_ONLY: "💸 Refund only instead",
        If.RETURN: "📦 Return instead",
        If.WAIT: "⏳ Wait",
    }
    day_marks: Mapping[Mark, str] = {Mark.HOLIDAY: "holiday", Mark.MAKE_UP: "a working day in China"}

    b_whatif = "🤔 What if…"

    def whatif_choice(self) -> Html:
        return Html("🤔 What would you like to look at? It's only reckoned; the case stays as it is.")

    def whatif_head(self, what: If, day: str) -> Html:
        return fill(f"🤔 <b>{_DOES[what]}</b>", day=day)

    def whatif_kept(self, title: str, until: str) -> str:
        return f"✅ In time for: {title}, {until}"

    def whatif_missed(self, title: str, until: str, *, final: bool) -> str:
        after = "; after that it can hardly be reopened" if final else ""
        return f"⚠️ Too late for: {title}; that ends {until}{after}"

    def whatif_others_late(self, title: str, until: str) -> str:
        return f"⌛ {title}: due {until}; if nothing happened by then, they are late"

    def whatif_running_on(self, title: str, until: str) -> str:
        return f"⏱ This doesn't stop: {title}, still {until}"

    def whatif_date(self, title: str, until: str) -> Html:
        return fill("🗓 {title}: <b>{before}</b>", title=title, before=self.before(until))

    def whatif_gone(self, title: str, until: str) -> str:
        return f"✖️ No longer counts: {title} ({until})"

    def whatif_money(self, until: str, *, rough: bool) -> Html:
        how = ", by the slowest way of payment as yours is not known" if rough else ""
        return fill("💰 If they take all their time{how}, the money is there by <b>{until}</b>", until=until, how=how)

    def whatif_sum(self, then: Money, today: Money) -> Html:
        return fill(
            "🧮 <b>{then}</b> should come back (done today: {today})", then=self.money(then), today=self.money(today)
        )

    def whatif_today(self, until: str) -> str:
        return f" (done today: {until})"

    def whatif_now(self, until: str) -> str:
        return f" (now: {until})"

    def whatif_nothing(self) -> str:
        return "No deadline passes until then."

    def whatif_ahead(self, title: str, until: str, left: str) -> str:
        return f"🗓 The next one after that: {title}, {until} · {left}"

    def whatif_withdraw(self) -> str:
        return "❗ You'd have to withdraw the present request first, and some platforms don't let you apply again."

    def whatif_only(self, *, dated: bool) -> str:
        return "It's only reckoned; the case hasn't changed." + (" For another day, tap or write it." if dated else "")

    def whatif_impossible(self) -> str:
        return "That can't be done just now; have a look at another way."
