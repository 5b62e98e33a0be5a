"""Markdown into lines."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.article import Image, Link
from digest.errors import ArticleError
from digest.read.bold import BOLD_CONFIDENCE, is_bold_heading
from digest.read.content import Content, Line, Role, line
from digest.read.encoding import clean, decode
from digest.read.front_matter import split_front_matter
from digest.read.language import language_tag
from digest.read.opening import read_opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_CONTAINERS = {"blockquote": Role.QUOTE, "list_item": Role.LIST}


def read_markdown(data: bytes, *, path: str, declared: str | None = None) -> Content:
    """Markdown (CommonMark with tables) and its front matter as lines; a first ``#`` heading is the title.

    Raises:
        ArticleError: the bytes are no text, or the front matter is no YAML.
    """
    text, encoding = decode(data, path=path, declared=declared)
    text, notes = clean(text, path=path)
    front, body, front_notes = split_front_matter(text, path=path)
    walk = _Walk()
    walk.blocks(_parse(body))
    title, lines = _title(walk, front.get("title", "").strip())
    content = Content(
        format="markdown",
        encoding=encoding,
        lines=tuple(lines),
        title=title,
        byline=front.get("author") or front.get("byline") or None,
        published=front.get("date") or None,
        url=front.get("url") or None,
        language=language_tag(front.get("language")),
        description=front.get("description") or None,
        images=tuple(walk.images),
        notes=(*notes, *front_notes),
    )
    return read_opening(content) if title else content


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt  # slow to import

    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)


def _title(walk: _Walk, title: str) -> tuple[str, list[Line]]:
    """The title, and the lines with its own line first and in no section.

    Without one in the front matter, a first heading is the title if it is of the first level or the only one of its.
    """
    first, others = walk.lines[0] if walk.lines else None, walk.lines[1:]
    if first is not None and first.role is Role.HEADING:
        alone = not walk.levels or walk.levels[0] == 1 or walk.levels.count(walk.levels[0]) == 1
        if first.words.casefold() == title.casefold() or (alone and not title):
            return first.words, [line(first.text, Role.FURNITURE), *others]
    return title, [line(title, Role.FURNITURE), *walk.lines] if title else walk.lines


@dataclass
class _Walk:
    """Goes through a document's tokens and collects lines and images."""

    lines: list[Line] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)  # of the headings

    def blocks(self, tokens: Sequence[Token]) -> None:
        inside: list[Role] = []
        opener = ""
        row: list[str] = []
        for token in tokens:
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if kind in _CONTAINERS:
                inside.append(_CONTAINERS[kind]) if token.nesting == 1 else inside.pop()
            elif token.type in {"fence", "code_block"}:
                self._add(line(" ".join(token.content.split())))
            elif token.type == "html_block":
                self._html(token.content)
            elif token.type == "heading_open":
                self.levels.append(int(token.tag[1:]))
            elif token.type == "tr_open":
                row = []
            elif token.type == "tr_close":
                self._add(line("\t".join(row), Role.TABLE))
            elif token.type == "inline" and opener in {"th", "td"}:
                row.append(self._inline(token, Role.TABLE).words)
            elif token.type == "inline":
                around = inside[-1] if inside else Role.TEXT
                self._add(self._inline(token, Role.HEADING if opener == "heading" else around))
            opener = kind

    def _add(self, found: Line) -> None:
        if found.role is not Role.FURNITURE:
            self.lines.append(found)

    def _html(self, source: str) -> None:
        """Raw HTML in Markdown is read for its text; comments have none."""
        from digest.read.blocks import tree_lines  # with lxml, slow to import
        from digest.read.html import parse_html

        with suppress(ArticleError):
            self.lines += [item.line for item in tree_lines(parse_html(f"<div>{source}</div>", path=""))]

    def _inline(self, token: Token, role: Role) -> Line:
        text, links, opened, plain = "", [], [("", 0)], False
        strong = 0
        for child in token.children or ():
            if child.type == "link_open":
                opened.append((str(child.attrGet("href") or ""), len(text)))
            elif child.type == "link_close":
                url, start = opened.pop()
                links.append(Link(url=url, start=start, end=len(text)))
            elif child.type in {"strong_open", "strong_close"}:
                strong += child.nesting
            elif child.type == "image":
                self.images.append(Image(src=str(child.attrGet("src") or ""), alt=child.content))
            elif child.type in {"softbreak", "hardbreak"} or child.content.startswith("<br"):
                text += " "
            elif child.type == "html_inline":
                continue
            else:
                text += child.content.replace("\n", " ")
                plain = plain or (not strong and bool(child.content.strip()))
        bold = not plain and role is Role.TEXT and is_bold_heading(text)
        confidence = BOLD_CONFIDENCE if bold else 1.0
        return line(text, Role.HEADING if bold else role, confidence=confidence, links=tuple(links))
