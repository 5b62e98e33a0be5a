"""Notices: the paragraphs at an article's edges that are not news, by kind and with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.article import NoticeKind
from digest.read.content import Line, Role
from digest.read.signs import HEADED, SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.settings import Settings

_FURTHEST = 12  # lines from an edge that are looked at
_HEADED_MOST = 6  # lines that a heading such as "Disclaimer" may have under it
_LONGEST = 2_000  # characters of a notice
_LONGEST_AMID = 400  # and of one amid news
_OPENING = 45  # characters in which a notice may say something else first
_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’»)]*(?:\s|$)|[。！？]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Which line is a notice, and why."""

    line: int
    kind: NoticeKind
    reason: str


def find_notices(lines: Sequence[Line], settings: Settings) -> tuple[list[Mark], set[int]]:
    """The notices among ``lines``, in their order, and the headings that stand over nothing but notices.

    The settings' patterns name some, wherever they stand. Some wordings are notices anywhere, others only in the runs
    at both edges, or under a heading that says so at the end.
    """
    order = [index for index, line in enumerate(lines) if line.role is not Role.FURNITURE]
    marks = {index: mark for index in order if (mark := _named(index, lines[index], settings))}
    for index in order:
        if index not in marks and (mark := _told(index, lines[index], anywhere=True)):
            marks[index] = mark
    under, headings = _headed(lines, order)
    for mark in under:
        marks.setdefault(mark.line, mark)
    for edge in (order[::-1], order):
        for index in [index for index in edge if index not in headings][:_FURTHEST]:
            found = marks.get(index) or _told(index, lines[index], anywhere=False)
            if found is None:
                break
            marks[index] = found
    return [marks[index] for index in sorted(marks)], headings


def _named(index: int, line: Line, settings: Settings) -> Mark | None:
    for kind in NoticeKind:
        for pattern in getattr(settings.notices, kind.value):
            if re.search(pattern, line.words):
                return Mark(index, kind, f"matches [notices] {kind.value} “{pattern}”")
    return None


def _told(index: int, line: Line, *, anywhere: bool) -> Mark | None:
    """The first sign in ``line``, if it stands in its first sentence: news may end in who contributed."""
    if line.role is Role.HEADING or len(line.words) > (_LONGEST_AMID if anywhere else _LONGEST):
        return None
    for sign in SIGNS:
        if anywhere and not sign.anywhere:
            continue
        match = sign.pattern.search(line.words)
        if match and (match.start() <= _OPENING or not _SENTENCE_END.search(line.words[: match.start()])):
            return Mark(index, sign.kind, sign.reason)
    return None


def _headed(lines: Sequence[Line], order: Sequence[int]) -> tuple[list[Mark], set[int]]:
    """What stands under the last heading, if that is one over notices, as often as that repeats; and the headings."""
    found: list[Mark] = []
    headings: set[int] = set()
    end = len(order)
    for place in range(len(order) - 1, max(-1, len(order) - _FURTHEST), -1):
        words = lines[order[place]].words
        kind = next((kind for kind, pattern in HEADED if pattern.fullmatch(words)), None)
        if kind is not None and 0 < end - place - 1 <= _HEADED_MOST:
            headings.add(order[place])
            found += [Mark(index, kind, f"stands under “{words}”") for index in order[place + 1 : end]]
            end = place
        elif lines[order[place]].role is Role.HEADING:
            break
    return found, headings
