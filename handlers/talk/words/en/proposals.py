"""What was read off a screen or out of a text, and what is proposed to be made of it."""

from collections.abc import Mapping, Sequence

from domain.findings import Doubt
from domain.journal import What
from domain.money import Money
from handlers.talk.markup import Html, fill, join
from handlers.talk.words.en.forms import Forms


class Proposals(Forms):
    """What was read, and what is proposed to be made of it."""

    b_register = "✅ Right, register it"
    b_record_all = "✅ It is this one: note it all"
    b_record = "✅ Right, note it"
    b_mend_day = "✏️ Date"
    b_edit_way = "✏️ Refund type"
    b_leave_open = "Leave it open"
    countdown_read = "Countdown"
    b_into_case = "📁 It is for a case I have"
    b_another_order = "➕ Another order, new case"

    read_from: Mapping[str, str] = {
        "photo": "👀 I read in the screenshot:",
        "file": "👀 I read in the file:",
        "text": "👀 I read in this text:",
        "several": "👀 I read all of it together and found:",
    }
    belongs: Mapping[str, str] = {
        "order_no": "the order number fits",
        "parcel": "the tracking number fits",
        "reply": "you replied to it",
        "recent": "we were just talking about it",
        "only": "it is the only open case",
    }
    fields_read: Mapping[str, str] = {
        "item": "Name",
        "paid": "Amount",
        "order_no": "Order number",
        "shop": "Shop",
        "platform": "Platform",
        "channel": "Paid by",
        "flow": "Refund type",
        "parcel": "Tracking number",
        "carrier": "Carrier",
        "day": "Date",
    }

    doubts: Mapping[Doubt, str] = {
        Doubt.UNSURE: "hard to read",
        Doubt.IMPLAUSIBLE: "looks wrong",
        Doubt.UNCLEAR: "can be read two ways",
        Doubt.SEVERAL: "there are several",
        Doubt.WRONG_DIGIT: "its check digit is off",
        Doubt.DISAGREES: "the bar code says otherwise",
        Doubt.UNPROVEN: "please check it",
    }

    def read_item(self, name: str | None, paid: Money | None) -> Html:
        price = fill("<b>{paid}</b> paid", paid=self.money(paid)) if paid else None
        return join(" · ", fill("<b>{name}</b>", name=name) if name else None, price or (None if name else "-"))

    def read_told(self, what: What, when: str | None) -> Html:
        return fill("· {what}: {when}", what=self.told[what], when=when or "no date given")

    def read_refund(self, amount: Money | None, account: str | None, arrival: str | None) -> Html:
        parts = (self.money(amount) if amount else None, account, arrival)
        return join(" · ", "💰 The money is on its way", *parts)

    def read_unseen(self, steps: Sequence[str]) -> Html:
        dates = "their days are not known" if len(steps) > 1 else "its day is not known"
        return fill("➕ Noted along with it: {steps} ({dates})", steps="; ".join(steps), dates=dates)

    def read_within(self, length: str) -> str:
        return f"there within {length}"

    def read_by(self, arrival: str) -> str:
        return f"there by {arrival}"

    def read_countdown(self, until: str) -> Html:
        return fill("⏱ The countdown ends {until}", until=until)

    def read_change(self, label: str, old: str, new: str) -> Html:
        return fill("⚠️ {label} differs from the case: {old} → <b>{new}</b>", label=label, old=old, new=new)

    def read_unsure(self, label: str, read: str, why: str) -> Html:
        return fill("❓ {label}: {read} ({why})", label=label, read=read, why=why)

    def ask_register(self) -> Html:
        return Html("Tap whatever is wrong to fix it; if all is right, register it.")

    def ask_all_of_it(self, name: str) -> Html:
        return fill(
            "No request is on record for <b>{name}</b> yet. If it is this one, note it all; if not, pick another.",
            name=name,
        )

    def ask_record(self, name: str, why: str | None) -> Html:
        return fill("Note it in <b>{name}</b>?{why}", name=name, why=f" ({why})" if why else "")

    def b_take_new(self, new: str) -> str:
        return f"Change to {new}"

    def b_keep_mine(self, old: str) -> str:
        return f"Keep {old}"

    def ask_which_holds(self, name: str) -> Html:
        return fill("Which one holds for <b>{name}</b>? One tap is enough.", name=name)

    def took_new(self, label: str, old: str, new: str) -> Html:
        return fill("✏️ {label} changed: {old} → <b>{new}</b>", label=label, old=old, new=new)

    def kept_mine(self, label: str, old: str) -> Html:
        return fill("👌 {label} unchanged: still <b>{old}</b>.", label=label, old=old)

    def b_it_is(self, read: str) -> str:
        return f"✅ It is {read}"

    def b_check(self, label: str) -> str:
        return f"🔍 Check: {label}"

    def ask_way(self, now: str) -> Html:
        return fill("How should this go back? For now it is <b>{now}</b>.", now=now)

    def ask_check(self) -> Html:
        return Html("I do not note what I am not sure of: tap it to check.")

    def ask_wrong_digit(self, number: str) -> Html:
        return fill(
            "⚠️ The check digit of {number} is off, one digit may be wrong. Compare it with the label: "
            "tap it if it is right, or send it again.",
            number=number,
        )

    def read_way(self, way: str) -> Html:
        return fill("↩️ {way}", way=way)

    def answer_edited(self) -> Html:
        return Html("✏️ You edited an answer of yours.")

    def ask_read(self, label: str, read: str) -> Html:
        return fill("{label}: I read “{read}”. Tap it if that is right, or write it to me.", label=label, read=read)

    def ask_unread(self, label: str) -> Html:
        return fill("{label}: what is it? Just write it to me.", label=label)

    def nothing_fits(self, name: str) -> Html:
        return fill("Nothing in it fits <b>{name}</b> at this step; you can just keep it for later.", name=name)

    def nothing_new(self, name: str) -> Html:
        return fill("Everything in it is in <b>{name}</b> already.", name=name)

    def known_order(self) -> str:
        return "This order is registered already."

    def kept_words(self) -> Html:
        return Html("🗂 These words are kept.")

    def looking(self) -> str:
        return "👀 Looking at it; I will tell you what I can read."
