"""RSS and Atom: a feed's entries, and which of them hold a whole article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from digest.article import Image
from digest.errors import ArticleError, UsageError
from digest.read.content import Content, Line, Role, line
from digest.read.encoding import clean
from digest.read.language import language_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 5_000_000  # bytes
MOST_ENTRIES = 200
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_CUT = re.compile(
    r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.|(?:read (?:more|on|the (?:full|rest))|continue reading|weiterlesen|lire la suite|"
    r"leer más|leia mais|continua a leggere|читать далее|続きを読む|阅读全文).{0,80})\W*$",
    re.IGNORECASE,
)
_SHORT = 120  # words of one paragraph: a summary, not an article
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed. ``excerpt`` says that its link has more than it holds."""

    content: Content
    excerpt: bool


def read_entries(data: bytes, *, path: str, limit: int | None = None, pick: str | None = None) -> list[Entry]:
    """The entries of a feed, newest first, at most 200: those that ``pick`` numbers ("1,3"), then ``limit`` of them.

    Raises:
        ArticleError: it is no feed, too large, defines XML entities, or has no entries.
        UsageError: ``pick`` is no list of numbers, or names an entry that isn't there.
    """
    if len(data) > LARGEST:
        raise ArticleError(f"{path} is larger than {LARGEST // 1_000_000} MB.", remedy="Save a part of the feed.")
    if _ENTITIES.search(data):
        raise ArticleError(f"{path} defines XML entities, which feeds don't need.", remedy="Check where it is from.")
    feed = _parse(data, path)
    if not feed.entries:
        raise ArticleError(f"{path} is a feed without entries.", remedy="Check the address.")
    entries = _newest_first(feed.entries)[:MOST_ENTRIES]
    language = language_tag(feed.feed.get("language"))
    encoding = str(feed.get("encoding") or "utf-8")
    return [_entry(entry, language, encoding, path) for entry in _picked(entries, pick, path)[:limit]]


def _parse(data: bytes, path: str) -> Any:  # noqa: ANN401  # feedparser's own dictionary
    import feedparser  # slow to import

    try:
        return feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it lets errors of decoding and parsing through, of many kinds
        raise ArticleError(f"{path} is a damaged feed.", remedy="Check the address, or save it again.") from error


def _newest_first(entries: Sequence[Any]) -> list[Any]:
    """By date where every entry has one, else as they stand."""
    # dict.get, since feedparser's own warns where it takes "published" for a missing "updated".
    dates = [dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed") for entry in entries]
    if not all(dates):
        return list(entries)
    dated = sorted(zip(dates, entries, strict=True), key=itemgetter(0), reverse=True)
    return [entry for _, entry in dated]


def _picked(entries: list[Any], pick: str | None, path: str) -> list[Any]:
    if pick is None:
        return entries
    try:
        numbers = [int(number) for number in pick.split(",")]
    except ValueError as error:
        raise UsageError(f"“{pick}” is no list of entries.", remedy="Write --pick 1,3; the newest is 1.") from error
    missing = [number for number in numbers if not 1 <= number <= len(entries)]
    if missing:
        raise UsageError(f"{path} has {len(entries)} entries; there is no entry {missing[0]}.")
    return [entries[number - 1] for number in numbers]


def _entry(entry: Any, language: str, encoding: str, path: str) -> Entry:  # noqa: ANN401  # feedparser's own dictionary
    link = entry.get("link") or None
    whole = entry.get("content") or []
    source = max((str(part.get("value", "")) for part in whole), key=len, default="")
    summary = str(entry.get("summary", ""))
    found = _lines(source or summary, link, path)
    title = _plain(str(entry.get("title", "")), path)
    return Entry(
        excerpt=link is not None and _is_excerpt(found, whole=bool(source)),
        content=Content(
            format="feed",
            encoding=encoding,
            lines=(line(title, Role.FURNITURE), *found) if title else tuple(found),
            title=title,
            byline=entry.get("author") or None,
            published=_date(entry.get("published")),
            updated=_date(dict.get(entry, "updated")),
            url=link,
            guid=entry.get("id") or None,
            language=language,
            description=_plain(summary, path) if source and summary else None,
            images=_images(entry),
        ),
    )


def _lines(source: str, link: str | None, path: str) -> list[Line]:
    if not source.strip():
        return []
    from digest.read.blocks import tree_lines  # with lxml, slow to import
    from digest.read.html import parse_html
    from digest.read.page_junk import drop_junk, without_junk

    text, _ = clean(source, path=path)
    try:
        tree = parse_html(f"<div>{text}</div>", path=path)
    except ArticleError:
        return []
    drop_junk(tree)
    return without_junk([item.line for item in tree_lines(tree, link)])


def _is_excerpt(lines: Sequence[Line], *, whole: bool) -> bool:
    """Whether the entry only announces its article: it says that more follows, or is one short paragraph."""
    if not lines or _CUT.search(lines[-1].words):
        return True
    return not whole and len(lines) == 1 and len(lines[0].words.split()) < _SHORT


def _plain(source: str, path: str) -> str:
    """Text that may hold tags and references, such as a title, as plain text on one line."""
    return " ".join(item.words for item in _lines(source, None, path))


def _date(said: str | None) -> str | None:
    """RFC 822's dates as those of RFC 3339."""
    if not said or _RFC_3339.match(said):
        return said or None
    from email.utils import parsedate_to_datetime  # slow to import

    try:
        return parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _images(entry: Any) -> tuple[Image, ...]:  # noqa: ANN401  # feedparser's own dictionary
    found = [(media.get("url"), "") for media in entry.get("media_content", []) if media.get("medium") == "image"]
    found += [
        (item.get("href"), "") for item in entry.get("enclosures", []) if str(item.get("type", "")).startswith("image/")
    ]
    return tuple(
        Image(src=src, alt=alt) for src, alt in dict(found).items() if str(src).startswith(("http:", "https:"))
    )
