"""What becomes of evidence: its original comes later, its words change, its owner deletes it; all of it is told."""

import io
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from bot.tryout.faults import Fault
from domain import casefile, register
from domain.register import Act
from storage import archive
from tests.journeys.test_dossier import documents
from tests.kit.chatting import Shopper, shopping
from tests.kit.papers import texts_of


def _picture(colour: str, form: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, form)
    return file.getvalue()


async def _acts(me: Shopper) -> list[str]:
    """What the register of the only case tells; it must hold."""
    async with me.bot.stores.look() as store:
        (case,) = await store.cases.of(me.person.id)
        chain = await store.register.of_case(me.person.id, case.id)
    found = register.check([link.line() for link in chain], case.id)
    assert not found.flaws
    return [entry["act"] for entry in found.entries]


def _files(me: Shopper) -> set[Path]:
    """What lies in the vault."""
    return {path for path in (me.bot.app.world.settings.data_dir / "evidence").rglob("*") if path.is_file()}


async def test_the_original_of_a_photo_is_matched(tmp_path: Path) -> None:
    """By reply however late, or right after; the photo is no longer called compressed, and both point at each other."""
    async with shopping(tmp_path) as me:
        await me.registers()
        one = me.person.sends_photo(_picture("red"))
        await me.waits()
        me.person.sends_photo(_picture("blue"))
        assert "压缩" in await me.waits()
        me.person.sends_file("b.png", _picture("blue", "PNG"), "image/png")  # right after: the first without one
        assert "1 张原图收到" in await me.waits()
        two = me.person.sends_files([("a.png", _picture("red", "PNG"), "image/png")], reply_to=one)
        assert two
        assert "1 张原图收到" not in await me.waits()  # it has one
        assert "证据 1 的原图" in await me.taps("看案件", "证据 4")
        text = await me.taps("1")
        assert "原图：证据 3" in text
        assert "压缩" not in text
        assert Act.ORIGINAL in await _acts(me)


async def test_a_file_that_is_no_picture_is_nobodys_original(tmp_path: Path) -> None:
    """A bill right after a photo is a bill."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends_photo(_picture("red"))
        me.person.sends_file("bill.pdf", b"%PDF-1.7 bill", "application/pdf")
        await me.waits()
        assert Act.ORIGINAL not in await _acts(me)


async def test_changed_words_are_kept_beside_the_new(tmp_path: Path) -> None:
    """Said at once, counted in the list, and the old words stand in the piece itself."""
    async with shopping(tmp_path) as me:
        await me.registers()
        photo = me.person.sends_photo(_picture("red"), "吊牌还在")
        await me.waits()
        me.person.edits(photo, "吊牌剪了")
        await me.bot.until_idle()
        assert "新的旧的我都留着（改过 1 次）" in me.screen.text
        me.person.edits(photo, "吊牌拆了")
        await me.bot.until_idle()
        await me.says("/cases")
        text = await me.taps("真丝连衣裙", "证据 1")
        assert "改过 2 次" in text
        text = await me.taps("1")
        assert "「吊牌拆了」" in text
        assert "以前：「吊牌还在」" in text
        assert (await _acts(me)).count(Act.EDITED) == 2


async def test_an_edit_of_something_else_is_no_news(tmp_path: Path) -> None:
    """Changing an ordinary message says nothing."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends("你好")
        await me.bot.until_idle()
        said, mine = len(me.person.chat.said), next(m for m in reversed(me.person.chat.messages) if m.text == "你好")
        me.person.edits(mine, "您好")
        await me.bot.until_idle()
        assert len(me.person.chat.said) == said


