"""The numbers of a section that a reader would want at a glance, with what they count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.edition import Figure
from digest.text import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.summarize.passage import Candidate

_MOST = 3  # as many as stand side by side
_FEWEST = 2  # one number by itself is no table of figures
_WORDS = 3  # that may follow a number
_NUMBER = re.compile(
    r"(?<![\w.,\-–:/])(?:[$€£¥₹]\s?)?\d[\d.,]*\d|(?<![\w.,\-–:/])(?:[$€£¥₹]\s?)?\d(?![\w:/])",
)
_UNIT = re.compile(r"\s?(?:%|percent|per cent|million|billion|trillion|thousand|bn|m|km|kg|°C|°F)\b|\s?%")
_FOLLOWING = re.compile(r"\s([^\W\d_][\w’'\-]*)")
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")


def key_figures(section: Sequence[Candidate], language: str, index: int) -> tuple[Figure, ...]:
    """Find up to three figures with their units, as the article words them; none where there is but one."""
    found: list[Figure] = []
    for candidate in section:
        for start, end in _figures(candidate.sentence.text, stop_words(language)):
            offset = candidate.sentence.start
            text = candidate.sentence.text[start:end]
            if text not in [figure.text for figure in found]:
                found.append(Figure(text=text, article=index, start=offset + start, end=offset + end))
    return tuple(found[:_MOST]) if len(found) >= _FEWEST else ()


def _figures(text: str, function_words: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(text):
        end = match.end()
        unit = _UNIT.match(text, end)
        money = match.group()[0] in "$€£¥₹"
        if unit:
            end = unit.end()
        elif _YEAR.match(match.group()):
            continue
        labelled = _label_end(text, end, function_words)
        if labelled > end or unit or money:
            yield match.start(), labelled


def _label_end(text: str, end: int, function_words: frozenset[str]) -> int:
    """Return where the noun after a number ends: at most three words, none of them a function word."""
    for _ in range(_WORDS):
        following = _FOLLOWING.match(text, end)
        if not following or following.group(1).lower() in function_words:
            return end
        end = following.end()
    return end
