"""An article as sentences, each by its place in the canonical text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.text import split_sentences
from digest.trace.tokens import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence of an article."""

    number: int
    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    keys: frozenset[str]  # of its content words and numbers


def source_sentences(article: Article, language: str) -> Iterator[SourceSentence]:
    """Yield the sentences of all paragraphs, headings, notices and other lines of an article, in order."""
    n = 0
    for start, end in _places(article):
        for a, b in split_sentences(article.text[start:end], language):
            text = article.text[start + a : start + b]
            tokens = tokenize(text, language)
            keys = frozenset(token.key for token in tokens if token.content)
            yield SourceSentence(number=n, text=text, start=start + a, end=start + b, tokens=tokens, keys=keys)
            n += 1


def _places(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, headings and notices, and the lines that are none of these, such as a title."""
    at = 0
    for start, end in sorted(_parts(article)):
        yield from _lines(article.text, at, start)
        yield start, end
        at = max(at, end)
    yield from _lines(article.text, at, len(article.text))


def _parts(article: Article) -> Iterator[tuple[int, int]]:
    for section in article.sections:
        if section.heading:
            yield section.start, section.start + len(section.heading)
        for paragraph in section.paragraphs:
            yield paragraph.start, paragraph.end
    for notice in article.notices:
        yield notice.start, notice.end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].splitlines(keepends=True) if start < end else ():
        if any(map(str.isalnum, line)):
            yield start, start + len(line)
        start += len(line)
