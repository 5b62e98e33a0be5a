"""An article's blocks: one for each of its sections, every sentence with its span."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from digest.summarize.extractive import extract
from digest.text import detect_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article
    from digest.edition import Block
    from digest.settings import Settings

__all__ = ["share_words", "summarize"]


def share_words(articles: Sequence[Article], settings: Settings) -> Settings:
    """Return settings whose budget of a block also keeps the whole edition within ``[edition] words``.

    A block has one sentence at least, so that an edition of many sections may still be longer.
    """
    whole = settings.edition.words
    blocks = sum(bool(section.paragraphs) for article in articles for section in article.sections)
    if whole is None or not blocks:
        return settings
    words = max(1, min(settings.summary.words, whole // blocks))
    return dataclasses.replace(settings, summary=dataclasses.replace(settings.summary, words=words))


def summarize(
    article: Article, settings: Settings, *, index: int = 0, earlier: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """Summarise an article by the summariser that the settings name.

    Args:
        article: what was read; its notices take no part.
        settings: their ``summary`` holds the budget of a block, in words.
        index: the article's place in its edition.
        earlier: the edition's blocks so far, of which nothing is repeated.

    Raises:
        SettingsError: the llm summariser is asked for and ``[summary.llm]`` doesn't say where it is.
    """
    language = article.language if article.language != "und" else detect_language(article.text)
    if settings.summary.summarizer == "llm":
        from digest.summarize import llm  # the verifier is slow to import

        return llm.write(
            article,
            language,
            settings.summary.words,
            endpoint=llm.endpoint_of(settings),
            cache=llm.cache_of(settings),
            index=index,
            earlier=earlier,
        )
    return extract(article, language, settings.summary.words, index=index, earlier=earlier)
