"""The exported archive proves itself: whole it passes anywhere, and any change of any byte is named."""

import asyncio
import hashlib
import random
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import app
from domain import register
from domain.casefile import CaseFile
from domain.errors import ProofDamaged
from domain.evidence import Kind, Proof, State, Wording
from domain.register import FIRST, Act, Entry, Fact, Link, digest, origin, substance
from storage import archive, layout, waybill
from storage.archive import gather, pack
from storage.proving import prove
from storage.store import Stores
from storage.waybill import Waybill
from tests.kit.cases import NOW
from tests.storage.given import ME, MINUTE, a_dress, a_proof, move_in

PHOTOS = {"p1": b"\xff\xd8\xff" + b"tag" * 400, "p2": b"%PDF-1.7" + b"bill" * 300, "p3": b""}
WORDS = "卖家说\u2028周五前退 🧵"
CASE = a_dress(name="真丝连衣裙", seller="<3 Shop")


def _proofs() -> list[Proof]:
    kept = {"state": State.KEPT, "case": CASE.id}
    found = [
        a_proof(
            name,
            message_id=number,
            kind=kind,
            type=media,
            sha256=hashlib.sha256(PHOTOS[name]).hexdigest(),
            size=len(PHOTOS[name]),
            name="../../吊牌\u202e.jpg",
            **kept,
        )
        for number, (name, kind, media) in enumerate(
            [("p1", Kind.PHOTO, "image/jpeg"), ("p2", Kind.FILE, "application/pdf"), ("p3", Kind.FILE, "")], start=1
        )
    ]
    words = a_proof("p4", message_id=4, kind=Kind.TEXT, text=WORDS, sha256=digest(WORDS), edits=1, **kept)
    lost = a_proof("p5", message_id=5, kind=Kind.VIDEO, state=State.FAILED, failure="too_big", case=CASE.id)
    return [*found, replace(words, type="text/plain"), lost]


def _register(proofs: list[Proof]) -> list[Link]:
    links: list[Link] = []

    def add(act: Act, proof: str, facts: Mapping[str, Fact]) -> None:
        written = Entry(len(links) + 1, NOW, CASE.id, act, proof, facts).written()
        links.append(Link(written, register.seal(links[-1].seal if links else FIRST, written)))

    for proof in proofs:
        add(Act.RECEIVED, proof.id, origin(proof))
        if proof.state is State.KEPT:
            add(Act.KEPT, proof.id, substance(proof))
    add(Act.EDITED, "p4", {"number": 1, "text_before": digest("卖家说不退"), "text_after": digest(WORDS)})
    add(Act.EXPORTED, "", {"evidence": len(proofs)})
    return links


def a_casefile() -> CaseFile:
    """A case with a photo, an invoice, an empty file, words that were edited, and a video that was too large."""
    proofs = _proofs()
    was = Wording(1, "卖家说不退", "", NOW - MINUTE)
    return CaseFile(case=CASE, proofs=proofs, wordings={"p4": [was]}, register=_register(proofs), made=NOW)


async def fetch(proof: Proof) -> bytes | None:
    """From a vault that is whole."""
    return PHOTOS[proof.id]


async def made(folder: Path, **more: object) -> list[Path]:
    """An archive in that folder."""
    return await pack(a_casefile(), fetch, folder, "dossier", dossier=b"%PDF-1.7 dossier", **more)  # type: ignore[arg-type] # a table of options


def _flaws(*paths: Path) -> str:
    return "\n".join(prove(paths).flaws)


