"""Splitting a text into sentences.

Every mark that can end a sentence is looked at once, with the few characters around it, so the time grows with the
text alone. Nothing is split inside a quotation or between brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from digest.text.boundaries import Candidate, ends_sentence
from digest.text.languages import Language, language_of
from digest.text.quotations import quotes_of_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(r"[.!?…‥。！？؟।॥｡︒۔．]+")
_CLOSING = frozenset("\"'”’“»«›)]}」』）】*_")
_BRACKETS = re.compile(r"\([^()\n]{1,600}\)|\[[^\[\]\n]{1,600}\]|（[^（）\n]{1,600}）|《[^《》\n]{1,200}》")


def split_sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Split a text into sentences: spans in order, without white space at their ends.

    A line break always ends a sentence. A quotation, however many sentences it holds, is never split, and goes with
    the words that say whose it is.
    """
    tables = language_of(language)
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans += [(start + a, start + b) for a, b in _split_line(line, tables)]
        start += len(line) + 1
    return spans


def _split_line(line: str, language: Language) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _ends(line, language):
        if span := _stripped(line, start, end):
            yield span
        start = end
    if span := _stripped(line, start, len(line)):
        yield span


def _stripped(line: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _ends(line: str, language: Language) -> Iterator[int]:
    quotations = quotes_of_line(line)
    kept = _merged(quotations + [match.span() for match in _BRACKETS.finditer(line)])
    starts = [start for start, _ in kept]
    closes = {end for _, end in quotations}
    sentence = number = 0  # where the sentence began; the number of its last enumerated item
    for match in _END.finditer(line):
        end = _past_closing(line, match.end(), closes)
        n = bisect_right(starts, match.start()) - 1
        if n >= 0 and kept[n][1] > match.start() and end < kept[n][1]:
            continue
        number = _enumeration(line, sentence, match, number)
        candidate = Candidate(
            line=line,
            mark=match.start(),
            after_mark=match.end(),
            end=end,
            sentence=sentence,
            quoted=end in closes,
            item=number,
        )
        if ends_sentence(candidate, language):
            yield end
            sentence, number = end, 0


def _past_closing(line: str, end: int, closes: set[int]) -> int:
    while end < len(line):
        gap = end + 1 if line[end] in " \u00a0\u202f" and end + 2 in closes and line[end + 1] in "»«" else end
        if line[gap] not in _CLOSING or (line[gap] in "\"“«'" and gap + 1 not in closes):
            break
        end = gap + 1
    return end


def _enumeration(line: str, sentence: int, match: re.Match[str], number: int) -> int:
    """Return the number of the item that this full stop belongs to, where "1." came after a colon; else 0."""
    token = line[max(sentence, match.start() - 4) : match.start()].split()
    if match.group() != "." or not token or not token[-1].isdigit():
        return number
    before = line[sentence : match.start() - len(token[-1])].rstrip()[-1:]
    value = int(token[-1])
    return value if (value == 1 and before == ":") or (number and value == number + 1) else number


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
