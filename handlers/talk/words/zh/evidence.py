"""Keeping evidence."""

from collections.abc import Mapping

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Evidence(Forms):
    """Keeping evidence."""

    def ask_proof(self, name: str) -> Html:
        return fill(
            "把<b>{name}</b>的照片、截图、视频或聊天记录发给我,转发也行,一次多张也行。\n"
            "想留原图,发送时选「文件」:当照片发,Telegram 会压缩。",
            name=name,
        )

    def kept(self, count: int, case: str) -> Html:
        return fill("🗂 存好了 {count},放在<b>{case}</b>。", count=self.proofs_count(count), case=case)

    def kept_loose(self, count: int) -> Html:
        return fill("🗂 存好了 {count},还没放进案件。", count=self.proofs_count(count))

    def same_again(self) -> str:
        return "这份之前发过,已经在了。"

    def compressed(self) -> str:
        return "当照片发的,Telegram 压缩过。有空再用「文件」发一次原图,更有说服力。"

    def not_kept_yet(self) -> str:
        return "⚠️ 这份证据还没存下:我这边的磁盘满了。原件先别删,我会一直再试,存好了马上告诉你。"

    def failed_too_big(self, name: str) -> str:
        return f"「{name}」超过 20 MB,Telegram 不让我下载。原件留在手机里别删,剪一段短的发给我。"

    def failed_gone(self, name: str) -> str:
        return f"「{name}」没能从 Telegram 取下来。请再发一次。"

    def which_case(self, count: int) -> Html:
        return fill("🗂 收到 {count},已经存好。放进哪个案件?", count=self.proofs_count(count))

    def put_into(self, count: int, case: str) -> Html:
        return fill("🗂 {count},放进了<b>{case}</b>。", count=self.proofs_count(count), case=case)

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
        return "还没有证据。开箱、瑕疵、面单、聊天记录,都值得存一份。"
