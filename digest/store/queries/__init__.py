"""The statements, each with a name, in one file per noun: ``query("claims.pick")`` is in claims.sql."""

from __future__ import annotations

import re
import string
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def query(name: str, parts: Mapping[str, str] | None = None) -> str:
    """The text of a named statement, its open ``$parts`` filled with other statements or fragments."""
    file, statement = name.split(".")
    text = _file(file)[statement]
    return string.Template(text).substitute(parts) if parts else text


@cache
def _file(name: str) -> dict[str, str]:
    text = (resources.files(__package__) / f"{name}.sql").read_text("utf-8")
    pieces = _NAME.split(text)
    return {key: body.strip() for key, body in zip(pieces[1::2], pieces[2::2], strict=True)}
