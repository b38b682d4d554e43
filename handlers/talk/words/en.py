"""English: for a tired person on a phone. What the Chinese app writes on its own buttons stands in brackets."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from babel.dates import format_date

from domain.case import Channel, Reason
from domain.errors import AmountReason, DateReason, NumberReason
from domain.intake import Blank
from domain.journal import What
from domain.machine import Stage, Turn
from domain.money import Money
from domain.people import Wishes
from handlers.talk.markup import Html, fill, join, lines
from handlers.talk.words import forms
from handlers.talk.words.catalogue import Words

_UNITS = {
    "days": "day",
    "hours": "hour",
    "minutes": "minute",
    "workdays": "working day",
    "months": "month",
    "years": "year",
}


def _count(number: int, one: str) -> str:
    """The number with its noun: 1 day, 2 days."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _inside(clause: str) -> str:
    """A line of the timeline as it reads inside a sentence."""
    return clause[:1].lower() + clause[1:]


class English:
    """Every sentence in English."""

    code = "en"
    name = "English"
    reasons_goods: Mapping[Reason, str] = {
        Reason.NOT_AS_DESCRIBED: "Not as described",
        Reason.QUALITY: "Faulty",
        Reason.MISTAKE: "Ordered the wrong one",
        Reason.UNWANTED: "Changed my mind",
        Reason.RENEWED: "Auto-renewed",
    }
    reasons_membership: Mapping[Reason, str] = {
        Reason.NOT_AS_DESCRIBED: "Not what was promised",
        Reason.QUALITY: "It doesn't work",
        Reason.MISTAKE: "Bought by mistake",
        Reason.UNWANTED: "No longer needed",
        Reason.RENEWED: "It renewed by itself",
    }
    channels: Mapping[Channel, str] = {
        Channel.WECHAT_BALANCE: "WeChat Pay",
        Channel.WECHAT_CARD: "WeChat Pay, bank card",
        Channel.ALIPAY_BALANCE: "Alipay",
        Channel.ALIPAY_CARD: "Alipay, bank card",
        Channel.HUABEI: "Huabei (花呗)",
        Channel.DEBIT_CARD: "Debit card",
        Channel.CREDIT_CARD: "Credit card",
        Channel.APPLE: "Apple App Store",
        Channel.GOOGLE: "Google Play",
    }
    stages: Mapping[Stage, str] = {
        Stage.NEW: "New case",
        Stage.TO_READ: "Read the agreement",
        Stage.TO_APPLY: "Not applied yet",
        Stage.UNDER_REVIEW: "Under review (待审核)",
        Stage.REFUSED: "Refused (审核拒绝)",
        Stage.TO_SHIP: "To be sent back (待寄回)",
        Stage.RETURNING: "On its way back (待商家收货)",
        Stage.PARCEL_REFUSED: "Return not accepted (收货拒绝)",
        Stage.REFUND_DUE: "Refund due (待退款)",
        Stage.REPLACEMENT_DUE: "Replacement to be sent (换货待发货)",
        Stage.REPLACEMENT_COMING: "Replacement on its way (换货待收货)",
        Stage.PLATFORM_REVIEWS: "With the platform (平台介入中)",
        Stage.PLATFORM_REFUSED: "The platform said no",
        Stage.MEDIATION: "With 12315",
        Stage.MEDIATION_ENDED: "12315 mediation ended",
        Stage.IN_COURT: "In court",
        Stage.MONEY_COMING: "Refunded, money on its way (退款成功)",
        Stage.MONEY_BACK: "Money is back",
        Stage.REPLACED: "Replaced",
        Stage.GIVEN_UP: "Let go",
    }
    next_goods: Mapping[Stage, str] = {
        Stage.NEW: "tell me how far you are",
        Stage.TO_READ: "see what the membership agreement says about refunds",
        Stage.TO_APPLY: "apply in the app (售后), then talk to the seller",
        Stage.UNDER_REVIEW: "wait for the answer to your request",
        Stage.REFUSED: "ask for platform help (平台介入), or apply again with a better reason",
        Stage.TO_SHIP: "send it back and enter the number in the app",
        Stage.RETURNING: "wait until the return is signed for",
        Stage.PARCEL_REFUSED: "keep a screenshot of the tracking and ask for platform help (平台介入) now",
        Stage.REFUND_DUE: "wait for the refund to be sent",
        Stage.REPLACEMENT_DUE: "wait until the replacement is sent",
        Stage.REPLACEMENT_COMING: "wait for the replacement, and check it when it comes",
        Stage.PLATFORM_REVIEWS: "wait for the decision; if they ask for more evidence, send it soon",
        Stage.PLATFORM_REFUSED: "complain to 12315, the consumer authority",
        Stage.MEDIATION: "wait for the market regulator",
        Stage.MEDIATION_ENDED: "small claims court is open to you, online too",
        Stage.IN_COURT: "wait for the court to write",
        Stage.MONEY_COMING: "refund details (退款详情) show which account it goes to",
        Stage.MONEY_BACK: "",
        Stage.REPLACED: "",
        Stage.GIVEN_UP: "",
    }
    next_membership: Mapping[Stage, str] = {
        Stage.TO_APPLY: "ask customer service for a refund (paid through Apple: ask Apple)",
        Stage.UNDER_REVIEW: "wait for customer service to decide",
        Stage.REFUSED: "apply again with more reasons, or complain to 12315",
    }
    turns: Mapping[Turn, str] = {
        Turn.MINE: "Your move",
        Turn.SELLER: "Seller's move",
        Turn.PLATFORM: "Platform's move",
        Turn.AUTHORITY: "Authority's move",
        Turn.BANK: "Money on its way",
        Turn.NOBODY: "Closed",
    }
    steps: Mapping[What, str] = {
        What.PAID: "💳 I paid",
        What.POSTED: "🚚 Seller sent it",
        What.SIGNED: "📦 I received it",
        What.COMPLETED: "🏁 Order completed",
        What.CONTACTED: "💬 I wrote to the seller",
        What.TERMS_READ: "📄 I read the agreement",
        What.APPLIED: "📝 I applied",
        What.APPROVED: "✅ Seller agreed",
        What.REFUSED: "❌ Seller refused",
        What.APP_CLOSED: "🚫 The app closed it",
        What.SHIPPED: "📮 Sent back, add number",
        What.DELIVERED: "🚚 Tracking: delivered",
        What.RECEIVED: "📦 Seller confirmed it",
        What.EXTENDED: "⏳ Seller took more time",
        What.PARCEL_REFUSED: "↩️ Seller refused parcel",
        What.REPLACEMENT_SENT: "🚚 Replacement sent",
        What.REPLACEMENT_SIGNED: "👍 Replacement is fine",
        What.TURNED_REFUND: "💱 Refund instead",
        What.PLATFORM_ASKED: "📣 Asked the platform",
        What.PLATFORM_AGAINST: "⚖️ Platform said no",
        What.COMPLAINT_FILED: "🏛 Complained to 12315",
        What.COMPLAINT_ACCEPTED: "🏛 12315 took it on",
        What.COMPLAINT_ENDED: "🏛 Mediation failed",
        What.COURT_FILED: "⚖️ I went to court",
        What.REFUND_ANNOUNCED: "💰 App says refunded",
        What.REFUND_FAILED: "⚠️ Refund failed",
        What.PART_ARRIVED: "½ Part of it came",
        What.MONEY_ARRIVED: "✅ The money is here",
        What.RENEWED: "🔁 Charged again",
        What.RENEWAL_STOPPED: "🛑 Auto-renewal is off",
        What.COUNTDOWN_READ: "⏱ Note the countdown",
        What.PROMISED: "🤝 They promised me",
        What.NOTED: "✍️ Write a note",
        What.GIVEN_UP: "🏳️ Let it go",
        What.REOPENED: "🔓 Reopen",
    }
    steps_membership: Mapping[What, str] = {
        What.APPLIED: "📝 I applied",
        What.APPROVED: "✅ They agreed",
        What.REFUSED: "❌ They refused",
    }
    told: Mapping[What, str] = {
        What.PAID: "You paid",
        What.POSTED: "The seller sent it",
        What.SIGNED: "You received it",
        What.COMPLETED: "The order was completed",
        What.CONTACTED: "You wrote to the seller",
        What.TERMS_READ: "You read the agreement",
        What.APPLIED: "You applied",
        What.APPROVED: "They agreed",
        What.REFUSED: "They refused",
        What.APP_CLOSED: "The app closed the request",
        What.SHIPPED: "You sent it back and entered the number",
        What.DELIVERED: "Tracking showed the return as delivered",
        What.RECEIVED: "The seller confirmed the return",
        What.EXTENDED: "The seller took more time",
        What.PARCEL_REFUSED: "The seller refused the parcel",
        What.REPLACEMENT_SENT: "The replacement was sent",
        What.REPLACEMENT_SIGNED: "The replacement arrived",
        What.TURNED_REFUND: "The exchange became a refund",
        What.PLATFORM_ASKED: "You asked for platform help",
        What.PLATFORM_AGAINST: "The platform said no",
        What.COMPLAINT_FILED: "You complained to 12315",
        What.COMPLAINT_ACCEPTED: "12315 took the complaint on",
        What.COMPLAINT_ENDED: "The 12315 mediation ended",
        What.COURT_FILED: "You went to court",
        What.REFUND_ANNOUNCED: "The app showed the refund as successful",
        What.REFUND_FAILED: "The refund failed",
        What.PART_ARRIVED: "Part of the money arrived",
        What.MONEY_ARRIVED: "All of the money arrived",
        What.RENEWED: "The renewal was charged",
        What.RENEWAL_STOPPED: "Auto-renewal was switched off",
        What.COUNTDOWN_READ: "You read the app's countdown",
        What.PROMISED: "They made a promise",
        What.NOTED: "Your note",
        What.GIVEN_UP: "You let it go",
        What.REOPENED: "You reopened it",
    }
    stands_goods: Mapping[What, str] = {
        What.SIGNED: "Not applied yet",
        What.APPLIED: "Applied, waiting for the seller",
        What.APPROVED: "Seller agreed, I send it back",
        What.SHIPPED: "Already sent back",
        What.REFUSED: "The seller refused",
        What.REFUND_ANNOUNCED: "Refunded, waiting for the money",
    }
    stands_membership: Mapping[What, str] = {
        What.PAID: "Not applied yet",
        What.APPLIED: "Applied, waiting for an answer",
        What.REFUSED: "Customer service refused",
        What.REFUND_ANNOUNCED: "Agreed, waiting for the money",
    }
    families: Mapping[str, str] = {"law": "The law", "platform": "Platform practice", "money": "How long money takes"}
    confidences: Mapping[str, str] = {
        "high": "published, you can look it up",
        "medium": "from an older rule; if the app says otherwise, the app counts",
        "low": "a rough guide; if the app says otherwise, the app counts",
        "unknown": "nothing is published, so this is only advice",
    }
    milestones_goods = ("Apply", "Agreed", "Send back", "Received", "Money back")
    milestones_membership = ("Agreement", "Apply", "Review", "Money back")
    results: Mapping[str, str] = {
        "planned": "still to come",
        "handed_over": "being sent",
        "sent": "delivered",
        "failed": "could not be delivered",
        "dropped": "no longer needed",
        "cancelled": "cancelled",
        "snoozed": "moved to another time",
    }

    # forms

    def money(self, money: Money) -> str:
        return forms.money(money, "en")

    def day(self, day: date, today: date) -> str:
        return forms.day(day, today, "en", pattern="EEE d MMM", pattern_with_year="EEE d MMM y")

    def moment(self, local: datetime, today: date) -> str:
        return f"{self.day(local.date(), today)}, {local:%H:%M}"

    def until(self, local: datetime, today: date) -> str:
        day, clock = forms.split_until(local)
        return f"{self.day(day, today)}, {clock}"

    def left(self, left: timedelta) -> str:
        unit, number = forms.span(left)
        span = _count(number, _UNITS[unit])
        if left < timedelta(0):
            return f"passed {span} ago" if number else "just passed"
        return f"{span} left" if number else "less than a minute left"

    def days(self, days: int) -> str:
        return _count(days, "day")

    def beijing(self, moment: str) -> str:
        return f"{moment} Beijing time"

    def proofs_count(self, count: int) -> str:
        return "1 piece of evidence" if count == 1 else f"{count} pieces of evidence"

    def the_money(self) -> str:
        return "the refund"

    # buttons
    b_new = "➕ New refund"
    b_resume = "▶️ Go on filling in"
    b_list = "📋 My cases"
    b_guide = "📖 How it works"
    b_settings = "⚙️ Settings"
    b_language = "🌐 中文"
    b_home = "🏠 Home"
    b_skip = "Skip"
    b_back = "‹ Back"
    b_cancel = "✖️ Cancel"
    b_more = "⋯ More"
    b_why = "❓ Why this date"
    b_countdown = "⏱ The app shows another time"
    b_undo = "↶ Undo last step"
    b_calendar = "📅 Calendar"
    b_just_now = "Just now"
    b_today = "Today"
    b_yesterday = "Yesterday"
    b_day_before = "2 days ago"
    b_unknown_time = "I don't remember"
    b_other_carrier = "Other / not sure"
    b_no_number = "No number yet"
    b_copy_number = "⧉ Copy number"
    b_track = "🔎 Track it"
    b_add_proof = "📷 Add evidence"
    b_timeline = "🕘 Timeline"
    b_archive = "🗄 Archive"
    b_just_keep = "🗂 Just keep it"
    b_new_case = "➕ New case"
    b_other_case = "🔀 Put it elsewhere"
    b_card = "📋 See the case"
    b_return = "‹ Back"
    b_remind_at = "🕘 Reminder time"
    b_zone = "🌏 Time zone"
    b_quiet = "🌙 Quiet hours"
    b_hour = "😴 In 1 hour"
    b_tonight = "🌙 Tonight"
    b_tomorrow = "☀️ Tomorrow morning"
    b_some_day = "📅 Another time"
    b_give_up_yes = "Yes, let it go"
    b_give_up_no = "‹ Not yet"
    b_edit_name = "✏️ Name"
    b_edit_price = "✏️ Amount"
    b_edit_reason = "✏️ Reason"
    b_edit_order = "✏️ Order number"
    b_edit_seller = "✏️ Shop"
    b_edit_parcel = "✏️ Return number"
    b_set_time = "🕘 Add the time"
    b_ledger = "📬 Reminder log"
    b_goods = "🛍 Goods · return and refund"
    b_membership = "👑 Membership · refund"
    b_goods_refund_only = "💸 Goods · refund only"
    b_goods_exchange = "🔁 Goods · exchange"

    def b_proofs(self, count: int) -> str:
        return f"📷 Evidence {count}" if count else self.b_add_proof

    def b_all_arrived(self, money: Money) -> str:
        return f"✅ All of it: {self.money(money)}"

    def weekday_heads(self) -> tuple[str, ...]:
        return ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

    def month_title(self, month: date) -> str:
        return format_date(month, "MMMM y", locale="en")

    # welcome

    def welcome(self) -> Html:
        return Html(
            "Hi, I'm <b>Refund Keeper</b>. 🧾 Returning something or cancelling a membership? "
            "Hand me the steps and the dates: I stay on it until the money is back.\n\n"
            "Start below. And forward me photos, screenshots or chats at any time: I keep them as evidence."
        )

    def welcome_draft(self, name: str) -> Html:
        return fill(
            "{name} is half filled in. Tap “Go on filling in” to finish.", name=f"“{name}”" if name else "A case"
        )

    def group_only_private(self) -> Html:
        return Html("Cases hold your orders and photos, so let's talk in private: tap my picture, then “Send Message”.")

    def description(self) -> str:
        return (
            "Returning something or cancelling a membership? Hand me the steps and the dates.\n"
            "I keep the numbers and the evidence, and remind you in time: to send it back, to look for the refund, "
            "to go one step up when the seller stays silent. I stay on it until the money is back."
        )

    def short_description(self) -> str:
        return "Keeps your refund from the request until the money is back: every step, every date."

    def commands(self) -> tuple[tuple[str, str], ...]:
        return (
            ("start", "Home"),
            ("new", "Register a refund"),
            ("cases", "My cases"),
            ("reminders", "Reminder log"),
            ("settings", "Times, language, quiet hours"),
            ("guide", "How it works"),
            ("cancel", "Leave what I'm filling in"),
        )

    # registering

    def ask_blank(self, blank: Blank, *, membership: bool, when_of: What) -> Html:
        match blank:
            case Blank.KIND:
                asked = "What would you like your money back for?"
            case Blank.REASON:
                asked = "What's the reason?"
            case Blank.STANDS:
                asked = "How far are you?"
            case Blank.NAME:
                asked = (
                    "Which membership? Like “Xiaohongshu, yearly”." if membership else "What is it? Like “silk dress”."
                )
            case Blank.PRICE:
                asked = "How much did you pay? Like 39.9."
            case Blank.CHANNEL:
                asked = "How did you pay? The refund goes back the same way."
            case Blank.DATE:
                return self.ask_when(when_of)
        return Html(asked)

    def progress(self, done: int, of: int) -> str:
        return f"{done + 1}/{of}"

    def tap_please(self) -> str:
        return "For this one, just tap a button below."

    def registered(self) -> str:
        return "✅ Registered. The dates and reminders are set."

    def draft_cancelled(self) -> Html:
        return Html("All right, nothing was registered.")

    def nothing_to_cancel(self) -> Html:
        return Html("There is nothing half filled in right now.")

    def no_name(self) -> str:
        return "I can't see any letters in that name. Pick one you'll recognise, like “silk dress”."

    def name_missing(self, *, membership: bool) -> str:
        return "Membership (no name)" if membership else "Item (no name)"

    # bad input

    def not_an_amount(self, reason: AmountReason) -> str:
        return {
            AmountReason.ZERO: "I need more than 0 here: what you really paid, like 39.9.",
            AmountReason.NEGATIVE: "No minus needed: just what you really paid, like 39.9.",
            AmountReason.TOO_LARGE: "I can note up to 10,000,000. Is there a digit too many?",
            AmountReason.AMBIGUOUS: "I can read that two ways. Written like 1299 or 1.30, it's clear.",
            AmountReason.TOO_MANY: "I see several numbers. Just the one you really paid, like 39.9.",
            AmountReason.NOT_A_NUMBER: "I need an amount here, like 39.9. Not sure? Skip it and add it later.",
        }[reason]

    def not_a_date(self, reason: DateReason) -> str:
        return {
            DateReason.IMPOSSIBLE: "The calendar has no such day. Try 20 Nov or “yesterday”.",
            DateReason.FAR: "That's very far from today. Is the year right? Like 20 Nov.",
            DateReason.TOO_MANY: "I see several dates. Just one, like 20 Nov.",
            DateReason.NOT_A_DATE: "I need a date here, like yesterday, 20 Nov or 3 days ago.",
        }[reason]

    def not_past(self, day: str) -> str:
        return f"{day} is still to come. I need the day it happened, like yesterday."

    def not_coming(self, day: str) -> str:
        return f"{day} has already passed. I need a time still to come, like tomorrow 8 pm."

    def which_day(self) -> str:
        return "Which day is it?"

    def not_a_number(self, reason: NumberReason) -> str:
        return {
            NumberReason.TOO_SHORT: "That's short for a tracking number: most have 10 characters or more, like {}.",
            NumberReason.TOO_LONG: "That's long for a tracking number. Send me just the number, like {}.",
            NumberReason.STRANGE_SIGN: "I need a tracking number here, letters and digits only, like {}.",
        }[reason].format("SF1364216703436")

    def not_a_countdown(self) -> str:
        return "Copy it as the app shows it, like 47:59:12 (or 剩余 6天23小时)."

    def too_long(self, limit: int) -> str:
        return f"That's a bit long: I can keep {_count(limit, 'character')}. The main point is enough."

    # the card

    def whose_turn(self, turn: Turn) -> str:
        return f"{'👉' if turn is Turn.MINE else '⏳'} {self.turns[turn]}: "  # the step follows at once

    def deadline_line(self, *, title: str, until: str, left: str, over: bool) -> Html:
        mark, by = ("⚠️", "until") if over else ("🗓", "by")
        return fill(
            "{mark} {title}: {by} <b>{until}</b> · {left}", mark=mark, title=title, by=by, until=until, left=left
        )

    def final_line(self) -> str:
        return "After that the app closes the request, and it can hardly be reopened."

    def platform_default_line(self) -> str:
        return "This is the platform's usual time; if the app shows a countdown, that one counts."

    def pinned_line(self) -> str:
        return "Taken from the countdown you saw in the app."

    def extended_line(self, until: str) -> str:
        return f"Because of the holidays they may take until {until}."

    def provisional_line(self) -> str:
        return "Next year's holidays aren't published yet, so this date may still move."

    def missing_line(self, what: What, title: str) -> Html:
        return fill(
            "❔ I don't know when this happened: {what}. So there is no date yet for: {title}.",
            what=_inside(self.told[what]),
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
        return f"✍️ Written down: {_inside(self.told[what])}" + (f" · {when}" if when else "")

    def undone(self, what: What) -> str:
        return f"↶ Taken back: {_inside(self.told[what])}"

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

    def why_start(self, what: What, when: str) -> Html:
        return fill("{when} · {what} (you told me)", when=when, what=_inside(self.told[what]))

    def why_rule(self, *, title: str, length: str, family: str, confidence: str) -> Html:
        return fill(
            "→ {title}: {length}. <i>{family}</i>: {confidence}.",
            title=title,
            length=length,
            family=family,
            confidence=confidence,
        )

    def why_pinned(self, when: str) -> Html:
        return fill("→ The app's countdown, as you saw it, runs to {when}: that one counts.", when=when)

    def why_none(self) -> str:
        return "No date is running right now."

    def length(self, number: int, unit: str) -> str:
        return _count(number, _UNITS[unit])

    # recording a step

    def ask_when(self, what: What) -> Html:
        return fill(
            "<b>{what}</b>: when was that?\nTap, or write it: yesterday, 20 Nov, today 3 pm.",
            what=self.told[what],
        )

    def ask_number(self) -> Html:
        return Html(
            "What is the <b>tracking number</b> of the return? Just send it, like SF1364216703436.\n"
            "Enter it in the app too: the app only counts it as sent once the number is there."
        )

    def ask_carrier(self, number: str) -> Html:
        return fill("<code>{number}</code>: which carrier is it?", number=number)

    def check_digit_wrong(self, number: str) -> str:
        return f"⚠️ The check digit of {number} doesn't fit; one digit may have slipped. It's kept, please compare it."

    def ask_sum(self, expected: Money | None) -> Html:
        hint = fill("{sum} should come in all.", sum=self.money(expected)) if expected else None
        return join(" ", Html("How much arrived? Just the number, like 100."), hint)

    def ask_arrived(self, expected: Money) -> Html:
        return fill("<b>{sum}</b> should come. Is all of it there?", sum=self.money(expected))

    def ask_give_up(self) -> Html:
        return Html("Let this one go? Reminders stop, the record stays, and you can reopen it later.")

    def ask_countdown(self, title: str) -> Html:
        return fill(
            "How much time does the app show for “{title}”? Copy it as it stands, like 47:59:12 (or 剩余 6天23小时).",
            title=title,
        )

    def ask_field(self, field: str) -> Html:
        asks = {
            "name": "What shall I call it?",
            "price": "How much did you pay? Like 39.9.",
            "order_no": "What is the order number?",
            "seller": "What is the shop called?",
            "note": "Write away, I'll keep it with this case.",
            "promised": "What did they promise? In their own words, please.",
        }
        return Html(asks[field])

    def too_much(self, received: Money, expected: Money) -> str:
        more, paid = self.money(received), self.money(expected)
        return f"{more} is more than the {paid} paid. It's noted; if a digit slipped, you can undo it."

    # evidence

    def ask_proof(self, name: str) -> Html:
        return fill(
            "Send me photos, screenshots, videos or chats for <b>{name}</b>: forwarded or several at once is fine.\n"
            "To keep the original, send it as a file: Telegram compresses photos.",
            name=name,
        )

    def kept(self, count: int, case: str) -> Html:
        return fill("🗂 {count} kept, with <b>{case}</b>.", count=self.proofs_count(count), case=case)

    def kept_loose(self, count: int) -> Html:
        return fill("🗂 {count} kept, not in a case yet.", count=self.proofs_count(count))

    def same_again(self) -> str:
        return "I have this one already, safely kept."

    def compressed(self) -> str:
        return "Telegram compressed this photo. When you have a minute, send the original as a file: it proves more."

    def failed_too_big(self, name: str) -> str:
        return (
            f"“{name}” is over 20 MB, more than Telegram lets me fetch. "
            "Keep the original on your phone and send me a short cut of it."
        )

    def failed_gone(self, name: str) -> str:
        return f"I couldn't get “{name}” from Telegram. Please send it once more."

    def which_case(self, count: int) -> Html:
        return fill("🗂 {count} received and kept. Which case is it for?", count=self.proofs_count(count))

    def put_into(self, count: int, case: str) -> Html:
        return fill("🗂 {count}, now with <b>{case}</b>.", count=self.proofs_count(count), case=case)

    def proofs_title(self, name: str, count: int) -> Html:
        return fill("📷 <b>{name}</b> · {count}", name=name, count=self.proofs_count(count))

    def proof_line(self, number: int, kind: str, when: str, sender: str) -> Html:
        return fill("{number}. {kind} · {when} · {sender}", number=number, kind=kind, when=when, sender=sender)

    def proof_kinds(self) -> Mapping[str, str]:
        return {
            "photo": "Photo",
            "file": "File",
            "video": "Video",
            "voice": "Voice message",
            "audio": "Audio",
            "text": "Text",
            "location": "Location",
        }

    def no_proofs(self) -> str:
        return "No evidence yet. Unpacking, flaws, the waybill, chats: each is worth keeping."

    # overview

    def no_cases(self) -> Html:
        return Html("No cases yet. Tap below to register what you want refunded: it takes a minute.")

    def money_out(self, sums: str, overdue: str | None) -> Html:
        late = fill(" ({overdue} of it overdue)", overdue=overdue) if overdue else Html("")
        return fill("Still out there: <b>{sums}</b>{late}", sums=sums, late=late)

    def turns_count(self, counts: Mapping[Turn, int]) -> str:
        return " · ".join(f"{self.turns[turn]} {count}" for turn, count in counts.items() if count)

    def case_line(self, number: int, name: str, *, late: bool, next_step: str, until: str | None) -> Html:
        mark = "⚠️ " if late else ""
        when = f" · by {until}" if until else ""
        return fill(
            "{n}. {mark}<b>{name}</b> · {step}{when}", n=number, mark=mark, name=name, step=next_step, when=when
        )

    def closed_count(self, count: int) -> str:
        return _count(count, "closed case")

    # reminders

    def late_mark(self, by: timedelta) -> str:
        unit, number = forms.span(by)
        return f"⏰ ({_count(number, _UNITS[unit]) if number else 'a moment'} late: I was offline)"

    def repeat_mark(self) -> str:
        return "(once more, in case it didn't reach you)"

    def snoozed(self, when: str) -> str:
        return f"😴 All right, I'll remind you again: {when}."

    def ask_snooze(self) -> Html:
        return Html("When shall I remind you again? Like “tomorrow 8 pm” or “Friday”.")

    def too_late_to_snooze(self, until: str) -> str:
        return f"It would be over by then (it ends {until}). Pick an earlier time."

    def ledger_title(self) -> str:
        return "📬 Reminder log"

    def ledger_empty(self) -> str:
        return (
            "No reminders yet. Once you have a case, each one shows up here: when it is due and whether it reached you."
        )

    def ledger_line(self, when: str, name: str, result: str) -> Html:
        return fill("{when} · {name} · {result}", when=when, name=name, result=result)

    # settings

    def settings(self, wishes: Wishes) -> Html:
        quiet = "Quiet hours: none"
        if wishes.quiet_from != wishes.quiet_to:
            quiet = f"Quiet {wishes.quiet_from:%H:%M}–{wishes.quiet_to:%H:%M} (except for dates that can't be reopened)"
        return lines(
            Html("⚙️ <b>Settings</b>"),
            f"Reminders at {wishes.remind_at:%H:%M}, “tonight” means {wishes.evening:%H:%M}",
            quiet,
            f"Time zone {wishes.zone}",
        )

    def ask_zone(self) -> Html:
        return Html("Which time zone are you in?")

    def wish_kept(self) -> str:
        return "Changed. Your reminders follow it."

    def language_set(self) -> str:
        return "English from now on."

    # anything else

    def guide(self) -> Html:
        return Html(
            "📖 <b>Returning something</b>\n"
            "1. Apply in the app (售后) first, then talk to the seller. You have 7 days, counted from the day after "
            "it arrived; chatting doesn't count.\n"
            "2. Once they agree, send it to the address in the app and enter the tracking number there yourself. "
            "Tags, parts and gifts go in too; take photos before you pack.\n"
            "3. After the seller has it, the refund goes back the way you paid. "
            "Refund details (退款详情) show which account.\n"
            "4. Refused or stalled? Ask for platform help (平台介入); if that fails, call 12315.\n\n"
            "👑 <b>Cancelling a membership</b>\n"
            "1. Switch off auto-renewal first, so that nothing more is charged.\n"
            "2. See what the agreement says about refunds, then ask customer service. "
            "Paid through Apple? Ask Apple: reportaproblem.apple.com.\n"
            "3. “No refunds” in an agreement is not always the last word: "
            "what you used is deducted, the rest you can ask for.\n\n"
            "I keep every date for you. This is experience and the text of the law, not legal advice."
        )

    def lost(self) -> Html:
        return Html(
            "I didn't get that one. To register a refund or see your cases, tap below; "
            "photos and screenshots you can just send."
        )

    def stale(self) -> str:
        return "That button was an old one. Here is how it stands now."

    def mishap(self) -> Html:
        return Html(
            "Something went wrong on my side. What you sent is kept, nothing is lost. "
            "Please tap once more; if it still doesn't work, try again a little later."
        )

    def not_yours(self) -> str:
        return "There is no such case here. “My cases” shows the ones you have."


EN: Words = English()
