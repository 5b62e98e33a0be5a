"""Several files written together, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REMEDY = "Name a folder that can be written with --out."


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name into a folder, which is made where it is missing.

    Each is first written beside its place, then all are moved in; whatever goes wrong on the way, the folder is as it
    was before. Nothing else in it is touched.

    Raises:
        OutputError: the folder or a file can't be written.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"The preview can't be written: {folder} is a file.", remedy=_REMEDY)
    for name in files:
        if (folder / name).is_dir():
            raise OutputError(f"The preview can't be written: {folder / name} is a folder.", remedy=_REMEDY)
    try:
        with _made(folder), _stage(folder) as stage:
            for name, data in files.items():
                (stage / name).write_bytes(data)
            _move_in(stage, folder, tuple(files))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"The preview can't be written into {folder}: {reason}.", remedy=_REMEDY) from error


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder with its missing parents; those that were made go again when the work inside fails."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in missing:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


@contextlib.contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """A folder on the same file system, for files on their way in and out."""
    stage = Path(tempfile.mkdtemp(prefix=".preview-", dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move_in(stage: Path, folder: Path, names: tuple[str, ...]) -> None:
    """Put the new files in place of the old, or everything back."""
    old = stage / "old"
    old.mkdir()
    try:
        for name in names:
            if os.path.lexists(folder / name):
                (folder / name).replace(old / name)
            (stage / name).replace(folder / name)
    except BaseException:
        for name in names:
            if not (stage / name).exists():
                (folder / name).unlink()
            if os.path.lexists(old / name):
                (old / name).replace(folder / name)
        raise
