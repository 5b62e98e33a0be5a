"""Hard-wrapped text: finding the width it was wrapped at, and joining its lines again."""

from __future__ import annotations

import re
from itertools import pairwise

_WIDTHS = range(30, 121)  # characters at which people and programs wrap
_FEWEST = 4  # lines that must break at the width before a text counts as wrapped
_SLACK = 0.1  # of the width: people wrap by hand, and programs before a long word
_SHARE = 0.6  # of the breaks inside paragraphs that must be forced by the width
_MARKED = re.compile(r"\s*(?:[-*•·‣◦–—]\s|\(?\d{1,3}[.)]\s|[a-z][.)]\s|#{1,6}\s|>|\||[=*_~-]{3,}\s*$)")
_INDENTED = re.compile(r"\s{2,}\S")
_SENTENCE_END = re.compile(r"[.!?。！？।؟][\"'”’»)」』]*\s*$")
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
    for this in lines:
        if joined and _continues(joined[-1], this, width):
            joined[-1].append(this)
        else:
            joined.append([this])
    return [_join(parts) for parts in joined]


def _width(lines: list[str]) -> int | None:
    """The width that ``lines`` were wrapped at, or None."""
    breaks = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and not _opens([a], b)]
    if len(breaks) < _FEWEST:
        return None
    width = max(len(a.rstrip()) for a, _ in breaks)
    if width not in _WIDTHS:
        return None
    full = [a for a, b in breaks if _fills(a, b, width)]
    whole = sum(bool(_SENTENCE_END.search(line)) for line in full)  # a wrapped line seldom ends with its sentence
    return width if len(full) >= max(_FEWEST, _SHARE * len(breaks)) and whole <= len(full) / 2 else None


def _fills(this: str, following: str, width: int) -> bool:
    """Whether the next word would not have fitted on this line."""
    words = following.split(maxsplit=1)[0]
    room = 1 if _CJK.match(words) else len(words) + 1
    return len(this.rstrip()) + room > width * (1 - _SLACK)


def _opens(paragraph: list[str], following: str) -> bool:
    """Whether a line begins something new: by a mark, or by its indent unless it goes on with an item."""
    return bool(_MARKED.match(following) or (_INDENTED.match(following) and not _MARKED.match(paragraph[0])))


def _continues(paragraph: list[str], following: str, width: int) -> bool:
    ends = not paragraph[-1].strip() or not following.strip() or _opens(paragraph, following)
    return not ends and _fills(paragraph[-1], following, width)


def _join(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        before, after = text.rstrip(), part.lstrip()
        tight = before[-1:] in {"-", "\u00ad"} and before[-2:-1].isalpha()
        tight = tight or bool(_CJK.match(before[-1:]) and _CJK.match(after))
        text = before.removesuffix("\u00ad") + ("" if tight else " ") + after
    return text
