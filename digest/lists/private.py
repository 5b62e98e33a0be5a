"""Files with people in them are their owner's alone to read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path


def open_private(path: Path) -> TextIO:
    """Open a file anew for writing text, readable by its owner alone, line ends as they are written."""
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    return os.fdopen(descriptor, "w", encoding="utf-8", newline="")


def partial(path: Path) -> Path:
    """The name of a file that is not whole yet."""
    return path.with_name(path.name + ".partial")
