"""Where a list comes from: a file, a zip of files, or standard input, as streams that can be read twice."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from digest.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json")
_LARGEST = 4 * 2**30  # bytes that one file in a zip may unpack to
_SMALL, _DENSEST = 2**26, 100  # above so many bytes no list packs to less than that part of itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """One file of people. ``open`` gives it from its beginning."""

    path: str  # as a person would name it
    open: Callable[[], IO[bytes]]


@contextlib.contextmanager
def list_files(source: str, stdin: BinaryIO | None = None) -> Iterator[list[ListFile]]:
    """The files in ``source``: a path, or "-" for standard input, either of which may be a zip.

    Raises:
        ListError: it can't be read, or a zip holds no list.
    """
    with _on_disk(source, stdin) as path:
        if not _is_zip(path, source):
            yield [ListFile(path=_said(source), open=lambda: path.open("rb"))]
            return
        try:
            archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise ListError(f"{source} is a damaged zip: {error}.", remedy="Export it again.") from error
        with archive:
            yield _members(source, archive)


@contextlib.contextmanager
def _on_disk(source: str, stdin: BinaryIO | None) -> Iterator[Path]:
    if source != "-":
        yield Path(source)
        return
    if stdin is None:
        raise ListError("There is no standard input.", remedy="Name a file.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        with path.open("wb") as file:
            shutil.copyfileobj(stdin, file)
        yield path


def _is_zip(path: Path, source: str) -> bool:
    try:
        with path.open("rb") as file:
            return zipfile.is_zipfile(file)
    except OSError as error:
        raise ListError(f"{_said(source)} can't be read: {error.strerror}.", remedy="Check the path.") from error


def _members(source: str, archive: zipfile.ZipFile) -> list[ListFile]:
    def opener(member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
        return lambda: archive.open(member)

    if "xl/workbook.xml" in archive.namelist():
        raise ListError(f"{source} is an Excel workbook.", remedy="Save it as CSV, and import that.")
    members = [member for member in archive.infolist() if _is_list(member)]
    if not members:
        raise ListError(f"{source} holds no list.", remedy="Give a zip with CSV or JSON Lines files in it.")
    for member in members:
        if member.file_size > _LARGEST:
            raise ListError(f"{source} unpacks to more than 4 GB.", remedy="Unpack it yourself, and check what it is.")
        if member.file_size > max(_SMALL, _DENSEST * member.compress_size):
            raise ListError(
                f"{source} is no list, but a bomb: {member.filename} unpacks to {member.file_size:,} bytes."
            )
        if member.flag_bits & 1:
            raise ListError(f"{source} is locked with a password.", remedy="Unpack it first.")
    return [ListFile(path=f"{source}/{member.filename}", open=opener(member)) for member in members]


def _is_list(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
    return not member.is_dir() and not hidden and name.suffix.lower() in _SUFFIXES


def _said(source: str) -> str:
    return "standard input" if source == "-" else source