async def test_a_deleted_proof_is_gone_and_its_hash_stays(tmp_path: Path) -> None:
    """Asked once; the bytes leave the disk, the list says that one was there, and it may be sent again."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends_file("a.png", _picture("red", "PNG"), "image/png")
        await me.waits()
        assert len(_files(me)) == 1
        await me.taps("看案件", "证据 1", "1", "删除这份")
        assert "找不回来" in me.screen.text
        assert "证据 1" in await me.taps("不删了")
        text = await me.taps("删除这份", "确定删除")
        assert "证据 1 删除了" in text
        assert "另有 1 份已删除" in text
        await me.waits()
        assert not _files(me)
        assert (await _acts(me))[-1] == Act.DELETED
        me.person.sends_file("a.png", _picture("red", "PNG"), "image/png")
        assert "存好了 1 份证据" in await me.waits()


async def test_a_file_that_could_not_be_had_is_sent_again(tmp_path: Path) -> None:
    """It is fetched and kept like a new one; the missed one stays in the list, says so, and points at it."""
    picture = _picture("red", "PNG")
    async with shopping(tmp_path) as me:
        await me.registers()
        me.bot.server.world.faults.add(Fault("getFile", status=400, description="Bad Request: invalid file_id"))
        me.person.sends_file("a.png", picture, "image/png")
        assert "再发一次" in await me.waits()
        me.person.sends_file("a.png", picture, "image/png")
        assert "存好了 1 份证据" in await me.waits()
        me.person.sends_file("a.png", picture, "image/png")
        assert "之前发过" in await me.waits()
        await me.says("/cases")
        assert await me.taps("真丝连衣裙", "证据 1")
        missed, kept = me.screen.text.splitlines()[1:3]
        assert missed.endswith("没存下")
        assert "没存下" not in kept
        assert "再发时存好了：证据 2" in await me.taps("1")
        assert await _acts(me) == [Act.RECEIVED, Act.MISSED, Act.RECEIVED, Act.KEPT]
        async with me.bot.stores.begin() as store:
            (case,) = await store.cases.of(me.person.id)
            file = await archive.gather(store, case.owner, case.id, me.bot.clock.now())
        entries = register.check([link.line() for link in file.register], case.id).entries
        assert not casefile.disagreements(file.told(), entries)


async def test_an_original_that_could_not_be_had_is_still_wanted(tmp_path: Path) -> None:
    """The photo counts as compressed until its original is really here; the second one sent is tied to it."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends_photo(_picture("red"))
        await me.waits()
        me.bot.server.world.faults.add(Fault("getFile", status=400, description="Bad Request: invalid file_id"))
        for answer in ("再发一次", "1 张原图收到"):
            me.person.sends_file("a.png", _picture("red", "PNG"), "image/png")
            assert answer in await me.waits()
        await me.says("/cases")
        photo = (await me.taps("真丝连衣裙", "证据 2")).splitlines()[1]
        assert photo.endswith("原图：证据 3")


async def test_a_stale_button_shows_what_there_is(tmp_path: Path) -> None:
    """Deleting twice, and the button of another person: the list as it is now, nothing of others."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends_file("a.png", _picture("red", "PNG"), "image/png")
        await me.waits()
        await me.taps("看案件", "证据 1", "1", "删除这份")
        old = me.data("确定")
        await me.taps("确定删除")
        assert "还没有证据" in await me.taps_data(old)
        assert (await _acts(me)).count(Act.DELETED) == 1


async def test_in_english_it_reads_as_well(tmp_path: Path) -> None:
    """The whole way in the other language."""
    async with shopping(tmp_path) as me:
        await me.registers()
        photo = me.person.sends_photo(_picture("red"), "tag")
        await me.waits()
        await me.says("/language")
        me.person.edits(photo, "no tag")
        await me.bot.until_idle()
        assert "You changed the words of this evidence" in me.screen.text
        await me.says("/cases")
        text = await me.taps("真丝连衣裙", "Evidence 1")
        assert "edited once · compressed" in text
        text = await me.taps("1", "Delete this one", "Yes, delete it")
        assert "Evidence 1 is deleted." in text


async def test_what_the_chat_hands_over_proves_itself_anywhere(tmp_path: Path) -> None:
    """Original, changed words, deletion, dossier: the archive passes without settings; changed, it fails."""
    async with shopping(tmp_path / "bot") as me:
        await me.registers()
        photo = me.person.sends_photo(_picture("red"), "吊牌还在")
        await me.waits()
        me.person.sends_file("a.png", _picture("red", "PNG"), "image/png")
        me.person.sends_file("b.png", _picture("blue", "PNG"), "image/png")
        await me.waits()
        me.person.edits(photo, "吊牌剪了")
        await me.bot.until_idle()
        await me.says("/cases")
        await me.taps("真丝连衣裙", "证据 3", "3", "删除这份", "确定删除", "‹", "更多", "📄 卷宗")
        (_, pdf), (_, archive) = documents(me)
        told = next(each.text for each in me.person.chat.said if "登记册封印" in each.text)
    text = "".join(texts_of(pdf)).replace(" ", "")
    assert "证据1的原图" in text
    assert "改过1次" in text
    out = _verified(tmp_path, archive)
    assert out.returncode == 0, out.stdout
    seal = re.search(r"[0-9a-f]{64}", out.stdout)
    assert seal is not None
    assert seal[0] in told
    changed = archive.replace("吊牌剪了".encode(), "吊牌断了".encode())
    assert changed != archive
    out = _verified(tmp_path, changed)
    assert out.returncode == 1
    assert "case.json was changed" in out.stdout


def _verified(folder: Path, archive: bytes) -> subprocess.CompletedProcess[str]:
    """As on a stranger's computer: the package and the file, and no setting at all."""
    (folder / "a.zip").write_bytes(archive)
    command = [sys.executable, "-m", "bot", "verify", "a.zip"]
    root = Path(__file__).parents[2]
    bare = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=folder, env=bare, capture_output=True, text=True, check=False, encoding="utf-8")
