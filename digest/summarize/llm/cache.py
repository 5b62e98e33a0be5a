"""Answers kept on disk, so that a second preview costs nothing.

A file for each question, named by the hash of all that shaped it: endpoint, model, rules and section.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def folder_of(workspace: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return where answers are kept: in the workspace's output, or in the user's cache folder."""
    if workspace:
        return workspace / "out" / "cache" / "summaries"
    home = environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "article-digest" / "summaries"


@dataclass(frozen=True, slots=True)
class Cache:
    """Answers in a folder. One that can't be read or written costs a question, and nothing else."""

    folder: Path

    def key(self, base_url: str, model: str, messages: Sequence[Mapping[str, str]]) -> str:
        """Return the name of a question."""
        return hashlib.sha256(json.dumps([base_url, model, list(messages)]).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """Return the answer to a question, None where it isn't known."""
        try:
            content = json.loads(self._file(key).read_bytes())["content"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return content if isinstance(content, str) else None

    def put(self, key: str, content: str) -> None:
        """Keep an answer, whole or not at all."""
        with suppress(OSError):
            self._file(key).parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.folder, delete=False) as file:
                json.dump({"content": content}, file)
            Path(file.name).replace(self._file(key))

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.json"
