"""The money that should come back: its lines, what is still to tell, and the claims that need ticked facts."""

from collections.abc import Mapping

from domain.money import Money
from domain.policy import Confidence
from domain.purchase import Amount
from domain.sum_rules import Gap, Need, Part
from domain.traits import Trait
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms, counted


class Sums(Forms):
    """The money that should come back."""

    needs: Mapping[Need, str] = {
        Gap.PRICE: "Price paid",
        Gap.REASON: "Reason",
        Gap.TERM: "Membership dates",
        Amount.FREIGHT_OUT: "Shipping paid",
        Amount.SECOND_PAYMENT: "Another payment",
        Amount.DEPOSIT: "Deposit",
        Amount.PART_PRICE: "Only a part goes back",
        Amount.FREIGHT_BACK: "Return shipping",
        Amount.FREIGHT_WAIVED: "Free shipping lost",
        Amount.INSURANCE_PAID: "Insurance payout",
        Amount.COUPON: "Points and coupons",
        Amount.GIFT_VALUE: "Price of the gift",
        Amount.KEPT_ALONE: "Price of what I keep",
        Amount.INSTALMENT_FEE: "Instalment fee",
        Amount.INSTALMENT_WAIVED: "Waived instalment fee",
        Amount.AGREED: "Sum we settled on",
        Amount.USED_VALUE: "Benefits used",
        Amount.LIST_PRICE: "Undiscounted price",
    }
    amount_questions: Mapping[Amount, str] = {
        Amount.FREIGHT_OUT: "How much shipping did you pay with the order? If it was free, tap “None”.",
        Amount.SECOND_PAYMENT: "How much was the other payment? The balance, say, or the part paid another way.",
        Amount.DEPOSIT: "How much was the deposit? Only what the page called a deposit (定金) counts.",
        Amount.PART_PRICE: "If only a part goes back: what did you pay for that part?",
        Amount.FREIGHT_BACK: "What did it cost you to send it back?",
        Amount.FREIGHT_WAIVED: "If free shipping is lost, how much shipping is charged after all? Else tap “None”.",
        Amount.INSURANCE_PAID: "How much did the freight insurance pay? If nothing came yet, leave it for later.",
        Amount.COUPON: "How much was covered by points or coupons?",
        Amount.GIFT_VALUE: "What price did the page give for the gift you keep? If it gave none, tap “None”.",
        Amount.KEPT_ALONE: "What would the part you keep have cost alone, at the rules of that day?",
        Amount.INSTALMENT_FEE: "What instalment fee did you pay?",
        Amount.INSTALMENT_WAIVED: "What instalment fee did the seller carry for you?",
        Amount.AGREED: "What sum did you and the seller settle on in the app?",
        Amount.USED_VALUE: "What are the benefits worth that you have used?",
        Amount.LIST_PRICE: "What would this whole term cost without a discount?",
    }
    sum_parts: Mapping[Part, str] = {
        Part.REFUND: "The refund",
        Part.WITHIN: "Already in it",
        Part.APART: "Not part of this refund",
        Part.INSTEAD: "Reckoned another way, the refund is",
        Part.CLAIM: "You may also claim (you confirmed the facts)",
    }
    sum_confidences: Mapping[Confidence, str] = {
        Confidence.HIGH: "written down and checked",
        Confidence.MEDIUM: "well founded, but read in more than one way",
        Confidence.LOW: "only a hint",
        Confidence.UNKNOWN: "nothing published",
    }
    ticks: Mapping[Trait, str] = {
        Trait.FRAUD: "What the seller said is untrue: a fake, a false material or origin, false advertising",
        Trait.RELIED_ON_IT: "I bought it because I believed that",
        Trait.GOODS_UNSAFE: "It is food, expired or below the safety standard (bad taste doesn't count)",
        Trait.SELLER_KNEW: "The seller knew, as when it had expired before the sale; or the seller made it",
        Trait.NOT_ONLY_A_LABEL: "It is more than a small flaw of a label or a manual",
        Trait.FOR_OWN_USE: "I bought it for my own use and didn't know about the problem",
    }

    b_sums = "🧮 What should come back"
    b_sum_reasons = "❓ Why these sums"
    b_sum_more = "✏️ Change or add a sum"
    b_none = "None"
    b_claims = "⚖️ Three or ten times"
    b_term_given = "✏️ Membership dates"

    def b_months(self, months: int) -> str:
        return counted(months // 12, "year") if months % 12 == 0 else counted(months, "month")

    def b_term_from(self, day: str) -> str:
        return f"The day I paid, {day}"

    def sums_title(self, name: str) -> Html:
        return fill("🧮 <b>{name}</b>: what should come back", name=name)

    def sum_total(self, total: Money, *, may_change: bool) -> Html:
        more = " · more exact once you add what is below" if may_change else ""
        return fill("= <b>{total} should come back</b>{more}", total=self.money(total), more=more)

    def sum_expected(self, total: Money) -> Html:
        return fill("🧮 <b>{total}</b> should come back", total=self.money(total))

    def sum_unknown(self) -> str:
        return "There is no total yet; it needs the first thing below."

    def sum_undated(self, days: int) -> str:
        return (
            f"❔ Asked for within {counted(days, 'day')} of paying, all of it may be claimed. When did you pay? "
            "Tell me under “What else happened”, and I reckon again."
        )

    def sum_mixed(self, currencies: str) -> str:
        return f"There are several currencies ({currencies}); they don't add up, so there is no total."

    def sum_demand(self, demand: Money) -> Html:
        return fill("Together you may ask for <b>{demand}</b>", demand=self.money(demand))

    def sum_arrived(self, when: str, money: Money) -> str:
        return f"💰 {when}: {self.money(money)} arrived"

    def sum_rest(self, rest: Money) -> Html:
        return fill("<b>{rest}</b> to go", rest=self.money(rest)) if rest.minor else Html("All of it is back.")

    def sum_kept(self) -> str:
        return "✍️ Noted."

    def sum_reasons_title(self) -> str:
        return "Where each sum comes from"

    def sum_more_title(self) -> Html:
        return Html("Which one? Only fill in what concerns you.")

    def more_than_price(self, price: Money) -> str:
        return f"That is a part of the {self.money(price)} you paid, so it can't be more. Have another look?"

    def term_line(self, begins: str, ends: str, days: int) -> str:
        return f"👑 {begins} to {ends}, {counted(days, 'day')}"

    def ask_term_begins(self) -> Html:
        return Html("On which day does the membership <b>begin</b>? Tap, or write it, like 20 Nov.")

    def ask_term_ends(self, begins: str) -> Html:
        return fill("It begins {begins}. For <b>how long</b>? Or write the last day, like 19 Nov 2027.", begins=begins)

    def term_backwards(self, begins: str) -> str:
        return f"That last day is before {begins}. Have another look?"

    def claims_intro(self) -> Html:
        return Html(
            "⚖️ The law allows a multiple of the price only for <b>fraud</b> or <b>unsafe food</b>, "
            "not for an ordinary defect.\n"
            "Pick one to see which facts it needs; tick them only if each is true and you can show it."
        )

    def claim_title(self, title: str) -> Html:
        return fill("⚖️ <b>{title}</b>", title=title)

    def claim_facts(self) -> str:
        return "Tick what is true and what you can show:"

    def claim_warning(self) -> str:
        return (
            "⚠️ Don't tick what isn't true. Inventing facts, swapping or planting goods to claim money is punished, "
            "in grave cases by the police (Implementing Regulation arts 27, 49; SAMR Order 121 art. 42)."
        )

    def claim_open(self, lacking: int) -> str:
        return f"{counted(lacking, 'fact')} to go; until all are ticked nothing is added."

    def claim_complete(self, claim: Money) -> Html:
        return fill(
            "All ticked: you may also claim <b>{claim}</b>. They may deny it, so evidence decides.",
            claim=self.money(claim),
        )
