"""Files that come with the program: the templates and the example workspace.

A wheel carries them inside the package; in a checkout they are the folders of its root.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_shipped"
_ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent


def shipped(name: str) -> Path:
    """Where a shipped file or folder is: ``shipped("templates")``, ``shipped("digest.toml")``."""
    return _ROOT / name
