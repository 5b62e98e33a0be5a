"""The command itself, as a process, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Done:
    """What one call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever it printed
        """Standard output as one JSON document."""
        return json.loads(self.out)


@dataclass(frozen=True, kw_only=True)
class Digest:
    """Runs ``digest`` in a folder."""

    folder: Path

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", **environ: str) -> Done:
        """Run one command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "digest", *map(str, arguments)],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
            check=False,
            timeout=120,
        )
        return Done(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    """The command, in an empty folder."""
    return Digest(folder=tmp_path)


@pytest.fixture(scope="session")
def sample() -> Path:
    """The article that the README begins with."""
    return ROOT / "samples/putin-territorial-gains.txt"
