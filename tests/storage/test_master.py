"""The master key: made once, found again, and never quietly another one."""

import re
from pathlib import Path

import pytest

from storage import sealing
from storage.master import FILE, Master, NoMasterKey, Wrapped, open_master
from tests.kit.vaults import MASTER
from tests.storage.given import ME, YOU

HEX = "ab" * 32


def test_the_first_start_makes_a_key_that_is_found_again(tmp_path: Path) -> None:
    """The file is for its owner alone, and read-only; the next start has the same key; nothing else is left there."""
    made = open_master(tmp_path / "data", "", set())
    assert made == open_master(tmp_path / "data", "", {made.fingerprint})
    path = tmp_path / "data" / FILE
    assert (path.stat().st_mode & 0o777, list(path.parent.iterdir())) == (0o400, [path])


def test_a_given_key_makes_no_file(tmp_path: Path) -> None:
    """REFUND_MASTER_KEY wins over the folder and is written nowhere."""
    assert open_master(tmp_path, HEX, set()) == Master(bytes.fromhex(HEX))
    assert not list(tmp_path.iterdir())


def test_a_lost_key_is_never_replaced(tmp_path: Path) -> None:
    """Where something is encrypted already, a missing, broken or other key is a sentence, and no new file is made."""
    with pytest.raises(NoMasterKey, match="is missing: put it back as"):
        open_master(tmp_path, "", {MASTER.fingerprint})
    with pytest.raises(NoMasterKey, match="REFUND_MASTER_KEY is not the master key"):
        open_master(tmp_path, HEX, {MASTER.fingerprint})
    assert not list(tmp_path.iterdir())
    (tmp_path / FILE).write_text("not a key", encoding="ascii")
    with pytest.raises(NoMasterKey, match="64 hexadecimal digits"):
        open_master(tmp_path, "", set())


def test_a_wrapped_key_opens_only_for_its_owner() -> None:
    """Under another master key, or in another person's row, it opens nothing."""
    wrapped = MASTER.wrap(sealing.new_key(ME))
    assert MASTER.unwrap(wrapped).owner == ME
    with pytest.raises(NoMasterKey):
        Master(bytes.fromhex(HEX)).unwrap(wrapped)
    with pytest.raises(NoMasterKey):
        MASTER.unwrap(Wrapped(wrapped.id, YOU, wrapped.secret, wrapped.master))


def test_keys_are_not_printed() -> None:
    """Neither a master key nor a person's shows its bytes where objects are printed."""
    key = sealing.new_key(ME)
    printed = f"{MASTER!r} {key!r} {MASTER.wrap(key)!r}"
    assert key.secret.hex() not in printed
    assert not re.search(r"\\x[0-9a-f]{2}", printed)
