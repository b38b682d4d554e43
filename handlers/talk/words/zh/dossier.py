"""The dossier: what the chat says while it is made, and every sentence of the paper itself."""

from collections.abc import Mapping

from domain.dossier import Section
from domain.journal import What
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms

_NUMERALS = "一二三四五六七八九十"


class Dossier(Forms):
    """The dossier, in the chat and on paper."""

    b_dossier = "📄 卷宗"
    b_dossier_keep = "📄 存一份卷宗"
    b_dossier_masked = "🙈 打码版，给别人看"
    b_dossier_other = "📄 英文版"

    def dossier_begun(self, name: str, proofs: int, *, masked: bool) -> Html:
        kind = "打码卷宗" if masked else "卷宗"
        what = f"正在整理 {proofs} 份证据……" if proofs else "正在整理经过和期限……"
        return fill("📄 <b>{name}</b>的{kind}\n{what}", name=name, kind=kind, what=what)

    def dossier_writing(self, name: str) -> Html:
        return fill("📄 <b>{name}</b>的卷宗\n证据理好了，正在写成文件……", name=name)

    def dossier_done(self, name: str, files: int, *, masked: bool) -> Html:
        done = "做好了，文件在下面。" if files == 1 else f"做好了，一共 {files} 个文件，在下面。"
        if masked:
            done += "\n你填的姓名、电话、地址没写进去；文字里认得出的，连同订单号和单号，都打了码。原件没放进去。"
            done += "⚠️ <b>图片里的字没有打码</b>，发出去前再看一遍。"
        else:
            done += "\n里面有你的订单号和单号，只发给该看的人；给别人看用打码版。"
            done += "\n你填的姓名、电话、地址没写进去，交出去前在「声明」下签名就行；你发来的图片和文字照原样。"
        return fill("📄 <b>{name}</b>的卷宗\n{done}", name=name, done=Html(done))

    def dossier_seal(self, seal: str) -> Html:
        return fill("登记册封印（核对压缩包用）：\n<code>{seal}</code>", seal=seal)

    def dossier_failed(self, name: str) -> Html:
        return fill("📄 <b>{name}</b>的卷宗这次没做成，是我这边的问题，你的证据都还在。过一会儿再点一次。", name=name)

    def dossier_busy(self) -> str:
        return "上一份还在做，好了马上发你。"

    def dossier_enough(self, limit: int) -> Html:
        return Html(f"📄 今天已经做了 {limit} 份，明天再来。之前的文件都还在聊天里。")

    def dossier_caption(self, name: str) -> Html:
        return fill("📄 <b>{name}</b>", name=name)

    def dossier_file(self, *, masked: bool) -> str:
        return "退款卷宗-打码版" if masked else "退款卷宗"

    def archive_file(self, number: int, count: int) -> str:
        return f"证据原件-{number}-共{count}" if count > 1 else "证据原件"

    paper_sections: Mapping[Section, str] = {
        Section.PARTIES: "当事人与订单",
        Section.STORY: "事情经过",
        Section.MISSED: "对方错过的期限",
        Section.LAW: "法律依据",
        Section.DEMAND: "请求与计算",
        Section.EVIDENCE: "证据目录",
        Section.TRUTH: "声明",
        Section.PICTURES: "证据图片",
        Section.WORDS: "证据文字",
        Section.HASHES: "文件指纹（SHA-256）",
    }
    paper_title = "退款卷宗"
    paper_foot = "退款管家编制 · 整理自消费者提供的材料，不是法律意见"
    paper_pages = ("第 ", " 页 / 共 ", " 页")
    paper_demand = "请求"
    paper_stage = "现在"
    paper_days = "证据"
    paper_unknown = "未填"
    paper_consumer = "消费者"
    paper_signs = "见「声明」下的签名"
    paper_seller = "商家 / 店铺"
    paper_platform = "平台"
    paper_item = "商品 / 服务"
    paper_order = "订单号"
    paper_paid = "实付"
    paper_channel = "付款方式"
    paper_claim = "退款原因"
    paper_problem = "问题"
    paper_parcel = "退货单号"
    paper_term = "会员期限"
    paper_time = "时间（北京时间）"
    paper_event = "事项"
    paper_source = "来源"
    paper_deadline = "期限与依据"
    paper_until = "应于此前"
    paper_outcome = "实际"
    paper_number = "编号"
    paper_exhibit = "证据"
    paper_sent = "发送时间"
    paper_signed = "签名"
    paper_date = "日期"
    paper_total = "应退"
    paper_claims = "另行主张的赔偿"
    paper_demanded = "合计请求"
    paper_arrived = "已到账"
    paper_rest = "尚欠"
    paper_no_total = "现有信息还算不出总数。"
    paper_nothing_missed = "按已有记录，没有可以确定已经错过的期限。"
    paper_no_law = "按已有事实，没有需要引用的条文。"
    paper_no_evidence = "还没有存入证据。"
    paper_told: Mapping[What, str] = Forms.told
    paper_told_by: Mapping[str, str] = {
        "shopper": "消费者陈述",
        "screenshot": "截图所示",
        "carrier": "物流显示",
        "bot": "系统记录",
    }
    paper_gone = "原件未能取得"
    paper_not_shown = "这份图片无法显示；原件见压缩包，以文件指纹为准。"
    paper_too_many = "图片较多，这里只印了一部分；其余见证据目录和压缩包。"
    paper_law_note = "条文摘自核对过的原文，编制当日有效；适用与否由处理机关判断。"
    paper_missed_note = (
        "只列商家和平台的期限：法律规定的、App 倒计时显示的和有公开规则的；平台不成文的做法不算在内。"
        "有没有结果，以消费者告知的为准。"
    )
    paper_hash_note = (
        "每个文件收到时立即计算指纹。指纹相同，说明文件自收到之后没有改动过；它不证明收到之前的事。"
        "聊天记录和原始照片请保留在手机和平台上。"
    )
    paper_masked = (
        "打码版，供分享：姓名、电话、地址、订单号和快递单号已遮盖，不含原件。图片里的文字没有遮盖，分享前请再看一遍。"
    )
    paper_mine = "消费者"
    paper_pinned = "消费者所见的 App 倒计时"
    paper_truth = "以上内容依据本人提供的材料整理，本人确认属实，并对其真实性负责。"
    paper_truth_evidence = "证据均为本人收到或拍摄，未经修改；原件可供核对。"
    paper_honest = "本卷宗由软件按消费者提供的信息整理，时间如未注明来源均为消费者陈述。它不是法律意见，也不保证结果。"

    def paper_ordinal(self, number: int) -> str:
        return _NUMERALS[number - 1]

    def paper_annex(self, number: int) -> str:
        return f"附{_NUMERALS[number - 1]}"

    def paper_made(self, when: str) -> str:
        return f"编制时间：{when}（北京时间）"

    def paper_running(self, name: str) -> str:
        return f"退款卷宗 · {name}"

    def paper_told_on(self, day: str) -> str:
        return f"时间未填（{day}告知）"

    def paper_exhibits(self, first: int, last: int) -> str:
        return f"存入证据 {first}" if first == last else f"存入证据 {first}–{last}"

    def paper_exhibit_title(self, number: int, kind: str) -> str:
        return f"证据 {number} · {kind}"

    def paper_forwarded(self, who: str, when: str) -> str:
        return f"转发自「{who}」，原消息 {when}" if when else f"转发自「{who}」"

    def paper_taken(self, when: str) -> str:
        return f"照片自带时间 {when}，未经证实"

    def paper_from(self, who: str) -> str:
        return f"发送人：{who}"

    def paper_began(self, what: str, when: str) -> str:
        return f"自「{what}」起算：{when}"

    def paper_missed_late(self, when: str, what: str, days: int) -> str:
        late = f"，晚 {days} 天" if days else ""
        return f"{when} {what}{late}"

    def paper_missed_still(self, today: str, days: int) -> str:
        known = f"截至{today}没有收到结果的记录"
        return f"{known}，已过 {days} 天" if days else known

    def paper_in_force(self, since: str) -> str:
        return f"{since}起施行"

    def paper_bytes(self, size: int) -> str:
        return f"{size:,} 字节"

    def paper_received(self, local: str, utc: str) -> str:
        return f"收到 {local}（UTC {utc}）"

    def paper_letter(self, title: str) -> str:
        return f"发出：{title}"

    def paper_countdown(self, title: str, until: str) -> str:
        return f"App 倒计时：{title}，到 {until}"

    def paper_promised(self, title: str, until: str) -> str:
        return f"{title}：{until}"

    def paper_shortened(self, rest: int) -> str:
        return f"……（另有 {rest} 字，见原件）"
