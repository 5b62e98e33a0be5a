"""What an article is about, by the words of its title and opening."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from digest.text import language_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.article import Article

_MARKS = ".,;:!?…“”„«»\"'’()[]"
_ON_TOPIC = 0.5
_FEWEST_SHARED = 3
_STEM = 6  # letters: "territory" and "territorial" count as one, in any language


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The stems of an article's opening, and how often each stem and each name stands in the whole."""

    language: str
    opening: frozenset[str]
    stems: Counter[str]
    names: Counter[str]

    def coverage(self, text: str) -> float:
        """The share of a text's telling words that the opening has too, 0 to 1, weighed by how often they return."""
        weights = {stem: log(2 + self.stems[stem]) for stem in content_stems(text, self.language)}
        return sum(weights[stem] for stem in weights if stem in self.opening) / (sum(weights.values()) or 1.0)

    def is_told_by(self, text: str) -> bool:
        """Whether ``text`` says what the opening says: half of it by weight, in three words, or two and a main name."""
        shared = len(content_stems(text, self.language) & self.opening)
        enough = _FEWEST_SHARED - (self.prominence(text) >= _ON_TOPIC)
        return shared >= enough and self.coverage(text) >= _ON_TOPIC

    def prominence(self, text: str) -> float:
        """How prominent the most prominent name in ``text`` is, 0 (none is there) to 1 (the article's first)."""
        counts = [self.names[word] for word in _tokens(text)]
        return max(counts, default=0) / max(self.names.values(), default=1)

    def known(self, text: str) -> float:
        """The share of a text's telling words that stand in the article, 0 to 1."""
        found = content_stems(text, self.language)
        return sum(self.stems[stem] > 0 for stem in found) / len(found) if found else 0.0


def topic_of(article: Article) -> Topic:
    """The topic of an article. Its opening is its title, unless that was derived, and how its first section begins."""
    paragraphs = [paragraph.text for paragraph in article.paragraphs()]
    lede = [paragraph.text for section in article.sections[:1] for paragraph in section.paragraphs[:2]]
    opening = [*([] if article.title_derived else [article.title]), *lede]
    language, body = article.language, "\n".join(paragraphs)
    return Topic(
        language=language,
        opening=content_stems(" ".join(opening), language),
        stems=Counter(word[:_STEM] for word in words(body, language)),
        names=_names(body, language),
    )


def content_stems(text: str, language: str) -> frozenset[str]:
    """The beginnings of the words that tell something, lower-cased."""
    stop = language_of(language).stop_words
    return frozenset(word[:_STEM] for word in words(text, language) if word not in stop)


def overlap(text: str, other: str, language: str) -> float:
    """The share of the telling words of the shorter text that the other has too, 0 to 1."""
    one, two = content_stems(text, language), content_stems(other, language)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _names(text: str, language: str) -> Counter[str]:
    """How often each name stands in ``text``: words that have a capital inside a sentence too."""
    tables = language_of(language)
    inside = " ".join(word for before, word in pairwise(text.split()) if before[-1].isalnum())
    names = {word for word in _tokens(inside) if word[:1].isupper() and not tables.is_opener(word)}
    return Counter(word for word in _tokens(text) if word in names)


def _tokens(text: str) -> Iterator[str]:
    """The words as they are written, less marks and the English possessive."""
    return (word.strip(_MARKS).removesuffix("’s").removesuffix("'s") for word in text.split())
