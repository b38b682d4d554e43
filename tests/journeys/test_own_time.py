"""A photo's own clock: a third time beside Telegram's and ours, shown and sealed, and never called proven."""

from pathlib import Path

from storage.proving import prove
from tests.journeys.test_dossier import documents
from tests.kit.chatting import shopping
from tests.kit.notes import a_dated_photo
from tests.kit.papers import texts_of


async def test_a_photos_own_time_stands_beside_ours(tmp_path: Path) -> None:
    """On its card with its weekday, in the dossier, sealed; a time that cannot be is quoted and called that."""
    async with shopping(tmp_path, eyes=True) as me:
        await me.registers()
        me.person.sends_file("a.heic", a_dated_photo("HEIC", "2026:11:01 12:34:56"), "image/heic")
        me.person.sends_file("b.jpg", a_dated_photo("JPEG", "1970:01:01 00:00:00"), "image/jpeg")
        await me.bot.until_idle(60)
        await me.waits()
        await me.says("/cases")
        text = await me.taps("真丝连衣裙", "证据 2", "1")
        assert "照片自带时间：11月1日（周日）12:34（手机自己写的，未经证实）" in text
        await me.taps("‹")
        assert "「1970:01:01 00:00:00」（不可能是真的" in await me.taps("2")
        async with me.bot.stores.look() as store:
            (case,) = await store.cases.of(me.person.id)
            chain = await store.register.of_case(me.person.id, case.id)
        assert any('"act":"kept"' in link.written and '"taken":"2026:11:01 12:34:56"' in link.written for link in chain)
        await me.says("/cases")
        await me.taps("真丝连衣裙", "更多", "📄 卷宗")
        await me.bot.until_idle(60)
        (_, pdf), (_, archive) = documents(me)
        text = "".join(texts_of(pdf))
        assert "照片自带时间2026年11月1日（周日）12:34，未经证实" in text
        assert "1970" not in text
    (tmp_path / "a.zip").write_bytes(archive)
    assert prove([tmp_path / "a.zip"]).flaws == []
    assert b'"taken":"2026:11:01 12:34:56"' in archive
