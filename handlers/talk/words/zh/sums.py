"""The money that should come back: its lines, what is still to tell, and the claims that need ticked facts."""

from collections.abc import Mapping

from domain.money import Money
from domain.policy import Confidence
from domain.purchase import Amount
from domain.sum_rules import Gap, Need, Part
from domain.traits import Trait
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Sums(Forms):
    """The money that should come back."""

    needs: Mapping[Need, str] = {
        Gap.PRICE: "实付金额",
        Gap.REASON: "退货原因",
        Gap.TERM: "会员起止日期",
        Amount.FREIGHT_OUT: "去程运费",
        Amount.SECOND_PAYMENT: "另一笔付款",
        Amount.DEPOSIT: "定金",
        Amount.PART_PRICE: "只退一部分",
        Amount.FREIGHT_BACK: "退货运费",
        Amount.FREIGHT_WAIVED: "补扣的运费",
        Amount.INSURANCE_PAID: "运费险赔付",
        Amount.COUPON: "积分和券",
        Amount.GIFT_VALUE: "赠品标价",
        Amount.KEPT_ALONE: "留下部分的价",
        Amount.INSTALMENT_FEE: "分期手续费",
        Amount.INSTALMENT_WAIVED: "免息的手续费",
        Amount.AGREED: "谈定的金额",
        Amount.USED_VALUE: "用掉的权益",
        Amount.LIST_PRICE: "会员原价",
    }
    amount_questions: Mapping[Amount, str] = {
        Amount.FREIGHT_OUT: "下单时另付了多少运费？包邮就点「没有」。",
        Amount.SECOND_PAYMENT: "另一笔付了多少？比如尾款，或者用另一种方式付的那部分。",
        Amount.DEPOSIT: "定金付了多少？页面上写明「定金」的才算。",
        Amount.PART_PRICE: "只退一部分的话，退的那部分当时实付多少？",
        Amount.FREIGHT_BACK: "寄回去花了多少运费？",
        Amount.FREIGHT_WAIVED: "退了以后不够包邮，要补扣多少去程运费？还够就点「没有」。",
        Amount.INSURANCE_PAID: "运费险赔了多少？还没到可以先不填。",
        Amount.COUPON: "用积分、券抵了多少？",
        Amount.GIFT_VALUE: "没退的赠品，页面上标价多少？没标过价就点「没有」。",
        Amount.KEPT_ALONE: "留下的那部分，按下单那天的规则单独买，要付多少？",
        Amount.INSTALMENT_FEE: "你付了多少分期手续费？",
        Amount.INSTALMENT_WAIVED: "免息分期，商家替你出了多少手续费？",
        Amount.AGREED: "你和商家在 App 里谈定退多少？",
        Amount.USED_VALUE: "已经用掉的权益值多少？",
        Amount.LIST_PRICE: "这段会员不打折，一共要多少？",
    }
    sum_parts: Mapping[Part, str] = {
        Part.REFUND: "应退",
        Part.WITHIN: "已经算在里面",
        Part.APART: "不在这笔退款里",
        Part.INSTEAD: "换一种算法，应退",
        Part.CLAIM: "还可以要求（事实你都确认过）",
    }
    sum_confidences: Mapping[Confidence, str] = {
        Confidence.HIGH: "有原文可查",
        Confidence.MEDIUM: "有依据，但有不同理解",
        Confidence.LOW: "只是参考",
        Confidence.UNKNOWN: "没有公开规定",
    }
    ticks: Mapping[Trait, str] = {
        Trait.FRAUD: "卖家说的和事实不符：假货、假成分、假产地、虚假宣传",
        Trait.RELIED_ON_IT: "我是信了这些才买的",
        Trait.GOODS_UNSAFE: "是食品，过期了或者不符合食品安全标准（「不好吃」不算）",
        Trait.SELLER_KNEW: "卖家明知还卖，比如卖的时候就过期了；或者东西就是它生产的",
        Trait.NOT_ONLY_A_LABEL: "不只是标签、说明书上的小毛病",
        Trait.FOR_OWN_USE: "我自己吃、自己用，买之前不知道有问题",
    }

    b_sums = "🧮 该退多少"
    b_sum_reasons = "❓ 为什么这样算"
    b_sum_more = "✏️ 改金额 / 补一项"
    b_none = "没有"
    b_claims = "⚖️ 退一赔三、赔十"
    b_term_given = "✏️ 会员起止日期"

    def b_months(self, months: int) -> str:
        return f"{months // 12} 年" if months % 12 == 0 else f"{months} 个月"

    def b_term_from(self, day: str) -> str:
        return f"付款那天 {day}"

    def sums_title(self, name: str) -> Html:
        return fill("🧮 <b>{name}</b>：该退多少", name=name)

    def sum_total(self, total: Money, *, may_change: bool) -> Html:
        more = "，补上下面的会更准" if may_change else ""
        return fill("= <b>应退 {total}</b>{more}", total=self.money(total), more=more)

    def sum_expected(self, total: Money) -> Html:
        return fill("🧮 应退 <b>{total}</b>", total=self.money(total))

    def sum_unknown(self) -> str:
        return "还算不出总数，先补上下面第一项。"

    def sum_undated(self, days: int) -> str:
        return f"❔ 付款 {days} 天内申请的，可以要全额。什么时候付的？到「还发生了什么」记一下付款，我重新算。"

    def sum_mixed(self, currencies: str) -> str:
        return f"有几种货币（{currencies}），不能相加，所以没有总数。"

    def sum_demand(self, demand: Money) -> Html:
        return fill("合起来可以要求 <b>{demand}</b>", demand=self.money(demand))

    def sum_arrived(self, when: str, money: Money) -> str:
        return f"💰 {when} 到了 {self.money(money)}"

    def sum_rest(self, rest: Money) -> Html:
        return fill("还差 <b>{rest}</b>", rest=self.money(rest)) if rest.minor else Html("全到了。")

    def sum_kept(self) -> str:
        return "✍️ 记下了。"

    def sum_reasons_title(self) -> str:
        return "每一笔是怎么来的"

    def sum_more_title(self) -> Html:
        return Html("哪一项？只填和你有关的，别的不用管。")

    def more_than_price(self, price: Money) -> str:
        return f"这一项含在实付 {self.money(price)} 里，不会比它多。再看一下？"

    def term_line(self, begins: str, ends: str, days: int) -> str:
        return f"👑 {begins} 到 {ends}，共 {days} 天"

    def ask_term_begins(self) -> Html:
        return Html("会员<b>从哪天开始</b>？点一下，或者直接写，比如 11月20日。")

    def ask_term_ends(self, begins: str) -> Html:
        return fill("从 {begins} 开始，<b>多长</b>？也可以写最后一天，比如 2027年11月19日。", begins=begins)

    def term_backwards(self, begins: str) -> str:
        return f"最后一天在 {begins} 之前了，再看一下？"

    def claims_intro(self) -> Html:
        return Html(
            "⚖️ 法律只在<b>欺诈</b>或<b>问题食品</b>时允许要求几倍赔偿，普通质量问题不算。\n"
            "选一种，看看要哪几条事实；每条都属实、你也有证据，再勾。"
        )

    def claim_title(self, title: str) -> Html:
        return fill("⚖️ <b>{title}</b>", title=title)

    def claim_facts(self) -> str:
        return "下面每条都属实、你也拿得出证据，才勾："

    def claim_warning(self) -> str:
        return (
            "⚠️ 不属实就别勾。编造事实、调包、夹带、栽赃来索赔，会被处罚，严重的移送公安"
            "（实施条例 27、49；市场监管总局令第 121 号 42）。"
        )

    def claim_open(self, lacking: int) -> str:
        return f"还差 {lacking} 条，没勾全就不算进去。"

    def claim_complete(self, claim: Money) -> Html:
        return fill("都勾上了：可以另外要求 <b>{claim}</b>。对方不一定认，要靠证据。", claim=self.money(claim))
