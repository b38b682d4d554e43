"""Keeping evidence."""

from collections.abc import Mapping

from domain import allowance
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Evidence(Forms):
    """Keeping evidence."""

    def ask_proof(self, name: str) -> Html:
        return fill(
            "Send me photos, screenshots, videos or chats for <b>{name}</b>: forwarded or several at once is fine.\n"
            "To keep the original, send it as a file: Telegram compresses photos.",
            name=name,
        )

    own_note = "Note"

    def note_kept(self, case: str) -> Html:
        return fill(
            "📝 Kept with <b>{case}</b>. Your own words are a note and no evidence; a screenshot or the chat is.",
            case=case,
        )

    def kept(self, count: int, case: str) -> Html:
        return fill("🗂 {count} kept, with <b>{case}</b>.", count=self.proofs_count(count), case=case)

    def kept_loose(self, count: int) -> Html:
        return fill("🗂 {count} kept, not in a case yet.", count=self.proofs_count(count))

    def same_again(self) -> str:
        return "You sent me this one before; there is no need to send it again."

    def compressed(self) -> str:
        return "Telegram compressed this photo. When you have a minute, send the original as a file: it proves more."

    def not_kept_yet(self) -> str:
        return "⚠️ Not kept yet: my disk is full. Keep the original; I go on trying and tell you once it is safe."

    def failed_too_big(self, name: str) -> str:
        return (
            f"“{name}” is over 20 MB, more than Telegram lets me fetch. "
            "Keep the original on your phone and send me a short cut of it."
        )

    def failed_gone(self, name: str) -> str:
        return f"I couldn't get “{name}” from Telegram. Please send it once more."

    def failed_full(self, name: str) -> str:
        return (
            f"“{name}” is not kept: your room for evidence is full. Keep the original, "
            "delete some evidence you no longer need, and send it again."
        )

    def failed_empty(self, name: str) -> str:
        return f"“{name}” is empty (0 bytes): nothing to keep. Look at the original on your phone and send it again."

    def too_many_pixels(self, name: str) -> str:
        return (
            f"“{name}” is kept as it is, but with over {allowance.PIXELS // 1_000_000} megapixels I do not open it, "
            "so the dossier cannot print it. Send a screenshot of it too, and it can."
        )

    def not_a_picture(self, name: str) -> str:
        return (
            f"“{name}” is kept as it is, but it does not open as a picture; perhaps it did not arrive whole. "
            "The dossier cannot print it. If it opens on your phone, send it once more."
        )

    def locked_document(self, name: str) -> str:
        return (
            f"“{name}” is kept as it is, but I cannot open it: it may have a password or be incomplete. "
            "To have it read, send me a screenshot of it."
        )

    def more_failed(self, count: int) -> str:
        which = "One more is" if count == 1 else f"{count} more are"
        return f"{which} not kept either. Leave the originals on your phone."

    def more_shut(self, count: int) -> str:
        if count == 1:
            return "One more is kept as it is, but it does not open: the dossier cannot print it."
        return f"{count} more are kept as they are, but they do not open: the dossier cannot print them."

    def no_allowance(self, files: int, size: str) -> Html:
        return fill(
            "⚠️ <b>What you just sent is not kept, or not all of it:</b> I keep up to {most} files and {together} MB "
            "for each person, and you have {files} files, {size}. Leave the originals on your phone.\n"
            "To make room, open a case that is over, take its “📄 Dossier”, then delete what you no longer need under "
            "“Evidence”. After that, send this again.",
            most=allowance.FILES,
            together=allowance.TOGETHER // 1_000_000,
            files=files,
            size=size,
        )

    def which_case(self, count: int) -> Html:
        return fill("🗂 {count} received and kept. Which case is it for?", count=self.proofs_count(count))

    def put_into(self, count: int, case: str) -> Html:
        return fill("🗂 {count}, now with <b>{case}</b>.", count=self.proofs_count(count), case=case)

    def proofs_title(self, name: str, count: int) -> Html:
        return fill("📷 <b>{name}</b> · {count}", name=name, count=self.proofs_count(count))

    def proof_line(self, number: int, kind: str, when: str, sender: str) -> Html:
        return fill("{number}. {kind} · {when} · {sender}", number=number, kind=kind, when=when, sender=sender)

    def proof_kinds(self) -> Mapping[str, str]:
        return {
            "photo": "Photo",
            "file": "File",
            "video": "Video",
            "voice": "Voice message",
            "audio": "Audio",
            "text": "Text",
            "location": "Location",
        }

    def no_proofs(self) -> str:
        return "No evidence yet. Unpacking, flaws, the waybill, chats: each is worth keeping."
