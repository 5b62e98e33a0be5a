"""Whether what a digest takes from its articles still stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.article import NoticeKind
from digest.deliver.new_articles import fresh
from digest.errors import InputError, RefusedError
from digest.text import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.article import Article
    from digest.edition import Edition
    from digest.settings import Settings

_REMEDY = "Correct the draft, or make it again from the article as it is now."


def refuse_changed(edition: Edition, settings: Settings) -> None:
    """Read the sources of an edition again, and hold them to what it takes from them, word for word.

    Raises:
        RefusedError: a sentence changed or vanished since; names it.
        UnreachableError: a page can't be reached.
    """
    for index, article in enumerate(edition.articles):
        taken = list(_taken(edition, index))
        try:
            now = fresh(article, settings)
        except InputError as error:
            first = taken[0] if taken else article.title
            raise RefusedError(f"“{first}” has lost its source: {error.message}", remedy=_REMEDY) from error
        if now.text != article.text:
            _refuse(taken, now, article)


def _refuse(taken: list[str], now: Article, article: Article) -> None:
    where = article.url or article.path
    there = {*_sentences(now), *(_folded(line) for line in now.text.split("\n"))}
    for words in taken:
        if _folded(words) not in there:
            raise RefusedError(f"“{words}” no longer stands in {where}.", remedy=_REMEDY)
    for notice in now.notices:
        if notice.kind is NoticeKind.DISCLAIMER and _folded(notice.text) not in _folded(article.text):
            raise RefusedError(f"{where} carries a notice since: “{notice.text}”", remedy=_REMEDY)


def _taken(edition: Edition, index: int) -> Iterator[str]:
    """The sentences of an article that an edition takes something from, and its notices, as the article had them."""
    article = edition.articles[index]
    sentences = split_sentences(article.text, article.language)
    for start, end in _spans(edition, index):
        yield from (article.text[first:last] for first, last in sentences if first < end and last > start)
    for disclaimer in edition.disclaimers:
        if disclaimer.source == "article" and disclaimer.text in article.text.split("\n"):
            yield disclaimer.text


def _spans(edition: Edition, index: int) -> Iterator[tuple[int, int]]:
    for block in edition.blocks():
        for one in (*block.sentences, block.quote, *block.figures):
            if one is not None and one.article == index and one.start is not None and one.end is not None:
                yield one.start, one.end
        for sentence in block.sentences:
            yield from ((place.start, place.end) for place in sentence.sources if place.article == index)


def _sentences(article: Article) -> Iterator[str]:
    return (_folded(article.text[start:end]) for start, end in split_sentences(article.text, article.language))


def _folded(text: str) -> str:
    return " ".join(text.split())
