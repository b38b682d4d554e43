"""What became of a piece of evidence: where it came from, changed words, its original, its end."""

from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms


class Custody(Forms):
    """What became of a piece of evidence."""

    b_delete_proof = "🗑 Delete this one"
    b_delete_proof_yes = "🗑 Yes, delete it"
    b_delete_proof_no = "‹ Keep it"

    def proof_title(self, number: int, kind: str, name: str) -> Html:
        return fill("🗂 <b>{name}</b> · evidence {number} · {kind}", number=number, kind=kind, name=name)

    def proof_sent(self, when: str, sender: str) -> Html:
        return fill("Sent: {when} · {sender}", when=when, sender=sender)

    def proof_origin(self, sender: str, when: str) -> Html:
        return fill("Forwarded from: {sender} · first sent {when}", sender=sender, when=when)

    def proof_received(self, when: str) -> str:
        return f"Received and registered: {when}"

    def proof_taken(self, when: str) -> str:
        return f"The photo's own clock says: {when} (unproven)"

    def proof_taken_never(self, words: str) -> str:
        return f"The photo's own clock says: “{words}” (cannot be; not used as a date)"

    def proof_bytes(self, size: str, media_type: str) -> str:
        return f"Original: {size} · {media_type}"

    def proof_hash(self, sha256: str) -> Html:
        return fill("SHA-256: <code>{sha256}</code>", sha256=sha256)

    def proof_on_its_way(self) -> str:
        return "Its file is on the way; I keep it as soon as I have it."

    def proof_missed(self) -> str:
        return "I could not keep its file. Leave it on your phone and try sending it again."

    def proof_not_kept(self) -> str:
        return "not kept"

    def proof_sent_again(self, number: int) -> str:
        return f"I could not keep its file then; sent again, it is kept as evidence {number}."

    def proof_words(self, text: str) -> str:
        return f"“{text}”"

    def proof_edited(self, times: int) -> str:
        return "edited once" if times == 1 else f"edited {times} times"

    def proof_before(self, until: str, text: str) -> str:
        return f"Before {until}: “{text}”"

    def proof_compressed(self) -> str:
        return "compressed"

    def original_wanted(self) -> str:
        return (
            "Sent as a photo, so Telegram compressed it. Reply to that photo with the original as a file, "
            "and I will match the two."
        )

    def original_is(self, number: int) -> str:
        return f"Its original: evidence {number}"

    def original_of(self, number: int) -> str:
        return f"the original of evidence {number}"

    def original_came(self, count: int) -> str:
        if count == 1:
            return "The original is here, matched with the photo you sent before."
        return f"{count} originals are here, matched with the photos you sent before."

    def edit_kept(self, times: int) -> str:
        return f"You changed the words of this evidence: I keep the new ones and the old ({self.proof_edited(times)})."

    def edit_other_file(self) -> str:
        return "I did not keep the file you swapped in; the first one is still here. To add the new one, send it again."

    def ask_delete(self, number: int) -> Html:
        return fill(
            "Delete evidence {number}?\nIts file and words are gone from here for good; the register keeps only its "
            "hash, its times and where it came from. The copy on your phone stays as it is.",
            number=number,
        )

    def deleted(self, number: int) -> str:
        return f"🗑 Evidence {number} is deleted."

    def deleted_count(self, count: int) -> str:
        return f"{count} more deleted: only the register still tells of it."
