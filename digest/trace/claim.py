"""A sentence to be borne out, with the places in the article that may do so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.edition import Problem
from digest.trace.alignment import Comparison, align, compare
from digest.trace.tokens import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.text import Language
    from digest.trace.index import ArticleIndex
    from digest.trace.sources import SourceSentence

_NEAR = 0.6  # of a sentence's words in one source, in order: the sentence is that source, edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence with the sources it is held against."""

    text: str
    tokens: tuple[Token, ...]
    index: ArticleIndex
    sources: tuple[SourceSentence, ...]
    coverage: float  # of what it says, by its sources
    comparisons: tuple[Comparison, ...]  # with each source, the closest first

    @property
    def language(self) -> Language:
        """The tables of the article's language."""
        return self.index.tables

    @property
    def near(self) -> Comparison | None:
        """The source that the sentence is an edited copy of, if any."""
        return self.comparisons[0] if self.comparisons and self.comparisons[0].share >= _NEAR else None

    def context(self, before: int = 2, after: int = 1) -> list[SourceSentence]:
        """Return the sources and the sentences around them."""
        return self.index.around((source.number for source in self.sources), before, after)


def make_claim(text: str, index: ArticleIndex, among: frozenset[int] | None = None) -> Claim:
    """Align a sentence with an article, or with those of its sentences whose numbers are given."""
    tokens = tokenize(text, index.language)
    alignment = align(tokens, index, among)
    comparisons = [compare(tokens, source) for source in alignment.sources]
    return Claim(
        text=text,
        tokens=tokens,
        index=index,
        sources=alignment.sources,
        coverage=alignment.coverage,
        comparisons=tuple(sorted(comparisons, key=lambda comparison: -comparison.share)),
    )


def unsupported(kind: str, words: str, message: str) -> Problem:
    """Make the problem that the article doesn't bear these words out."""
    return Problem(kind=kind, text=words, message=message)


def spelled(text: str, tokens: Iterable[Token]) -> str:
    """Return the stretch of text from the first of the tokens to the last."""
    found = list(tokens)
    return text[found[0].start : found[-1].end] if found else ""
