"""What stands on buttons."""

from datetime import date

from babel.dates import format_date

from domain.money import Money
from handlers.talk.words.zh.forms import Forms


class Buttons(Forms):
    """What stands on buttons."""

    b_new = "➕ 登记退款"
    b_resume = "▶️ 接着填"
    b_start_over = "🔁 重新登记"
    b_list = "📋 我的案件"
    b_guide = "📖 怎么退"
    b_settings = "⚙️ 设置"
    b_language = "🌐 English"
    b_home = "🏠 首页"
    b_skip = "跳过"
    b_back = "‹ 上一步"
    b_cancel = "✖️ 取消"
    b_more = "⋯ 更多"
    b_why = "❓ 为什么是这天"
    b_countdown = "⏱ App 里的倒计时不一样"
    b_undo = "↶ 撤销上一步"
    b_calendar = "📅 日历"
    b_just_now = "刚刚"
    b_today = "今天"
    b_yesterday = "昨天"
    b_day_before = "前天"
    b_unknown_time = "不记得了"
    b_other_carrier = "其他 / 不清楚"
    b_no_number = "还没有单号"
    b_copy_number = "⧉ 复制单号"
    b_track = "🔎 查物流"
    b_add_proof = "📷 加证据"
    b_timeline = "🕘 经过"
    b_archive = "🗄 归档"
    b_just_keep = "🗂 先存着"
    b_new_case = "➕ 新案件"
    b_other_case = "🔀 放到别的案件"
    b_card = "📋 看案件"
    b_return = "‹ 返回"
    b_remind_at = "🕘 提醒时间"
    b_zone = "🌏 时区"
    b_quiet = "🌙 免打扰"
    b_hour = "😴 1 小时后"
    b_tonight = "🌙 今晚"
    b_tomorrow = "☀️ 明早"
    b_some_day = "📅 换个时间"
    b_give_up_yes = "确定，不退了"
    b_give_up_no = "‹ 再想想"
    b_never_came = "💸 钱其实没到"
    b_more_due = "🧮 运费、赔偿还没给"
    b_other_matter = "➕ 是另一件事，新登记"
    b_edit_name = "✏️ 商品名"
    b_edit_price = "✏️ 金额"
    b_edit_reason = "✏️ 原因"
    b_edit_order = "✏️ 订单号"
    b_edit_seller = "✏️ 店铺"
    b_edit_parcel = "✏️ 退货单号"
    b_ledger = "📬 提醒记录"
    b_goods = "🛍 商品 · 退货退款"
    b_membership = "👑 会员 · 退费"
    b_goods_refund_only = "💸 商品 · 仅退款"
    b_goods_exchange = "🔁 商品 · 换货"

    def b_proofs(self, count: int) -> str:
        return f"📷 证据 {count}" if count else self.b_add_proof

    def b_all_arrived(self, money: Money) -> str:
        return f"✅ 全数到账 {self.money(money)}"

    def weekday_heads(self) -> tuple[str, ...]:
        return ("一", "二", "三", "四", "五", "六", "日")

    def month_title(self, month: date) -> str:
        return format_date(month, "y年M月", locale="zh_CN")
