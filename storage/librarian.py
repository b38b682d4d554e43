"""
Reads the shelf at start: every file of shipped knowledge becomes one frozen library.

A platform is one file in ``platforms``; adding one is adding a file. Whatever is wrong is refused here, naming file,
key and reason, so that nothing half-known reaches a case.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import domain
from domain import (
    checklist,
    circumstance_file,
    guide,
    ladder,
    letter_file,
    parcels,
    policy_file,
    quotes,
    reminders,
    sum_rules,
    vocabulary,
)
from domain.errors import ShelfError
from domain.letters import Template
from domain.library import Library
from domain.policy import Policy
from domain.quotes import Quote
from domain.workdays import Workdays

SHELF = Path(__file__).parent / "shelf"
EDITION = 16  # characters of its fingerprint

#: The files that hold for every platform: the law, the payment channels, what a page promises, the app stores.
COMMON = ("law.toml", "money.toml", "promises.toml", "apple.toml", "google.toml", "advice.toml")


def load(shelf: Path | None = None) -> Library:
    """
    Read all shipped knowledge; `shelf` is the folder to read instead of the one we ship.

    Raises:
        ShelfError: a file is missing or wrong; names the file, the key and the reason.
    """
    root = shelf or SHELF
    quoted = quotes.from_table(_read(root, "quotes.toml"), "quotes.toml")
    letters = _letters(root, quoted)
    return Library(
        policies=_policies(root),
        carriers=parcels.from_table(_read(root, "carriers.toml"), "carriers.toml"),
        kinds=reminders.from_table(_read(root, "reminders.toml"), "reminders.toml"),
        sums=sum_rules.from_table(_read(root, "sums.toml"), "sums.toml"),
        workdays=Workdays(),
        vocabulary=vocabulary.from_table(_read(root, "readings.toml"), "readings.toml"),
        circumstances=circumstance_file.from_table(_read(root, "circumstances.toml"), "circumstances.toml"),
        ladder=ladder.from_table(_read(root, "ladder.toml"), "ladder.toml", letters),
        quotes=quoted,
        letters=letters,
        guide=guide.from_table(_read(root, "guide.toml"), "guide.toml"),
        checklists=checklist.from_table(_read(root, "checklists.toml"), "checklists.toml"),
        edition=_edition(root),
    )


def _edition(root: Path) -> str:
    """A fingerprint of all that dates rest on: the shelf, the code that reckons, the tables of holidays and zones."""
    digest = hashlib.sha256("".join(map(version, ("holidays", "tzdata"))).encode())
    for folder, kind in ((root, "*.toml"), (Path(domain.__path__[0]), "*.py")):
        for path in sorted(folder.rglob(kind)):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:EDITION]


def _policies(root: Path) -> Mapping[str, Policy]:
    common = {name: _read(root, name) for name in COMMON}
    policies = {policy_file.GENERIC: policy_file.from_tables(common, {})}
    for path in sorted((root / "platforms").glob("*.toml")):
        name = f"platforms/{path.name}"
        policy = policy_file.from_tables(common, {name: _read(root, name)})
        if policy.id in policies:
            raise ShelfError(name, "platform, id", f"{policy.id!r} is taken by another file")
        policies[policy.id] = policy
    return policies


def _letters(root: Path, quoted: Sequence[Quote]) -> Mapping[str, Template]:
    known = {quote.id for quote in quoted}
    letters: dict[str, Template] = {}
    for path in sorted((root / "letters").glob("*.toml")):
        name = f"letters/{path.name}"
        letter = letter_file.from_table(_read(root, name), name, known)
        if letter.id in letters:
            raise ShelfError(name, "letter, id", f"{letter.id!r} is taken by another file")
        letters[letter.id] = letter
    return letters


def _read(root: Path, name: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads((root / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ShelfError(name, "the file", "it is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ShelfError(name, "the file", f"it is no TOML: {error}") from error
