"""T24: a hundred photos that tell where they were taken; nothing of it is in any copy, all of it in the originals."""

import io
import re
import zipfile
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pi_heif
from PIL import Image

from bot.printer import Printer
from domain.casefile import CaseFile
from domain.evidence import Kind, Proof
from domain.library import Library
from domain.register import FIRST, Link
from handlers.talk import dossier_annexes, dossier_pages
from handlers.talk.context import words_for
from storage import archive, librarian
from storage.press import Press
from tests.chaos import figures
from tests.kit import papers, telling
from tests.kit.cases import NOW
from tests.kit.telling import GPS, TAGS, TELLTALE

COUNT = 100
GOAL = "0 tags, 0 GPS byte strings"
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIC": "image/heic"}


def _evidence() -> dict[str, tuple[Proof, bytes]]:
    """The photos as kept evidence, by their proofs' ids; what they say of their time is in the rows, too."""
    made = {}
    for number, data in enumerate(telling.photos(COUNT), start=1):
        kind = _TYPES[telling.FORMS[(number - 1) % len(telling.FORMS)]]
        facts = {"kind": Kind.FILE, "type": kind, "taken": "2026:11:01 12:34:56"}
        made[f"proof{number}"] = (papers.a_proof(number, data, **facts), data)
    return made


def _told(data: bytes, within: str) -> list[str]:
    """What of the photos' own words is in these bytes, and in whatever is packed into them."""
    layers = [data, *_unpacked(data)]
    return [f"{within}: {each!r}" for each in (TELLTALE, *GPS, *TAGS) if any(each in layer for layer in layers)]


def _unpacked(data: bytes) -> Iterator[bytes]:
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(stream)
        except zlib.error:
            yield stream


def _parsed(copy: bytes) -> list[str]:
    """What a reader of notes finds in a copy, beside what every JPEG of ours has."""
    with Image.open(io.BytesIO(copy)) as opened:
        known = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        other = [] if opened.format == "JPEG" else [str(opened.format)]
        return [*map(str, opened.getexif()), *map(str, opened.info.keys() - known), *other]


def test_the_photos_tell_what_they_should_not() -> None:
    """Else nothing below would be shown: each has its words, its place and its tags, for search and for parser."""
    pi_heif.register_heif_opener()
    for data in telling.photos(8):
        assert TELLTALE in data
        assert any(place in data for place in GPS)
        assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)


async def test_no_copy_tells_anything(tmp_path: Path) -> None:
    """Prints, the paper to be shared and its archive, by bytes and by parser; the full one has originals."""
    photos, printer, told = _evidence(), Printer(), []
    copies: dict[str, bytes] = {}
    for name, (_, data) in photos.items():
        copy = await printer.print(data, COUNT)
        assert isinstance(copy, bytes), (name, copy)
        copies[name] = copy
        told += [*_told(copy, name), *_parsed(copy)]
    await printer.close()
    proofs = [proof for proof, _ in photos.values()]
    pdf = await _paper(librarian.load(), proofs, copies)
    told += _told(pdf, "the dossier")
    shared, whole = await _archives(proofs, photos, copies, pdf, tmp_path)
    told += [flaw for name in shared.namelist() for flaw in _told(shared.read(name), name)]
    figures.write("T24", f"{COUNT} photos, JPEG, PNG, WebP, HEIC", GOAL, copies=len(copies), told=len(told))
    assert told == []
    assert b"2026:11:01" not in pdf + b"".join(copies.values())
    assert sum(name.startswith("copies/") for name in shared.namelist()) == COUNT
    assert not [name for name in shared.namelist() if name.startswith("originals/")]
    originals = {whole.read(name) for name in whole.namelist() if name.startswith("originals/")}
    assert originals == {data for _, data in photos.values()}


async def _paper(library: Library, proofs: list[Proof], copies: dict[str, bytes]) -> bytes:
    laid_out = papers.laid_out(library, proofs)
    pages = dossier_pages.paper(words_for("zh"), laid_out, library, masked=True)

    async def pictures() -> AsyncIterator[tuple[str, bytes]]:
        for each in laid_out.pictures:
            yield dossier_annexes.picture_name(each), copies[each.proof.id]

    return await Press().print(pages, NOW, pictures())


async def _archives(
    proofs: list[Proof], photos: dict[str, tuple[Proof, bytes]], copies: dict[str, bytes], pdf: bytes, folder: Path
) -> tuple[zipfile.ZipFile, zipfile.ZipFile]:
    """The one to be shared, and the one with all originals."""
    contents = CaseFile(case=papers.a_long_case(), proofs=proofs, wordings={}, register=[Link("{}", FIRST)], made=NOW)

    async def copy(proof: Proof) -> bytes:
        return copies[proof.id]

    async def original(proof: Proof) -> bytes:
        return photos[proof.id][1]

    (shared,) = await archive.pack(contents, copy, folder, "shared", dossier=pdf, redacted=True)
    (whole,) = await archive.pack(contents, original, folder, "whole", dossier=pdf)
    return zipfile.ZipFile(shared), zipfile.ZipFile(whole)
