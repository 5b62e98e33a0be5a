"""Hard-wrapped text: finding the width it was wrapped at, and joining its lines again."""

from __future__ import annotations

import re
from itertools import pairwise

_WIDTHS = range(30, 121)  # characters at which people and programs wrap
_FEWEST = 4  # lines that must break at the width before a text counts as wrapped
_SHARE = 0.7  # of the breaks inside paragraphs that must be forced by the width
_NEW_ITEM = re.compile(r"\s*(?:[-*•·‣◦–—]\s|\(?\d{1,3}[.)]\s|[a-z][.)]\s|#{1,6}\s|>|\||[=*_~-]{3,}\s*$)|\s{2,}\S")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")


def unwrap(lines: list[str]) -> list[str]:
    """``lines`` with those of a paragraph joined, if the text was wrapped at a fixed width; else as they are.

    A line ends its paragraph where the next line is blank, begins an item, or begins with a word that would still
    have fitted.
    """
    width = _width(lines)
    if width is None:
        return lines
    joined: list[list[str]] = []
    before = ""
    for this in lines:
        if joined and before.strip() and _continues(before, this, width):
            joined[-1].append(this)
        else:
            joined.append([this])
        before = this
    return [_join(parts) for parts in joined]


def _width(lines: list[str]) -> int | None:
    """The width that ``lines`` were wrapped at, or None."""
    breaks = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and not _NEW_ITEM.match(b)]
    if len(breaks) < _FEWEST:
        return None
    width = max(len(a.rstrip()) for a, _ in breaks)
    if width not in _WIDTHS:
        return None
    full = sum(_fills(a, b, width) for a, b in breaks)
    return width if full >= max(_FEWEST, _SHARE * len(breaks)) else None


def _fills(this: str, following: str, width: int) -> bool:
    """Whether the next word would not have fitted on this line."""
    words = following.split(maxsplit=1)[0]
    room = 1 if _CJK.match(words) else len(words) + 1
    return len(this.rstrip()) + room > width


def _continues(this: str, following: str, width: int) -> bool:
    return bool(following.strip()) and not _NEW_ITEM.match(following) and _fills(this, following, width)


def _join(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text = text.rstrip()
        part = part.lstrip()  # noqa: PLW2901
        tight = text.endswith("\u00ad") or re.search(r"\w-$", text) or (_CJK.match(text[-1:]) and _CJK.match(part))
        text = text.removesuffix("\u00ad") + ("" if tight else " ") + part
    return text
