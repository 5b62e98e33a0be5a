"""The numbers of a block that a reader would want at a glance, each saying by itself what it counts."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.edition import Figure
from digest.summarize.counted import counted, harmed
from digest.text import Amount, Language, amounts, language_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.summarize.passage import Candidate

_MOST = 3  # as many as stand side by side
_FEWEST = 2  # one number by itself is no table of figures
_LONGEST = 2_000  # characters of a sentence that is one, and no table run together
_TURNED = 6  # words before a number within which a negation reaches it
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BEFORE = re.compile(r"([^\W\d_][\w’'\-]*)\.?\s$")
_RANGES = frozenset({"–", "-", "to", "and", "or", "a", "y", "o", "à", "et", "ou", "bis", "und", "e", "до", "или", "і"})


def key_figures(chosen: Sequence[Candidate], language: str, index: int) -> tuple[Figure, ...]:
    """Find up to three figures in the sentences of a block, as the article words them; none where there is but one.

    Only the block's own sentences give any, so that whoever claims a number stands beside it.
    """
    table = language_of(language)
    found: dict[str, Figure] = {}
    for candidate in chosen:
        offset, text = candidate.sentence.start, candidate.sentence.text
        if len(text) > _LONGEST:
            continue
        for start, end in _figures(text, table):
            figure = Figure(text=text[start:end], article=index, start=offset + start, end=offset + end)
            found.setdefault(figure.text, figure)
    return enough(found.values())


def enough(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """As many figures as stand side by side; none where one would stand alone."""
    found = tuple(figures)
    return found[:_MOST] if len(found) >= _FEWEST else ()


def _figures(text: str, table: Language) -> Iterator[tuple[int, int]]:
    found = list(amounts(text, table.code))
    ranges = {one for pair in pairwise(found) if text[pair[0].end : pair[1].start].strip() in _RANGES for one in pair}
    for amount in found:
        hedge = _hedge(text[: amount.start], table)
        before = text[: amount.start - hedge]
        if amount in ranges or _no_count(text, amount, before, table) or _turned(before, table):
            continue
        if span := counted(text, amount, table):
            yield span[0] - hedge, span[1]
        elif span := harmed(text, before, amount, table):
            yield span


def _no_count(text: str, amount: Amount, before: str, table: Language) -> bool:
    """Whether a number is a year, a name's or a date's ("Flight 9525", "level 5"), or a part of a whole ("of 41")."""
    if not amount.unit and _YEAR.match(text[amount.start : amount.end]):
        return True
    match = _BEFORE.search(before)
    if not match:
        return False
    word = match[1]
    named = word.lower() != word and match.start() > 0
    part = _BEFORE.search(before[: match.start()]) if word.lower() in table.articles else None
    if part and part[1].lower() in table.parts:
        return True
    return named or word.lower() in table.months | table.numbered | table.lettered | table.parts


def _turned(before: str, table: Language) -> bool:
    """Whether a negation reaches the number: "did not build 300 homes"."""
    plain = _hedges(table.code).sub("", before)  # "no fewer than" denies nothing
    return bool(set(words(plain, table.code)[-_TURNED:]) & (table.negations | table.denials))


def _hedge(before: str, table: Language) -> int:
    """Return the length of what qualifies the number: "at least 26" is not 26."""
    found = _hedges(table.code).finditer(before)
    return next((len(match[0]) for match in found if match.end() == len(before)), 0)


@cache
def _hedges(code: str) -> re.Pattern[str]:
    """Return the phrases that qualify a number, with the space after each."""
    phrases = "|".join(map(re.escape, language_of(code).hedges)) or "(?!)"
    spaced = rf"(?<!\w)(?:(?:{phrases})\s)+"
    return re.compile(rf"(?:{phrases})+" if code in {"ja", "zh"} else spaced, re.IGNORECASE)
