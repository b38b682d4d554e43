"""Photos that tell where, when and by whom they were taken, in every place of a file that can hold it."""

import io
import struct
from collections.abc import Iterator

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from tests.kit import heic
from tests.kit.papers import a_photo

FORMS = ("JPEG", "PNG", "WEBP", "HEIC")
#: Every word of theirs has this in it.
TELLTALE = b"tell-tale"
#: 30° 17' 12.34" and 120° 5' 43.21" as EXIF writes them, in both orders of bytes, and as words.
GPS = (
    *(struct.pack(f"{order}6I", 30, 1, 17, 1, 1234, 100) for order in "<>"),
    *(struct.pack(f"{order}6I", 120, 1, 5, 1, 4321, 100) for order in "<>"),
    b"30.2867",
    b"120.0953",
)
#: How notes begin, whatever they say.
TAGS = (b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0", b"8BIM", b"eXIf", b"iTXt")

_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>30.2867 tell-tale xmp</exif:GPSLatitude></x:xmpmeta>'


def photos(count: int) -> Iterator[bytes]:
    """So many, all different, of each kind in turn."""
    for number in range(count):
        yield _photo(number, FORMS[number % len(FORMS)])


def _photo(number: int, form: str) -> bytes:
    exif = _exif(number)
    if form == "HEIC":
        return heic.photo(exif, _XMP)
    picture, out = Image.open(io.BytesIO(a_photo(number, (96, 72)))), io.BytesIO()
    match form:
        case "JPEG":
            picture.save(out, "JPEG", exif=exif, xmp=_XMP, comment=b"tell-tale comment", icc_profile=b"tell-tale icc")
            return _with_iptc(out.getvalue())
        case "PNG":
            picture.save(out, "PNG", exif=exif, pnginfo=_words(), icc_profile=b"tell-tale icc")
        case _:
            picture.save(out, "WEBP", exif=exif, xmp=_XMP, icc_profile=b"tell-tale icc")
    return out.getvalue()


def _exif(number: int) -> bytes:
    """Description, maker, artist, the camera's owner and number, the time, the place, a thumbnail behind it all."""
    exif = Image.Exif()
    exif.update({tag: f"tell-tale {tag}" for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298)})
    exif[0x0112] = 1 + number % 8
    exif.get_ifd(0x8769).update({tag: f"tell-tale {tag}" for tag in (0x9003, 0xA430, 0xA431, 0x9286)})
    north = (IFDRational(30), IFDRational(17), IFDRational(1234, 100))
    east = (IFDRational(120), IFDRational(5), IFDRational(4321, 100))
    exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    thumbnail = io.BytesIO()
    Image.new("RGB", (16, 12), "red").save(thumbnail, "JPEG", comment=b"tell-tale thumbnail")
    return exif.tobytes() + thumbnail.getvalue()


def _words() -> PngInfo:
    words = PngInfo()
    words.add_text("Author", "tell-tale text")
    words.add_text("Comment", "tell-tale packed", zip=True)
    words.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    return words


def _with_iptc(jpeg: bytes) -> bytes:
    """With a block of IPTC (city, by-line) behind the beginning, as Photoshop writes it."""
    fields = b"".join(
        b"\x1c\x02" + bytes((tag,)) + struct.pack(">H", len(text)) + text
        for tag, text in ((80, b"tell-tale by-line"), (90, b"tell-tale city 30.2867"))
    )
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(fields)) + fields + b"\0" * (len(fields) % 2)
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]
