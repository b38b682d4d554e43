"""What is kept of a person, taking it all out, and deleting it."""

from handlers.talk.markup import Html, fill, lines
from handlers.talk.words.zh.forms import Forms


class MyData(Forms):
    """What is kept of a person, taking it all out, and deleting it."""

    b_my_data = "🗄 我的资料"
    b_take_out = "📦 全部导出"
    b_erase_case = "🗑 删一个案件"
    b_erase_case_yes = "🗑 删掉这个案件"
    b_erase_all = "🗑 全部删除"
    b_erase_on = "接着删"
    b_erase_yes = "🗑 永久删除"
    b_erase_no = "‹ 不删了"

    def my_data(self, since: str | None) -> Html:
        began = fill("从{since}起，", since=since) if since else Html("")
        return Html(f"🗄 <b>我的资料</b>\n{began}我这里存着：")

    def my_cases(self, cases: int, archived: int) -> str:
        return f"· 案件 {cases} 个" + (f"，其中 {archived} 个已归档" if archived else "")

    def my_files(self, files: int, size: str) -> str:
        return f"· 证据 {files} 份，共 {size}"

    def my_name(self) -> str:
        return "· 写投诉用的姓名、电话或地址"

    def my_rest(self) -> str:
        return "· 语言和提醒设置、提醒记录、我发给你的消息"

    def my_data_seen_by(self) -> str:
        return "别的用户看不到。Telegram 和运行我的人能看到，所以密码、银行卡号别发给我。"

    def take_out_begun(self) -> Html:
        return Html("📦 正在打包你的全部资料……")

    def take_out_done(self, files: int) -> Html:
        return fill(
            "📦 你的全部资料都在下面（{files} 个文件）：我存着的每一条记录，和每份证据的原件。没有打码，别随手转发。",
            files=files,
        )

    def take_out_failed(self) -> Html:
        return Html("📦 这次没打包成，是我这边的问题，你的资料都还在。过一会儿再点一次。")

    def take_out_enough(self, limit: int) -> Html:
        return fill("📦 今天已经做了 {limit} 份文件，明天再来。之前的都还在聊天里。", limit=limit)

    def take_out_file(self, number: int, count: int) -> str:
        return f"我的全部资料-{number}-共{count}" if count > 1 else "我的全部资料"

    def take_out_caption(self) -> Html:
        return Html("📦 <b>我的全部资料</b>")

    def ask_which_case(self) -> Html:
        return Html("🗑 删哪个案件？")

    def ask_erase_case(self, name: str, files: int) -> Html:
        proofs = f"、{files} 份证据" if files else ""
        return fill(
            "🗑 删掉「{name}」？\n经过{proofs}、提醒和写好的话术一起删，<b>找不回来</b>；"
            "这个案件的期限我也不再提醒。别的案件不动。",
            name=name,
            proofs=proofs,
        )

    def case_erased(self, name: str) -> str:
        return f"🗑「{name}」删掉了。"

    def ask_erase_all(self, cases: int, files: int, open_cases: int) -> Html:
        case, proofs = f"{cases} 个案件、" if cases else "", f"{files} 份证据、" if files else ""
        going = f"⚠️ 还有 {open_cases} 个案件没办完，删了以后期限我不再提醒。" if open_cases else None
        return lines(
            Html("🗑 <b>全部删除？</b>"),
            f"{case}{proofs}设置和记录都会删掉，找不回来。",
            going,
            "想留一份，先点「全部导出」。",
        )

    def ask_erase_last(self) -> Html:
        return Html(
            "🗑 <b>最后问一次：永久删除？</b>\n"
            "马上删：案件、证据、姓名电话、提醒、还没发出的消息，和你的加密钥匙。\n"
            "备份里的那一份要用这把钥匙才打得开，钥匙一毁就读不了（除非运行我的人另存过旧的钥匙文件）。\n"
            "我删不到的：这个聊天里的消息，和你导出去的文件。"
        )

    def erase_too_old(self) -> str:
        return "这个按钮放太久了，什么也没删。要删，请再点一次。"

    def farewell(self) -> Html:
        return Html(
            "都删掉了，以后我不会再发消息给你。\n"
            "这个聊天里的旧消息在你的 Telegram 里，不想留就清空聊天记录。\n"
            "哪天还要退款，发 /start，从头开始。祝顺利。"
        )
