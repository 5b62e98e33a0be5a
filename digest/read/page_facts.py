"""What a page says of itself: JSON-LD, meta tags and the elements that show its title, byline and date."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from digest.read.language import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|Recipe)$")
_NOT_A_NAME = re.compile(r"https?:|@|\d{3}|^(?:admin|editor|staff|none|null|undefined)$", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|di|da|автор|作者)\b[:：]?\s*", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[|–—·»-]|::)\s+[^|–—·»]{1,40}$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = re.compile(r"\w+")
_MOST_JSON = 500_000  # characters of one script
_LONGEST_NAME = 100
_MOST_TITLES = 5
_OF_SHORTER, _OF_LONGER = 0.6, 0.4  # shares of words


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says; ``byline_source`` is where the byline stood, None where there is none."""

    title: str
    byline: str | None
    byline_source: str | None
    published: str | None
    updated: str | None
    url: str | None
    language: str
    description: str | None
    image: str | None


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """What the page says of itself; ``url`` is where it was fetched, if it was."""
    data = next(_articles(tree), {})
    meta = _meta(tree)
    byline, byline_source = _byline(tree, data, meta)
    return PageFacts(
        title=_title(tree, data, meta),
        byline=byline,
        byline_source=byline_source,
        published=_date(
            data.get("datePublished"), meta, tree, "article:published_time", "date", "dc.date", "parsely-pub-date"
        ),
        updated=_date(
            data.get("dateModified"), meta, None, "article:modified_time", "og:updated_time", "last-modified"
        ),
        url=_canonical(tree, meta, url),
        language=language_tag(_string(tree.get("lang") or data.get("inLanguage") or meta.get("og:locale"))),
        description=_string(meta.get("description") or meta.get("og:description") or data.get("description")) or None,
        image=_image(data.get("image")) or meta.get("og:image") or None,
    )


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article, most telling first: those with a headline."""
    found = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > _MOST_JSON:
            continue
        try:
            found += list(_objects(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            continue
    yield from sorted(found, key=lambda item: not item.get("headline"))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += item[::-1]
        elif isinstance(item, dict):
            kinds = item.get("@type")
            if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield item
            todo += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta tags by their lower-cased name or property; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _title(tree: HtmlElement, data: dict[str, Any], meta: dict[str, str]) -> str:
    """The first h1 that the page's other titles bear out, else the first of these without the site's name."""
    others = [_string(data.get("headline")), meta.get("og:title", ""), meta.get("twitter:title", "")]
    others += [_text(element) for element in tree.iterfind(".//head/title")]
    others = [title for title in others if title]
    headings = [text for element in list(tree.iter("h1"))[:_MOST_TITLES] if (text := _text(element))]
    for heading in headings:
        if any(_alike(heading, other) for other in others) or not others:
            return heading
    return _SITE.sub("", others[0]) if others else ""


def _alike(one: str, other: str) -> bool:
    """Whether two titles share most words of the shorter one and many of the longer, which may name the site too."""
    a, b = (set(_WORDS.findall(title.casefold())) for title in (one, other))
    shared, sizes = len(a & b), (len(a), len(b))
    return shared >= _OF_SHORTER * min(sizes) and shared >= _OF_LONGER * max(sizes) and bool(shared)


def _byline(tree: HtmlElement, data: dict[str, Any], meta: dict[str, str]) -> tuple[str | None, str | None]:
    """Who wrote it and where the page says so. Nothing is guessed from running text."""
    authors = data.get("author")
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    places = [
        (", ".join(dict.fromkeys(name for name in names if name)), "JSON-LD"),
        (_name(meta.get("author")), "a meta tag"),
        (_name(meta.get("article:author")), "a meta tag"),
    ]
    for query in (
        ".//*[@itemprop='author']",
        ".//a[@rel='author']",
        ".//*[contains(concat(' ', @class, ' '), ' byline ')]",
    ):
        places += [(_name(_text(element)), "the page") for element in tree.xpath(query)[:1]]
    return next(((name, place) for name, place in places if name), (None, None))


def _name(value: object) -> str:
    name = _string(value.get("name") if isinstance(value, dict) else value)
    name = _BY.sub("", re.sub(r"\s+", " ", name)).strip(" ,|·")
    return name if name and len(name) <= _LONGEST_NAME and not _NOT_A_NAME.search(name) else ""


def _date(said: object, meta: dict[str, str], tree: HtmlElement | None, *names: str) -> str | None:
    """The first date that begins like one of RFC 3339, as it is written."""
    found: list[str] = [_string(said), *(meta.get(name, "") for name in names)]
    if tree is not None:
        found += [element.get("datetime") or "" for element in tree.xpath(".//time[@datetime]")[:1]]
    return next((date for date in found if _DATE.match(date)), None)


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    """The address that the page wants to be known by: one of its own host that isn't merely the front page."""
    links = [element.get("href") or "" for element in tree.xpath(".//link[@rel='canonical']")]
    for said in (*links, meta.get("og:url", "")):
        try:
            absolute: str = urljoin(url or "", said.strip())
            parts = urlsplit(absolute)
        except ValueError:
            continue
        front = parts.path in {"", "/"} and not parts.query and url and urlsplit(url).path not in {"", "/"}
        if said and parts.scheme in {"http", "https"} and parts.netloc and not front:
            return absolute
    return url


def _image(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _string(value.get("url") if isinstance(value, dict) else value)


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
