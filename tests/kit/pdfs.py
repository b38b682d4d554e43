"""PDFs: an invoice as shops send it, set by typst, and such as mean harm, written by hand."""

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parents[2] / "storage" / "papers" / "fonts"
_INVOICE = """
#set page(width: 210mm, height: 140mm, margin: 12mm)
#set text(font: "WenQuanYi Micro Hei", size: 10pt)
#align(center)[#text(size: 18pt)[电子发票（普通发票）]]
#grid(columns: (1fr, 1fr), [], [发票号码：26317000000123456789 \\ 开票日期：2026年11月20日])
#table(columns: (1fr, 1fr), [购买方信息 名称：小雨], [销售方信息 名称：杭州某某服饰有限公司 \\
  统一社会信用代码/纳税人识别号：91330106MA2B0XXX0X])
#table(columns: (3fr, 1fr, 1fr, 1fr, 1fr, 1fr), [项目名称], [数量], [单价], [金额], [税率], [税额],
  [\\*服装\\*真丝连衣裙 法式长款], [1], [353.10], [353.10], [13%], [45.90])
#table(columns: (1fr, 3fr), [合 计], [¥353.10 #h(1fr) ¥45.90],
  [价税合计（大写）], [叁佰玖拾玖圆整 #h(1fr) （小写）¥399.00])
备注：订单编号 P734829104756201
"""
_RECEIPT = """
#set page(width: 148mm, height: 210mm)
#set text(font: "WenQuanYi Micro Hei", size: 11pt)
= Receipt
Invoice number: INV-2026-0099123 \\
Invoice date: 20 Nov 2026 \\
Order number: P734829104756201 \\
Product: Silk dress \\
Subtotal: ¥353.10 \\
VAT: ¥45.90 \\
Total paid: ¥399.00
"""


def invoice() -> bytes:
    """A Chinese electronic invoice: ¥399.00 for 真丝连衣裙, with an order number in its notes."""
    return _set(_INVOICE)


def receipt() -> bytes:
    """An English one of the same purchase."""
    return _set(_RECEIPT)


def scan(picture: bytes) -> bytes:
    """A page that is nothing but a picture (JPEG or PNG)."""
    kind = "png" if picture.startswith(b"\x89PNG") else "jpg"
    return _set(
        f'#set page(width: auto, height: auto, margin: 0pt)\n#image("a.{kind}", width: 300pt)', (f"a.{kind}", picture)
    )


def harmful() -> Iterator[tuple[str, bytes]]:
    """Too many pages, a page without end, a picture of a billion dots, a lock, halves, pages that lead in circles."""
    whole = invoice()
    yield "half.pdf", whole[: len(whole) // 2]
    yield "headless.pdf", whole[:200]
    yield "pages.pdf", _written([b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"] * 10_000)
    yield "endless.pdf", _written([b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 1]/UserUnit 75000>>"])
    yield "circle.pdf", _written([b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R 2 0 R]/Count 9>>"])
    yield "dots.pdf", _dotted(30_000)
    yield "strokes.pdf", _inked(b"0 0 m " + b"99 99 l 1 1 l " * 300_000 + b"S")
    yield "words.pdf", _inked(b"BT /F1 1 Tf " + b"(" + b"word " * 200_000 + b") Tj ET")
    yield (
        "locked.pdf",
        _written(
            [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"],
            trailer=b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
            + b"ab" * 32
            + b">/U<"
            + b"cd" * 32
            + b">>>/ID[<00><00>]",
        ),
    )


def _set(source: str, *files: tuple[str, bytes]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (("page.typ", source.encode()), *files):
            (Path(folder) / name).write_bytes(data)
        return bytes(typst.compile(str(Path(folder) / "page.typ"), font_paths=[str(FONTS)]))


def _written(pages: Sequence[bytes], *more: bytes, trailer: bytes = b"") -> bytes:
    """A document of these pages, numbered from 3, and the objects behind them."""
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        *pages,
        *more,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            trailer,
            len(body),
        )
    )


def _stream(head: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)


def _inked(ink: bytes) -> bytes:
    font = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]%s/Contents 4 0 R>>" % font
    return _written([page], _stream(b"", ink))


def _dotted(side: int) -> bytes:
    picture = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray" % (side, side)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    return _written([page], _stream(picture, bytes(side * side // 8)), _stream(b"", b"100 0 0 100 0 0 cm /I Do"))