async def test_an_archive_proves_itself_and_is_the_same_each_time(tmp_path: Path) -> None:
    """Originals by number, everything named in the manifest, readable by any unzip, the same bytes twice."""
    (one,) = await made(tmp_path)
    first = one.read_bytes()
    (two,) = await made(tmp_path)
    assert first == two.read_bytes()
    assert not _flaws(one)
    with zipfile.ZipFile(one) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == [
            "dossier.pdf",
            "case.json",
            "register.jsonl",
            "originals/01_photo.jpg",
            "originals/02_file.pdf",
            "originals/03_file.bin",
            "originals/04_text.txt",
            "VERIFY.txt",
            "manifest.json",
        ]
        assert opened.read("originals/01_photo.jpg") == PHOTOS["p1"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an archive that holds."""
    (path,) = asyncio.run(made(tmp_path_factory.mktemp("whole")))
    assert not _flaws(path)
    return path.read_bytes()


@given(st.data())
def test_any_flipped_bit_is_found(whole: bytes, data: st.DataObject) -> None:
    """Every byte of the file is accounted for: in a member, in front of one, in the list of them."""
    place, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.zip"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        assert prove([path]).flaws


@given(st.data())
def test_an_archive_that_was_cut_or_lengthened_is_found(whole: bytes, data: st.DataObject) -> None:
    """Cut anywhere, or with anything in front or behind."""
    cut = data.draw(st.integers(0, len(whole) - 1))
    more = data.draw(st.binary(min_size=1, max_size=30))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.zip"
        for forged in (whole[:cut], whole[cut + 1 :], more + whole, whole + more):
            path.write_bytes(forged)
            assert prove([path]).flaws


def _rewritten(path: Path, *changes: Callable[[dict[str, bytes]], None]) -> None:
    """Forge an archive with care: other contents, in our own layout."""
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    for change in changes:
        change(files)
    with layout.new(path) as forged:
        for name, data in files.items():
            layout.add(forged, name, data)


def _resealed(files: dict[str, bytes]) -> None:
    """Write the manifest anew, so that it fits what is there."""
    told = Waybill.loads(files[waybill.NAME])
    listed = {
        name: waybill.Listed(0 if name == waybill.VERIFY else 1, len(data), hashlib.sha256(data).hexdigest())
        for name, data in files.items()
        if name != waybill.NAME
    }
    files[waybill.NAME] = replace(told, files=listed).dumps()


def _swap(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change


def _add(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.update({name: b"x"})


def _drop(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        del files[name]

    return change


def _cut_the_register(files: dict[str, bytes]) -> None:
    files["register.jsonl"] = b"\n".join(files["register.jsonl"].split(b"\n")[:-2]) + b"\n"


# what somebody does who knows the format, the manifest made to fit; and what is said about it
FORGERIES = [
    (_swap("originals/01_photo.jpg", b"tag", b"TAG"), "01_photo.jpg is not the original"),
    (_swap("originals/04_text.txt", b"\xf0", b"\xf1"), "04_text.txt is not the original"),
    (_swap("case.json", "周五".encode(), "周六".encode()), "its words are not those"),
    (_swap("case.json", "卖家说不退".encode(), "卖家说要退".encode()), "its words before edit 1"),
    (_swap("case.json", "吊牌".encode(), "衣架".encode()), "otherwise than the register about its name"),
    (_swap("case.json", b'"message_id":3', b'"message_id":8'), "about its message_id"),
    (_swap("case.json", b'"id":"p2"', b'"id":"p7"'), "the register does not know it"),
    (_swap("case.json", CASE.id.encode(), b"another"), "case.json is of another case"),
    (_swap("case.json", b'"evidence":[', b'"evidence":['[::-1]), "not written as this program writes it"),
    (_swap("register.jsonl", b"photo", b"video"), "register.jsonl, line 1"),
    (_cut_the_register, "register.jsonl ends otherwise"),
    (_drop("originals/02_file.pdf"), "original of evidence 2 is not in it"),
    (_drop("register.jsonl"), "register.jsonl is not in it"),
    (_add("originals/09_photo.jpg"), "belongs to no evidence"),
    (_add("readme.txt"), "manifest.json was changed"),
    (_add("../../etc/passwd"), "manifest.json was changed"),
]


@pytest.mark.parametrize(("change", "said"), FORGERIES, ids=[said for _, said in FORGERIES])
async def test_a_careful_forgery_is_named(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], said: str
) -> None:
    """Who changes a thing and makes the manifest fit is caught by the register, in one sentence that says where."""
    (path,) = await made(tmp_path)
    _rewritten(path, change, _resealed)
    assert said in _flaws(path)


async def test_what_the_manifest_does_not_know_is_named(tmp_path: Path) -> None:
    """An extra member, however it is called, and a missing one."""
    (path,) = await made(tmp_path)
    _rewritten(path, _add("../../etc/\x1b[2J"))
    assert r"'../../etc/\x1b[2J' is in it" in _flaws(path)
    (path,) = await made(tmp_path)
    _rewritten(path, _drop("case.json"))
    assert "case.json is not in it" in _flaws(path)


async def test_parts_prove_each_other(tmp_path: Path) -> None:
    """Each is a ZIP below the limit; together they pass, alone each says what is missing, mixed they are refused."""
    limit = 12_000
    parts = await made(tmp_path, limit=limit)
    assert [path.name for path in parts] == [
        f"dossier-{number}of{len(parts)}.zip" for number in range(1, len(parts) + 1)
    ]
    assert len(parts) > 1
    assert all(path.stat().st_size <= limit and zipfile.is_zipfile(path) for path in parts)
    assert not _flaws(*reversed(parts))
    assert f"Part 2 of {len(parts)} is not here" in _flaws(parts[0])
    assert "more than once" in _flaws(*parts, parts[0])
    other = await pack(replace(a_casefile(), made=NOW + MINUTE), fetch, tmp_path, "other", limit=limit)
    assert "belongs to another archive" in _flaws(*parts[:-1], other[-1])


async def test_an_original_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    """A damaged file does not stop the export, and verifying never passes it over."""

    async def damaged(proof: Proof) -> bytes | None:
        if proof.id == "p1":
            raise ProofDamaged("gone")
        return PHOTOS[proof.id]

    (path,) = await pack(a_casefile(), damaged, tmp_path, "dossier")
    assert prove([path]).flaws == ["originals/01_photo.jpg was missing already when the archive was made."]


async def test_a_redacted_archive_has_copies_alone(tmp_path: Path) -> None:
    """No original, no case, no register, no name of anybody: the dossier that was given, and copies of pictures."""

    async def copies(proof: Proof) -> bytes | None:
        return b"\xff\xd8\xffcopy" if proof.kind is Kind.PHOTO else None

    (path,) = await pack(a_casefile(), copies, tmp_path, "shared", dossier=b"%PDF-", redacted=True)
    assert not _flaws(path)
    with zipfile.ZipFile(path) as opened:
        assert opened.namelist() == ["dossier.pdf", "copies/01_photo.jpg", "VERIFY.txt", "manifest.json"]
        everything = b"".join(opened.read(name) for name in opened.namelist()).decode(errors="replace")
    for personal in ("真丝连衣裙", "<3 Shop", "吊牌", "卖家说", "我", str(ME)):
        assert personal not in everything


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("manifest.json", b"\0" * 50_000_000)


def _own(manifest: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with layout.new(path) as archive_:
            layout.add(archive_, waybill.NAME, manifest)

    return write


def _sly(**told: object) -> Callable[[Path], None]:
    """A redacted archive, which nothing else speaks against, with what would play tricks on a terminal."""
    facts: dict[str, Any] = {"case": "c", "made": "2026-11-23T12:30:00.000000Z", "head": "0" * 64, "missing": []}
    facts |= {"redacted": True, "part": 1, "parts": 1, "files": {}}
    return _own(Waybill(**(facts | told)).dumps())


STRANGE: list[tuple[Callable[[Path], object], str]] = [
    (_bomb, "no ZIP as this program writes it|members was changed"),
    (lambda path: path.write_bytes(b"hello"), "too short"),
    (lambda path: path.write_bytes(b""), "too short"),
    (lambda path: path.write_bytes(random.Random(1).randbytes(5_000)), "no ZIP"),
    (lambda path: path.mkdir(), "cannot be read"),
    (lambda _: None, "cannot be read"),
    (_own(b"{}"), "manifest.json was changed"),
    (_own(b"[" * 100_000), "manifest.json was changed"),
    (_own(b'{"program":"refundkeeper","format":2}'), "newer Refund Keeper"),
    (_own(b'{"program":"refundkeeper","format":null}'), "manifest.json was changed"),
    (_sly(case="\x1b[2J"), "manifest.json was changed"),
    (_sly(head="\x1b[2J" * 13), "manifest.json was changed"),
    (_sly(missing=["\x1b[2J"]), "manifest.json was changed"),
    (_sly(parts=10**9), "manifest.json was changed"),
    (_sly(parts=2), "Part 2 of 2 is not here"),
    (_sly(files={"dossier.pdf": waybill.Listed(1, 3, "0" * 64)}), "dossier.pdf is not in it"),
]


@pytest.mark.parametrize(("make", "said"), STRANGE, ids=[str(number) for number in range(len(STRANGE))])
def test_a_strange_file_is_answered(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    """Bombs, folders, noise, nothing at all, other people's manifests: one sentence and exit code 1, no traceback."""
    make(tmp_path / "strange.zip")
    result = CliRunner().invoke(app, ["verify", str(tmp_path / "strange.zip")])
    assert result.exit_code == 1
    assert any(each in result.output for each in said.split("|")), result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


async def test_the_command_needs_nothing_but_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting, no database: the case, the time and the last seal are shown, to be compared with the chat's."""
    for name in ("REFUND_BOT_TOKEN", "REFUND_DATA_DIR", "REFUND_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    (path,) = await made(tmp_path)
    result = CliRunner().invoke(app, ["verify", str(path)])
    assert result.exit_code == 0, result.output
    assert CASE.id in result.output
    assert a_casefile().head in result.output


async def test_an_archive_comes_from_the_store(stores: Stores, tmp_path: Path) -> None:
    """What was really received, kept, edited, moved and deleted proves itself once it is exported."""
    await move_in(stores, case=a_dress())
    photo, *_, words, _ = (replace(proof, case=None, edits=0) for proof in _proofs())
    async with stores.begin() as store:
        for proof in (replace(photo, state=State.NOTED, sha256=""), words, a_proof("p9", message_id=9)):
            await store.proofs.receive(proof, ME)
        await store.proofs.save(photo, NOW)
        await store.proofs.assign(ME, "s1", CASE.id, NOW)
        for text in ("周五退", "周六退"):
            await store.proofs.edit(ME, words.message_id, text, "", NOW)
        await store.proofs.edit(ME, photo.message_id, "", "吊牌还在", NOW)
        await store.proofs.delete(ME, "p9", NOW)
        found = await gather(store, ME, CASE.id, NOW)
    assert [proof.id for proof in found.proofs] == ["p1", "p4"]
    assert [was.text for was in found.wordings["p4"]] == [WORDS, "周五退"]
    assert not _flaws(*await pack(found, fetch, tmp_path, "dossier"))
    assert archive.LIMIT < 50_000_000
