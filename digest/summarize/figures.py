"""The numbers of a section that a reader would want at a glance, with what they count."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.edition import Figure
from digest.text import Language, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.summarize.passage import Candidate

_MOST = 3  # as many as stand side by side
_FEWEST = 2  # one number by itself is no table of figures
_WORDS = 3  # that may follow a number
_CURRENCY = "$€£¥₹₽₴"
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-zÀ-ɏЀ-ӿ.,:/–\-万億亿])(?:(?:US)?[{_CURRENCY}]\s?)?"
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?:[万億亿]\d+)?(?![A-Za-z:/–\-]*\d)",
)
_NOUN_FIRST = frozenset({"es", "fr", "it", "pt"})  # languages in which one word after a number is its noun
_FOLLOWING = re.compile(r"\s([^\W\d_][\w’'\-]*)")
_BEFORE = re.compile(r"([^\W\d_][\w’']*)\s$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")


def key_figures(section: Sequence[Candidate], language: str, index: int) -> tuple[Figure, ...]:
    """Find up to three figures with their units, as the article words them; none where there is but one."""
    table = language_of(language)
    found: dict[str, Figure] = {}
    for candidate in section:
        offset, text = candidate.sentence.start, candidate.sentence.text
        for start, end in _figures(text, table):
            figure = Figure(text=text[start:end], article=index, start=offset + start, end=offset + end)
            found.setdefault(figure.text, figure)
    return tuple(found.values())[:_MOST] if len(found) >= _FEWEST else ()


def _figures(text: str, table: Language) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(text):
        unit = _units(table.code).match(text, match.end())
        start, end = match.start(), unit.end() if unit else match.end()
        measured = bool(unit) or text[start] in _CURRENCY
        hedge = _hedge(text[:start], table)
        if not measured and not hedge and (_YEAR.match(match.group()) or _numbered(text[:start], table)):
            continue
        labelled = _label_end(text, end, table)
        if measured or labelled > end:
            yield start - hedge, labelled


def _numbered(before: str, table: Language) -> bool:
    """Whether the number is a name's or a date's: "Flight 9525", "March 24", "at 7"."""
    word = _BEFORE.search(before)
    return word is not None and ((word.start() > 0 and word[1][0].isupper()) or word[1].lower() in table.months)


def _label_end(text: str, end: int, table: Language) -> int:
    """Return where the noun after a number ends: at most three words, none of them a function word or a date."""
    ends = [end]
    for _ in range(1 if table.code in _NOUN_FIRST else _WORDS):
        following = _FOLLOWING.match(text, ends[-1])
        word = following[1].lower() if following else ""
        if not following or word in table.stop_words | table.speech | table.auxiliaries | table.whens:
            return ends[-1]
        if word in table.months:
            return end
        if len(ends) > 1 and _is_verb(following[1], text[: ends[-1]], table.code):
            return ends[-1]
        ends.append(following.end())
    return ends[-1]


def _is_verb(word: str, before: str, language: str) -> bool:
    """Whether a word after the noun goes on with the sentence: "94 drones launched", "40 Millionen Euro kostet"."""
    noun = before.rsplit(maxsplit=1)[-1]
    return (language == "en" and word.endswith("ed")) or (language == "de" and noun[0].isupper() and word.islower())


def _hedge(before: str, table: Language) -> int:
    """Return the length of what qualifies the number: "at least 26" is not 26."""
    match = _hedges(table.code).search(before) if table.hedges else None
    return len(match.group()) if match else 0


@cache
def _units(code: str) -> re.Pattern[str]:
    """Return what may stand behind a number: "million", "%", "40 millones de euros", "4000万元"."""
    table = language_of(code)
    spaced = [name for name in (*table.scales, *table.units) if (name[0].isalpha() and name.isascii()) or len(name) > 1]
    scale = "|".join(sorted(map(re.escape, spaced), key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"\s?(?:[%％]|°[CF]\b|[{_CURRENCY}]|[万億亿千百]*(?:元|円|人|名|台|辆|家|件)"
        rf"|(?:p[eo]u?r\s)?(?:{scale})\b(?:\s(?:de|di)\s\w+|\sd['’]\w+)?)",
        re.IGNORECASE,
    )


@cache
def _hedges(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, language_of(code).hedges))})\s$", re.IGNORECASE)
