"""Evidence: what was sent, by whom, when, and whether its bytes are safe. What came together is one set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.mending import Mend
from domain.moments import Moment

RIGHT_AFTER = timedelta(minutes=10)  # so soon after a compressed photo a picture as a file is taken for its original
QUIET = timedelta(seconds=1.5)  # what is sent at once has no end mark: it is over when nothing more came for so long
HEAD = 64  # bytes that `type_of` needs


#: Media types whose bytes a picture's reader opens.
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif"})
DOCUMENT = "application/pdf"  # an invoice, a confirmation
READABLE = PICTURES | {DOCUMENT}  # what is looked at


class Kind(StrEnum):
    """What a piece of evidence is. The value is stored: never reuse one."""

    PHOTO = "photo"
    FILE = "file"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    TEXT = "text"
    LOCATION = "location"


class State(StrEnum):
    """How far a piece of evidence has come."""

    NOTED = "noted"  # known, its bytes still at Telegram
    KEPT = "kept"  # its bytes lie on our disk, sealed by their hash
    FAILED = "failed"  # its bytes cannot be had; `failure` says why
    DELETED = "deleted"  # its owner had bytes and words deleted; that it was there, the register keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """
    One piece of evidence.

    `sent` is Telegram's time of the message, `received` ours, `forwarded_at` the original's: three different facts.
    `compressed` marks a photo sent as a photo: Telegram has made it smaller and dropped its EXIF data.
    `sha256` (hex) and `size` (bytes) are of the original bytes; `type` is read from the content, never believed.
    `original_of` is the id of the compressed photo whose original this file is. `edits` counts how often its sender
    changed the words; what they were before are its wordings. `taken` is when the picture says it was taken, in its own
    words (domain/shutter.py): unproven.
    """

    id: str
    owner: int
    set_id: str
    case: str | None
    kind: Kind
    sender: str
    sent: Moment
    received: Moment
    message_id: int
    file_id: str = ""
    unique_id: str = ""
    name: str = ""
    claimed_type: str = ""
    caption: str = ""
    text: str = ""
    forwarded_from: str = ""
    forwarded_at: Moment | None = None
    compressed: bool = False
    size: int = 0
    state: State = State.NOTED
    sha256: str = ""
    type: str = ""
    stored_as: str = ""
    failure: str = ""
    original_of: str = ""
    edits: int = 0
    taken: str = ""

    @property
    def is_note(self) -> bool:
        """Whether these are the shopper's own typed words: kept with the case, and evidence of nothing."""
        return self.kind is Kind.TEXT and not self.forwarded_from and self.forwarded_at is None


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a proof as they stood before an edit: the `number`th, from 1, until that moment."""

    number: int
    text: str
    caption: str
    until: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSet:
    """
    What was sent together: an album, a heap of forwarded messages, or one message.

    It gets one answer, once it is quiet and its bytes are in. What still comes after that opens it again.

    `mended` is what the shopper put right of what was read in it.
    """

    id: str
    owner: int
    chat: int
    case: str | None
    last_seen: Moment
    answered: bool = False
    mended: tuple[Mend, ...] = ()


def together(before: Proof, this: Proof, quiet: timedelta = QUIET) -> bool:
    """
    Whether a message was sent right behind the one before, by Telegram's times of both, which count whole seconds.

    Not by ours: what waited at Telegram while we were away comes in at one go, and is no heap for that.
    """
    return abs(this.sent - before.sent) <= quiet


def count_had(proofs: Iterable[Proof]) -> int:
    """How much evidence is here, or still may come; a note is none."""
    return sum(proof.state is not State.FAILED and not proof.is_note for proof in proofs)


def compressed_of(photos: Sequence[Proof], replied_to: int | None, now: Moment) -> Proof | None:
    """
    Which of these photos, all without an original, a picture sent as a file is the original of; None for none.

    The one that it replies to, however old; a reply to something else says nothing. Without a reply the first of those
    that came right before.
    """
    if replied_to is not None:
        return next((photo for photo in photos if photo.message_id == replied_to), None)
    return next((photo for photo in photos if now - photo.received <= RIGHT_AFTER), None)


_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"PK\x03\x04", "application/zip"),
)


def type_of(head: bytes) -> str:
    """The media type that the first bytes speak of; ``application/octet-stream`` where they say nothing."""
    for offset, magic, media_type in _SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return media_type
    return "application/octet-stream"
