"""What stands around an article on a page: by the names of its elements and by its words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.read.content import Line, Role
from digest.read.furniture import is_furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_TAGS = ("script", "style", "noscript", "template", "nav", "form", "button", "iframe", "svg", "dialog", "select")
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:newsletter|subscri(?:be|ption)s?|sign-?up|share|sharing|social|related|recirc\w*|recommend\w*|"
    r"cookies?|consent|gdpr|advert\w*|ads?|sponsored|promo\w*|outbrain|taboola|comments?|disqus|sidebar|breadcrumbs?|"
    r"most-?(?:read|popular)|read-?(?:more|next)|more-?(?:stories|news|from)|trending|popular|paywall|tags?|toolbar|"
    r"author-?(?:bio|box)|skip-?link|sr-only|visually-?hidden|screen-reader-text|print-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTIONS = re.compile(r"(?:^|[\s_-])(?:caption|credit)(?:$|[\s_-])|imagecaption|photo-?credit", re.IGNORECASE)
_ROLES = frozenset({"navigation", "complementary", "search", "contentinfo"})
_NEVER = frozenset({"html", "body", "article", "main"})
_MOST_TEXT = 0.3  # of the page's text that an element may hold and still be junk


def drop_junk(tree: HtmlElement) -> None:
    """Take out of ``tree`` what its tags, roles and class names show to be no article."""
    for element in list(tree.iter(*_TAGS)):
        _drop(element)
    most = _MOST_TEXT * max(1, len(tree.text_content()))
    for element in tree.xpath(".//*[@class or @id or @role or @aria-label or @hidden]"):
        names = " ".join((element.get(name) or "") for name in ("class", "id", "aria-label"))
        hidden = element.get("hidden") is not None or element.get("role") in _ROLES
        named = hidden or _NAMES.search(names) or (_CAPTIONS.search(names) and element.find(".//img") is None)
        if named and element.tag not in _NEVER and len(element.text_content()) < most:
            _drop(element)


def without_junk(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without junk; with a junk heading go the lists and links right under it, and trailing headings go."""
    kept: list[Line] = []
    under_junk = False
    for line in lines:
        if line.role is Role.HEADING:
            under_junk = is_furniture(line.words)
        elif under_junk and not (line.role is Role.LIST or _is_link(line)):
            under_junk = False
        if not under_junk and not is_furniture(line.words):
            kept.append(_demoted(line, kept[-1] if kept else None))
    while kept and kept[-1].role is Role.HEADING:
        kept.pop()
    return kept


def _demoted(line: Line, before: Line | None) -> Line:
    """A bold line right under a heading of markup is emphasis, not another heading."""
    under = before is not None and before.role is Role.HEADING and before.confidence > line.confidence
    return replace(line, role=Role.TEXT) if under and line.role is Role.HEADING else line


def _is_link(line: Line) -> bool:
    return sum(link.end - link.start for link in line.links) > 0.8 * len(line.words)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
