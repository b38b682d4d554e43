"""What became of a piece of evidence: where it came from, changed words, its original, its end."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms


class Custody(Forms):
    """What became of a piece of evidence."""

    b_delete_proof = "🗑 删除这份"
    b_delete_proof_yes = "🗑 确定删除"
    b_delete_proof_no = "‹ 不删了"

    def proof_title(self, number: int, kind: str, name: str) -> Html:
        return fill("🗂 <b>{name}</b> · 证据 {number} · {kind}", number=number, kind=kind, name=name)

    def proof_sent(self, when: str, sender: str) -> Html:
        return fill("发送：{when} · {sender}", when=when, sender=sender)

    def proof_origin(self, sender: str, when: str) -> Html:
        return fill("转自：{sender} · 原消息 {when}", sender=sender, when=when)

    def proof_received(self, when: str) -> str:
        return f"收到并登记：{when}"

    def proof_taken(self, when: str) -> str:
        return f"照片自带时间：{when}（手机自己写的，未经证实）"

    def proof_taken_never(self, words: str) -> str:
        return f"照片自带时间：「{words}」（不可能是真的，没有采用）"

    def proof_bytes(self, size: str, media_type: str) -> str:
        return f"原件：{size} · {media_type}"

    def proof_hash(self, sha256: str) -> Html:
        return fill("SHA-256：<code>{sha256}</code>", sha256=sha256)

    def proof_on_its_way(self) -> str:
        return "原件还在路上，取到了就存好。"

    def proof_missed(self) -> str:
        return "原件没能存下。请在手机里留好，再发一次试试。"

    def proof_not_kept(self) -> str:
        return "没存下"

    def proof_sent_again(self, number: int) -> str:
        return f"原件当时没能存下，再发时存好了：证据 {number}。"

    def proof_words(self, text: str) -> str:
        return f"「{text}」"

    def proof_edited(self, times: int) -> str:
        return f"改过 {times} 次"

    def proof_before(self, until: str, text: str) -> str:
        return f"{until} 以前：「{text}」"

    def proof_compressed(self) -> str:
        return "压缩过"

    def original_wanted(self) -> str:
        return "当照片发的，Telegram 压缩过。回复那张照片，用「文件」发原图，我会把两份对上。"

    def original_is(self, number: int) -> str:
        return f"原图：证据 {number}"

    def original_of(self, number: int) -> str:
        return f"证据 {number} 的原图"

    def original_came(self, count: int) -> str:
        return f"{count} 张原图收到，已和前面的照片对上。"

    def edit_kept(self, times: int) -> str:
        return f"这条证据的文字改了，新的旧的我都留着（改过 {times} 次）。"

    def edit_other_file(self) -> str:
        return "换上的这份我没有存，原来的那份还在。想把新的也留作证据，请另外发一次。"

    def ask_delete(self, number: int) -> Html:
        return fill(
            "删除证据 {number}？\n原件和文字会从我这里彻底删掉，找不回来；"
            "登记册只留下记录：它的哈希、时间和来源。手机里的那份不受影响。",
            number=number,
        )

    def deleted(self, number: int) -> str:
        return f"🗑 证据 {number} 删除了。"

    def deleted_count(self, count: int) -> str:
        return f"另有 {count} 份已删除，登记册里只留记录。"
