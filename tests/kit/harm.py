"""Files that mean harm, or look as if they did: bombs, halves, hybrids, and names that point elsewhere (T23)."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from domain.allowance import PIXELS
from tests.kit import heic, pdfs
from tests.kit.papers import a_photo

TMP = "tmp"
ASTRAY = "refundkeeper-astray"  # no file of this name may ever arise
CUTS, FLIPS = 14, 8


@dataclass(frozen=True, slots=True)
class Harm:
    """A file as it is sent; `what` says what is wrong with it, the same for all of one kind."""

    what: str
    name: str
    mime: str
    data: bytes


def harms() -> Iterator[Harm]:
    """All of them, no two with the same bytes."""
    makers: tuple[Callable[[], Iterator[Harm]], ...] = (
        _huge, _packed, _scans, _cut, _flipped, _hybrids, _papers, _archives, _misnamed, _astray, _nothing,
        _crooked_heic, _crooked_notes, _moving,
    )  # fmt: skip
    for maker in makers:
        yield from maker()


def a_picture(form: str, number: int = 1) -> bytes:
    """A small one of noise, as others are."""
    if form == "HEIC":
        return heic.photo()
    out = io.BytesIO()
    Image.open(io.BytesIO(a_photo(number, (80, 60)))).save(out, form)
    return out.getvalue()


FORMS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIC")


def _png(width: int, height: int, body: bytes, *chunks: tuple[bytes, bytes], depth: int = 1, colour: int = 0) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    whole = ((b"IHDR", head), *chunks, (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in whole
    )


def _huge() -> Iterator[Harm]:
    """More pixels than anybody has: told in the head, or really there, or just not too many."""
    for side in (30_000, 65_535, 200_000, 2**31 - 1):
        yield Harm("huge", f"{side}.png", "image/png", _png(side, side, zlib.compress(bytes(1_000))))
        yield Harm("huge", f"{side}.heic", "image/heic", heic.photo(side=side))
    jpeg = a_picture("JPEG")
    at = jpeg.index(b"\xff\xc0") + 5
    for width, height in ((65_500, 65_500), (65_500, 700), (9_000, 9_000), (0, 0)):
        wide = jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]
        yield Harm("huge", f"{width}.jpg", "image/jpeg", wide)
    gif = a_picture("GIF")
    yield Harm("huge", "screen.gif", "image/gif", gif[:6] + b"\xff\xff\xff\xff" + gif[10:])
    row = bytes(2_501)
    yield Harm("huge", "real.png", "image/png", _png(20_000, 20_000, zlib.compress(row * 20_000, 9)))
    out = io.BytesIO()
    Image.new("RGB", (16_000, 16_000)).resize((16_000, 16_000)).save(out, "WEBP", lossless=True, method=0)
    yield Harm("huge", "real.webp", "image/webp", out.getvalue())
    for form in ("PNG", "JPEG"):
        out = io.BytesIO()
        Image.new("RGB", (8_000, PIXELS // 8_000)).save(out, form)
        yield Harm("just not too large", f"full.{form.lower()}", f"image/{form.lower()}", out.getvalue())


def _packed() -> Iterator[Harm]:
    """Little that unpacks to much, beside the pixels."""
    much, body = zlib.compress(bytes(100_000_000), 9), zlib.compress(bytes(20))
    for kind, data in ((b"zTXt", b"a\0\0" + much), (b"iCCP", b"a\0\0" + much), (b"iTXt", b"a\0\1\0\0\0" + much)):
        yield Harm("packed", f"{kind.decode()}.png", "image/png", _png(8, 8, body, (kind, data)))


def _scans() -> Iterator[Harm]:
    """A progressive JPEG whose last scan comes again and again."""
    out = io.BytesIO()
    Image.new("L", (6_000, 6_500)).save(out, "JPEG", progressive=True)
    jpeg = out.getvalue()
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    for times in (200, 20_000):
        yield Harm("scans", f"scans{times}.jpg", "image/jpeg", jpeg[:-2] + last * times + jpeg[-2:])


def _cut() -> Iterator[Harm]:
    for form in FORMS:
        whole = a_picture(form, 2)
        for number in range(CUTS):
            cut = whole[: max(4, len(whole) * number // CUTS)]
            yield Harm("cut", f"{number}.{form.lower()}", f"image/{form.lower()}", cut)


def _flipped() -> Iterator[Harm]:
    for form in FORMS:
        for number in range(FLIPS):
            dice, whole = random.Random(number), bytearray(a_picture(form, 3))
            for _ in range(1 + number * 3):
                whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
            whole.append(number)
            yield Harm("flipped", f"{number}.{form.lower()}", f"image/{form.lower()}", bytes(whole))


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _hybrids() -> Iterator[Harm]:
    """Two kinds in one."""
    page, packed = b"<html><script>alert(1)</script></html>", _zip(("a.txt", b"a"))
    for form in ("JPEG", "PNG", "GIF", "WEBP", "HEIC"):
        for kind, rest in (("html", page), ("zip", packed)):
            name = f"{kind}.{form.lower()}"
            yield Harm("hybrid", name, f"image/{form.lower()}", a_picture(form, 4) + rest)
    yield Harm("hybrid", "zip.pdf", "application/pdf", b"%PDF-1.7\n%%EOF\n" + packed)
    yield Harm("hybrid", "pdf.jpg", "image/jpeg", b"%PDF-1.7\n" + a_picture("JPEG", 5))


def _papers() -> Iterator[Harm]:
    """PDFs that would do something, if anybody opened them."""
    for number, trick in enumerate(
        (
            b"<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
            b"<</Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>>>",
            b"<</Type/Page/MediaBox[0 0 1e9 1e9]>>",
            b"<</Type/Page/MediaBox[0 0 -1 99999999999999999999]>>",
            b"[" * 50_000,
            b"<</Type/EmbeddedFile/Length 99999999>>stream\n" + zlib.compress(bytes(10_000_000)),
            b"",
        )
    ):
        yield Harm("paper", f"{number}.pdf", "application/pdf", b"%PDF-1.7\n1 0 obj\n" + trick + b"\nendobj\n")
    for name, data in pdfs.harmful():
        yield Harm("paper", name, "application/pdf", data)


def _archives() -> Iterator[Harm]:
    """ZIPs that would write elsewhere, or unpack for ever."""
    for name in (f"../../../../{TMP}/{ASTRAY}", f"/{TMP}/{ASTRAY}", f"..\\..\\{ASTRAY}", f"a/../../{ASTRAY}"):
        yield Harm("zip slip", "a.zip", "application/zip", _zip((name, b"here")))
    inner = _zip(("zeros", bytes(20_000_000)))
    yield Harm("zip bomb", "bomb.zip", "application/zip", _zip(*((f"{number}.zip", inner) for number in range(20))))
    yield Harm("zip bomb", "bomb.gz", "application/gzip", gzip.compress(bytes(20_000_000), mtime=0))


def _misnamed() -> Iterator[Harm]:
    """Another kind than the name says."""
    for number, (name, data) in enumerate(
        (
            ("program.jpg", b"\x7fELF" + bytes(60)),
            ("program.png", b"MZ" + bytes(60)),
            ("page.jpg", b"<html><img src=x onerror=alert(1)>"),
            ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
            ("entity.png", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
            ("script.jpg", b"%!PS\n(/etc/passwd) (r) file\n"),
            ("photo.pdf", a_picture("JPEG", 6)),
            ("photo.heic", a_picture("PNG", 6)),
            ("photo.exe", a_picture("WEBP", 6)),
            ("photo", a_picture("GIF", 6)),
        )
    ):
        yield Harm("misnamed", name, ("image/jpeg", "application/x-msdownload")[number % 2], data)
    for form in ("TIFF", "BMP", "ICO", "TGA", "PPM", "DDS", "JPEG2000"):
        out = io.BytesIO()
        Image.new("RGB", (16, 16), "red").save(out, form)
        yield Harm("misnamed", f"{form}.jpg", "image/jpeg", out.getvalue())


def _astray() -> Iterator[Harm]:
    """A good photo whose name is not."""
    there = [
        f"../../../../{TMP}/{ASTRAY}.jpg",
        f"/{TMP}/{ASTRAY}.jpg",
        f"..\\..\\{ASTRAY}.jpg",
        f"file:///{TMP}/{ASTRAY}",
    ]
    signs = ["a\0b.jpg", "photo\u202egpj.exe", "a\nb\r\tc.jpg", "\x1b[31mred.jpg", "a\u2028b.jpg", "\ufeff\u200b.jpg"]
    words = ["<b>bold</b>.jpg", "$(reboot).jpg", "'; drop table proofs; --.jpg", "x" * 10_000 + ".jpg", "照片📷.jpg"]
    names = [*there, *signs, *words, "CON", "..", ".", ""]
    for number, name in enumerate(names):
        yield Harm("name", name, "image/jpeg", a_picture("JPEG", 100 + number))


def _nothing() -> Iterator[Harm]:
    """No bytes, one, or a beginning without an end."""
    heads = (
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"%PDF-",
        b"PK\x03\x04",
    )
    for number, head in enumerate((b"", b"\0", *heads, b"\0\0\0\x18ftypheic", b"OggS", b"ID3", b"\x1aE\xdf\xa3")):
        yield Harm("nothing", f"{number}.jpg", "image/jpeg", head)
        if head:
            yield Harm("nothing", f"zeros{number}.jpg", "image/jpeg", head + bytes(5_000))


def _crooked_heic() -> Iterator[Harm]:
    """Boxes that lie about where they end."""
    for number in range(6):
        dice, whole = random.Random(number), bytearray(heic.photo(b"MM\0*" + bytes(20)))
        at = dice.randrange(28, len(whole) - 200)
        whole[at : at + 4] = b"\xff\xff\xff\xf0"
        yield Harm("heic", f"{number}.heic", "image/heic", bytes(whole))
    nested = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"".join(
        struct.pack(">I", 8 * (5_000 - depth)) + b"meta" for depth in range(4_999)
    )
    yield Harm("heic", "nested.heic", "image/heic", nested)


def _crooked_notes() -> Iterator[Harm]:
    """EXIF that points at itself, counts to four billion, or is too long."""
    for number, notes in enumerate(
        (
            b"MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08\0\0\0\x08",
            b"MM\0*\0\0\0\x08\xff\xff" + b"\x90\x03\0\x02\xff\xff\xff\xff\0\0\0\x08" * 50,
            b"II*\0\xff\xff\xff\xff",
            b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\xff\xff\0\0\0\0\0\0",
        )
    ):
        out = io.BytesIO()
        Image.new("RGB", (40, 30), (number, 9, 9)).save(out, "JPEG", exif=b"Exif\0\0" + notes)
        yield Harm("notes", f"{number}.jpg", "image/jpeg", out.getvalue())
    out = io.BytesIO()
    words = PngInfo()
    words.add_text("a", "b" * 2_000_000)
    Image.new("RGB", (40, 30)).save(out, "PNG", pnginfo=words)
    yield Harm("notes", "long.png", "image/png", out.getvalue())


def _moving() -> Iterator[Harm]:
    """A film as a picture: its first image is what counts."""
    for form in ("GIF", "WEBP", "PNG"):
        frames = [Image.new("RGB", (60, 40), (number * 2, 255 - number * 2, 0)) for number in range(100)]
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=10)
        yield Harm("moving", f"film.{form.lower()}", f"image/{form.lower()}", out.getvalue())
