"""The tests tested: each safeguard of the promise is taken out of a copy of the program, and a test must turn red."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOK = Path(__file__).with_name("safeguards.toml")
PARTS = ("bot", "handlers", "storage", "domain", "tests", "docs")
FAILED = 1  # pytest's word for: ran, and something was red
LONG = bool(os.environ.get("CHAOS"))


@dataclass(frozen=True, slots=True)
class Safeguard:
    """What protects, the same program without it, and who must notice."""

    name: str
    file: str
    text: str
    without: str
    caught_by: tuple[str, ...]
    quick: bool = False

    def taken_from(self, source: str) -> str:
        """
        The source without the safeguard.

        Raises:
            LookupError: its text stands there no longer, or more than once.
        """
        if source.count(self.text) != 1:
            raise LookupError(
                f"{self.name}: its text stands {source.count(self.text)} times in {self.file}; "
                f"write the patch in {BOOK.name} anew for what stands there now."
            )
        return source.replace(self.text, self.without)


def book() -> list[Safeguard]:
    """All safeguards."""
    rows = tomllib.loads(BOOK.read_text(encoding="utf-8"))["safeguard"]
    return [Safeguard(**{**row, "caught_by": tuple(row["caught_by"])}) for row in rows]


ALL = book()


@pytest.mark.parametrize("safeguard", ALL, ids=lambda each: each.name)
def test_a_patch_still_fits(safeguard: Safeguard) -> None:
    """Every patch finds its text, and its tests exist; a patch that fits nothing would prove nothing."""
    changed = safeguard.taken_from((ROOT / safeguard.file).read_text(encoding="utf-8"))
    compile(changed, safeguard.file, "exec")
    for test in safeguard.caught_by:
        path, _, name = test.partition("::")
        assert (ROOT / path).exists(), test
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test


@pytest.mark.chaos
@pytest.mark.parametrize("safeguard", [each for each in ALL if each.quick or LONG], ids=lambda each: each.name)
def test_without_it_a_test_turns_red(safeguard: Safeguard, tmp_path: Path) -> None:
    """Without the safeguard at least one of the tests that stand for it fails."""
    copy = tmp_path / "program"
    _copy_to(copy)
    target = copy / safeguard.file
    changed = safeguard.taken_from(target.read_text(encoding="utf-8"))
    target.unlink()  # a link until now: the program itself stays as it is
    target.write_text(changed, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *safeguard.caught_by]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CHAOS"))}
    ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    words = ran.stdout[-3000:] + ran.stderr[-1000:]
    assert ran.returncode != 0, f"nobody noticed that this is gone: {safeguard.name}"
    assert ran.returncode == FAILED, f"the tests could not be run:\n{words}"


def _copy_to(copy: Path) -> None:
    copy.mkdir()
    for part in PARTS:
        shutil.copytree(ROOT / part, copy / part, copy_function=_link, ignore=shutil.ignore_patterns(".*"))
    for name in ("pyproject.toml", "README.md", "Makefile"):
        shutil.copy2(ROOT / name, copy / name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
