"""What is new at a schedule's source: a folder of articles, or a feed."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.read import read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from digest.article import Article
    from digest.settings import Settings

LOG = logging.getLogger("digest.schedules")
_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".mdown", ".html", ".htm", ".xhtml", ".docx"})


def articles_at(source: str, settings: Settings) -> list[Article]:
    """All articles at a source, each once: a folder's by name, a feed's newest first.

    A file that can't be read is left out, and the log names it.

    Raises:
        InputError: the source can't be read.
        UnreachableError: the feed can't be reached.
    """
    articles = {article.key: article for article in _all(source, settings)}
    return list(articles.values())


def new_articles(source: str, settings: Settings, *, known: Collection[str]) -> list[Article]:
    """The articles at a source whose keys aren't known. Raises what :func:`articles_at` does."""
    return [article for article in articles_at(source, settings) if article.key not in known]


def _all(source: str, settings: Settings) -> Iterator[Article]:
    if "://" in source:
        yield from read(source, settings)
        return
    folder = (settings.workspace or Path()) / source
    if folder.is_file():
        yield from read(str(folder), settings)
        return
    for path in _files(folder, source):
        try:
            yield from read(str(path), settings)
        except InputError as error:
            LOG.warning("%s is left out: %s", path.name, error.message)


def _files(folder: Path, source: str) -> list[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(
            f"The articles' folder {source} can't be read: {error.strerror}.", remedy="Correct `source`, or make it."
        ) from error
    return [path for path in paths if path.suffix.lower() in _SUFFIXES and path.name[0] not in "._" and path.is_file()]


def fresh(article: Article, settings: Settings) -> Article:
    """An article as its source has it now.

    Raises:
        InputError: it isn't there any more, or can't be read.
        UnreachableError: its page can't be reached.
    """
    found = read(article.path, settings)
    if article.format != "feed":
        return found[0]
    same = next((one for one in found if one.key == article.key), None)
    if same is None and article.url:  # fed on, and still on its page
        return replace(read(article.url, settings)[0], guid=article.guid)
    if same is None:
        raise InputError(f"{article.path} has it no longer.", remedy="Make the draft again.")
    return same
