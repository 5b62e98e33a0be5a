"""Rows that are no people: why, and where to mend them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.errors import OutputError
from digest.lists.formulas import guard
from digest.lists.private import open_private, partial

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO

SHOWN = 1000  # refusals that are told one by one; the files have them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that was not taken."""

    path: str
    line: int
    reason: str  # "has no valid address: ..."


class RefusedRows:
    """Collects refused rows, and writes them to ``path`` with their columns, their line and the reason.

    What the file as a whole made its people stands beside them, so that mended ones aren't made anything else. A zip's
    second file has columns of its own, and so a second file here. All are made under another name until :meth:`keep` is
    called. With no ``path`` nothing is written.
    """

    def __init__(self, path: Path | None) -> None:
        self.count = 0
        self.first: list[Refusal] = []
        self._path = path
        self._files: list[tuple[Path, TextIO]] = []
        self._columns: Sequence[str] = ()
        self._standing = ""
        self._writer: Any = None

    def begin(self, columns: Sequence[str], standing: str) -> None:
        """Expect the rows of another file, all of whose people have that standing ("" when it isn't one for all)."""
        self._columns, self._standing, self._writer = columns, standing, None

    def add(self, refusal: Refusal, cells: Sequence[str]) -> None:
        """Take a row."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(refusal)
        if self._path:
            if self._writer is None:
                self._writer = self._opened(self._path)
                self._writer.writerow([*map(guard, self._columns), "refused line", "refused because", "refused as"])
            padded = [*cells, *[""] * (len(self._columns) - len(cells))]
            self._writer.writerow([*map(guard, padded), refusal.line, refusal.reason, self._standing])

    def keep(self) -> tuple[Path, ...]:
        """Put the files in their place, over those of an earlier import; give their paths."""
        for path, file in self._files:
            file.close()
            partial(path).replace(path)
        return tuple(path for path, _ in self._files)

    def close(self) -> None:
        """Remove what was not kept."""
        for path, file in self._files:
            file.close()
            partial(path).unlink(missing_ok=True)

    def _opened(self, first: Path) -> Any:  # noqa: ANN401  csv has no name for its writers' type
        number = len(self._files) + 1
        path = first if number == 1 else first.with_stem(f"{first.stem}-{number}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = open_private(partial(path))
        except OSError as error:
            raise OutputError(f"{path} can't be written: {error.strerror}.", remedy="Name another place.") from error
        self._files.append((path, file))
        return csv.writer(file)
