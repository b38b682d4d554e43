"""The case card, its reasons, and the list of all cases."""

from collections.abc import Mapping

from domain.journal import What
from domain.machine import Stage, Turn
from domain.money import Money
from domain.policy import Confidence
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.en.forms import UNITS, Forms, counted, inside


class Card(Forms):
    """The case card, its reasons, and the list of all cases."""

    def whose_turn(self, turn: Turn) -> str:
        return f"{'👉' if turn is Turn.MINE else '⏳'} {self.turns[turn]}: "  # the step follows at once

    def deadline_line(self, *, title: str, until: str, left: str, over: bool) -> Html:
        mark, time = ("⚠️", until) if over else ("🗓", self.before(until))
        return fill("{mark} {title}: <b>{time}</b> · {left}", mark=mark, title=capital(title), time=time, left=left)

    def final_line(self, *, closes: bool) -> str:
        if closes:
            return "After that the app closes the request, and it can hardly be reopened."
        return "After that it cannot be made good."

    def platform_default_line(self, confidence: Confidence) -> str:
        return {
            Confidence.HIGH: "Officially published; if the app shows a countdown, that one counts.",
            Confidence.MEDIUM: "The platform's usual time, from an older rule; a countdown in the app counts instead.",
            Confidence.LOW: "A rough guide without a solid source; a countdown in the app counts instead.",
            Confidence.UNKNOWN: "Nothing is published, so this is only advice; a countdown in the app counts instead.",
        }[confidence]

    def now_at_last(self) -> str:
        return "do it now"

    def pinned_line(self) -> str:
        return "Taken from the countdown you saw in the app."

    def extended_line(self, until: str) -> str:
        return f"Because of the holidays they may take until {until}."

    def provisional_line(self) -> str:
        return "Next year's holidays aren't published yet, so this date may still move."

    def missing_line(self, what: What, title: str) -> Html:
        if what is What.COUNTDOWN_READ:
            return fill("❔ {title}: only the app shows that day. Tell me, and I can remind you.", title=title)
        return fill(
            "❔ I don't know when this happened: {what}. So there is no date yet for: {title}.",
            what=inside(self.told[what]),
            title=title,
        )

    def parcel_line(self, carrier: str | None, number: str) -> Html:
        return fill("📦 {carrier}<code>{number}</code>", carrier=f"{carrier} " if carrier else "", number=number)

    def part_line(self, received: Money, rest: Money | None) -> str:
        rest_text = f", {self.money(rest)} to go" if rest and rest.minor else ""
        return f"💰 {self.money(received)} is back{rest_text}"

    def next_reminder(self, when: str) -> str:
        return f"🔔 Next reminder: {when}"

    def order_line(self, order_no: str) -> Html:
        return fill("🧾 Order <code>{order}</code>", order=order_no)

    def seller_line(self, seller: str) -> Html:
        return fill("🏬 Shop “{seller}”", seller=seller)

    def closed_line(self, stage: Stage, received: Money | None, days: int) -> Html:
        if stage is Stage.MONEY_BACK:
            amount = self.money(received) if received else "The money"
            took = f" after {self.days(days)}" if days else ""
            return fill("🎉 <b>{amount} is back</b>{took}.", amount=amount, took=took)
        if stage is Stage.REPLACED:
            return Html("🎉 <b>Replaced</b>: this one is done.")
        return Html("🏳️ You let this one go. If you think again, you can reopen it any time.")

    def recorded(self, what: What, when: str | None) -> str:
        return f"✍️ Written down: {inside(self.told[what])}" + (f" · {when}" if when else "")

    def out_of_order(self, before: What, when: str) -> str:
        return f"⚠️ That is before “{self.told[before]}” ({when}). Mend the wrong date under “⋯ More”, “🕘 Timeline”."

    def undone(self, what: What) -> str:
        return f"↶ Taken back: {inside(self.told[what])}"

    def changed_back(self, what: What, when: str | None) -> str:
        return f"↶ Changed back: {inside(self.told[what])}" + (f", {when}" if when else "")

    def nothing_to_undo(self) -> str:
        return "There is nothing left to undo."

    def already(self) -> str:
        return "This has moved on. Here is how it stands now."

    def archived(self) -> str:
        return "🗄 Archived. You'll find it at the bottom of “My cases”."

    def timeline_title(self) -> str:
        return "Timeline"

    def time_unknown(self) -> str:
        return "no time given"

    def why_title(self) -> str:
        return "Where these dates come from"

    def why_start(self, what: What, when: str, source: str) -> Html:
        return fill("{when}: {what} ({source})", when=when, what=inside(self.told[what]), source=source)

    def why_rule(self, began: str, length: str, family: str) -> Html:
        return fill("{began}, {length} · {family}", began=began, length=length, family=family)

    def why_pinned(self) -> Html:
        return Html("By the app's countdown, as you saw it: that one counts.")

    def counted_on(self, length: str) -> str:
        return f"then {length}"

    def counted_back(self, length: str) -> str:
        return f"{length} before that"

    def ask_again_line(self) -> str:
        return "You gave me a countdown, but something happened since. Look at the app once more and tell me."

    def hour_unknown_line(self, *, mine: bool) -> str:
        if mine:
            return "I don't know the hour, so I count from the start of that day: rather too early than too late."
        return "I don't know the hour, so I count from the end of that day."

    def why_none(self) -> str:
        return "No date is running right now."

    def length(self, number: int, unit: str) -> str:
        return counted(number, UNITS[unit])

    def no_cases(self) -> Html:
        return Html("No cases yet. Tap below to register what you want refunded: it takes a minute.")

    def money_out(self, sums: str, overdue: str | None) -> Html:
        late = fill(" ({overdue} of it overdue)", overdue=overdue) if overdue else Html("")
        return fill("Still out there: <b>{sums}</b>{late}", sums=sums, late=late)

    def turns_count(self, counts: Mapping[Turn, int]) -> str:
        return " · ".join(f"{self.turns[turn]} {count}" for turn, count in counts.items() if count)

    def case_line(self, number: int, name: str, *, late: bool, next_step: str, until: str | None) -> Html:
        mark = "⚠️ " if late else ""
        when = f" · {self.before(until)}" if until else ""
        return fill(
            "{n}. {mark}<b>{name}</b> · {step}{when}", n=number, mark=mark, name=name, step=next_step, when=when
        )

    def closed_count(self, count: int) -> str:
        return counted(count, "closed case")
