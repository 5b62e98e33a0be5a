"""An article's blocks: one for each of its sections, every sentence with its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.summarize.extractive import extract
from digest.text import detect_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article
    from digest.edition import Block
    from digest.settings import Settings

__all__ = ["summarize"]


def summarize(
    article: Article, settings: Settings, *, index: int = 0, earlier: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """Summarise an article by the summariser that the settings name.

    Args:
        article: what was read; its notices take no part.
        settings: their ``summary`` holds the budget of a block, in words.
        index: the article's place in its edition.
        earlier: the edition's blocks so far, of which nothing is repeated.
    """
    language = article.language if article.language != "und" else detect_language(article.text)
    return extract(article, language, settings.summary.words, index=index, earlier=earlier)
