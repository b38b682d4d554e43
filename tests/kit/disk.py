"""A disk of a size of the test's choice, which can be filled to the last byte and emptied again."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A small disk at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fills(self, leaving: int = 0) -> None:
        """No more room than `leaving` bytes."""
        with self._ballast.open("wb") as file:
            free = os.statvfs(self.path)
            try:
                os.posix_fallocate(file.fileno(), 0, max(free.f_bavail * free.f_frsize - leaving, 1))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise

    def empties(self) -> None:
        """There is room again."""
        self._ballast.unlink()


@contextmanager
def small_disk(path: Path, size: int) -> Iterator[Disk]:
    """A disk of `size` bytes in memory, or a skip that says why there is none."""
    path.mkdir()
    if os.geteuid() != 0:
        pytest.skip("a disk that can be filled needs root, to mount one in memory: not tested here")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no disk can be mounted in memory here ({made.stderr.strip()}): not tested here")
    try:
        yield Disk(path)
    finally:
        subprocess.run(["umount", "-l", path], check=True)
