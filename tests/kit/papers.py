"""A dossier to print: a case with evidence, its pictures drawn here, and what a printed page shows."""

import hashlib
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from domain import dossier
from domain.case import Case
from domain.dossier import Dossier
from domain.evidence import Kind, Proof, State
from domain.journal import Parcel, What
from domain.library import Library
from domain.machine import Flow
from domain.money import Money
from domain.people import Identity
from domain.purchase import Amount
from tests.kit.cases import NOW, a_case, at, told

WRITER = Identity(name="王小雨", phone="13812345678", address="杭州市余杭区文一西路969号3栋201室")
ORDER, PARCEL = "P734011223344558821", "SF1234567890123"
REFUSAL = "亲，签收了就不能退了哦。寄到杭州市余杭区文一西路969号3栋201室，收件人：王小雨 13812345678"


def a_long_case(**header: Any) -> Case:
    """The silk dress: sent back, delivered three weeks ago, no refund."""
    return a_case(
        Flow.RETURN,
        told(What.SIGNED, "2026-10-30"),
        told(What.PAID, "2026-10-28"),
        told(What.APPLIED, at("2026-10-31 02:00")),
        told(What.APPROVED, at("2026-10-31 12:00")),
        told(What.SHIPPED, at("2026-11-01 03:00"), parcel=Parcel(PARCEL, "sf")),
        told(What.DELIVERED, "2026-11-03"),
        told(What.NOTED, at("2026-11-10 03:00"), note="客服说再等等，我电话 13812345678，一直没退"),
        **{"order_no": ORDER, "seller": "某某女装", "amounts": {Amount.FREIGHT_BACK: Money(1_200)}, **header},
    )


def a_photo(number: int = 1, size: tuple[int, int] = (640, 480), colour: tuple[int, int, int] = (200, 40, 40)) -> bytes:
    """A JPEG of noise and lines on one colour, so that it is as heavy as a photo and is found again on a page."""
    draws = random.Random(number)
    picture = Image.new("RGB", size, colour)
    pen = ImageDraw.Draw(picture)
    for _ in range(size[0] // 8):
        ends = [(draws.randrange(size[0]), draws.randrange(size[1])) for _ in range(2)]
        pen.line(ends, fill=(draws.randrange(256), 60, 60), width=2)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def a_proof(number: int, data: bytes, **facts: Any) -> Proof:
    """A kept photo."""
    sent = NOW - timedelta(days=2, minutes=-number)
    known = {
        "id": f"proof{number}",
        "owner": 1,
        "set_id": f"set{number}",
        "case": "caseaaaaaaaa",
        "kind": Kind.PHOTO,
        "sender": "小雨",
        "sent": sent,
        "received": sent + timedelta(seconds=2),
        "message_id": number,
        "state": State.KEPT,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "type": "image/jpeg",
        "stored_as": f"stored{number}",
    }
    return Proof(**{**known, **facts})


def a_message(number: int, text: str = REFUSAL) -> Proof:
    """A forwarded message."""
    facts = {"kind": Kind.TEXT, "type": "text/plain", "stored_as": "", "text": text, "forwarded_from": "某某女装客服"}
    return a_proof(number, text.encode(errors="replace"), **facts)


def laid_out(library: Library, proofs: Sequence[Proof] = (), case: Case | None = None) -> Dossier:
    """The dossier of a case (the long one) with this evidence."""
    return dossier.of(case or a_long_case(), WRITER, proofs, library, NOW)


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, without what a line's end or a wide sign adds."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def pages_of(pdf: bytes) -> list[Image.Image]:
    """Each page as a picture, at 72 dots an inch."""
    return [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]


def squeezed(text: str) -> str:
    """A text as `texts_of` gives it."""
    return "".join(text.split())


def renamed(case: Case, name: str) -> Case:
    """The case under another name."""
    return replace(case, name=name)


def named(pictures: Mapping[int, bytes] | Iterable[tuple[int, bytes]]) -> list[tuple[str, bytes]]:
    """Pictures as the press takes them."""
    return [(f"{number}.jpg", data) for number, data in dict(pictures).items()]
