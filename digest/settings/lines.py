"""Where the keys of a TOML file stand, which the standard library's parser doesn't tell."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KeyPath = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')
    |(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_KEY = re.compile(r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[\w-]+)\s*(\.?)""")


def key_lines(source: str) -> dict[KeyPath, int]:
    """Number of the line on which each table and key of ``source`` begins, the first being 1.

    ``source`` is valid TOML (https://toml.io/en/v1.0.0). Tables of an array carry their index in the path. Keys inside
    an inline table are left out: the line of the key that holds them is theirs.
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, statement in _statements(source):
        if statement.startswith("[["):
            array = _within(_keys(statement[2:]), counts)
            counts[array] = counts.get(array, 0) + 1
            table = (*array, counts[array] - 1)
            lines.setdefault(array, number)
            lines[table] = number
        elif statement.startswith("["):
            table = _within(_keys(statement[1:]), counts)
            lines.setdefault(table, number)
        else:
            lines[table + _keys(statement)] = number
    return lines


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int | None:
    """The line of ``path``, or of the nearest table around it that the file writes out."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _statements(source: str) -> Iterator[tuple[int, str]]:
    """Each header or key with its value, less comments, and the number of its first line."""
    number, depth, statement = 1, 0, ""
    for token in _TOKEN.finditer(source):
        text = token.group()
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "end" and depth == 0:
            if statement.strip():
                yield number - statement.count("\n"), statement.strip()
            statement = ""
        elif token.lastgroup != "comment" and (statement or not text.isspace()):
            statement += text
        number += text.count("\n")
    if statement.strip():
        yield number - statement.count("\n"), statement.strip()


def _keys(text: str) -> KeyPath:
    """The dotted key that ``text`` begins with."""
    keys: list[str | int] = []
    position, more = 0, True
    while more and (match := _KEY.match(text, position)):
        keys.append(_unquoted(match[1]))
        position, more = match.end(), bool(match[2])
    return tuple(keys)


def _unquoted(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0")))


def _within(keys: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """``keys`` of a header, with the index of the last table wherever they pass through an array of tables."""
    path: KeyPath = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path] - 1)
    return (*path, *keys[-1:])
