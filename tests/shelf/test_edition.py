"""The edition names what the library knows: another name, and every case is planned anew."""

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from storage import librarian
from storage.librarian import SHELF


def test_the_same_knowledge_has_the_same_name() -> None:
    """Two starts of one release agree, so the second plans nothing."""
    assert librarian.load().edition == librarian.load().edition
    assert len(librarian.load().edition) == librarian.EDITION


@pytest.mark.parametrize("file", ["law.toml", "reminders.toml", "platforms/jd.toml"])
def test_another_word_on_the_shelf_is_another_edition(tmp_path: Path, file: str) -> None:
    """Every file counts, to the byte: nobody has to remember to say that something changed."""
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    assert librarian.load(shelf).edition == librarian.load().edition
    with (shelf / file).open("a", encoding="utf-8") as shelved:
        shelved.write("# checked again\n")
    assert librarian.load(shelf).edition != librarian.load().edition


@pytest.mark.parametrize("package", ["holidays", "tzdata"])
def test_another_table_of_days_or_zones_is_another_edition(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """A new version of the calendar may bring a year's notice; one of the zones, another hour."""
    before = librarian.load().edition
    monkeypatch.setattr(librarian, "version", lambda name: "9999" if name == package else version(name))
    assert librarian.load().edition != before
