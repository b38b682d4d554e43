"""Adding a platform is adding one file."""

import shutil
from pathlib import Path

from handlers.talk import keyboards
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.en.english import EN
from storage import librarian

_NEW = '[platform]\nid = "kuaishou"\ntitle = { zh = "快手", en = "Kuaishou" }\n'


def test_a_new_file_adds_its_button_and_nothing_else_changes(tmp_path: Path) -> None:
    """The choice of platforms comes from the shelf: home first, the unknown one last."""
    shelf = shutil.copytree(librarian.SHELF, tmp_path / "shelf")
    before = _labels(shelf)
    (shelf / "platforms" / "kuaishou.toml").write_text(_NEW, encoding="utf-8")
    after = _labels(shelf)
    assert set(after) - set(before) == {"Kuaishou"}
    assert (after[0], after[-1]) == ("Xiaohongshu", "Another platform")


def _labels(shelf: Path) -> list[str]:
    rows = keyboards.shops(EN, librarian.load(shelf).platforms, lambda each: Tap(Verb.SHOP, detail=each))
    return [button.text for row in rows for button in row]
