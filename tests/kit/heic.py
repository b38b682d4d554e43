"""A HEIC photo as an iPhone sends it, put together here: 64 × 64 pixels, blue on red, with notes beside them."""

import base64
import struct

SIDE = 64
#: Decoder settings and picture of one frame of HEVC, encoded once from pixels drawn for this.
_SETTINGS = base64.b64decode(
    "AQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmu"
    "bgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQA=="
)
_PICTURE = base64.b64decode(
    "AAAAmCgBrxOAeVqzI4mb/5dR/2/nhwRcxR2hbdHAZnepvwpaP18X+jPyilL2+jNftHjVTuHrzEQwV4LT9MKYD7XzL3lppo/3z0iReoEOCH6+m4t5"
    "ukKp5asj1GCr+++u0o8Fls86K57WT7F7Hn/ViRKPoWmY+jwkJph5MkBK4yrM2qxvqf1ezpOus2BqByz1NE2ALs0ZQe1gXjXQ"
)
_IMAGE, _EXIF, _XMP = 1, 2, 3


def photo(exif: bytes = b"", xmp: bytes = b"", side: int = SIDE) -> bytes:
    """The file; `exif` as Image.Exif.tobytes gives it, `side` what its header claims (ISO/IEC 23008-12)."""
    notes = struct.pack(">I", 6) + exif if exif else b""  # where TIFF begins behind the six bytes in front of it
    kept = [(_IMAGE, b"hvc1", _PICTURE), (_EXIF, b"Exif", notes), (_XMP, b"mime", xmp)]
    items = [(number, kind, data) for number, kind, data in kept if data]
    kind = _box(b"ftyp", b"heic", bytes(4), b"mif1", b"heic")
    size = len(kind) + len(_meta(items, 0, side)) + 8
    return kind + _meta(items, size, side) + _box(b"mdat", *(data for _, _, data in items))


def _meta(items: list[tuple[int, bytes, bytes]], begin: int, side: int) -> bytes:
    places, told = [], []
    for number, kind, data in items:
        places.append(struct.pack(">HHHII", number, 0, 1, begin, len(data)))
        begin += len(data)
        more = b"application/rdf+xml\0" if kind == b"mime" else b""
        told.append(_full(b"infe", 2, struct.pack(">HH", number, 0), kind, b"\0", more))
    about = [_box(b"cdsc", struct.pack(">HHH", number, 1, _IMAGE)) for number, _, _ in items if number != _IMAGE]
    return _full(
        b"meta",
        0,
        _full(b"hdlr", 0, bytes(4), b"pict", bytes(13)),
        _full(b"pitm", 0, struct.pack(">H", _IMAGE)),
        _full(b"iloc", 0, b"\x44\0", struct.pack(">H", len(items)), *places),
        _full(b"iinf", 0, struct.pack(">H", len(items)), *told),
        *([_full(b"iref", 0, *about)] if about else []),
        _box(
            b"iprp",
            _box(b"ipco", _box(b"hvcC", _SETTINGS), _full(b"ispe", 0, struct.pack(">II", side, side))),
            _full(b"ipma", 0, struct.pack(">IHBBB", 1, _IMAGE, 2, 0x81, 0x02)),
        ),
    )


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def _full(kind: bytes, version: int, *parts: bytes) -> bytes:
    return _box(kind, struct.pack(">I", version << 24), *parts)
