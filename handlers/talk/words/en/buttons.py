"""What stands on buttons."""

from datetime import date

from babel.dates import format_date

from domain.money import Money
from handlers.talk.words.en.forms import Forms


class Buttons(Forms):
    """What stands on buttons."""

    b_new = "➕ New refund"
    b_resume = "▶️ Go on filling in"
    b_start_over = "🔁 Start over"
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
    b_never_came = "💸 It never came"
    b_more_due = "🧮 Freight or compensation"
    b_other_matter = "➕ Something else: a new case"
    b_edit_name = "✏️ Name"
    b_edit_price = "✏️ Amount"
    b_edit_reason = "✏️ Reason"
    b_edit_order = "✏️ Order number"
    b_edit_seller = "✏️ Shop"
    b_edit_parcel = "✏️ Return number"
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
