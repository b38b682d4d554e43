"""When a picture was taken, by its own notes: read in a worker, from every kind of picture, whatever the notes are."""

import io

import pytest
from PIL import Image

from bot.exposure import Exposure
from bot.workshop import exposure
from tests.kit.notes import a_dated_photo

FORMS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIC")


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_says_when(form: str) -> None:
    """The time of the shutter with its offset; cut anywhere, the same or nothing."""
    whole = a_dated_photo(form, "2026:11:01 12:34:56", "+08:00")
    said = b"2026:11:01 12:34:56 +08:00"
    assert exposure.work(whole) == said
    for cut in range(0, len(whole), 37):
        assert said.startswith(exposure.work(whole[:cut]))


@pytest.mark.parametrize("notes", [b"", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08" + b"\xff" * 60, b"\0" * 200, b"II*\0"])
def test_broken_notes_say_nothing(notes: bytes) -> None:
    """And break nothing."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=notes)
    assert exposure.work(out.getvalue()) == b""


async def test_the_worker_answers_and_what_is_no_picture_is_silence() -> None:
    """As the bot asks it."""
    asked = Exposure()
    assert await asked.taken(a_dated_photo("JPEG", "1970:01:01 00:00:00")) == "1970:01:01 00:00:00"
    assert await asked.taken(b"%PDF-1.7") == ""
    await asked.close()
