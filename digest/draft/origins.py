"""The articles that a draft was made from: those kept beside it, or the same read again."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.draft.sources import Sources, load_sources, sources_path
from digest.errors import DraftError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digest.article import Article
    from digest.draft.front_matter import FrontMatter, SourceLine

    Reread = Callable[[str], Sequence[Article]]


def sources_of(front: FrontMatter, path: Path, reread: Reread | None) -> Sources:
    """The sources that the front matter of the draft at ``path`` names, in its order.

    Raises DraftError where NAME.sources.json holds others, or is missing and they can't be had again as they were.
    """
    known = load_sources(sources_path(path))
    if known is None:
        known = Sources(articles=tuple(_again(source, path, reread) for source in front.sources))
    known = _checked(known, front, path)
    pairs = zip(known.articles, front.sources, strict=True)
    return replace(known, articles=tuple(_placed(article, source, path) for article, source in pairs))


def _checked(known: Sources, front: FrontMatter, path: Path) -> Sources:
    """The sources, which must be those that the draft names."""
    if [article.sha256 for article in known.articles] != [source.sha256 for source in front.sources]:
        raise DraftError(
            f"{path} names other sources than {sources_path(path).name} holds.",
            remedy="Bring both back as they were written, or make the draft again from the article.",
        )
    return known


def _again(source: SourceLine, path: Path, reread: Reread | None) -> Article:
    """One source, read again from where it came from; its text must be the same."""
    beside = sources_path(path).name
    where = source.url or _beside(source, path)
    if reread is None or where == "-":
        raise DraftError(
            f"{beside} is missing beside {path}.", remedy="Bring it back, or make the draft again from the article."
        )
    same = (article for article in reread(where) if article.sha256 == source.sha256)
    article = next(same, None)
    if article is None:
        raise DraftError(
            f"{where} has changed since {path} was written, and {beside} is missing.",
            remedy="Bring that file back, or make the draft again from the article.",
        )
    return article


def _placed(article: Article, source: SourceLine, path: Path) -> Article:
    """An article with its path as it is from here, as it was typed if that still leads there."""
    there = _beside(source, path)
    if not source.path or os.path.abspath(article.path) == os.path.abspath(there):  # noqa: PTH100  (keeps links)
        return article
    return replace(article, path=there)


def _beside(source: SourceLine, path: Path) -> str:
    """The path of a source, which the draft has relative to itself."""
    if source.path == "-":
        return source.path
    return os.path.normpath(path.parent / source.path)
