"""Quotations: where one begins and ends, in any style of marks.

Each line is looked at by itself and in linear time. A mark that is opened at the head of a line and never closed is a
quotation that goes on in the next paragraph; any other lone mark is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# What closes each mark. German „ … “, Swedish ” … ” and Danish » … « are here as well.
_CLOSERS = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
_SINGLE = frozenset("‘‚‹'")
_MARK = re.compile("[“”„«»「」『』\"‘’‚‹›']")
_BEFORE_OPENING = frozenset(" \t\n([{<—–-:;/¿¡\u00a0\u202f\u3000")
_AFTER_CLOSING = frozenset(" \t\n.,;:!?)]}>—–-…/。，、！？؟،\u00a0\u202f\u3000")


def quotes(text: str) -> list[tuple[int, int]]:
    """Find the outermost quotations, as spans that hold their marks.

    Single marks count where no double ones stand around them and they can't be apostrophes.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        found += [(start + a, start + b) for a, b in quotes_of_line(line)]
        start += len(line) + 1
    return found


def quotes_of_line(line: str) -> list[tuple[int, int]]:
    """Find the outermost quotations of one line."""
    marks = [match.start() for match in _MARK.finditer(line)]
    if not marks:
        return []
    double = _paired(line, [at for at in marks if line[at] not in "‘’‚‹›'"])
    single = _paired(line, [at for at in marks if line[at] in "‘’‚‹›'“"])
    return _outermost(double, single)


def _outermost(double: list[tuple[int, int]], single: list[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = [start for start, _ in double]
    kept = list(double)
    for start, end in single:
        before = bisect_right(starts, start) - 1
        inside = before >= 0 and double[before][1] > start
        if not inside:
            kept.append((start, end))
    kept.sort()
    merged: list[tuple[int, int]] = []
    for start, end in kept:
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _paired(line: str, marks: list[int]) -> list[tuple[int, int]]:
    """Pair marks of a line. A kind of mark that turns out never to be closed is left out, and the rest paired again."""
    barred: set[str] = set()
    while True:
        found, unclosed = _pair_once(line, marks, barred)
        if unclosed is None:
            return found
        if not line[:unclosed].strip() and line[unclosed] not in _SINGLE and line[unclosed] in "“„«「『":
            return [(unclosed, len(line.rstrip()))]
        barred.add(line[unclosed])
        if found and found[-1][1] > unclosed:
            found.pop()


def _pair_once(line: str, marks: list[int], barred: set[str]) -> tuple[list[tuple[int, int]], int | None]:
    found: list[tuple[int, int]] = []
    opened, depth = -1, 0
    for n, at in enumerate(marks):
        mark = line[at]
        if opened < 0:
            if mark in _CLOSERS and mark not in barred and _may_open(line, at):
                opened, depth = at, 1
        elif mark in _CLOSERS[line[opened]] and _may_close(line, marks, n):
            depth -= 1
            if not depth:
                found.append((opened, at + 1))
                opened = -1
        elif mark == line[opened] and mark != _CLOSERS[mark] and _may_open(line, at):
            depth += 1
        elif mark == "“" and line[opened] == "“" and _may_end(line, at):  # an opening mark typed for a closing one
            found.append((opened, at + 1))
            opened = -1
    return found, opened if opened >= 0 else None


def _may_open(line: str, at: int) -> bool:
    if line[at] in "«„‚「『" and (
        line[at] != "«" or line[at + 1 : at + 2].strip() or at == 0 or line[at - 1].isspace()
    ):
        return True
    after = line[at + 1 : at + 2]
    before = line[at - 1] if at else " "
    if line[at] == "“":
        return bool(after)
    opens = before in _BEFORE_OPENING or before in _CLOSERS
    return opens and bool(after) and not after.isspace() and not (line[at] in "'‘" and after.isdigit())


def _may_end(line: str, at: int) -> bool:
    after = line[at + 1] if at + 1 < len(line) else " "
    return not line[at - 1].isspace() and (after in _AFTER_CLOSING or after in "”’»\"'")


def _may_close(line: str, marks: list[int], n: int) -> bool:
    at = marks[n]
    if line[at] not in "'’‘":
        return line[at] != '"' or not line[at - 1].isspace() or at + 1 == len(line) or line[at + 1].isspace()
    if not _may_end(line, at):
        return False
    if line[at - 1] not in "sS":
        return True
    # "workers' pay": a plural's apostrophe, if a better mark follows before the next quotation opens
    following = marks[n + 1] if n + 1 < len(marks) else None
    return following is None or not (line[following] == line[at] and _may_end(line, following))
