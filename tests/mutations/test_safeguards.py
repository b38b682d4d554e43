"""The tests tested: each safeguard of the promise is taken out of a copy of the program, and a test must turn red."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.chaos import figures
from tests.chaos.scale import is_long

ROOT = Path(__file__).parents[2]
BOOK = Path(__file__).with_name("safeguards.toml")
PARTS = ("bot", "handlers", "storage", "domain", "tests", "docs")
FAILED = 1  # pytest's word for: ran, and something was red


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's text, and the text without the safeguard."""

    file: str
    text: str
    without: str

    def of(self, source: str) -> str:
        """
        The source without the safeguard.

        Raises:
            LookupError: its text stands there no longer, or more than once.
        """
        if source.count(self.text) != 1:
            raise LookupError(
                f"{self.file} holds {source.count(self.text)} times {self.text.strip()!r}; "
                f"write the edit in {BOOK.name} anew for what stands there now."
            )
        return source.replace(self.text, self.without)


@dataclass(frozen=True, slots=True)
class Safeguard:
    """What protects, how it is taken away, and who must notice; `long`: in their longer form."""

    name: str
    edits: tuple[Edit, ...]
    caught_by: tuple[str, ...]
    quick: bool = False
    long: bool = False

    def without_it(self, program: Path) -> dict[str, str]:
        """The files that change, with what then stands in them. Raises LookupError as `Edit.of`."""
        changed: dict[str, str] = {}
        for edit in self.edits:
            source = changed.get(edit.file) or (program / edit.file).read_text(encoding="utf-8")
            changed[edit.file] = edit.of(source)
        return changed


def book() -> list[Safeguard]:
    """All safeguards."""
    return [
        Safeguard(
            row["name"],
            tuple(Edit(**edit) for edit in row["edit"]),
            tuple(row["caught_by"]),
            row.get("quick", False),
            row.get("long", False),
        )
        for row in tomllib.loads(BOOK.read_text(encoding="utf-8"))["safeguard"]
    ]


ALL = book()


@pytest.mark.parametrize("safeguard", ALL, ids=lambda each: each.name)
def test_an_edit_still_fits(safeguard: Safeguard) -> None:
    """Every edit finds its text, and its tests exist; an edit that fits nothing would prove nothing."""
    for file, changed in safeguard.without_it(ROOT).items():
        compile(changed, file, "exec")
    for test in safeguard.caught_by:
        path, _, name = test.partition("[")[0].partition("::")
        assert (ROOT / path).exists(), test
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test


@pytest.fixture(scope="module")
def caught() -> Iterator[list[bool]]:
    """Of each safeguard that was taken out, whether a test noticed; written as one figure when all are through."""
    noticed: list[bool] = []
    yield noticed
    figures.write("T33", "each safeguard taken out", "a test turns red", safeguards=len(noticed), caught=sum(noticed))


@pytest.mark.chaos
@pytest.mark.parametrize("safeguard", [each for each in ALL if each.quick or is_long()], ids=lambda each: each.name)
def test_without_it_a_test_turns_red(safeguard: Safeguard, tmp_path: Path, caught: list[bool]) -> None:
    """Without the safeguard at least one of the tests that stand for it fails."""
    copy = tmp_path / "program"
    _copy_to(copy)
    for file, changed in safeguard.without_it(copy).items():
        (copy / file).unlink()  # a link until now: the program itself stays as it is
        (copy / file).write_text(changed, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *safeguard.caught_by]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CHAOS"))}
    if safeguard.long:
        environment["CHAOS"] = "0.01"
    ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    words = ran.stdout[-3000:] + ran.stderr[-1000:]
    caught.append(ran.returncode == FAILED)
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
