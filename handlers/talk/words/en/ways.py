"""Where the way of a case is not the usual one: whose move it is then, what comes next, where to look."""

from collections.abc import Mapping

from domain.case import Channel
from domain.detours import Detour
from domain.machine import Stage
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Ways(Forms):
    """Where the way of a case is not the usual one: whose move it is then, what comes next, where to look."""

    nudges: Mapping[Stage, str] = {
        Stage.TO_READ: "Not applied yet? Then do that first",
        Stage.TO_APPLY: "Not applied yet? Then do that first",
        Stage.MEDIATION_ENDED: "If you want to go on, there is one step up",
    }
    looks: Mapping[Stage, str] = {
        Stage.MEDIATION: "Check your text messages and your complaints (我的投诉) on the 12315 platform",
        Stage.IN_COURT: "Check your text messages and the courts' online service (人民法院在线服务)",
    }
    looks_paid: Mapping[Channel, str] = {
        Channel.APPLE: "Look at your request on reportaproblem.apple.com",
        Channel.GOOGLE: "Look at your Google Play orders",
    }
    look_app = "Have a look in the app"
    turns_paid: Mapping[Channel, str] = {Channel.APPLE: "⏳ Apple's move: ", Channel.GOOGLE: "⏳ Google's move: "}
    apply_paid: Mapping[Channel, str] = {
        Channel.APPLE: "ask for the refund on reportaproblem.apple.com, the sooner the better",
        Channel.GOOGLE: "ask for the refund in your Google Play orders, the sooner the better",
    }
    review_paid: Mapping[Channel, str] = {
        Channel.APPLE: "the request is under review; reportaproblem.apple.com shows it",
        Channel.GOOGLE: "the request is under review",
    }
    b_approved_paid: Mapping[Channel, str] = {Channel.APPLE: "✅ Apple agreed", Channel.GOOGLE: "✅ Google agreed"}
    b_refused_paid: Mapping[Channel, str] = {Channel.APPLE: "❌ Apple refused", Channel.GOOGLE: "❌ Google refused"}
    detours: Mapping[Detour, str] = {
        Detour.ASK_ADDRESS: "ask the seller for the return address once more, in writing, and keep a screenshot",
        Detour.NO_ANSWER: "you asked for the return address; if there still is none, ask for platform help (平台介入)",
        Detour.TOO_LATE: "past the last day you can still try: apply at once if the app lets you, "
        "else talk to the seller; a fault does not end with these days",
    }
    b_ask_address = "✉️ Ask for the address"
    b_address_asked = "✅ I asked again"
    b_address_came = "🏠 The address came"
    b_too_late = "📖 Over 7 days: and now?"
    b_not_taken = "🏛 12315 turned it down"

    def day_over(self, name: str, until: str) -> Html:
        return fill("⌛ <b>{name}</b>: the time to apply ran out {until}.", name=name, until=until)
