"""The one way in: whatever an editor names, as Articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.errors import ArticleError, DigestError, UsageError
from digest.finding import Finding, Severity
from digest.read.assemble import assemble
from digest.read.docx import read_docx
from digest.read.feed import Entry, read_entries
from digest.read.formats import FORMATS, detect_format
from digest.read.html import read_html
from digest.read.markdown import read_markdown
from digest.read.plain import read_plain
from digest.read.source import Source, fetch_source, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from digest.article import Article
    from digest.fetch import Network
    from digest.read.content import Content
    from digest.settings import Settings

_AT_ONCE = 4  # pages of a feed that are fetched side by side


def read(  # noqa: PLR0913  # one for each option of the command line
    source: str,
    settings: Settings,
    *,
    format: str | None = None,  # noqa: A002  # the option's name
    limit: int | None = None,
    pick: str | None = None,
    stdin: Callable[[], bytes] | BinaryIO | None = None,
    network: Network | None = None,
) -> tuple[Article, ...]:
    """The articles at ``source``: a path, a URL, or "-" for ``stdin``. A feed gives several.

    Of a feed, ``pick`` names entries by number ("1,3"; the newest is 1) and ``limit`` takes the newest. An entry that
    can't be read is left out and named in the first article's notes.

    Raises:
        ArticleError: it can't be read.
        UnreachableError: it can't be reached.
        UsageError: ``format`` is unknown, ``pick`` names no entry, or there is no standard input.
    """
    _check_format(format)
    found = open_source(source, stdin=stdin, network=network)
    kind = _kind(found, path=source, asked=format)
    if kind != "feed":
        return (assemble(_content(found, kind, path=source), path=source, settings=settings),)
    entries = read_entries(found.data, path=source, limit=limit, pick=pick)
    return _articles(entries, path=source, settings=settings, network=network)


def read_bytes(
    data: bytes,
    *,
    path: str,
    settings: Settings,
    format: str | None = None,  # noqa: A002  # the option's name
    url: str | None = None,
) -> Article:
    """The article that ``data`` is, of a feed the newest; nothing is fetched.

    ``path`` is what it is called in the Article and in errors, ``url`` where it was found.

    Raises:
        ArticleError: it can't be read.
        UsageError: ``format`` is unknown.
    """
    _check_format(format)
    source = Source(data=data, name=path, url=url)
    kind = _kind(source, path=path, asked=format)
    feed = kind == "feed"
    content = read_entries(data, path=path, limit=1)[0].content if feed else _content(source, kind, path=path)
    return assemble(content, path=path, settings=settings)


def _check_format(asked: str | None) -> None:
    if asked is not None and asked not in FORMATS:
        raise UsageError(f"There is no format “{asked}”.", remedy=f"Use one of {', '.join(FORMATS)}.")


def _kind(source: Source, *, path: str, asked: str | None) -> str:
    if not source.data.strip():
        raise ArticleError(f"{path} is empty.", remedy="Give an article with at least one sentence.")
    return detect_format(source.data, path=path, name=source.name, content_type=source.content_type, asked=asked)


def _content(source: Source, kind: str, *, path: str) -> Content:
    if kind == "html":
        return read_html(source.data, path=path, declared=source.charset, url=source.url)
    reader = {"text": read_plain, "markdown": read_markdown, "docx": read_docx}[kind]
    content = reader(source.data, path=path, declared=source.charset)
    return content if content.url else replace(content, url=source.url)


def _articles(entries: list[Entry], *, path: str, settings: Settings, network: Network | None) -> tuple[Article, ...]:
    """The entries as articles; those that can't be read are named in the first one's notes.

    Raises:
        DigestError: none can be read; the first one's error.
    """

    def article(entry: Entry) -> Article | DigestError:
        try:
            content = _whole(entry, network) if entry.excerpt else entry.content
            return assemble(content, path=path, settings=settings)
        except DigestError as error:
            return error

    from concurrent.futures import ThreadPoolExecutor  # slow to import

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(article, entries))
    articles = [item for item in found if not isinstance(item, DigestError)]
    failed = [(entry, item) for entry, item in zip(entries, found, strict=True) if isinstance(item, DigestError)]
    if not articles:
        raise failed[0][1]
    notes = tuple(_left_out(entry.content, error) for entry, error in failed)
    return (replace(articles[0], notes=(*articles[0].notes, *notes)), *articles[1:])


def _whole(entry: Entry, network: Network | None) -> Content:
    """The article that an entry's link has, under the entry's own identity."""
    told = entry.content
    source = fetch_source(told.url or "", network=network)
    page = _content(source, _kind(source, path=source.name, asked=None), path=source.name)
    return replace(
        page,
        format="feed",
        title=told.title or page.title,
        guid=told.guid,
        byline=told.byline or page.byline,
        published=told.published or page.published,
        updated=told.updated or page.updated,
        images=page.images or told.images,
    )


def _left_out(content: Content, error: DigestError) -> Finding:
    return Finding(
        rule="reading-entry-left-out",
        severity=Severity.WARNING,
        message=f"“{content.title or content.url}” was left out: {error.message}",
        remedy=error.remedy or "",
    )
