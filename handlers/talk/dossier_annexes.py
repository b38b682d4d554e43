"""The evidence on paper: the numbered list, the pictures, the messages, the fingerprints. Pure."""

from collections.abc import Iterable, Mapping

from domain import shutter
from domain.dossier import PICTURES, Dossier, Exhibit
from domain.evidence import Proof, State
from domain.moments import SHANGHAI, UTC, aware
from domain.storable import visible
from handlers.talk.dossier_blocks import Block, Pen, paragraphs, row, table

LONGEST = 1200  # characters of a message that are printed; the whole is in the archive
CAPTION = 300  # of a caption in a list


def picture_name(exhibit: Exhibit) -> str:
    """The name under which the press gets a picture."""
    return f"{exhibit.number}.jpg"


def listed(pen: Pen, dossier: Dossier) -> list[Block]:
    """All evidence, numbered."""
    words = pen.words
    if not dossier.exhibits:
        return [paragraphs(words.paper_no_evidence)]
    numbers = {each.proof.id: each.number for each in dossier.exhibits}
    rows = [
        row(
            [str(each.number)],
            [_kind(pen, each), *_told(pen, each), *_fate(pen, each.proof, numbers)],
            [pen.moment(each.proof.sent)],
        )
        for each in dossier.exhibits
    ]
    return [table((words.paper_number, words.paper_exhibit, words.paper_sent), (0, 1, 0), rows)]


def pictures(pen: Pen, dossier: Dossier) -> list[Block]:
    """The pictures themselves, each with its number; the press lays them out."""
    shown = dossier.pictures
    if not shown:
        return []
    rows = [
        {
            "title": pen.words.paper_exhibit_title(each.number, _kind(pen, each)),
            "lines": [pen.moment(each.proof.sent), _shortened(pen, each.proof.caption, CAPTION)],
            "picture": picture_name(each),
            "absent": pen.words.paper_not_shown,
        }
        for each in shown
    ]
    many = sum(each.is_picture for each in dossier.exhibits) > PICTURES
    notice = [paragraphs(pen.words.paper_too_many, quiet=True)] if many else []
    return [*notice, {"kind": "exhibits", "rows": rows}]


def messages(pen: Pen, dossier: Dossier) -> list[Block]:
    """Forwarded and written words, each as it came."""
    rows = [
        {
            "title": pen.words.paper_exhibit_title(each.number, _kind(pen, each)),
            "lines": [pen.moment(each.proof.sent), *_origin(pen, each)],
            "words": _shortened(pen, each.words, LONGEST).splitlines(),
        }
        for each in dossier.exhibits
        if each.words
    ]
    return [{"kind": "quoted", "rows": rows}] if rows else []


def hashes(pen: Pen, dossier: Dossier) -> list[Block]:
    """What proves that a file is the one that was received."""
    sealed = [each for each in dossier.exhibits if each.proof.sha256]
    if not sealed:
        return []
    rows = [_sealed(pen, each) for each in sealed]
    return [paragraphs(pen.words.paper_hash_note, quiet=True), {"kind": "hashes", "rows": rows}]


def _sealed(pen: Pen, exhibit: Exhibit) -> Block:
    proof, words = exhibit.proof, pen.words
    utc = f"{aware(proof.received).astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    return {
        "title": words.paper_exhibit_title(exhibit.number, _kind(pen, exhibit)),
        "line": " · ".join(
            (proof.type, words.paper_bytes(proof.size), words.paper_received(pen.moment(proof.received), utc))
        ),
        "hash": proof.sha256,
    }


def _kind(pen: Pen, exhibit: Exhibit) -> str:
    kind = pen.words.proof_kinds()[exhibit.proof.kind.value]
    return " ".join(_filled((kind, _shortened(pen, visible(exhibit.proof.name), 80))))


def _told(pen: Pen, exhibit: Exhibit) -> list[str]:
    proof = exhibit.proof
    gone = pen.words.paper_gone if proof.state is State.FAILED else ""
    text = _shortened(pen, proof.caption or exhibit.words, 120).replace("\n", " ")
    return _filled((*_origin(pen, exhibit), _taken(pen, proof), text, gone))


def _taken(pen: Pen, proof: Proof) -> str:
    """A photo's own word on its time, where it can be one; nothing of it goes into a paper that is shown around."""
    at = None if pen.masked else shutter.read(proof.taken, aware(proof.received), SHANGHAI)
    return pen.words.paper_taken(pen.moment(at)) if at else ""


def _fate(pen: Pen, proof: Proof, numbers: Mapping[str, int]) -> list[str]:
    """What speaks for it, or against it: its original, compression, changed words."""
    words = pen.words
    photo = numbers.get(proof.original_of)
    tied = words.original_of(photo) if photo else ""
    shrunk = words.proof_compressed() if proof.compressed else ""
    return _filled((tied, shrunk, words.proof_edited(proof.edits) if proof.edits else ""))


def _origin(pen: Pen, exhibit: Exhibit) -> list[str]:
    proof, words = exhibit.proof, pen.words
    if proof.forwarded_from:
        when = pen.moment(proof.forwarded_at) if proof.forwarded_at else ""
        return [words.paper_forwarded(_who(pen, proof.forwarded_from), when)]
    return [words.paper_from(words.paper_mine if pen.masked else proof.sender)] if proof.sender else []


def _who(pen: Pen, name: str) -> str:
    return name[:1] + "**" if pen.masked else name


def _shortened(pen: Pen, text: str, length: int) -> str:
    covered = pen.theirs(text.strip())
    if len(covered) <= length:
        return covered
    return covered[:length] + pen.words.paper_shortened(len(covered) - length)


def _filled(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]
