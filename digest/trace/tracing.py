"""Where each sentence of a text stands in the articles, or that it doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.edition import BlockSentence, Figure, PullQuote, Source, Support
from digest.text import split_sentences
from digest.trace.claim import make_claim, unsupported
from digest.trace.index import ArticleIndex, index_of
from digest.trace.tokens import tokenize
from digest.trace.verify import problems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article


def trace(
    text: str, articles: Sequence[Article], *, author: Support | None = None, language: str | None = None
) -> tuple[BlockSentence, ...]:
    """Split a text into sentences and find where each stands.

    Args:
        text: Any text; a line break ends a sentence.
        articles: What it may come from; the first that holds a sentence is named.
        author: Who wrote what isn't the articles' own: sentences in other words get this support, with their sources
            and problems, instead of aligned or unsupported.
        language: Of the text; the first article's where it isn't given.
    """
    indexes = [index_of(article) for article in articles]
    spoken = language or (indexes[0].language if indexes else "en")
    return tuple(trace_sentence(text[a:b], articles, author=author) for a, b in split_sentences(text, spoken))


def trace_sentence(text: str, articles: Sequence[Article], *, author: Support | None = None) -> BlockSentence:
    """Find where one sentence stands: verbatim, trimmed, or in other words."""
    indexes = [index_of(article) for article in articles]
    for n, index in enumerate(indexes):
        if found := _own_words(text, index, n):
            return found
    traced = [_other_words(text, index, n, author) for n, index in enumerate(indexes)]
    if not traced:
        return BlockSentence(text=text, support=author or Support.UNSUPPORTED)
    return min(traced, key=lambda sentence: (not sentence.sources, len(sentence.problems), sentence.article))


def _own_words(text: str, index: ArticleIndex, article: int) -> BlockSentence | None:
    if there := index.whole_span(text):
        start, end = there
        return BlockSentence(text=text, support=Support.VERBATIM, article=article, start=start, end=end)
    if text in index.trimmed:
        source, removed = index.trimmed[text]
        return BlockSentence(
            text=text,
            support=Support.TRIMMED,
            article=article,
            start=source.start,
            end=source.end,
            removed=((source.start, source.start + removed),),
        )
    return None


def _other_words(text: str, index: ArticleIndex, article: int, author: Support | None) -> BlockSentence:
    claim = make_claim(text, index)
    problems = problems_of(claim)
    borne = bool(claim.sources) and not problems
    return BlockSentence(
        text=text,
        support=author or (Support.ALIGNED if borne else Support.UNSUPPORTED),
        article=article,
        sources=tuple(Source(start=there.start, end=there.end, article=article) for there in claim.sources),
        problems=problems,
    )


def trace_quote(text: str, speaker: str, articles: Sequence[Article]) -> PullQuote:
    """Find where quoted words stand, and whether their speaker is named nearby."""
    for n, article in enumerate(articles):
        index = index_of(article)
        start = article.text.find(text)
        if text and start >= 0:
            problem = unsupported("speaker", speaker, f"The article doesn't have “{speaker}” say this.")
            return PullQuote(
                text=text,
                speaker=speaker,
                article=n,
                start=start,
                end=start + len(text),
                problems=() if _named_near(speaker, index, start, start + len(text)) else (problem,),
            )
    problem = unsupported("quote", text, "These are not the words of the article.")
    return PullQuote(text=text, speaker=speaker, problems=(problem,))


def _named_near(speaker: str, index: ArticleIndex, start: int, end: int) -> bool:
    """Tell whether the last word of a speaker's name stands near, and the others anywhere in the article."""
    near = {
        token.lower for there in index.around(index.within(start, end), before=3, after=2) for token in there.tokens
    }
    names = [token.lower for token in tokenize(speaker, index.language)]
    return bool(names) and names[-1] in near and all(name in index.words for name in names)


def trace_figure(text: str, articles: Sequence[Article]) -> Figure:
    """Find where a key figure stands, word for word."""
    for n, article in enumerate(articles):
        start = article.text.find(text)
        if text and start >= 0:
            return Figure(text=text, article=n, start=start, end=start + len(text))
    return Figure(text=text, problems=(unsupported("number", text, f"The article doesn't say “{text}”."),))
