"""Who works on campaigns: processes, each known by a file it holds a lock on.

The operating system lets go of the lock when the process ends, however it ends, so that its claims are free at once.
A lock says that a process is there, not that it gets on: that is what the lease is for.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OwnerLocks:
    """The lock files of the owners in one database, in a folder beside it; none for a database in memory."""

    def __init__(self, database: Path | None) -> None:
        self._folder = database and Path(f"{database}.owners")
        self._held: dict[int, BinaryIO] = {}

    def hold(self, owner: int) -> None:
        """Take an owner's lock, until :meth:`let_go` or the end of the process."""
        if self._folder:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            file = self._path(owner).open("wb")
            _lock(file)
            self._held[owner] = file

    def is_gone(self, owner: int) -> bool:
        """Whether nobody holds an owner's lock any more."""
        if owner in self._held or self._folder is None:
            return False
        try:
            with self._path(owner).open("r+b") as file:
                _lock(file)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def forget(self, owner: int) -> None:
        """Remove the file of an owner who is gone."""
        if self._folder:
            with contextlib.suppress(OSError):
                self._path(owner).unlink()

    def let_go(self) -> None:
        """Release all locks that are held here."""
        for owner, file in self._held.items():
            file.close()
            self.forget(owner)
        self._held.clear()

    def _path(self, owner: int) -> Path:
        if self._folder is None:
            raise AssertionError
        return self._folder / f"{owner}.lock"
