"""The README is true: its commands, settings and files exist."""

import re
from pathlib import Path

from bot.settings import Settings
from tests.kit import bench

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    """The table of the README and the settings are the same list."""
    documented = set(re.findall(r"`REFUND_([A-Z_]+)`", README))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_the_make_targets_of_the_readme_exist() -> None:
    """What the door promises can be typed."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE)) <= targets


def test_every_place_that_the_readme_names_is_there() -> None:
    """The table of what to touch leads somewhere."""
    places = re.findall(r"`((?:bot|handlers|storage|domain|docs)/[a-z_/.]+)`", README)
    assert places
    for place in [*places, "docs/chat.png", "DECISIONS.md", "CONTRIBUTING.md"]:
        assert (ROOT / place).exists(), place


def test_no_lock_names_an_address() -> None:
    """The locks install through whatever index a machine has."""
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name


def test_every_benchmark_has_its_section() -> None:
    """A benchmark that was never measured says nothing: docs/performance.md holds exactly those that exist."""
    text = bench.DOC.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == bench.names()
