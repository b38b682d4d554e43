"""Letters: what is still to be told, the text to copy, the law behind it, and an honest foot."""

from collections.abc import Mapping

from domain.letters import Blank
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Letters(Forms):
    """Letters: what is still to be told, the text to copy, the law behind it, and an honest foot."""

    blanks: Mapping[Blank, str] = {
        Blank.REASON: "退货原因",
        Blank.ITEM: "商品名",
        Blank.SHOP: "店铺名",
        Blank.ORDER: "订单号",
        Blank.PAID: "实付金额",
        Blank.DEMAND: "该退多少",
        Blank.PROBLEM: "哪里不对",
        Blank.BOUGHT: "哪天付的款",
        Blank.SIGNED: "哪天签收的",
        Blank.RENEWED: "哪天扣的费",
        Blank.SHIPPED: "哪天寄出的",
        Blank.NUMBER: "退货单号",
        Blank.CARRIER: "哪家快递",
        Blank.INCOMING: "寄给你的运单号",
        Blank.NAME: "你的姓名",
        Blank.PHONE: "你的电话",
        Blank.ADDRESS: "你的地址",
        Blank.INTACT: "东西完好吗",
        Blank.UNWARNED: "扣费前有提醒吗",
    }
    blank_questions: Mapping[Blank, str] = {
        Blank.REASON: "为什么退？信里怎么写，看这个。",
        Blank.ITEM: "商品叫什么？照订单上写。",
        Blank.SHOP: "店铺叫什么？照订单页上写。",
        Blank.ORDER: "订单号是多少？在订单详情里，长按可以复制。",
        Blank.PAID: "实际付了多少？比如 39.9。",
        Blank.PROBLEM: "哪里不对？用你自己的话写一两句，只写看得见、说得清的，比如「页面写纯棉，洗标是聚酯纤维」。",
        Blank.BOUGHT: "哪天付的款？点一下，或者直接写，比如 11月20日。",
        Blank.SIGNED: "哪天签收的？点一下，或者直接写，比如 11月20日。",
        Blank.RENEWED: "哪天自动扣的费？点一下，或者直接写，比如 11月20日。",
        Blank.INCOMING: "商家寄给你的那个包裹，运单号是多少？在订单的物流页里，长按可以复制。",
        Blank.NAME: "你的真实姓名？要和身份证上一样。",
        Blank.PHONE: "你的手机号？工作人员会打这个电话。",
        Blank.ADDRESS: "你的联系地址？写到门牌号。",
        Blank.INTACT: "东西完好吗？商品本身、配件、吊牌、赠品都在，没弄脏没弄坏。",
        Blank.UNWARNED: "扣费之前，一次显著的提醒都没看到？短信、站内信、弹窗都翻一翻。",
    }

    b_short = "📄 简短版"
    b_full = "📜 完整版"
    b_places = "🗒 按表格逐项"
    b_law = "⚖️ 依据"
    b_gloss = "🌐 译文"
    b_sent = "✅ 我发出去了"
    b_true = "✅ 是的，属实"
    b_not_true = "不是 / 不确定"
    b_forget_me = "🙈 忘掉姓名电话地址"

    def b_copy(self, piece: int, pieces: int) -> str:
        return f"⧉ 复制 {piece}/{pieces}" if pieces > 1 else "⧉ 复制"

    def b_limit(self, days: int) -> str:
        return f"给 {days} 天"

    def letter_title(self, title: str) -> Html:
        return fill("✉️ <b>{title}</b>", title=title)

    def letter_lacks(self, count: int) -> Html:
        return fill("✋ <b>发送前请补上 {count} 项</b>，不知道的我不会编。", count=count)

    def letter_copies(self, length: int) -> str:
        return f"共 {length} 字。按下面的按钮复制，贴过去就能发。"

    def letter_masked(self) -> str:
        return "🔒 电话和地址在这里遮住了，复制出来是完整的。"

    def letter_limit(self, day: str) -> str:
        return f"🗓 信里给对方到 {day}，可以在下面改。"

    def letter_foot(self) -> str:
        return "这是模板，不是法律意见，也不保证结果。发之前读一遍，只留下属实的话。"

    def letter_gloss(self) -> str:
        return "这封信的意思"

    def letter_places(self) -> str:
        return "表格不让粘贴时，一格一格照着填。"

    def letter_law(self) -> str:
        return "信里引用的规定"

    def letter_no_law(self) -> str:
        return "这封信没有引用法律条文。"

    def law_since(self, day: str) -> str:
        return f"{day}起施行"

    def law_reading(self) -> str:
        return "法院是否用于手机应用里的会员，还没有定论"

    def sworn_warning(self) -> str:
        return "这句话会写进信里。不属实就点「不是」，信照样能写；编造、调包、栽赃要承担法律责任。"

    def identity_why(self) -> str:
        return "🔒 只有投诉、起诉要实名才问。只写进这两种文书，随时可以让我忘掉。"

    def identity_forgotten(self) -> str:
        return "🙈 姓名、电话、地址都忘掉了。"

    def not_a_phone(self) -> str:
        return "这里要一个电话号码，只有数字，比如 13800001234。"

    def calmer(self) -> str:
        return "✍️ 记下了。换成平静的事实更有分量：去掉气话和感叹号，对方更难推托。"

    def too_short(self) -> str:
        return "这里什么都没有，写几个字就行。"
