"""Where the way of a case is not the usual one: whose move it is then, what comes next, where to look."""

from collections.abc import Mapping

from domain.case import Channel
from domain.detours import Detour
from domain.machine import Stage
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Ways(Forms):
    """Where the way of a case is not the usual one: whose move it is then, what comes next, where to look."""

    nudges: Mapping[Stage, str] = {
        Stage.TO_READ: "还没申请就先申请",
        Stage.TO_APPLY: "还没申请就先申请",
        Stage.MEDIATION_ENDED: "还想追，可以往上走一步",
    }
    looks: Mapping[Stage, str] = {
        Stage.MEDIATION: "查一下短信和 12315 的「我的投诉」",
        Stage.IN_COURT: "查一下短信和「人民法院在线服务」",
    }
    looks_paid: Mapping[Channel, str] = {
        Channel.APPLE: "到 reportaproblem.apple.com 看一眼申请状态",
        Channel.GOOGLE: "到 Google Play 的订单里看一眼",
    }
    look_app = "打开 App 看一眼"
    turns_paid: Mapping[Channel, str] = {Channel.APPLE: "⏳ 等苹果：", Channel.GOOGLE: "⏳ 等 Google："}
    apply_paid: Mapping[Channel, str] = {
        Channel.APPLE: "到 reportaproblem.apple.com 申请退款，越早越好",
        Channel.GOOGLE: "到 Google Play 的订单里申请退款，越早越好",
    }
    review_paid: Mapping[Channel, str] = {
        Channel.APPLE: "审核申请，状态在 reportaproblem.apple.com 看",
        Channel.GOOGLE: "处理退款申请",
    }
    b_approved_paid: Mapping[Channel, str] = {Channel.APPLE: "✅ 苹果同意退了", Channel.GOOGLE: "✅ Google 同意退了"}
    b_refused_paid: Mapping[Channel, str] = {Channel.APPLE: "❌ 苹果拒绝了", Channel.GOOGLE: "❌ Google 拒绝了"}
    detours: Mapping[Detour, str] = {
        Detour.ASK_ADDRESS: "再向商家要一次退货地址，用文字要，截图留着",
        Detour.NO_ANSWER: "退货地址要过了；还没给，就申请平台介入",
        Detour.TOO_LATE: "过了最后一天也还能试：App 里交得上就马上交，交不上就找卖家商量；有质量问题的，不止看这几天",
    }
    b_ask_address = "✉️ 再要一次地址"
    b_address_asked = "✅ 又要过一次了"
    b_address_came = "🏠 地址给了"
    b_too_late = "📖 过了 7 天，还能退吗？"
    b_not_taken = "🏛 12315 不受理"

    def day_over(self, name: str, until: str) -> Html:
        return fill("⌛ <b>{name}</b>：申请的期限到 {until}，已经过了。", name=name, until=until)
