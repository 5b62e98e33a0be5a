"""An article's sentences, made ready for looking up where a text comes from."""

from __future__ import annotations

import functools
import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from digest.text import detect_language, language_of, leading_connective
from digest.trace.article_names import ArticleNames
from digest.trace.sources import SourceSentence, source_sentences
from digest.trace.tokens import plain, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.article import Article

_OPENING = 16  # characters by which a sentence is looked up
_COMMON = 200  # sentences; a word of more of them says nothing of where a text comes from


class ArticleIndex:
    """An article's sentences (headings and notices too), and which words stand in which of them."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.language = article.language if article.language != "und" else detect_language(article.text)
        self.tables = language_of(self.language)
        self.sentences = list(source_sentences(article, self.language))
        self.names = ArticleNames(self.sentences, self.tables)
        self.words = frozenset(token.lower for sentence in self.sentences for token in sentence.tokens)
        self.plain_text = plain(article.text)
        edges = " ".join(filter(None, (article.title, article.byline, article.published, article.updated)))
        self.edge_words = frozenset(token.lower for token in tokenize(edges, self.language))
        self.trimmed: dict[str, tuple[SourceSentence, int]] = {}  # with the length of what was removed
        self._whole: dict[str, SourceSentence] = {}
        self._openings: defaultdict[str, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for sentence in self.sentences:
            self._add(sentence)
        self._starts = [sentence.start for sentence in self.sentences]
        self._ends = [sentence.end for sentence in self.sentences]

    def _add(self, sentence: SourceSentence) -> None:
        self._whole.setdefault(sentence.text, sentence)
        openings = self._openings[self.article.text[sentence.start : sentence.start + _OPENING]]
        if len(openings) < _COMMON:
            openings.append(sentence.start)
        connective = leading_connective(sentence.text, self.language)
        if connective and connective.trimmable:
            rest = sentence.text[connective.end :]
            self.trimmed.setdefault(rest[0].upper() + rest[1:], (sentence, connective.end))
        for key in sentence.keys:
            self._by_key[key].append(sentence.number)

    def whole_span(self, text: str) -> tuple[int, int] | None:
        """Find a text that is one or more whole sentences of the article."""
        if text in self._whole:
            return self._whole[text].start, self._whole[text].end
        for start in self._openings.get(text[:_OPENING], ()):
            end = start + len(text)
            last = bisect_left(self._ends, end)
            if self._ends[last : last + 1] == [end] and self.article.text.startswith(text, start):
                return start, end
        return None

    def within(self, start: int, end: int) -> range:
        """Return the numbers of the sentences that a span touches."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def weight(self, key: str) -> float:
        """Return how much a word says of where a text comes from: more the fewer sentences it stands in."""
        return math.log1p(len(self.sentences) / max(1, len(self._by_key.get(key, ()))))

    def having(self, key: str) -> list[int]:
        """Return the numbers of the sentences that hold a word; none for a word of very many."""
        found = self._by_key.get(key, [])
        return found if len(found) <= _COMMON else []

    def around(self, numbers: Iterable[int], before: int = 2, after: int = 1) -> list[SourceSentence]:
        """Return these sentences and their neighbours, in order."""
        wanted = {n + d for n in numbers for d in range(-before, after + 1)}
        return [self.sentences[n] for n in sorted(wanted) if 0 <= n < len(self.sentences)]


@functools.lru_cache(maxsize=32)
def index_of(article: Article) -> ArticleIndex:
    """Return an article's index, made once for the latest few articles."""
    return ArticleIndex(article)
