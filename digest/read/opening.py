"""The lines above a plain text's first paragraph: its title, byline and date."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.read.content import Content, Line, Role

_MOST_WORDS = 25
_MOST_CHARACTERS = 180
_CLOSED = re.compile(r"[.;:,。；：，؛।]\s*$")
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|da|автор:?|作者[:：]?|文[:：])\s+(?P<name>[^\W\d_][^.!?\d]{2,80})", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:(?:published|posted|date|updated)[: ]+(?:on )?)?(?P<date>[^.!?]{0,24}\b(?:19|20)\d\d\b[^.!?]{0,24})",
    re.IGNORECASE,
)
_LOOKED_AT = 6  # lines under the title


def read_opening(content: Content) -> Content:
    """``content`` with the title, byline and date that its first lines give; those lines then belong to no section.

    A first line is the title if it is no sentence and other lines follow.
    """
    order = [index for index, line in enumerate(content.lines) if line.role is not Role.FURNITURE]
    if len(order) < 2 or not _is_title(content.lines[order[0]]):  # noqa: PLR2004
        return content
    lines = list(content.lines)
    found: dict[str, str] = {"title": lines[order[0]].words}
    lines[order[0]] = replace(lines[order[0]], role=Role.FURNITURE)
    for index in order[1:_LOOKED_AT]:
        said = _byline_or_date(lines[index])
        if said is None or said[0] in found:
            break
        found[said[0]] = said[1]
        lines[index] = replace(lines[index], role=Role.FURNITURE)
    return replace(
        content, lines=tuple(lines), title=found["title"], byline=found.get("byline"), published=found.get("published")
    )


def _is_title(line: Line) -> bool:
    if line.role is Role.HEADING:
        return True
    text = line.words
    return (
        line.role is Role.TEXT
        and len(text) <= _MOST_CHARACTERS
        and len(text.split()) <= _MOST_WORDS
        and not _CLOSED.search(text)
    )


def _byline_or_date(line: Line) -> tuple[str, str] | None:
    if match := _BYLINE.fullmatch(line.words):
        return "byline", match["name"].strip()
    if match := _DATE.fullmatch(line.words):
        return "published", match["date"].strip()
    return None
