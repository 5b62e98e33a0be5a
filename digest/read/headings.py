"""Headings that no markup shows: which bare lines of a text are headings, each with a confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.read.content import Line, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.settings import Settings

_MOST_WORDS = 14
_MOST_CHARACTERS = 100
_PROSE_WORDS = 12  # from which a line is prose even without a full stop
_CLOSED = re.compile(r"[.!;:,…。！；：،؛।”’\"'»)\]]\s*$")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*$")
_QUOTE_START = re.compile(r"[\"“”«„‘'(\[]")
_LINK = re.compile(r"https?://|www\.|\S@\S|\b\w+\.(?:com|org|net|gov|edu)\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:\w+,?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d).{{0,20}}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:by|photo|image|picture|video|illustration|credit|source|caption|file photo|posted|published|updated|share)\b"
    r"(?::|\s+by\b|\s+[A-Z])|©|\(c\)",
    re.IGNORECASE,
)


def correct_headings(lines: Sequence[Line], settings: Settings) -> list[Line]:
    """``lines`` as ``[reading] headings`` and ``not_headings`` have them: patterns that match a whole line."""
    return [_corrected(line, settings) for line in lines]


def find_headings(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the bare ones that are headings made so."""
    found = list(lines)
    words = [index for index, line in enumerate(found) if line.role is not Role.FURNITURE]
    for place, index in enumerate(words):
        line = found[index]
        if line.role is not Role.TEXT or not _heading_like(line):
            continue
        after = found[words[place + 1]] if place + 1 < len(words) else None
        before = found[words[place - 1]] if place else None
        if after is not None and _introduces(after) and not _in_short_run(before, after):
            found[index] = replace(line, role=Role.HEADING, confidence=0.9)
    return found


def _corrected(line: Line, settings: Settings) -> Line:
    if line.role is Role.FURNITURE:
        return line
    if _matches(settings.reading.headings, line):
        return replace(line, role=Role.HEADING, confidence=1.0)
    if line.role is Role.HEADING and _matches(settings.reading.not_headings, line):
        return replace(line, role=Role.TEXT)
    return line


def _matches(patterns: Sequence[str], line: Line) -> bool:
    return any(re.fullmatch(pattern, line.words) for pattern in patterns)


def _heading_like(line: Line) -> bool:
    text = line.words
    return (
        len(text) <= _MOST_CHARACTERS
        and len(text.split()) <= _MOST_WORDS
        and not _CLOSED.search(text)
        and not _QUOTE_START.match(text)
        and not text[0].islower()
        and any(character.isalpha() for character in text)
        and not (_LINK.search(text) or _DATE.fullmatch(text) or _CREDIT.match(text))
    )


def _introduces(after: Line) -> bool:
    """Whether a line is what a heading stands over: prose."""
    if after.role is not Role.TEXT:
        return False
    return len(after.words.split()) >= _PROSE_WORDS or bool(_SENTENCE_END.search(after.words))


def _in_short_run(before: Line | None, after: Line) -> bool:
    return before is not None and before.role is Role.TEXT and _heading_like(before) and _heading_like(after)
