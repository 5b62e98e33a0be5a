"""Plain text into lines: what bullets, quote marks, rules and slipped-in Markdown say by themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from digest.read.bold import BOLD_CONFIDENCE, is_bold_heading
from digest.read.content import Content, Line, Role, line
from digest.read.encoding import clean, decode
from digest.read.opening import read_opening
from digest.read.wrapping import unwrap

_BULLET = re.compile(r"\s*(?:[-*+•·‣◦▪■●–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_RULE = re.compile(r"\s*([=*_~#•·-])(?:\s*\1){2,}\s*")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_HASHES = re.compile(r"\s{0,3}#{1,6}\s+(?=\S)")
_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)(?P<words>[^*_]+)(?<=\S)\1:?\s*")
_TABS = re.compile(r"\S.*\t.*\S")
_LONGEST_UNDERLINED = 120  # characters


def read_plain(data: bytes, *, path: str, declared: str | None = None) -> Content:
    """Plain text as lines. Bare lines that may be headings are still TEXT: see ``headings.find_headings``.

    Raises:
        ArticleError: the bytes are no text.
    """
    text, encoding = decode(data, path=path, declared=declared)
    text, notes = clean(text, path=path)
    return read_opening(Content(format="text", encoding=encoding, lines=tuple(plain_lines(text)), notes=notes))


def plain_lines(text: str) -> list[Line]:
    r"""The lines of ``text``, whose line ends are ``\n``, hard wrapping undone; they join to the canonical text."""
    lines = [_line(text) for text in unwrap(text.split("\n"))]
    for index, (above, this) in enumerate(pairwise(lines)):
        if _UNDERLINE.fullmatch(this.text) and _can_be_underlined(above, this, lines[index - 1] if index else None):
            lines[index] = replace(above, role=Role.HEADING)
    return lines


def _line(text: str) -> Line:
    if not text.strip() or _RULE.fullmatch(text) or _UNDERLINE.fullmatch(text):
        return line(text, Role.FURNITURE)
    if hashes := _HASHES.match(text):
        return line(text, Role.HEADING, mark=hashes.end())
    if (bold := _BOLD.fullmatch(text)) and is_bold_heading(bold["words"]):
        start, end = bold.span("words")
        return Line(text=text, role=Role.HEADING, start=start, end=end, confidence=BOLD_CONFIDENCE)
    if quoted := _QUOTED.match(text):
        return line(text, Role.QUOTE, mark=quoted.end())
    if bullet := _BULLET.match(text):
        return line(text, Role.LIST, mark=bullet.end())
    return line(text, Role.TABLE if _TABS.fullmatch(text) else Role.TEXT)


def _can_be_underlined(above: Line, rule: Line, before: Line | None) -> bool:
    """A rule as long as the line above it, which stands alone, makes that line a heading."""
    alone = before is None or before.role in {Role.FURNITURE, Role.TEXT}
    near = len(rule.text.strip()) >= 0.5 * len(above.words)
    return alone and near and above.role is Role.TEXT and len(above.words) <= _LONGEST_UNDERLINED
