"""Front matter: the YAML between two lines of dashes at the top of a Markdown file, read as strings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.errors import ArticleError
from digest.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*(?P<title>\S.*?)[ \t]*$", re.MULTILINE)


def split_front_matter(text: str, *, path: str) -> tuple[Mapping[str, str], str, tuple[Finding, ...]]:
    """The front matter of ``text`` as strings, the text after it, and notes.

    Values are taken as they are written: ``language: no`` is Norwegian, not false. A title that YAML refuses
    (``title: Putin warns: more``) is taken literally, with a note.

    Raises:
        ArticleError: something else in it is no YAML.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, text, ()
    notes: tuple[Finding, ...] = ()
    try:
        values = _load(block["yaml"], path)
    except ArticleError:
        title = _TITLE.search(block["yaml"])
        if title is None:
            raise
        values = {**_load(_TITLE.sub("", block["yaml"], count=1), path), "title": title["title"]}
        notes = (_literal_title(path, title["title"]),)
    return values, text[block.end() :], notes


def _load(source: str, path: str) -> dict[str, str]:
    import yaml  # slow to import

    try:
        values = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  # makes nothing but strings, lists and maps
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        raise ArticleError(f"{path}{where}: the front matter is no YAML.", remedy="Put the value in quotes.") from error
    if not isinstance(values, dict):
        return {}
    return {str(key): value for key, value in values.items() if isinstance(value, str)}


def _literal_title(path: str, title: str) -> Finding:
    return Finding(
        rule="reading-title-literal",
        severity=Severity.NOTE,
        message=f"{path}: the title is no YAML and was taken literally: “{title}”.",
        remedy="Put it in quotes.",
    )
