"""A preview's files are written together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import OutputError
from digest.preview.files import write_together

NEW = {"a.html": b"new a", "b.txt": b"new b", "c.json": b"new c"}


def contents(folder: Path) -> dict[str, bytes]:
    """All files under a folder by their path in it."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_folder_and_its_parents_are_made(tmp_path: Path) -> None:
    """A folder that isn't there yet is made."""
    write_together(tmp_path / "out" / "edition", NEW)
    assert contents(tmp_path / "out" / "edition") == NEW


def test_other_files_stay(tmp_path: Path) -> None:
    """What else lies in the folder is left alone, and the old files are replaced."""
    (tmp_path / "a.html").write_bytes(b"old")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_bytes(b"keep")
    write_together(tmp_path, NEW)
    assert contents(tmp_path) == {**NEW, "mine/note.txt": b"keep"}


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(tmp_path: Path) -> None:
    """When one place is taken by a folder, no file is written and none is lost."""
    (tmp_path / "a.html").write_bytes(b"old")
    (tmp_path / "c.json").mkdir()
    (tmp_path / "c.json" / "inside").write_bytes(b"keep")
    before = contents(tmp_path)
    with pytest.raises(OutputError, match=str(tmp_path)):
        write_together(tmp_path, NEW)
    assert contents(tmp_path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.html", "c.json"]


def test_a_failure_half_way_puts_the_old_files_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails between two files, the ones already in place give way to the old."""
    (tmp_path / "a.html").write_bytes(b"old a")
    (tmp_path / "c.json").write_bytes(b"old c")
    before = contents(tmp_path)
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target == tmp_path / "c.json" and self.parent.name.startswith(".preview-"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError, match="No space left on device"):
        write_together(tmp_path, NEW)
    assert contents(tmp_path) == before


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    """A folder that can't be made is named, with what to do, and its parents don't stay behind."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"file/out") as caught:
        write_together(tmp_path / "file" / "out", NEW)
    assert caught.value.exit_code == 2
    assert caught.value.remedy
    assert contents(tmp_path) == {"file": b""}


def test_a_failure_takes_away_the_folders_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first preview that fails leaves no empty folder behind."""

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError):
        write_together(tmp_path / "out" / "edition", NEW)
    assert list(tmp_path.iterdir()) == []
