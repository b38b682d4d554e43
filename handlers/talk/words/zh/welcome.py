"""The first contact, the settings, and whatever fits nowhere else."""

from domain.people import Wishes
from handlers.talk.markup import Html, fill, lines
from handlers.talk.words.zh.forms import Forms


class Welcome(Forms):
    """The first contact, the settings, and whatever fits nowhere else."""

    def welcome(self) -> Html:
        return Html(
            "你好，我是<b>退款管家</b>。🧾 网购退货、退会员，把每一步和每个期限交给我，钱到账前我一直盯着。\n\n"
            "点下面开始；也可以随时把照片、截图、聊天记录转发给我，我替你收好当证据。"
        )

    def welcome_draft(self, name: str) -> Html:
        return fill("上次登记到一半的{name}还在，点「接着填」就行。", name=f"「{name}」" if name else "案件")

    def group_only_private(self) -> Html:
        return Html("案件里有你的订单和照片，请私聊我。点我的头像，再点「发消息」。")

    def description(self) -> str:
        return (
            "网购退货、退会员，把每一步和每个期限交给我。\n"
            "记单号、收证据、按时提醒：该寄回了、该查退款了、卖家不理你该往上走了。钱到账前我一直盯着。"
        )

    def short_description(self) -> str:
        return "退款管家：从申请到钱到账，一步不落，一天不误。"

    def commands(self) -> tuple[tuple[str, str], ...]:
        return (
            ("start", "首页"),
            ("new", "登记一笔退款"),
            ("cases", "我的案件"),
            ("reminders", "提醒记录"),
            ("settings", "时间、语言、免打扰"),
            ("guide", "怎么退"),
            ("cancel", "放下正在填的"),
            ("delete", "我的资料：查看、导出、删除"),
        )

    def settings(self, wishes: Wishes) -> Html:
        quiet = "不设免打扰"
        if wishes.quiet_from != wishes.quiet_to:
            quiet = f"免打扰 {wishes.quiet_from:%H:%M}–{wishes.quiet_to:%H:%M}（不能重开的期限除外）"
        return lines(
            Html("⚙️ <b>设置</b>"),
            f"提醒在 {wishes.remind_at:%H:%M}，「今晚」是 {wishes.evening:%H:%M}",
            quiet,
            f"时区 {wishes.zone}",
        )

    def ask_zone(self) -> Html:
        return Html("你在哪个时区？")

    def wish_kept(self) -> str:
        return "改好了，提醒重新排过。"

    def language_set(self) -> str:
        return "以后说中文。"

    b_topics = "📖 全部话题"
    b_guide_now = "❓ 现在怎么办？"

    def guide_found(self, word: str) -> Html:
        return fill("📖 关于「{word}」：", word=word)

    def guide_nothing(self, word: str) -> Html:
        return fill("没找到「{word}」，看看下面有没有。", word=word)

    def guide_ask(self) -> str:
        return "点一个问题看答案。"

    def guide_foot(self) -> str:
        return "这是经验和法条，不是法律意见。"

    def guide(self) -> Html:
        return Html(
            "📖 <b>退商品</b>\n"
            "1. 先在 App 里提交售后申请，再跟卖家聊。签收次日起 7 天内要申请，聊天不算。\n"
            "2. 商家同意后，按 App 里的地址寄回，单号自己填进 App。吊牌、配件、赠品都放进去，打包前拍照。\n"
            "3. 商家签收后等退款；钱按原路退回，退到哪儿看「退款详情」。\n"
            "4. 被拒、被拖：申请平台介入；还不行，打 12315。\n\n"
            "👑 <b>退会员</b>\n"
            "1. 先关自动续费，免得再扣。\n"
            "2. 看会员协议里的退费规定，再找客服申请；苹果付的款在 reportaproblem.apple.com 找苹果退。\n"
            "3. 协议写「一律不退」不一定算数，用掉的部分扣掉，剩下的可以要。\n\n"
            "每一步的期限我都替你记着。这是经验和法条，不是法律意见。"
        )

    def parcel_waits(self) -> Html:
        return Html(
            "📦 这是取件通知，不用登记。要退它，取到后先拍照，再点下面登记。\n"
            "放柜、放驿站：你同意的，按物流签收那天算；没同意的，先向快递投诉并留记录。"
        )

    def may_ask(self) -> Html:
        return Html("你是想问：")

    def wants_a_refund(self) -> Html:
        return Html("要退的话，先登记一笔，一分钟就好；订单截图或订单文字直接发来也行。")

    def lost(self) -> Html:
        return Html("这句我没看懂。要登记退款、看案件，点下面；照片和截图直接发来就行。")

    def stale(self) -> str:
        return "这个按钮是旧的，这是最新的。"

    def mishap(self) -> Html:
        return Html("刚才那一步我没处理好，你发的内容我留着，没丢。请再点一次；还不行就过会儿再来。")

    def not_yours(self) -> str:
        return "没有这个案件。"
