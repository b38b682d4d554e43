"""Holds the data folder: one process works on it at a time."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class AlreadyRunning(RuntimeError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """Another process works on this data folder."""


class hold:  # noqa: N801 - it reads as the verb that it is: `with hold(folder):`
    """
    The data folder, held by this process as long as the block lasts; the lock dies with the process, however it ends.

    Raises:
        AlreadyRunning: another process holds it.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "refundkeeper.lock"
        self._file: int | None = None

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            raise AlreadyRunning(
                f"Another Refund Keeper works in {self._path.parent}; stop it or choose another REFUND_DATA_DIR."
            ) from error
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            os.close(self._file)  # closing lets the lock go; the file stays, so that nobody locks a deleted one
            self._file = None
