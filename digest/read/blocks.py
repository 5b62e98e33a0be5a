"""A tree of HTML, or of trafilatura's vocabulary for it, into lines: one walk for pages, documents and feed entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from digest.article import Link
from digest.read.bold import BOLD_CONFIDENCE, is_bold_heading
from digest.read.content import Line, Role, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), Role.HEADING),
    **dict.fromkeys(("li", "item", "dd", "dt"), Role.LIST),
    **dict.fromkeys(("blockquote", "quote", "q-block"), Role.QUOTE),
    **dict.fromkeys(("tr", "row"), Role.TABLE),
}
# fmt: off
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "table",
    "thead", "tbody", "tfoot", "list", "ul", "ol", "dl", "pre", "address", "form", "fieldset", "body", "details",
    "summary", "hr", "center", *_ROLES,
})
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "video", "audio", "canvas",
    "button", "select", "textarea", "input", "figcaption", "title", "meta", "link",
})
# fmt: on
_CELLS = frozenset({"td", "th", "cell"})
_BOLD_TAGS = frozenset({"b", "strong"})
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_BREAK = "\n"
_SAFE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the element that it stood in."""

    line: Line
    element: _Element


def tree_lines(root: _Element, base: str | None = None) -> list[Placed]:
    """The lines of ``root``, in document order; addresses are made absolute by ``base``.

    A short paragraph that is bold from end to end is a heading. What is no text (scripts, buttons, captions) is left
    out.
    """
    walk = _Walk(root, base)
    for event, element in _events(root):
        walk.start(element) if event == "start" else walk.end(element)
    walk.flush()
    return walk.lines


def _events(root: _Element) -> Iterator[tuple[str, _Element]]:
    """Starts and ends of the elements under ``root``, without those that are skipped. No recursion: pages nest deep."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if isinstance(element.tag, str) and element.tag in _SKIPPED and event == "start":
            walker.skip_subtree()
        yield event, element


@dataclass
class _Walk:
    root: _Element
    base: str | None
    lines: list[Placed] = field(default_factory=list)
    _blocks: list[_Element] = field(default_factory=list)
    _roles: list[Role] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _links: list[Link] = field(default_factory=list)
    _open: list[tuple[str, int, int]] = field(default_factory=list)
    _bold: int = 0
    _plain: bool = False  # something in this block is not bold

    def start(self, element: _Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            self._start_block(tag)
            self._blocks.append(element)
        elif tag in _CELLS and self._parts:
            self._add("\t")
        elif tag in {"br", "lb"}:
            self._break()
        elif tag in {"a", "ref"}:
            self._open.append((element.get("href") or element.get("target") or "", self._length, len(self._parts)))
        self._bold += _is_bold(element)
        if tag and tag not in _SKIPPED:
            self._add_text(element.text)

    def end(self, element: _Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        self._bold -= _is_bold(element)
        if tag in _BLOCKS:
            self._end_block(tag)
        elif tag in {"a", "ref"} and self._open:
            self._link(*self._open.pop())
        self._add_text(element.tail)

    def flush(self) -> None:
        """End the line that is being collected."""
        text = "".join(self._parts)
        if text.strip():
            self.lines.append(Placed(self._line(text), self._blocks[-1] if self._blocks else self.root))
        self._parts, self._length, self._links, self._plain = [], 0, [], False
        self._open = [(url, 0, 0) for url, *_ in self._open]

    def _start_block(self, tag: str) -> None:
        in_row = self._roles and self._roles[-1] is Role.TABLE
        if in_row and tag not in _ROLES:
            return
        self.flush()
        if tag in _ROLES:
            self._roles.append(_ROLES[tag])

    def _end_block(self, tag: str) -> None:
        in_row = self._roles and self._roles[-1] is Role.TABLE
        if not in_row or tag in _ROLES:
            self.flush()
        self._blocks.pop()
        if tag in _ROLES:
            self._roles.pop()

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _add_text(self, text: str | None) -> None:
        text = _SPACE.sub(" ", text or "")
        if (self._parts and self._parts[-1].endswith((" ", "\t", _BREAK))) or not self._parts:
            text = text.lstrip(" ")
        if text:
            self._plain = self._plain or (not self._bold and bool(text.strip()))
            self._add(text)

    def _break(self) -> None:
        """One break is a space, two end the paragraph; so does one after a bold line."""
        if not self._parts:
            return
        role = self._roles[-1] if self._roles else Role.TEXT
        bold_line = not self._plain and role is Role.TEXT
        if self._parts[-1] == _BREAK or bold_line:
            self.flush()
        else:
            self._add(_BREAK)

    def _link(self, url: str, start: int, part: int) -> None:
        """A link whose words began ``start`` characters and ``part`` parts into the line."""
        url = _address(url, self.base)
        text = "".join(self._parts[part:])
        end = start + len(text.rstrip())
        start += len(text) - len(text.lstrip())
        if url and start < end:
            self._links.append(Link(url=url, start=start, end=end))

    def _line(self, text: str) -> Line:
        text = text.replace(_BREAK, " ").rstrip()
        role = next((role for role in reversed(self._roles) if role is Role.HEADING), None) or (
            self._roles[-1] if self._roles else Role.TEXT
        )
        if role is Role.TEXT and not self._plain and is_bold_heading(text):
            return line(text, Role.HEADING, confidence=BOLD_CONFIDENCE, links=tuple(self._links))
        return line(text, role, links=tuple(self._links))


def _is_bold(element: _Element) -> bool:
    return element.tag in _BOLD_TAGS or (element.tag == "hi" and "b" in (element.get("rend") or ""))


def _address(url: str, base: str | None) -> str:
    """``url`` made absolute, "" where it is nothing that a mail may carry."""
    try:
        absolute = urljoin(base, url.strip()) if base else url.strip()
    except ValueError:
        return ""
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", absolute, re.IGNORECASE)
    return absolute if absolute and not absolute.startswith("#") and (not scheme or _SAFE.match(absolute)) else ""
