"""What was read off a screen or out of a text, and what is proposed to be made of it."""

from collections.abc import Mapping, Sequence

from domain.findings import Doubt
from domain.journal import What
from domain.money import Money
from handlers.talk.markup import Html, fill, join
from handlers.talk.words.zh.forms import Forms


class Proposals(Forms):
    """What was read, and what is proposed to be made of it."""

    b_register = "✅ 对，登记"
    b_record = "✅ 对，记下"
    b_record_all = "✅ 就是它，都补记"
    b_mend_day = "✏️ 日期"
    b_edit_way = "✏️ 退法"
    b_leave_open = "先空着"
    countdown_read = "倒计时"
    b_into_case = "📁 是已有案件的"
    b_another_order = "➕ 是另一笔，新登记"

    read_from: Mapping[str, str] = {
        "photo": "👀 我从截图里读到：",
        "file": "👀 我从文件里读到：",
        "text": "👀 我从这段文字里读到：",
        "several": "👀 这几条我一起读了，读到：",
    }
    belongs: Mapping[str, str] = {
        "order_no": "订单号对上了",
        "parcel": "快递单号对上了",
        "reply": "你是回复它的",
        "recent": "刚才正说到它",
        "only": "现在只有这一个案件",
    }
    fields_read: Mapping[str, str] = {
        "item": "商品名",
        "paid": "金额",
        "order_no": "订单号",
        "shop": "店铺",
        "platform": "平台",
        "channel": "付款方式",
        "flow": "退法",
        "parcel": "快递单号",
        "carrier": "快递公司",
        "day": "日期",
    }

    doubts: Mapping[Doubt, str] = {
        Doubt.UNSURE: "没看清",
        Doubt.IMPLAUSIBLE: "看着不对",
        Doubt.UNCLEAR: "有两种读法",
        Doubt.SEVERAL: "写了好几个",
        Doubt.WRONG_DIGIT: "校验位对不上",
        Doubt.DISAGREES: "和条形码不一样",
        Doubt.UNPROVEN: "核对一下再记",
    }

    def read_item(self, name: str | None, paid: Money | None) -> Html:
        price = fill("实付 <b>{paid}</b>", paid=self.money(paid)) if paid else None
        return join(" · ", fill("<b>{name}</b>", name=name) if name else None, price or (None if name else "-"))

    def read_told(self, what: What, when: str | None) -> Html:
        return fill("· {what}：{when}", what=self.told[what], when=when or "没写日期")

    def read_refund(self, amount: Money | None, account: str | None, arrival: str | None) -> Html:
        parts = (self.money(amount) if amount else None, account, arrival)
        return join(" · ", "💰 钱在路上", *parts)

    def read_unseen(self, steps: Sequence[str]) -> Html:
        dates = "日子都不知道" if len(steps) > 1 else "日子不知道"
        return fill("➕ 这样一来还要补记：{steps}（{dates}）", steps="、".join(steps), dates=dates)

    def read_within(self, length: str) -> str:
        return f"{length}内到账"

    def read_by(self, arrival: str) -> str:
        return f"{arrival}前到账"

    def read_countdown(self, until: str) -> Html:
        return fill("⏱ 倒计时算下来到 {until}", until=until)

    def read_change(self, label: str, old: str, new: str) -> Html:
        return fill("⚠️ {label}和案件里的不一样：{old} → <b>{new}</b>", label=label, old=old, new=new)

    def read_unsure(self, label: str, read: str, why: str) -> Html:
        return fill("❓ {label}：{read}（{why}）", label=label, read=read, why=why)

    def ask_register(self) -> Html:
        return Html("哪里不对，点一下改；都对就登记。")

    def ask_all_of_it(self, name: str) -> Html:
        return fill("<b>{name}</b>还没记过申请。真是它，就都补记；不是，就选另一笔。", name=name)

    def ask_record(self, name: str, why: str | None) -> Html:
        return fill("要记进<b>{name}</b>吗？{why}", name=name, why=f"（{why}）" if why else "")

    def b_take_new(self, new: str) -> str:
        return f"改成 {new}"

    def b_keep_mine(self, old: str) -> str:
        return f"不改，还是 {old}"

    def ask_which_holds(self, name: str) -> Html:
        return fill("<b>{name}</b>以哪个为准？点一下就行。", name=name)

    def took_new(self, label: str, old: str, new: str) -> Html:
        return fill("✏️ {label}改好了：{old} → <b>{new}</b>", label=label, old=old, new=new)

    def kept_mine(self, label: str, old: str) -> Html:
        return fill("👌 {label}没有改，还是 <b>{old}</b>。", label=label, old=old)

    def b_it_is(self, read: str) -> str:
        return f"✅ 就是 {read}"

    def b_check(self, label: str) -> str:
        return f"🔍 核对{label}"

    def ask_way(self, now: str) -> Html:
        return fill("这笔怎么退？现在按<b>{now}</b>记。", now=now)

    def ask_check(self) -> Html:
        return Html("拿不准的我不会直接记，点一下核对。")

    def ask_wrong_digit(self, number: str) -> Html:
        return fill(
            "⚠️ {number} 的校验位对不上，可能有一位不对。核对一下面单：没错就点一下，有错就重新发我。", number=number
        )

    def read_way(self, way: str) -> Html:
        return fill("↩️ {way}", way=way)

    def answer_edited(self) -> Html:
        return Html("✏️ 你改了前面的回答。")

    def ask_read(self, label: str, read: str) -> Html:
        return fill("{label}读出来是「{read}」。对就点一下，不对直接写给我。", label=label, read=read)

    def ask_unread(self, label: str) -> Html:
        return fill("{label}是什么？直接写给我。", label=label)

    def nothing_fits(self, name: str) -> Html:
        return fill("这里写的，<b>{name}</b>走到这一步还用不上，可以先存着。", name=name)

    def nothing_new(self, name: str) -> Html:
        return fill("里面写的，<b>{name}</b>里都有了。", name=name)

    def known_order(self) -> str:
        return "这笔订单已经登记过了。"

    def kept_words(self) -> Html:
        return Html("🗂 存好了这段话。")

    def looking(self) -> str:
        return "👀 正在看图，看完告诉你读到了什么。"
