"""Keeping evidence."""

from collections.abc import Mapping

from domain import allowance
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Evidence(Forms):
    """Keeping evidence."""

    def ask_proof(self, name: str) -> Html:
        return fill(
            "把<b>{name}</b>的照片、截图、视频或聊天记录发给我，转发也行，一次多张也行。\n"
            "想留原图，发送时选「文件」：当照片发，Telegram 会压缩。",
            name=name,
        )

    own_note = "笔记"

    def note_kept(self, case: str) -> Html:
        return fill("📝 记在<b>{case}</b>了。自己写的是笔记，不算证据；截图、聊天记录发过来才算。", case=case)

    def kept(self, count: int, case: str) -> Html:
        return fill("🗂 存好了 {count}，放在<b>{case}</b>。", count=self.proofs_count(count), case=case)

    def kept_loose(self, count: int) -> Html:
        return fill("🗂 存好了 {count}，还没放进案件。", count=self.proofs_count(count))

    def same_again(self) -> str:
        return "这份之前发过，我记着，不用再发。"

    def compressed(self) -> str:
        return "当照片发的，Telegram 压缩过。有空再用「文件」发一次原图，更有说服力。"

    def not_kept_yet(self) -> str:
        return "⚠️ 这份证据还没存下：我这边的磁盘满了。原件先别删，我会一直再试，存好了马上告诉你。"

    def failed_too_big(self, name: str) -> str:
        return f"「{name}」超过 20 MB，Telegram 不让我下载。原件留在手机里别删，剪一段短的发给我。"

    def failed_gone(self, name: str) -> str:
        return f"「{name}」没能从 Telegram 取下来。请再发一次。"

    def failed_full(self, name: str) -> str:
        return f"「{name}」没有存下：你的证据空间满了。手机里的原件先别删，删掉几份不用的证据，再发一次。"

    def failed_empty(self, name: str) -> str:
        return f"「{name}」是空的（0 字节），没什么可存。请看看手机里的原件，再发一次。"

    def too_many_pixels(self, name: str) -> str:
        return (
            f"「{name}」原样存好了，但它超过 {allowance.PIXELS // 1_000_000} 百万像素，我没有打开：卷宗里印不出来。"
            "再发一张它的截图，就能印。"
        )

    def not_a_picture(self, name: str) -> str:
        return f"「{name}」原样存好了，但当图片打不开，可能没传完整：卷宗里印不出来。手机里能打开的话，再发一次。"

    def locked_document(self, name: str) -> str:
        return f"「{name}」原样存好了，但我打不开，可能有密码或没传完整。要读里面的内容，截个图发我就行。"

    def more_failed(self, count: int) -> str:
        return f"另外 {count} 份也没有存下，手机里的原件先别删。"

    def more_shut(self, count: int) -> str:
        return f"另外 {count} 份也原样存好了，但打不开，卷宗里印不出来。"

    def no_allowance(self, files: int, size: str) -> Html:
        return fill(
            "⚠️ <b>刚发的没有存下，或没有全存下：</b>每个人的证据最多保管 {most} 份、共 {together} MB，"
            "你现在有 {files} 份、{size}。手机里的原件先别删。\n"
            "腾地方：打开已经了结的案件，做一份「📄 卷宗」留底，再到「证据」里删掉用不着的；然后把这次的再发一遍。",
            most=allowance.FILES,
            together=allowance.TOGETHER // 1_000_000,
            files=files,
            size=size,
        )

    def which_case(self, count: int) -> Html:
        return fill("🗂 收到 {count}，已经存好。放进哪个案件？", count=self.proofs_count(count))

    def put_into(self, count: int, case: str) -> Html:
        return fill("🗂 {count}，放进了<b>{case}</b>。", count=self.proofs_count(count), case=case)

    def proofs_title(self, name: str, count: int) -> Html:
        return fill("📷 <b>{name}</b> · {count}", name=name, count=self.proofs_count(count))

    def proof_line(self, number: int, kind: str, when: str, sender: str) -> Html:
        return fill("{number}. {kind} · {when} · {sender}", number=number, kind=kind, when=when, sender=sender)

    def proof_kinds(self) -> Mapping[str, str]:
        return {
            "photo": "照片",
            "file": "文件",
            "video": "视频",
            "voice": "语音",
            "audio": "音频",
            "text": "文字",
            "location": "位置",
        }

    def no_proofs(self) -> str:
        return "还没有证据。开箱、瑕疵、面单、聊天记录，都值得存一份。"
