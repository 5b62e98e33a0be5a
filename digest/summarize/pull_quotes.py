"""The words worth setting large, with the person who said them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.edition import PullQuote
from digest.summarize.standalone import defects
from digest.text import count_words, language_of, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.summarize.passage import Candidate

_SHORTEST, _LONGEST = 6, 40  # words
_BESIDE = 200  # characters around a quotation in which its speaker stands
_MARKS = "“”„\"«»‹›「」『』‘’'"
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁҐІЇЄ][\w’'\-]*\.?"
_NAME = rf"{_CAPITALISED}(?:\s(?:(?:de|da|del|di|von|van|der|al|bin|la|le)\s)*{_CAPITALISED})*(?<!\.)"


def pull_quote(
    article: Article, section: Sequence[Candidate], chosen: Sequence[Candidate], language: str, index: int
) -> PullQuote | None:
    """Find a quotation of the section that isn't in its block already and whose own sentence names the speaker."""
    for candidate in section:
        if candidate in chosen:
            continue
        for start, words, speaker in _attributed(candidate.sentence.text, language):
            offset = candidate.sentence.start + start
            return PullQuote(
                text=words,
                speaker=_full_name(article.text[:offset], speaker),
                article=index,
                start=offset,
                end=offset + len(words),
            )
    return None


def _attributed(sentence: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each quotation stands whose speaker is named beside it, its words and the speaker."""
    for left, right in quotes(sentence):
        words = sentence[left:right].strip(_MARKS).rstrip(",")
        if _SHORTEST <= count_words(words, language) <= _LONGEST:
            speaker = _speaker(sentence[:left][-_BESIDE:], sentence[right : right + _BESIDE], language)
            if speaker and not defects(words, language):
                yield sentence.index(words, left), words, speaker


def _speaker(before: str, after: str, language: str) -> str | None:
    """Return the name beside a quotation: "...," Putin said; "...," said Putin; Putin said: "..."."""
    for pattern, text in zip(_patterns(language), (after, after, before), strict=True):
        match = pattern.search(text)
        if match and not language_of(language).is_opener(match["name"]):
            return match["name"]
    return None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    verbs = "|".join(sorted(map(re.escape, language_of(language).speech), key=len, reverse=True)) or "(?!)"
    return (
        re.compile(rf"^\W*(?P<name>{_NAME})\s+(?:{verbs})\b"),
        re.compile(rf"^\W*(?:{verbs})\s+(?P<name>{_NAME})"),
        re.compile(rf"(?P<name>{_NAME})\s+(?:{verbs})\W*$"),
    )


def _full_name(before: str, speaker: str) -> str:
    """Return the name as the article gave it first: "Andrei Belousov" for "Belousov"."""
    match = None if " " in speaker else re.search(rf"{_CAPITALISED}\s{re.escape(speaker)}\b", before)
    return match.group() if match else speaker
