"""Labels of things that come in families: stages, steps, reasons … A test proves the tables whole."""

from collections.abc import Mapping

from domain.case import Channel, Reason
from domain.journal import Source, What
from domain.machine import Stage, Turn


class Labels:
    """Labels of things that come in families."""

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
        Channel.WECHAT_BALANCE: "WeChat balance (零钱)",
        Channel.WECHAT_CARD: "Card in WeChat",
        Channel.ALIPAY_BALANCE: "Alipay balance",
        Channel.ALIPAY_CARD: "Card in Alipay",
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
        Stage.MEDIATION_ENDED: "12315 has ended it",
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
        Turn.CARRIER: "Carrier's move",
        Turn.BANK: "Money on its way",
        Turn.NOBODY: "Closed",
    }
    steps: Mapping[What, str] = {
        What.PAID: "💳 I paid",
        What.POSTED: "🚚 Seller sent it",
        What.SIGNED: "📦 I received it",
        What.COMPLETED: "🏁 Order completed",
        What.CONTACTED: "💬 I wrote to the seller",
        What.COURIER_ASKED: "🚚 I complained to the carrier",
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
        What.PROMISE_KEPT: "🤝 They kept their word",
        What.NOTED: "✍️ Write a note",
        What.WRITTEN: "✉️ The letter is sent",
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
        What.COURIER_ASKED: "You complained to the carrier",
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
        What.COMPLAINT_ENDED: "12315 ended it without a solution",
        What.COURT_FILED: "You went to court",
        What.REFUND_ANNOUNCED: "The app showed the refund as successful",
        What.REFUND_FAILED: "The refund failed",
        What.PART_ARRIVED: "Part of the money arrived",
        What.MONEY_ARRIVED: "All of the money arrived",
        What.RENEWED: "The renewal was charged",
        What.RENEWAL_STOPPED: "Auto-renewal was switched off",
        What.COUNTDOWN_READ: "You read the app's countdown",
        What.PROMISED: "They made a promise",
        What.PROMISE_KEPT: "They kept their promise",
        What.NOTED: "Your note",
        What.WRITTEN: "A letter was sent",
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
    stands_refund_only: Mapping[What, str] = {
        What.PAID: "Paid, nothing has come yet",
        What.SIGNED: "It came, not applied yet",
        What.APPLIED: "Applied, waiting for the seller",
        What.REFUSED: "The seller refused",
        What.REFUND_ANNOUNCED: "Refunded, waiting for the money",
    }
    stands_membership: Mapping[What, str] = {
        What.RENEWED: "Not applied yet",
        What.PAID: "Not applied yet",
        What.APPLIED: "Applied, waiting for an answer",
        What.REFUSED: "Customer service refused",
        What.REFUND_ANNOUNCED: "Agreed, waiting for the money",
    }
    sources: Mapping[Source, str] = {
        Source.SHOPPER: "you told me",
        Source.SCREENSHOT: "read in your screenshot",
        Source.TEXT: "read in the text you sent",
        Source.CARRIER: "says the carrier",
        Source.BOT: "noted by me",
    }
    families: Mapping[str, str] = {"law": "The law", "platform": "Platform practice", "money": "How long money takes"}
    our_advice = "Our advice"
    confidences: Mapping[str, str] = {
        "high": "published, you can look it up",
        "medium": "from an older rule; if the app says otherwise, the app counts",
        "low": "a rough guide; if the app says otherwise, the app counts",
        "unknown": "nothing is published, so this is only advice",
    }
    milestones_goods = ("Apply", "Agreed", "Send back", "Received", "Money back")
    milestones_membership = ("Agreement", "Apply", "Review", "Money back")
