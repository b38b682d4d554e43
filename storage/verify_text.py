"""What stands in an archive about proving it, in Chinese and in English."""

_FULL = """\
退款管家 · 证据包校验说明

案件：{case}
登记册最后一枚封印：{head}

一、里面有什么
originals/       收到时的原始文件，一个字节都没有动过
case.json        案件的全部资料
register.jsonl   证据登记册：何时收到、谁发的、哈希、之后做过什么，只增不改
dossier.pdf      卷宗（制作时附上的话）
manifest.json    每个文件的大小和 SHA-256

二、怎样校验
在任何一台装有退款管家的电脑上运行（分成几个包的，一起写上）：
    refundkeeper verify 文件.zip [其余各包]
也可以手工核对：用 sha256sum 算出文件的哈希，与 manifest.json 比较；登记册每一行的封印等于
SHA-256(上一枚封印 + entry 的原文)，第一行的上一枚封印是 64 个 0。

三、能证明什么，不能证明什么
能证明：文件自机器人收到并登记之后没有变过，登记册没有被改动、增删或调换次序。
不能证明：发来之前没有被改过，也不能证明内容属实。请保留手机里的原件和平台上的聊天记录。
谁若重做整包，封印就会不同：请把上面的封印与导出当时聊天里显示的那一枚对照。

----------------------------------------------------------------------

Refund Keeper · how to verify this archive

Case: {case}
Last seal of the register: {head}

1. What is in it
originals/       the files as they were received, not a byte changed
case.json        all that is known of the case
register.jsonl   the register of evidence: when it came, from whom, its hash, what was done with it; it only grows
dossier.pdf      the dossier, if one was made
manifest.json    size and SHA-256 of every file

2. How to verify it
On any computer with Refund Keeper (if there are several parts, name them together):
    refundkeeper verify FILE.zip [the other parts]
By hand: compute a file's hash with sha256sum and compare it with manifest.json; the seal in each line of the register
is SHA-256(the seal before + the text of "entry"), and the seal before the first is 64 zeros.

3. What this proves, and what it does not
It proves that the files have not changed since the bot received and registered them, and that nothing in the register
was changed, added, removed or moved.
It does not prove that nothing was changed before that, nor that what they show is true. Keep the originals on your
phone and the chats on the platform.
Whoever makes the whole archive anew gets another seal: compare the one above with the one in the chat at the export.
"""

_REDACTED = """\
退款管家 · 分享用的卷宗

案件：{case}
登记册最后一枚封印：{head}

这个包供分享：只有卷宗和重新编码的图片副本，没有原始文件、案件资料和登记册。图片里的文字没有遮盖。
校验文件是否完整：refundkeeper verify 文件.zip [其余各包]
要证明证据未被改动，请向当事人索取完整的证据包。

----------------------------------------------------------------------

Refund Keeper · a dossier to be shared

Case: {case}
Last seal of the register: {head}

This archive is for sharing: it has the dossier and re-encoded copies of pictures, no originals, no case file, no
register. Text inside pictures is not masked.
To see whether its files are whole: refundkeeper verify FILE.zip [the other parts]
To have proof that the evidence was not changed, ask its owner for the full archive.
"""


def explain(case: str, head: str, *, redacted: bool) -> str:
    """The text for an archive of that case, whose register ends in this seal."""
    return (_REDACTED if redacted else _FULL).format(case=case, head=head)
