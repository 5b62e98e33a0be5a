"""What was read: an article, its sections and paragraphs, and the notices at its edges.

All offsets count code points in :attr:`Article.text`, the canonical text. A paragraph, heading or notice is exactly
the slice that its offsets name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.finding import Finding


class ParagraphKind(StrEnum):
    """What a paragraph was in its source."""

    TEXT = "text"
    LIST = "list"  # one item, without its bullet or number
    QUOTE = "quote"
    TABLE = "table"  # one row, its cells joined by tabs


class NoticeKind(StrEnum):
    """What a notice is for. Promotion is dropped from a digest unless the publication keeps it."""

    DISCLAIMER = "disclaimer"
    ATTRIBUTION = "attribution"
    PROMOTION = "promotion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a paragraph, by the offsets of its words."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of an article. ``src`` is an absolute URL or a path relative to the article."""

    src: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a section."""

    text: str
    start: int
    end: int
    kind: ParagraphKind = ParagraphKind.TEXT
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a paragraph; ``paragraph`` is its index in the section it was split from."""

    text: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its paragraphs: none where another heading follows at once. The lede has no heading."""

    heading: str | None
    confidence: float | None  # 0 to 1 that the heading is one; 1.0 where markup says so; None for the lede
    start: int  # of the heading, or of the first paragraph
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A paragraph at an article's edge that is not news. ``reason`` says what gave it away."""

    kind: NoticeKind
    reason: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it was read. ``path`` is as it was typed, "-" for standard input."""

    path: str
    format: str  # text, markdown, html, docx or feed
    encoding: str
    language: str  # BCP 47, "und" where nothing says so
    title: str
    text: str
    sections: tuple[Section, ...]
    title_derived: bool = False
    byline: str | None = None
    published: str | None = None  # RFC 3339, or the date alone, as the source says
    updated: str | None = None
    url: str | None = None  # the canonical URL
    guid: str | None = None  # a feed entry's
    description: str | None = None
    images: tuple[Image, ...] = ()
    notices: tuple[Notice, ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def sha256(self) -> str:
        """Hex digest of the canonical text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """The article's identity: a feed entry's guid, else the canonical URL, else the text's hash."""
        return self.guid or self.url or self.sha256

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of all sections, in order."""
        for section in self.sections:
            yield from section.paragraphs
