"""Labels of things that come in families: stages, steps, reasons … A test proves the tables whole."""

from collections.abc import Mapping

from domain.case import Channel, Reason
from domain.journal import Source, What
from domain.machine import Stage, Turn


class Labels:
    """Labels of things that come in families."""

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
        Reason.RENEWED: "自动续费，没注意",
    }
    channels: Mapping[Channel, str] = {
        Channel.WECHAT_BALANCE: "微信零钱",
        Channel.WECHAT_CARD: "微信绑的银行卡",
        Channel.ALIPAY_BALANCE: "支付宝余额",
        Channel.ALIPAY_CARD: "支付宝绑的银行卡",
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
        Stage.MEDIATION_ENDED: "12315 已结束",
        Stage.IN_COURT: "法院处理中",
        Stage.MONEY_COMING: "退款成功，等到账",
        Stage.MONEY_BACK: "钱已到账",
        Stage.REPLACED: "换好了",
        Stage.GIVEN_UP: "已放弃",
    }
    next_goods: Mapping[Stage, str] = {
        Stage.NEW: "告诉我走到哪一步了",
        Stage.TO_READ: "看一眼会员协议里的退费规定",
        Stage.TO_APPLY: "在 App 里提交售后申请，再找卖家聊",
        Stage.UNDER_REVIEW: "等商家处理申请",
        Stage.REFUSED: "申请平台介入，或改好理由再申请一次",
        Stage.TO_SHIP: "把东西寄回，并在 App 里填单号",
        Stage.RETURNING: "等商家签收退货",
        Stage.PARCEL_REFUSED: "留好物流截图，马上申请平台介入",
        Stage.REFUND_DUE: "等对方退款",
        Stage.REPLACEMENT_DUE: "等商家发出换的货",
        Stage.REPLACEMENT_COMING: "等换的货到，收到先检查",
        Stage.PLATFORM_REVIEWS: "等平台判定；要补证据就尽快补",
        Stage.PLATFORM_REFUSED: "向 12315 投诉",
        Stage.MEDIATION: "等市场监管部门处理",
        Stage.MEDIATION_ENDED: "可以走小额诉讼（互联网法院也行）",
        Stage.IN_COURT: "等法院通知",
        Stage.MONEY_COMING: "等钱到账，到「退款详情」看去了哪个账户",
        Stage.MONEY_BACK: "",
        Stage.REPLACED: "",
        Stage.GIVEN_UP: "",
    }
    next_membership: Mapping[Stage, str] = {
        Stage.TO_APPLY: "联系客服申请退费（苹果付的款找苹果）",
        Stage.UNDER_REVIEW: "等客服审核",
        Stage.REFUSED: "补充理由再申请，或向 12315 投诉",
    }
    turns: Mapping[Turn, str] = {
        Turn.MINE: "轮到你",
        Turn.SELLER: "等商家",
        Turn.PLATFORM: "等平台",
        Turn.AUTHORITY: "等主管部门",
        Turn.CARRIER: "等快递",
        Turn.BANK: "等到账",
        Turn.NOBODY: "已结束",
    }
    steps: Mapping[What, str] = {
        What.PAID: "💳 付款了",
        What.POSTED: "🚚 卖家发货了",
        What.SIGNED: "📦 签收了",
        What.COMPLETED: "🏁 交易完成了",
        What.CONTACTED: "💬 联系过卖家",
        What.COURIER_ASKED: "🚚 向快递投诉了",
        What.TERMS_READ: "📄 看过协议了",
        What.APPLIED: "📝 我申请了",
        What.APPROVED: "✅ 商家同意了",
        What.REFUSED: "❌ 商家拒绝了",
        What.APP_CLOSED: "🚫 售后被关闭了",
        What.SHIPPED: "📮 我寄出了，填单号",
        What.DELIVERED: "🚚 物流显示已签收",
        What.RECEIVED: "📦 商家确认收货了",
        What.EXTENDED: "⏳ 商家延期了",
        What.PARCEL_REFUSED: "↩️ 商家拒收了",
        What.REPLACEMENT_SENT: "🚚 换的货发出了",
        What.REPLACEMENT_SIGNED: "👍 换的货到了，没问题",
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
        What.PROMISE_KEPT: "🤝 说到做到了",
        What.NOTED: "✍️ 记一笔",
        What.WRITTEN: "✉️ 信发出去了",
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
        What.COURIER_ASKED: "向快递投诉",
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
        What.COMPLAINT_ENDED: "12315 结束了，没解决",
        What.COURT_FILED: "起诉",
        What.REFUND_ANNOUNCED: "退款成功",
        What.REFUND_FAILED: "退款失败",
        What.PART_ARRIVED: "到账一部分",
        What.MONEY_ARRIVED: "全部到账",
        What.RENEWED: "自动续费扣款",
        What.RENEWAL_STOPPED: "关闭自动续费",
        What.COUNTDOWN_READ: "记下 App 倒计时",
        What.PROMISED: "对方答应",
        What.PROMISE_KEPT: "对方做到了",
        What.NOTED: "备注",
        What.WRITTEN: "发出了一封信",
        What.GIVEN_UP: "放弃",
        What.REOPENED: "重新打开",
    }
    stands_goods: Mapping[What, str] = {
        What.SIGNED: "还没申请",
        What.APPLIED: "申请了，等商家",
        What.APPROVED: "商家同意了，待寄回",
        What.SHIPPED: "已经寄回去了",
        What.REFUSED: "商家拒绝了",
        What.REFUND_ANNOUNCED: "退款成功，等到账",
    }
    stands_refund_only: Mapping[What, str] = {
        What.PAID: "付了款，还没收到货",
        What.SIGNED: "收到货了，还没申请",
        What.APPLIED: "申请了，等商家",
        What.REFUSED: "商家拒绝了",
        What.REFUND_ANNOUNCED: "退款成功，等到账",
    }
    stands_membership: Mapping[What, str] = {
        What.RENEWED: "还没申请",
        What.PAID: "还没申请",
        What.APPLIED: "申请了，等客服",
        What.REFUSED: "客服拒绝了",
        What.REFUND_ANNOUNCED: "同意退了，等到账",
    }
    sources: Mapping[Source, str] = {
        Source.SHOPPER: "你说的",
        Source.SCREENSHOT: "截图里的",
        Source.TEXT: "你发来的文字里的",
        Source.CARRIER: "物流显示的",
        Source.BOT: "我记的",
    }
    families: Mapping[str, str] = {"law": "法律规定", "platform": "平台惯例", "money": "到账时间"}
    our_advice = "我们的建议"
    confidences: Mapping[str, str] = {
        "high": "有原文可查",
        "medium": "来自较早的规则，以 App 为准",
        "low": "只是参考，以 App 为准",
        "unknown": "没有公开规定，只是建议",
    }
    milestones_goods = ("申请", "同意", "寄回", "商家收货", "到账")
    milestones_membership = ("看协议", "申请", "审核", "到账")
