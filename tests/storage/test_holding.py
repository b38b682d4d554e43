"""One process works on a data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.holding import AlreadyRunning, hold


def test_the_folder_is_held_by_one_process(tmp_path: Path) -> None:
    """While it is held another process is refused with one sentence that names the folder; afterwards it is let in."""
    program = "import sys, pathlib, storage.holding as h\nwith h.hold(pathlib.Path(sys.argv[1])): print('held')"
    root = Path(__file__).parents[2]
    other = [sys.executable, "-c", program, str(tmp_path)]
    with hold(tmp_path):
        refused = subprocess.run(other, cwd=root, capture_output=True, text=True, check=False)
    let_in = subprocess.run(other, cwd=root, capture_output=True, text=True, check=False)
    assert f"AlreadyRunning: Another Refund Keeper works in {tmp_path}" in refused.stderr
    assert refused.stdout == ""
    assert let_in.stdout == "held\n"


def test_the_same_process_cannot_hold_twice(tmp_path: Path) -> None:
    """Two holds in one process exclude each other, and one that was refused leaves the first in force."""
    with hold(tmp_path):
        for _ in range(2):
            with pytest.raises(AlreadyRunning), hold(tmp_path):
                pass
    with hold(tmp_path):
        pass
