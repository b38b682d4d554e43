"""The branches that a real case takes: what it turns on, what that changes, how its story is mended."""

from domain.journal import What
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Branches(Forms):
    """The branches that a real case takes."""

    enumeration = "、"
    b_circumstances = "🔎 补充情况"
    b_counsel = "💡 要点"
    b_facts = "📌 还发生了什么"
    b_edit = "✏️ 改信息"
    b_edit_platform = "🏬 在哪儿买的"
    b_edit_flow = "🔁 换个退法"
    b_done = "✅ 好了"
    b_answers = "📝 已经答过的"
    b_same_day = "✅ 就是那天"
    b_other_day = "📅 不是，改日期"
    b_earlier = "‹ 更早的"
    b_other_time = "✏️ 改时间"
    b_other_sum = "✏️ 改金额"
    b_other_words = "✏️ 改内容"
    b_retract = "🗑 没有这回事"
    b_start_wrong = "🕘 起点不对？"
    b_unpin = "↩️ 不用这个倒计时了"
    b_all_dates = "❓ 全部日期"
    b_arrived_earlier = "📅 全到了，早几天到的"

    def b_shop(self, platform: str) -> str:
        return f"🏬 在{platform}买的 · 换一家"

    def b_tell_day(self, title: str) -> str:
        return f"⏱ 填「{title}」"

    def b_tell_when(self, what: What) -> str:
        return f"🕘 补上「{self.told[what]}」的时间"

    def ask_shop(self) -> Html:
        return Html("在哪儿买的？期限各家不一样，我按那一家的算。")

    def ask_flow(self, *, withdraw: bool) -> Html:
        if withdraw:
            return Html("想改成哪一种？\n先在 App 里撤销现在这个申请，再提交新的；没撤之前，新的交不上去。")
        return Html("想改成哪一种？")

    def no_other_flow(self) -> Html:
        return Html("走到这一步，改不了退法了。商家改成退款的话，点「换货改退款了」。")

    def one_question(self, *, dated: bool) -> str:
        return "还有一个小问题，它会影响上面的日期：" if dated else "还有一个小问题："

    def noted(self, answer: str) -> Html:
        return fill("✍️ 记下了：{answer}", answer=answer)

    def answers_title(self) -> Html:
        return Html("<b>你说过的情况</b>，点一条可以改。")

    def answer_line(self, question: str, answer: str) -> Html:
        return fill("{question} {answer}", question=question, answer=answer)

    def no_answers(self) -> Html:
        return Html("眼下没有会影响日期的情况要问。")

    def ask_carefully(self, when: str) -> Html:
        return fill(
            "保险起见，期限从物流显示入柜、到站那天算，不从你取件那天算。\n你说的 <b>{when}</b>，就是那天吗？",
            when=when,
        )

    def moved_line(self, title: str, old: str, new: str) -> Html:
        return fill("🗓 {title}：{old} → <b>{new}</b>", title=title, old=old, new=new)

    def appeared_line(self, title: str, until: str) -> Html:
        return fill("🗓 {title}：<b>{before}</b>", title=title, before=self.before(until))

    def gone_line(self, title: str) -> Html:
        return fill("🗓 {title}：不再适用", title=title)

    def lacking_line(self, title: str) -> Html:
        return fill("🗓 {title}：缺时间，先算不出", title=title)

    def advice_title(self) -> str:
        return "这一步的要点"

    def no_advice(self) -> str:
        return "这一步没有特别要注意的。"

    def hangs_on_it(self, title: str, until: str) -> Html:
        return fill("🗓 由它算出：{title}，{before}", title=title, before=self.before(until))

    def rests_on_it(self) -> str:
        return "后面的步骤要靠它，先把后面的撤掉，再撤这一条。"

    def countdown_seen(self, name: str, until: str) -> Html:
        return fill(
            "这里有个倒计时，算下来到 <b>{until}</b>。要是「{name}」的，点它对应的期限，就按它算。",
            until=until,
            name=name,
        )

    def ask_that_day(self, title: str, note: str) -> Html:
        return fill(
            "<b>{title}</b>\n{note}\n写那一天就行，比如 12月1日；App 里是倒计时，就照着写，比如「剩余 6天23小时」。",
            title=title,
            note=note,
        )
