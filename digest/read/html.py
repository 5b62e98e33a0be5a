"""HTML into lines: a page's article, without what stands around it."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from digest.errors import ArticleError
from digest.finding import Finding, Severity
from digest.read.content import Content, Line, Role, line
from digest.read.encoding import clean, decode
from digest.read.opening import read_opening

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from digest.read.page_facts import PageFacts

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its encoding
_MOST_SLOW, _MOST_ELEMENTS = 8_000, 40_000  # elements; a news page has some thousands
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")  # lxml takes no text that declares an encoding


def read_html(data: bytes, *, path: str, declared: str | None = None, url: str | None = None) -> Content:
    """The article of a page. ``declared`` is the encoding that its server names, ``url`` where it was fetched.

    Raises:
        ArticleError: the bytes are no text, or hold no element.
    """
    if declared is None and (found := _CHARSET.search(data[:_HEAD])):
        declared = (found[1] or found[2]).decode("ascii")
    text, encoding = decode(data, path=path, declared=declared)
    text, notes = clean(text, path=path)
    tree = parse_html(text, path=path)
    from digest.read.page_facts import page_facts  # with lxml, slow to import

    facts = page_facts(tree, url)
    return _content(tree, facts, encoding, (*notes, *_byline_note(facts, path)))


def parse_html(text: str, *, path: str) -> HtmlElement:
    """The tree of an HTML text.

    Raises:
        ArticleError: there is none.
    """
    from lxml import etree, html  # slow to import

    try:
        return html.document_fromstring(_DECLARATION.sub("", text, count=1))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(f"{path} holds no text.", remedy="Give an article with at least one sentence.") from error


def _content(tree: HtmlElement, facts: PageFacts, encoding: str, notes: tuple[Finding, ...]) -> Content:
    from digest.read.article_part import article_part, common_ancestor
    from digest.read.blocks import tree_lines
    from digest.read.page_images import article_images, describe_images
    from digest.read.page_junk import drop_junk, without_junk

    chosen = _extracted(tree)
    described = describe_images(tree, facts.url)
    drop_junk(tree)
    found = tree_lines(tree, facts.url)
    part = article_part(found, chosen) or found
    lines = _without_title(without_junk([item.line for item in part]), facts)
    root = common_ancestor(part) if part else tree
    content = Content(
        format="html",
        encoding=encoding,
        lines=(line(facts.title, Role.FURNITURE), *lines) if facts.title else tuple(lines),
        title=facts.title,
        byline=facts.byline,
        published=facts.published,
        updated=facts.updated,
        url=facts.url,
        language=facts.language,
        description=facts.description,
        images=article_images(root, described, facts.image, facts.url),
        notes=notes,
    )
    return read_opening(content) if content.title else content


def _extracted(tree: HtmlElement) -> list[Line]:
    """The lines that trafilatura takes for the article: none of a page so large that it would take minutes."""
    size = sum(1 for _ in tree.iter())
    if size > _MOST_ELEMENTS:
        return []
    from trafilatura import bare_extraction  # slow to import

    from digest.read.blocks import tree_lines

    document = bare_extraction(
        deepcopy(tree),
        fast=size > _MOST_SLOW,  # its second opinion takes the square of the page's length
        include_formatting=True,
        include_links=True,
        include_tables=True,
        include_comments=False,
        with_metadata=False,
    )
    body = getattr(document, "body", None)
    return [] if body is None else [item.line for item in tree_lines(body)]


def _without_title(lines: list[Line], facts: PageFacts) -> list[Line]:
    """``lines`` without a heading that says the title or the description again, or stands above the first paragraph.

    What is above the first paragraph is the title in other words, or a standfirst.
    """
    said = {_letters(facts.title), _letters(facts.description or "")}
    kept = [line for line in lines if line.role is not Role.HEADING or _letters(line.words) not in said]
    first = next((index for index, line in enumerate(kept) if line.role is not Role.HEADING), 0)
    return kept[max(0, first - 1) :] if first and not _is_standfirst(kept[first - 1]) else kept[first:]


def _is_standfirst(line: Line) -> bool:
    return line.words.rstrip().endswith(".")


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _byline_note(facts: PageFacts, path: str) -> tuple[Finding, ...]:
    if facts.byline is None:
        return ()
    message = f"{path}: the byline “{facts.byline}” comes from {facts.byline_source}."
    return (Finding(rule="reading-byline", severity=Severity.NOTE, message=message),)
