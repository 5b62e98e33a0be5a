"""An article's sentences, made ready for looking up where a text comes from."""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.text import detect_language, language_of, leading_connective, split_sentences
from digest.trace.names_found import name_runs
from digest.trace.tokens import Token, plain, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.article import Article

_COMMON = 200  # sentences; a word of more of them says nothing of where a text comes from

_LONG_ABBREVIATION = 7  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence of an article, by its place in the canonical text."""

    number: int
    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    keys: frozenset[str]  # of its content words and numbers


class ArticleIndex:
    """An article's sentences (headings and notices too), and which words stand in which of them."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.language = article.language if article.language != "und" else detect_language(article.text)
        self.tables = language_of(self.language)
        self.sentences: list[SourceSentence] = list(self._split())
        self.starts = {sentence.start: sentence.number for sentence in self.sentences}
        self.ends = {sentence.end: sentence.number for sentence in self.sentences}
        self.whole: dict[str, SourceSentence] = {}
        self.trimmed: dict[str, tuple[SourceSentence, int]] = {}  # with the length of what was removed
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for sentence in self.sentences:
            self._add(sentence)
        self.words = Counter(token.lower for sentence in self.sentences for token in sentence.tokens)
        self.names = frozenset(self._names())
        edges = " ".join(filter(None, (article.title, article.byline, article.published, article.updated)))
        self.edge_words = frozenset(token.lower for token in tokenize(edges, self.language))
        self.plain_text = plain(article.text)
        self._runs: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for sentence in self.sentences:
            for run in name_runs(sentence.tokens, self.names, self.tables):
                names = tuple(sentence.tokens[n].lower for n in run)
                for name in names:
                    self._runs[name].add(names)
        self.abbreviations = frozenset(
            token.lower.replace(".", "")
            for sentence in self.sentences
            for token in sentence.tokens
            if token.text.isupper() and 1 < len(token.text.replace(".", "")) < _LONG_ABBREVIATION
        )
        self.initials = frozenset("".join(name[0] for name in run) for runs in self._runs.values() for run in runs)

    def _split(self) -> Iterator[SourceSentence]:
        text, n = self.article.text, 0
        for start, end in _places(self.article):
            for a, b in split_sentences(text[start:end], self.language):
                piece = text[start + a : start + b]
                tokens = tokenize(piece, self.language)
                keys = frozenset(token.key for token in tokens if token.content)
                yield SourceSentence(number=n, text=piece, start=start + a, end=start + b, tokens=tokens, keys=keys)
                n += 1

    def _add(self, sentence: SourceSentence) -> None:
        self.whole.setdefault(sentence.text, sentence)
        connective = leading_connective(sentence.text, self.language)
        if connective and connective.trimmable:
            rest = sentence.text[connective.end :]
            self.trimmed.setdefault(rest[0].upper() + rest[1:], (sentence, connective.end))
        for key in sentence.keys:
            self._by_key[key].append(sentence.number)

    def _names(self) -> Iterator[str]:
        """Words with a capital inside a sentence, that stand in lower case nowhere or seldom."""
        capital: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for sentence in self.sentences:
            shouted = sentence.text.isupper()
            for n, token in enumerate(sentence.tokens):
                if token.capital and n and not shouted:
                    capital[token.lower] += 1
                elif not token.capital:
                    small[token.lower] += 1
        for word, count in capital.items():
            if count > small[word] and word not in self.tables.stop_words and not word[0].isdigit():
                yield word

    def whole_span(self, text: str) -> tuple[int, int] | None:
        """Find a text that is one or more whole sentences of the article."""
        if text in self.whole:
            return self.whole[text].start, self.whole[text].end
        start = self.article.text.find(text)
        if start in self.starts and start + len(text) in self.ends:
            return start, start + len(text)
        return None

    def within(self, start: int, end: int) -> list[int]:
        """Return the numbers of the sentences that a span touches."""
        return [there.number for there in self.sentences if there.start < end and start < there.end]

    def one_name(self, name: str, other: str) -> bool:
        """Tell whether the article has a name that holds both words: Sergei and Lavrov."""
        return any(other in run for run in self._runs.get(name, ()))

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


@functools.lru_cache(maxsize=32)
def index_of(article: Article) -> ArticleIndex:
    """Return an article's index, made once for the latest few articles."""
    return ArticleIndex(article)
