"""What a format's reader hands on: the lines of an article, before they become sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from digest.article import ParagraphKind

if TYPE_CHECKING:
    from digest.article import Image, Link
    from digest.finding import Finding


class Role(StrEnum):
    """What a line is in its article."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    FURNITURE = "furniture"  # blank lines, rules, bylines: kept in the text, in no section


KINDS = {
    Role.TEXT: ParagraphKind.TEXT,
    Role.LIST: ParagraphKind.LIST,
    Role.QUOTE: ParagraphKind.QUOTE,
    Role.TABLE: ParagraphKind.TABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the canonical text. Its words stand at ``start`` to ``end``: what is outside is a bullet or space."""

    text: str
    role: Role = Role.TEXT
    start: int = 0
    end: int
    confidence: float = 1.0  # of a heading
    links: tuple[Link, ...] = ()  # by offsets in ``text``

    @property
    def words(self) -> str:
        """The line without its bullet and the white space around it."""
        return self.text[self.start : self.end]


def line(
    text: str, role: Role = Role.TEXT, *, mark: int = 0, confidence: float = 1.0, links: tuple[Link, ...] = ()
) -> Line:
    """A line whose words begin after ``mark`` characters of bullet; white space around them is left out."""
    rest = text[mark:]
    start = mark + len(rest) - len(rest.lstrip())
    end = max(start, len(text.rstrip()))
    if start == end:
        role = Role.FURNITURE
    return Line(text=text, role=role, start=start, end=end, confidence=confidence, links=links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An article's lines and what its source says of it. Empty strings and None mean that it doesn't say."""

    format: str
    encoding: str
    lines: tuple[Line, ...]
    title: str = ""
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    guid: str | None = None
    language: str = ""
    description: str | None = None
    images: tuple[Image, ...] = ()
    notes: tuple[Finding, ...] = ()
