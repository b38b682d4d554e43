"""中文:the first language of the house."""

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

_UNITS = {"days": "天", "hours": "小时", "minutes": "分钟", "workdays": "个工作日", "months": "个月", "years": "年"}


class Chinese:
    """Every sentence in Chinese."""

    code = "zh"
    name = "中文"
    reasons_goods: Mapping[Reason, str] = {
        Reason.NOT_AS_DESCRIBED: "与描述不符",
        Reason.QUALITY: "质量问题",
        Reason.MISTAKE: "买错了",
        Reason.UNWANTED: "不喜欢 / 不想要",
        Reason.RENEWED: "自动续费",
    }
    reasons_membership: Mapping[Reason, str] = {
        Reason.NOT_AS_DESCRIBED: "权益和宣传不符",
        Reason.QUALITY: "功能用不了",
        Reason.MISTAKE: "误开通",
        Reason.UNWANTED: "用不上了",
        Reason.RENEWED: "自动续费,没注意",
    }
    channels: Mapping[Channel, str] = {
        Channel.WECHAT_BALANCE: "微信支付",
        Channel.WECHAT_CARD: "微信(银行卡)",
        Channel.ALIPAY_BALANCE: "支付宝",
        Channel.ALIPAY_CARD: "支付宝(银行卡)",
        Channel.HUABEI: "花呗",
        Channel.DEBIT_CARD: "储蓄卡",
        Channel.CREDIT_CARD: "信用卡",
        Channel.APPLE: "苹果 App Store",
        Channel.GOOGLE: "Google Play",
    }
    stages: Mapping[Stage, str] = {
        Stage.NEW: "新案件",
        Stage.TO_READ: "看会员协议",
        Stage.TO_APPLY: "待申请",
        Stage.UNDER_REVIEW: "待审核",
        Stage.REFUSED: "审核被拒",
        Stage.TO_SHIP: "待寄回",
        Stage.RETURNING: "待商家收货",
        Stage.PARCEL_REFUSED: "商家拒收退货",
        Stage.REFUND_DUE: "待退款",
        Stage.REPLACEMENT_DUE: "换货待发货",
        Stage.REPLACEMENT_COMING: "换货待收货",
        Stage.PLATFORM_REVIEWS: "平台介入中",
        Stage.PLATFORM_REFUSED: "平台未支持",
        Stage.MEDIATION: "12315 处理中",
        Stage.MEDIATION_ENDED: "12315 调解结束",
        Stage.IN_COURT: "法院处理中",
        Stage.MONEY_COMING: "退款成功,等到账",
        Stage.MONEY_BACK: "钱已到账",
        Stage.REPLACED: "换好了",
        Stage.GIVEN_UP: "已放弃",
    }
    next_goods: Mapping[Stage, str] = {
        Stage.NEW: "告诉我走到哪一步了",
        Stage.TO_READ: "看一眼会员协议里的退费规定",
        Stage.TO_APPLY: "在 App 里提交售后申请,再找卖家聊",
        Stage.UNDER_REVIEW: "等商家处理申请",
        Stage.REFUSED: "申请平台介入,或改好理由再申请一次",
        Stage.TO_SHIP: "把东西寄回,并在 App 里填单号",
        Stage.RETURNING: "等商家签收退货",
        Stage.PARCEL_REFUSED: "留好物流截图,马上申请平台介入",
        Stage.REFUND_DUE: "等对方退款",
        Stage.REPLACEMENT_DUE: "等商家发出换的货",
        Stage.REPLACEMENT_COMING: "等换的货到,收到先检查",
        Stage.PLATFORM_REVIEWS: "等平台判定;要补证据就尽快补",
        Stage.PLATFORM_REFUSED: "向 12315 投诉",
        Stage.MEDIATION: "等市场监管部门处理",
        Stage.MEDIATION_ENDED: "可以走小额诉讼(互联网法院也行)",
        Stage.IN_COURT: "等法院通知",
        Stage.MONEY_COMING: "等钱到账,到「退款详情」看去了哪个账户",
        Stage.MONEY_BACK: "",
        Stage.REPLACED: "",
        Stage.GIVEN_UP: "",
    }
    next_membership: Mapping[Stage, str] = {
        Stage.TO_APPLY: "联系客服申请退费(苹果付的款找苹果)",
        Stage.UNDER_REVIEW: "等客服审核",
        Stage.REFUSED: "补充理由再申请,或向 12315 投诉",
    }
    turns: Mapping[Turn, str] = {
        Turn.MINE: "轮到你",
        Turn.SELLER: "等商家",
        Turn.PLATFORM: "等平台",
        Turn.AUTHORITY: "等主管部门",
        Turn.BANK: "等到账",
        Turn.NOBODY: "已结束",
    }
    steps: Mapping[What, str] = {
        What.PAID: "💳 付款了",
        What.POSTED: "🚚 卖家发货了",
        What.SIGNED: "📦 签收了",
        What.COMPLETED: "🏁 交易完成了",
        What.CONTACTED: "💬 联系过卖家",
        What.TERMS_READ: "📄 看过协议了",
        What.APPLIED: "📝 我申请了",
        What.APPROVED: "✅ 商家同意了",
        What.REFUSED: "❌ 商家拒绝了",
        What.APP_CLOSED: "🚫 售后被关闭了",
        What.SHIPPED: "📮 我寄出了,填单号",
        What.DELIVERED: "🚚 物流显示已签收",
        What.RECEIVED: "📦 商家确认收货了",
        What.EXTENDED: "⏳ 商家延期了",
        What.PARCEL_REFUSED: "↩️ 商家拒收了",
        What.REPLACEMENT_SENT: "🚚 换的货发出了",
        What.REPLACEMENT_SIGNED: "👍 换的货到了,没问题",
        What.TURNED_REFUND: "💱 换货改退款了",
        What.PLATFORM_ASKED: "📣 我申请平台介入了",
        What.PLATFORM_AGAINST: "⚖️ 平台没支持我",
        What.COMPLAINT_FILED: "🏛 我向 12315 投诉了",
        What.COMPLAINT_ACCEPTED: "🏛 12315 受理了",
        What.COMPLAINT_ENDED: "🏛 调解没成",
        What.COURT_FILED: "⚖️ 我起诉了",
        What.REFUND_ANNOUNCED: "💰 显示退款成功了",
        What.REFUND_FAILED: "⚠️ 退款失败了",
        What.PART_ARRIVED: "½ 到了一部分",
        What.MONEY_ARRIVED: "✅ 钱到账了",
        What.RENEWED: "🔁 又扣了一次费",
        What.RENEWAL_STOPPED: "🛑 自动续费关了",
        What.COUNTDOWN_READ: "⏱ 记下倒计时",
        What.PROMISED: "🤝 对方答应了",
        What.NOTED: "✍️ 记一笔",
        What.GIVEN_UP: "🏳️ 不退了",
        What.REOPENED: "🔓 重新打开",
    }
    steps_membership: Mapping[What, str] = {
        What.APPLIED: "📝 我申请了",
        What.APPROVED: "✅ 客服同意退了",
        What.REFUSED: "❌ 客服拒绝了",
    }
    told: Mapping[What, str] = {
        What.PAID: "付款",
        What.POSTED: "卖家发货",
        What.SIGNED: "签收商品",
        What.COMPLETED: "交易完成",
        What.CONTACTED: "联系卖家",
        What.TERMS_READ: "看过会员协议",
        What.APPLIED: "提交申请",
        What.APPROVED: "对方同意",
        What.REFUSED: "对方拒绝",
        What.APP_CLOSED: "售后被关闭",
        What.SHIPPED: "寄出退货并填单号",
        What.DELIVERED: "物流显示退货已签收",
        What.RECEIVED: "商家确认收到退货",
        What.EXTENDED: "商家延期",
        What.PARCEL_REFUSED: "商家拒收退货",
        What.REPLACEMENT_SENT: "换货发出",
        What.REPLACEMENT_SIGNED: "换货签收",
        What.TURNED_REFUND: "换货改退款",
        What.PLATFORM_ASKED: "申请平台介入",
        What.PLATFORM_AGAINST: "平台未支持",
        What.COMPLAINT_FILED: "向 12315 投诉",
        What.COMPLAINT_ACCEPTED: "12315 受理",
        What.COMPLAINT_ENDED: "12315 调解结束",
        What.COURT_FILED: "起诉",
        What.REFUND_ANNOUNCED: "退款成功",
        What.REFUND_FAILED: "退款失败",
        What.PART_ARRIVED: "到账一部分",
        What.MONEY_ARRIVED: "全部到账",
        What.RENEWED: "自动续费扣款",
        What.RENEWAL_STOPPED: "关闭自动续费",
        What.COUNTDOWN_READ: "记下 App 倒计时",
        What.PROMISED: "对方答应",
        What.NOTED: "备注",
        What.GIVEN_UP: "放弃",
        What.REOPENED: "重新打开",
    }
    stands_goods: Mapping[What, str] = {
        What.SIGNED: "还没申请",
        What.APPLIED: "申请了,等商家",
        What.APPROVED: "商家同意了,待寄回",
        What.SHIPPED: "已经寄回去了",
        What.REFUSED: "商家拒绝了",
        What.REFUND_ANNOUNCED: "退款成功,等到账",
    }
    stands_membership: Mapping[What, str] = {
        What.PAID: "还没申请",
        What.APPLIED: "申请了,等客服",
        What.REFUSED: "客服拒绝了",
        What.REFUND_ANNOUNCED: "同意退了,等到账",
    }
    families: Mapping[str, str] = {"law": "法律规定", "platform": "平台惯例", "money": "到账时间"}
    confidences: Mapping[str, str] = {
        "high": "有原文可查",
        "medium": "来自较早的规则,以 App 为准",
        "low": "只是参考,以 App 为准",
        "unknown": "没有公开规定,只是建议",
    }
    milestones_goods = ("申请", "同意", "寄回", "商家收货", "到账")
    milestones_membership = ("看协议", "申请", "审核", "到账")
    results: Mapping[str, str] = {
        "planned": "还没到",
        "handed_over": "正在发",
        "sent": "已送达",
        "failed": "没送到",
        "dropped": "不用再提醒了",
        "cancelled": "已取消",
        "snoozed": "改到了别的时间",
    }

    # forms

    def money(self, money: Money) -> str:
        return forms.money(money, "zh_CN")

    def day(self, day: date, today: date) -> str:
        return forms.day(day, today, "zh_CN", pattern="M月d日(EEE)", pattern_with_year="y年M月d日(EEE)")

    def moment(self, local: datetime, today: date) -> str:
        return f"{self.day(local.date(), today)}{local:%H:%M}"

    def until(self, local: datetime, today: date) -> str:
        day, clock = forms.split_until(local)
        return f"{self.day(day, today)}{clock}"

    def left(self, left: timedelta) -> str:
        unit, number = forms.span(left)
        if left < timedelta(0):
            return f"已过 {number} {_UNITS[unit]}" if number else "刚刚到期"
        return f"还有 {number} {_UNITS[unit]}" if number else "马上到期"

    def days(self, days: int) -> str:
        return f"{days} 天"

    def beijing(self, moment: str) -> str:
        return f"{moment}(北京时间)"

    def proofs_count(self, count: int) -> str:
        return f"{count} 份证据"

    def the_money(self) -> str:
        return "退款"

    # buttons
    b_new = "➕ 登记退款"
    b_resume = "▶️ 接着填"
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
    b_give_up_yes = "确定,不退了"
    b_give_up_no = "‹ 再想想"
    b_edit_name = "✏️ 商品名"
    b_edit_price = "✏️ 金额"
    b_edit_reason = "✏️ 原因"
    b_edit_order = "✏️ 订单号"
    b_edit_seller = "✏️ 店铺"
    b_edit_parcel = "✏️ 退货单号"
    b_set_time = "🕘 补上时间"
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

    # welcome

    def welcome(self) -> Html:
        return Html(
            "你好,我是<b>退款管家</b>。🧾 网购退货、退会员,把每一步和每个期限交给我,钱到账前我一直盯着。\n\n"
            "点下面开始;也可以随时把照片、截图、聊天记录转发给我,我替你收好当证据。"
        )

    def welcome_draft(self, name: str) -> Html:
        return fill("上次登记到一半的{name}还在,点「接着填」就行。", name=f"「{name}」" if name else "案件")

    def group_only_private(self) -> Html:
        return Html("案件里有你的订单和照片,请私聊我。点我的头像,再点「发消息」。")

    def description(self) -> str:
        return (
            "网购退货、退会员,把每一步和每个期限交给我。\n"
            "记单号、收证据、按时提醒:该寄回了、该查退款了、卖家不理你该往上走了。钱到账前我一直盯着。"
        )

    def short_description(self) -> str:
        return "退款管家:从申请到钱到账,一步不落,一天不误。"

    def commands(self) -> tuple[tuple[str, str], ...]:
        return (
            ("start", "首页"),
            ("new", "登记一笔退款"),
            ("cases", "我的案件"),
            ("reminders", "提醒记录"),
            ("settings", "时间、语言、免打扰"),
            ("guide", "怎么退"),
            ("cancel", "放下正在填的"),
        )

    # registering

    def ask_blank(self, blank: Blank, *, membership: bool, when_of: What) -> Html:  # noqa: PLR0911 - a table
        match blank:
            case Blank.KIND:
                return Html("想退的是什么?")
            case Blank.REASON:
                return Html("为什么退?")
            case Blank.STANDS:
                return Html("现在走到哪一步了?")
            case Blank.NAME:
                return (
                    Html("是什么会员?比如「小红书年卡」。") if membership else Html("买的是什么?比如「真丝连衣裙」。")
                )
            case Blank.PRICE:
                return Html("付了多少钱?比如 39.9。")
            case Blank.CHANNEL:
                return Html("当时怎么付的?钱会按原路退回。")
            case Blank.DATE:
                return self.ask_when(when_of)

    def progress(self, done: int, of: int) -> str:
        return f"{done + 1}/{of}"

    def tap_please(self) -> str:
        return "这一步点下面的按钮就行。"

    def registered(self) -> str:
        return "✅ 登记好了,期限和提醒都排上了。"

    def draft_cancelled(self) -> Html:
        return Html("好,这次不登记了。")

    def nothing_to_cancel(self) -> Html:
        return Html("现在没有正在填的东西。")

    def no_name(self) -> str:
        return "名字里没有看得见的字。写个好认的,比如「真丝连衣裙」。"

    def name_missing(self, *, membership: bool) -> str:
        return "会员(未命名)" if membership else "商品(未命名)"

    # bad input

    def not_an_amount(self, reason: AmountReason) -> str:
        match reason:
            case AmountReason.ZERO:
                return "金额不能是 0。写实际付的数,比如 39.9。"
            case AmountReason.NEGATIVE:
                return "金额不用写负号。写实际付的数,比如 39.9。"
            case AmountReason.TOO_LARGE:
                return "这个数太大了,我最多记到 10,000,000。看看是不是多打了几位?"
            case AmountReason.AMBIGUOUS:
                return "这个数有两种读法。写成 1299 或 1.30 这样,我就不会弄错。"
            case AmountReason.TOO_MANY:
                return "这里有好几个数。只写实际付的那一个,比如 39.9。"
            case AmountReason.NOT_A_NUMBER:
                return "这里要一个金额,比如 39.9。不确定就点跳过,以后再补。"

    def not_a_date(self, reason: DateReason) -> str:
        match reason:
            case DateReason.IMPOSSIBLE:
                return "日历上没有这一天。写成 11月20日 或「昨天」都行。"
            case DateReason.FAR:
                return "这一天离现在太远了。看看年份对不对,比如 11月20日。"
            case DateReason.TOO_MANY:
                return "这里有好几个日期。只写一个,比如 11月20日。"
            case DateReason.NOT_A_DATE:
                return "这里要一个日期,比如 昨天、11月20日、3天前。"

    def not_past(self, day: str) -> str:
        return f"{day}还没到呢。写已经发生的那一天,比如 昨天。"

    def not_coming(self, day: str) -> str:
        return f"{day}已经过了。写一个以后的时间,比如 明天晚上8点。"

    def which_day(self) -> str:
        return "是哪一天?"

    def not_a_number(self, reason: NumberReason) -> str:
        match reason:
            case NumberReason.TOO_SHORT:
                return "这个单号太短了,一般有 10 位以上,比如 SF1364216703436。"
            case NumberReason.TOO_LONG:
                return "这个单号太长了。只发单号本身,比如 SF1364216703436。"
            case NumberReason.STRANGE_SIGN:
                return "这里要一个快递单号,只有字母和数字,比如 SF1364216703436。"

    def not_a_countdown(self) -> str:
        return "照着 App 里的写就行,比如「剩余 6天23小时」或「47:59:12」。"

    def too_long(self, limit: int) -> str:
        return f"太长了,最多 {limit} 个字。挑要紧的写。"

    # the card

    def whose_turn(self, turn: Turn) -> str:
        return f"👉 {self.turns[turn]}:" if turn is Turn.MINE else f"⏳ {self.turns[turn]}:"

    def deadline_line(self, *, title: str, until: str, left: str, over: bool) -> Html:
        mark = "⚠️" if over else "🗓"
        return fill("{mark} {title}:<b>{until}</b> 前,{left}", mark=mark, title=title, until=until, left=left)

    def final_line(self) -> str:
        return "过了这个时间,售后会被关闭,很难再开。"

    def platform_default_line(self) -> str:
        return "这是平台惯例;App 里有倒计时就以它为准。"

    def pinned_line(self) -> str:
        return "按你看到的 App 倒计时算。"

    def extended_line(self, until: str) -> str:
        return f"遇放假,对方最晚可拖到 {until}。"

    def provisional_line(self) -> str:
        return "明年放假安排还没公布,这个日期是暂定的。"

    def missing_line(self, what: What, title: str) -> Html:
        return fill("❔ 不知道什么时候{what},算不出「{title}」。", what=self.told[what], title=title)

    def parcel_line(self, carrier: str | None, number: str) -> Html:
        return fill("📦 {carrier}<code>{number}</code>", carrier=f"{carrier} " if carrier else "", number=number)

    def part_line(self, received: Money, rest: Money | None) -> str:
        rest_text = f",还差 {self.money(rest)}" if rest and rest.minor else ""
        return f"💰 已到 {self.money(received)}{rest_text}"

    def next_reminder(self, when: str) -> str:
        return f"🔔 下次提醒:{when}"

    def order_line(self, order_no: str) -> Html:
        return fill("🧾 订单 <code>{order}</code>", order=order_no)

    def seller_line(self, seller: str) -> Html:
        return fill("🏬 店铺「{seller}」", seller=seller)

    def closed_line(self, stage: Stage, received: Money | None, days: int) -> Html:
        if stage is Stage.MONEY_BACK:
            amount = f"{self.money(received)} " if received else ""
            took = f",用了 {days} 天" if days else ""
            return fill("🎉 <b>{amount}到账</b>{took}。", amount=amount, took=took)
        if stage is Stage.REPLACED:
            return Html("🎉 <b>换好了</b>,这件事结束了。")
        return Html("🏳️ 这笔不追了。想法变了,随时可以重新打开。")

    def recorded(self, what: What, when: str | None) -> str:
        return f"✍️ 记下了:{self.told[what]}" + (f",{when}" if when else "")

    def undone(self, what: What) -> str:
        return f"↶ 撤销了:{self.told[what]}"

    def nothing_to_undo(self) -> str:
        return "没有可以撤销的了。"

    def already(self) -> str:
        return "这一步已经变了,这是最新的。"

    def archived(self) -> str:
        return "🗄 归档了,在「我的案件」最下面还能找到。"

    def timeline_title(self) -> str:
        return "经过"

    def time_unknown(self) -> str:
        return "时间没填"

    def why_title(self) -> str:
        return "这些日期是怎么来的"

    def why_start(self, what: What, when: str) -> Html:
        return fill("{when} {what}(你告诉我的)", when=when, what=self.told[what])

    def why_rule(self, *, title: str, length: str, family: str, confidence: str) -> Html:
        return fill(
            "→ {title}:{length}。<i>{family}</i>,{confidence}。",
            title=title,
            length=length,
            family=family,
            confidence=confidence,
        )

    def why_pinned(self, when: str) -> Html:
        return fill("→ 你看到 App 的倒计时到 {when},以它为准。", when=when)

    def why_none(self) -> str:
        return "现在没有在跑的期限。"

    def length(self, number: int, unit: str) -> str:
        return f"{number} {_UNITS[unit]}"

    # recording a step

    def ask_when(self, what: What) -> Html:
        return fill("什么时候<b>{what}</b>的?\n点一下,或者直接写:昨天、11月20日、今天下午3点。", what=self.told[what])

    def ask_number(self) -> Html:
        return Html(
            "退货的<b>快递单号</b>是多少?直接发给我,比如 SF1364216703436。\n别忘了在 App 里也填上,App 里没填不算寄。"
        )

    def ask_carrier(self, number: str) -> Html:
        return fill("单号 <code>{number}</code>,是哪家快递?", number=number)

    def check_digit_wrong(self, number: str) -> str:
        return f"⚠️ {number} 的校验位对不上,可能抄错了一位。我先照记,你再核对一下。"

    def ask_sum(self, expected: Money | None) -> Html:
        hint = fill("一共该到 {sum}。", sum=self.money(expected)) if expected else Html("")
        return join("", Html("到了多少?写个数,比如 100。"), hint)

    def ask_arrived(self, expected: Money) -> Html:
        return fill("应该到 <b>{sum}</b>。全到了吗?", sum=self.money(expected))

    def ask_give_up(self) -> Html:
        return Html("不退了?提醒会全部停下,记录还在,以后可以重新打开。")

    def ask_countdown(self, title: str) -> Html:
        return fill("「{title}」App 里显示还剩多久?照着写给我,比如「剩余 6天23小时」或「47:59:12」。", title=title)

    def ask_field(self, field: str) -> Html:
        asks = {
            "name": "叫什么名字好认?",
            "price": "付了多少钱?比如 39.9。",
            "order_no": "订单号是多少?",
            "seller": "店铺叫什么?",
            "note": "写吧,我记在这个案件里。",
            "promised": "对方答应了什么?照原话写。",
        }
        return Html(asks[field])

    def too_much(self, received: Money, expected: Money) -> str:
        return f"到的 {self.money(received)} 比付的 {self.money(expected)} 还多,照记了;写错了可以撤销。"

    # evidence

    def ask_proof(self, name: str) -> Html:
        return fill(
            "把<b>{name}</b>的照片、截图、视频或聊天记录发给我,转发也行,一次多张也行。\n"
            "想留原图,发送时选「文件」:当照片发,Telegram 会压缩。",
            name=name,
        )

    def kept(self, count: int, case: str) -> Html:
        return fill("🗂 存好了 {count},放在<b>{case}</b>。", count=self.proofs_count(count), case=case)

    def kept_loose(self, count: int) -> Html:
        return fill("🗂 存好了 {count},还没放进案件。", count=self.proofs_count(count))

    def same_again(self) -> str:
        return "这份之前发过,已经在了。"

    def compressed(self) -> str:
        return "当照片发的,Telegram 压缩过。有空再用「文件」发一次原图,更有说服力。"

    def failed_too_big(self, name: str) -> str:
        return f"「{name}」超过 20 MB,Telegram 不让我下载。原件留在手机里别删,剪一段短的发给我。"

    def failed_gone(self, name: str) -> str:
        return f"「{name}」没能从 Telegram 取下来。请再发一次。"

    def which_case(self, count: int) -> Html:
        return fill("🗂 收到 {count},已经存好。放进哪个案件?", count=self.proofs_count(count))

    def put_into(self, count: int, case: str) -> Html:
        return fill("🗂 {count},放进了<b>{case}</b>。", count=self.proofs_count(count), case=case)

    def proofs_title(self, name: str, count: int) -> Html:
        return fill("📷 <b>{name}</b> · {count}", name=name, count=self.proofs_count(count))

    def proof_line(self, number: int, kind: str, when: str, sender: str) -> Html:
        return fill("{number}. {kind} · {when} · {sender}", number=number, kind=kind, when=when, sender=sender)

    def proof_kinds(self) -> Mapping[str, str]:
        return {
            "photo": "照片",
            "file": "文件",
            "video": "视频",
            "voice": "语音",
            "audio": "音频",
            "text": "文字",
            "location": "位置",
        }

    def no_proofs(self) -> str:
        return "还没有证据。开箱、瑕疵、面单、聊天记录,都值得存一份。"

    # overview

    def no_cases(self) -> Html:
        return Html("还没有案件。要退什么,点下面登记,一分钟就好。")

    def money_out(self, sums: str, overdue: str | None) -> Html:
        late = fill("(对方超时 {overdue})", overdue=overdue) if overdue else Html("")
        return fill("还在外面的钱:<b>{sums}</b>{late}", sums=sums, late=late)

    def turns_count(self, counts: Mapping[Turn, int]) -> str:
        return " · ".join(f"{self.turns[turn]} {count}" for turn, count in counts.items() if count)

    def case_line(self, number: int, name: str, *, late: bool, next_step: str, until: str | None) -> Html:
        mark = "⚠️ " if late else ""
        when = f" · {until}前" if until else ""
        return fill(
            "{n}. {mark}<b>{name}</b> · {step}{when}", n=number, mark=mark, name=name, step=next_step, when=when
        )

    def closed_count(self, count: int) -> str:
        return f"已结束 {count} 个"

    # reminders

    def late_mark(self, by: timedelta) -> str:
        unit, number = forms.span(by)
        return f"⏰(迟到 {number} {_UNITS[unit]},我刚才断线了)"

    def repeat_mark(self) -> str:
        return "(怕你没收到,再发一次)"

    def snoozed(self, when: str) -> str:
        return f"😴 好,{when} 再提醒你。"

    def ask_snooze(self) -> Html:
        return Html("什么时候再提醒?比如「明天晚上8点」「周五」。")

    def too_late_to_snooze(self, until: str) -> str:
        return f"那时就过期了({until} 截止),选早一点的时间。"

    def ledger_title(self) -> str:
        return "📬 提醒记录"

    def ledger_empty(self) -> str:
        return "还没有提醒。登记案件以后,这里能看到每一条:什么时候该发、发出去没有。"

    def ledger_line(self, when: str, name: str, result: str) -> Html:
        return fill("{when} · {name} · {result}", when=when, name=name, result=result)

    # settings

    def settings(self, wishes: Wishes) -> Html:
        return lines(
            Html("⚙️ <b>设置</b>"),
            fill(
                "每天 {at} 提醒,晚上 {evening} 再提醒",
                at=f"{wishes.remind_at:%H:%M}",
                evening=f"{wishes.evening:%H:%M}",
            ),
            fill("免打扰 {a}–{b}(不能重开的期限除外)", a=f"{wishes.quiet_from:%H:%M}", b=f"{wishes.quiet_to:%H:%M}"),
            fill("时区 {zone}", zone=wishes.zone),
        )

    def ask_zone(self) -> Html:
        return Html("你在哪个时区?")

    def wish_kept(self) -> str:
        return "改好了,提醒重新排过。"

    def language_set(self) -> str:
        return "以后说中文。"

    # anything else

    def guide(self) -> Html:
        return Html(
            "📖 <b>退商品</b>\n"
            "1. 先在 App 里提交售后申请,再跟卖家聊。签收次日起 7 天内要申请,聊天不算。\n"
            "2. 商家同意后,按 App 里的地址寄回,单号自己填进 App。吊牌、配件、赠品都放进去,打包前拍照。\n"
            "3. 商家签收后等退款;钱按原路退回,退到哪儿看「退款详情」。\n"
            "4. 被拒、被拖:申请平台介入;还不行,打 12315。\n\n"
            "👑 <b>退会员</b>\n"
            "1. 先关自动续费,免得再扣。\n"
            "2. 看会员协议里的退费规定,再找客服申请;苹果付的款在 reportaproblem.apple.com 找苹果退。\n"
            "3. 协议写「一律不退」不一定算数,用掉的部分扣掉,剩下的可以要。\n\n"
            "每一步的期限我都替你记着。这是经验和法条,不是法律意见。"
        )

    def lost(self) -> Html:
        return Html("这句我没看懂。要登记退款、看案件,点下面;照片和截图直接发来就行。")

    def stale(self) -> str:
        return "这个按钮是旧的,这是最新的。"

    def mishap(self) -> Html:
        return Html("刚才那一步我没处理好,你发的内容我留着,没丢。请再点一次;还不行就过会儿再来。")

    def not_yours(self) -> str:
        return "没有这个案件。"


ZH = Chinese()
