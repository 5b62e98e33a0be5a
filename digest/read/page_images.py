"""The images of a page's article, with what their captions say of who made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from digest.article import Image

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element
    from lxml.html import HtmlElement

_CREDIT = re.compile(
    r"(?:(?:photo(?:graph)?|image|picture|illustration|credit|source|foto|bild|crédit|фото)s?"
    r"(?:\s+(?:credit|courtesy|by|von|par|por|of))*\s*[:/|]?\s+|©\s*|\()(?P<who>[^().|]{2,80})\)?\.?\s*$",
    re.IGNORECASE,
)
_SMALLEST = 50  # pixels: what is smaller is an icon or counts readers
_MOST = 20
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src")


def describe_images(tree: HtmlElement, url: str | None) -> dict[_Element, Image]:
    """All images of a page with what stands by them; ask before anything is taken out of the page."""
    found: dict[_Element, Image] = {}
    for element in tree.iter("img"):
        src = next((src for name in _SOURCES if (src := _address(element.get(name), url))), "")
        if src and not _is_small(element):
            found[element] = _image(element, src)
    return found


def article_images(
    root: _Element, described: Mapping[_Element, Image], lead: str | None, url: str | None
) -> tuple[Image, ...]:
    """Those under ``root``, the one that the page names for its article first, at most 20."""
    found: dict[str, Image] = {}
    for element in root.iter("img"):
        if element in described:
            found.setdefault(described[element].src, described[element])
    if lead and (src := _address(lead, url)):
        found = {src: found.get(src, Image(src=src)), **found}
    return tuple(found.values())[:_MOST]


def _image(element: HtmlElement, src: str) -> Image:
    figure = next(element.iterancestors("figure"), None)
    caption = _said(figure, ".//figcaption | .//*[contains(@class, 'caption')]")
    credit = _said(figure, ".//*[contains(@class, 'credit') or contains(@class, 'copyright')]")
    if not credit and (match := _CREDIT.search(caption)):
        credit = match["who"].strip()
        caption = caption[: match.start()].strip()
    return Image(src=src, alt=_collapsed(element.get("alt")) or caption, credit=credit)


def _address(src: str | None, url: str | None) -> str:
    """``src`` if it names a file or page; data and scripts are no images of an article."""
    try:
        absolute = urljoin(url or "", (src or "").strip())
    except ValueError:
        return ""
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", absolute, re.IGNORECASE)
    return "" if scheme and scheme[1].lower() not in {"http", "https"} else absolute


def _is_small(element: HtmlElement) -> bool:
    sizes = [element.get(name) or "" for name in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size[:6]) < _SMALLEST for size in sizes)


def _said(figure: HtmlElement | None, query: str) -> str:
    """The text of the first element in a figure that ``query`` finds."""
    found = figure.xpath(query)[:1] if figure is not None else []
    return _collapsed(found[0].text_content()) if found else ""


def _collapsed(text: str | None) -> str:
    return " ".join((text or "").split())
