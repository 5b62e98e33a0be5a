"""Notices: the paragraphs at an article's edges that are not news, by kind and with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.article import NoticeKind
from digest.read.content import Line, Role
from digest.read.signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.settings import Settings

_FURTHEST = 12  # lines from an edge
_SHORT, _LONGEST = 60, 200  # words
_HEAD = 160  # characters in which a paragraph that isn't short says what it is


@dataclass(frozen=True, slots=True)
class Mark:
    """Which line is a notice, and why."""

    line: int
    kind: NoticeKind
    reason: str


def find_notices(lines: Sequence[Line], settings: Settings) -> list[Mark]:
    """The notices among ``lines``: those the settings' patterns name, wherever; others in the runs at both edges."""
    named = {index: mark for index, line in enumerate(lines) if (mark := _named(index, line, settings))}
    order = [index for index, line in enumerate(lines) if line.role is not Role.FURNITURE]
    for edge in (order[::-1], order):
        for index in edge[:_FURTHEST]:
            if index in named:
                continue
            mark = _told(index, lines[index])
            if mark is None:
                break
            named[index] = mark
    return [named[index] for index in sorted(named)]


def _named(index: int, line: Line, settings: Settings) -> Mark | None:
    if line.role is Role.FURNITURE:
        return None
    for kind in NoticeKind:
        for pattern in getattr(settings.notices, kind.value):
            if re.search(pattern, line.words):
                return Mark(index, kind, f"matches [notices] {kind.value} “{pattern}”")
    return None


def _told(index: int, line: Line) -> Mark | None:
    length = len(line.words.split())
    if length > _LONGEST:  # an article in one paragraph, its credit at the end
        return None
    looked_at = line.words if length <= _SHORT else line.words[:_HEAD]
    sign = next((sign for sign in SIGNS if sign.pattern.search(looked_at)), None)
    return Mark(index, sign.kind, sign.reason) if sign else None
