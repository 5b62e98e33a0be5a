"""The HTML part as a tree, with the rules of its style sheets matched to its elements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import cssselect
from lxml import etree
from lxml import html as lxml_html

from digest.check.page.css import EMPTY, Declarations, StyleSheet, parse_sheet, parse_style
from digest.check.page.element import hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from digest.check.page.css import StyleRule

DEEPEST = 300  # nesting past which selectors, whose cost grows with it, are not matched; real messages stay under 60


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters; ``element`` is the index of the element that it stands directly in."""

    element: int
    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an element begins or ends."""

    element: int
    opening: bool


@dataclass(slots=True)
class Document:
    """A parsed HTML part. ``elements`` are in document order; ``parents`` are their indices, -1 for the root's."""

    elements: list[Any]  # lxml's HtmlElement
    parents: list[int]
    flow: list[Text | Edge]
    hints: list[Mapping[str, str]]  # of each element, the style that HTML itself asks for
    letters: list[int]  # of each element, how many characters stand in it
    comments: list[str]
    depth: int  # of the innermost element
    sheet: StyleSheet
    inside_link: list[int]  # of each element, the index of the link that it is or stands in, or -1
    links: list[int]  # the indices of all links with a target
    matched: dict[int, list[tuple[tuple[int, int, int], int]]]  # element -> specificity and index of each rule

    @property
    def takes_dark(self) -> bool:
        """Whether it declares a dark scheme, so that a program gives it a dark window."""
        metas = {"color-scheme", "supported-color-schemes"}
        named = [el.get("content", "") for _, el in self.iter("meta") if el.get("name", "").lower() in metas]
        roots = {index for index, element in enumerate(self.elements) if element.tag in {"html", "body"}}
        rules = [self.sheet.rules[order] for index in roots for _, order in self.matched.get(index, ())]
        styles = [*(rule.declarations for rule in rules if not rule.media), *(self.inline(index) for index in roots)]
        named += [style.normal.get("color-scheme", "") for style in styles]
        return any("dark" in words.lower() for words in named)

    @property
    def answers_dark(self) -> bool:
        """Whether it looks different in dark mode by its own doing."""
        queries = (query for rule in self.sheet.rules for query in rule.media)
        return self.takes_dark or any("prefers-color-scheme" in query for query in queries)

    def inline(self, element: int) -> Declarations:
        """The declarations of the element's style attribute."""
        style = self.elements[element].get("style")
        return parse_style(style) if style else EMPTY

    def line(self, element: int) -> int:
        """The line of the HTML part that the element begins on."""
        return int(self.elements[element].sourceline or 1)

    def above(self, element: int) -> Iterator[int]:
        """The elements that it stands in, the innermost first."""
        while (element := self.parents[element]) >= 0:
            yield element

    def is_inside(self, element: int, names: frozenset[str]) -> bool:
        """Whether it is, or stands in, an element of one of these names."""
        return any(self.elements[index].tag in names for index in (element, *self.above(element)))

    def iter(self, *names: str) -> Iterator[tuple[int, Any]]:
        """The elements of these names, with their indices."""
        for index, element in enumerate(self.elements):
            if element.tag in names:
                yield index, element

    def declared(self, element: int, active: Callable[[StyleRule], bool]) -> Mapping[str, str]:
        """What the sheets, in so far as they are active, and the attribute declare for it, the strongest last.

        https://www.w3.org/TR/css-cascade-4/#cascade-sort
        """
        inline = self.inline(element)
        matched = self.matched.get(element)
        if not matched:
            return {**inline.normal, **inline.important} if inline.important else inline.normal
        values: dict[str, str] = {}
        strong: dict[str, str] = {}
        for _, index in matched:
            rule = self.sheet.rules[index]
            if active(rule):
                values.update(rule.declarations.normal)
                strong.update(rule.declarations.important)
        return {**values, **inline.normal, **strong, **inline.important}


def parse_document(html: str) -> Document:
    """Parse the HTML as lxml does, which mends what can be mended."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except etree.ParserError:  # there is nothing in it but comments
        root = lxml_html.document_fromstring("<html><body></body></html>")
    document = Document([], [], [], [], [], [], 0, StyleSheet(), [], [], {})
    _walk(root, document)
    document.letters = _letters(document)
    styles = [_for_its_media(style) for _, style in document.iter("style")]
    document.sheet = parse_sheet("\n".join(styles))
    if document.depth <= DEEPEST:
        _match(root, document)
    return document


def _letters(document: Document) -> list[int]:
    counts = [0] * len(document.elements)
    for piece in document.flow:
        if isinstance(piece, Text):
            counts[piece.element] += len(piece.text.strip())
    for index in range(len(counts) - 1, 0, -1):  # those inside come after what they stand in
        counts[document.parents[index]] += counts[index]
    return counts


def _for_its_media(style: Any) -> str:  # noqa: ANN401 (lxml has no types)
    """The rules of a style element, inside the media that it is for."""
    rules = style.text or ""
    media = (style.get("media") or "").strip()
    return rules if media.lower() in {"", "all", "screen", "only screen"} else f"@media {media} {{{rules}}}"


def _walk(root: Any, document: Document) -> None:  # noqa: ANN401 (as above)
    open_elements = [-1]
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            index = len(document.elements)
            document.elements.append(node)
            document.parents.append(open_elements[-1])
            document.hints.append(hints(node))
            is_link = node.tag == "a" and node.get("href") is not None
            document.inside_link.append(index if is_link else document.inside_link[open_elements[-1]] if index else -1)
            if is_link:
                document.links.append(index)
            document.flow.append(Edge(index, opening=True))
            open_elements.append(index)
            document.depth = max(document.depth, len(open_elements))
            if node.text:
                document.flow.append(Text(index, node.text))
            continue
        if event == "end":
            document.flow.append(Edge(open_elements.pop(), opening=False))
        elif event == "comment":
            document.comments.append(node.text or "")
        if node.tail and open_elements[-1] >= 0:
            document.flow.append(Text(open_elements[-1], node.tail))


def _match(root: Any, document: Document) -> None:  # noqa: ANN401 (as above)
    indices = {element: index for index, element in enumerate(document.elements)}
    for order, rule in enumerate(document.sheet.rules):
        for find, specificity in _finders(rule.selector):
            for element in find(root):
                document.matched.setdefault(indices[element], []).append((specificity, order))
    for matched in document.matched.values():
        matched.sort()


@lru_cache(maxsize=2048)
def _finders(selector: str) -> tuple[tuple[Callable[[Any], list[Any]], tuple[int, int, int]], ...]:
    """XPath for a selector, with its specificity; none for one that nothing matches in a message at rest."""
    try:
        selectors = cssselect.parse(selector)
        translator = cssselect.HTMLTranslator()
        return tuple(
            (etree.XPath(translator.selector_to_xpath(one, prefix="descendant-or-self::")), one.specificity())
            for one in selectors
            if one.pseudo_element is None
        )
    except (cssselect.SelectorError, etree.XPathSyntaxError):
        return ()
