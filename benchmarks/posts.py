"""Posts of the United States government with the one-line summaries that people wrote for them."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.article import Article, Paragraph, ParagraphKind, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_FILES = ("md_18f.jsonl", "md_digitalgov.jsonl")
_KEYS = ("summary", "description", "excerpt", "deck")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_EMPHASIS = re.compile(r"(?<!\w)[_*]{1,3}|[_*]{1,3}(?!\w)")
_MARKUP = re.compile(r"\{\{.*?\}\}|<[^>]+>|`")
_COPIED = 0.65  # share of a summary's word triples that stand in the post; above it, it was cut out and not written
_SHORTEST_SUMMARY, _SHORTEST_POST = 8, 150  # words
_HELD_OUT = 3  # one title in three is kept for measuring


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post: its lines as pairs of text and kind (H heading, P paragraph, L list item, B bold line)."""

    title: str
    summary: str
    lines: tuple[tuple[str, str], ...]

    @property
    def prose(self) -> list[tuple[str, str]]:
        """Its paragraphs and list items."""
        return [(text, kind) for text, kind in self.lines if kind in "PL"]

    @property
    def text(self) -> str:
        """Its paragraphs and list items, one a line."""
        return "\n".join(text for text, _ in self.prose)

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring; a title that stands in both files is on one side."""
        return int(hashlib.sha256(self.title.strip().lower().encode()).hexdigest(), 16) % _HELD_OUT == 0


def read_posts(folder: Path) -> Iterator[Post]:
    """Read all posts of the two files in a folder."""
    for name in _FILES:
        with (folder / name).open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield Post(
                    title=str(row["front"].get("title", "")),
                    summary=_clean(_summary(row["front"])),
                    lines=tuple((_clean(text), kind) for text, kind in row["lines"] if _clean(text)),
                )


def usable(posts: Iterator[Post]) -> Iterator[Post]:
    """Leave out posts without a summary of their own: none, too short, or cut out of the text."""
    for post in posts:
        if len(post.summary.split()) < _SHORTEST_SUMMARY or len(post.text.split()) < _SHORTEST_POST:
            continue
        written = _triples(post.summary)
        if len(written & _triples(post.text)) / max(1, len(written)) <= _COPIED:
            yield post


def read_training(path: Path) -> list[Post]:
    """Read the posts that the project carries for training."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            Post(title=row["title"], summary=row["summary"], lines=tuple((text, kind) for text, kind in row["lines"]))
            for row in map(json.loads, file)
        ]


def article_of(post: Post) -> Article:
    """Make an article of one section: the post's paragraphs and list items, without its headings."""
    return _article(post.title, post.prose)


def article_of_sections(post: Post) -> Article:
    """Make an article with the post's own sections; a bold line is a heading too."""
    return _article(post.title, post.lines)


def _article(title: str, lines: Sequence[tuple[str, str]]) -> Article:
    sections: list[Section] = []
    heading: str | None = None
    paragraphs: list[Paragraph] = []
    offset = 0
    for text, kind in (*lines, ("", "H")):
        if kind in "HB":
            if paragraphs:
                sections.append(_section(heading, paragraphs))
            heading, paragraphs = text, []
        else:
            form = ParagraphKind.LIST if kind == "L" else ParagraphKind.TEXT
            paragraphs.append(Paragraph(text=text, start=offset, end=offset + len(text), kind=form))
        offset += len(text) + 1
    return Article(
        path="post",
        format="markdown",
        encoding="utf-8",
        language="en",
        title=title,
        text="\n".join(text for text, _ in lines),
        sections=tuple(sections),
    )


def _section(heading: str | None, paragraphs: Sequence[Paragraph]) -> Section:
    return Section(
        heading=heading,
        confidence=1.0 if heading else None,
        start=paragraphs[0].start,
        end=paragraphs[-1].end,
        paragraphs=tuple(paragraphs),
    )


def _summary(front: dict[str, Any]) -> str:
    return next((front[key] for key in _KEYS if isinstance(front.get(key), str) and front[key].strip()), "")


def _clean(text: str) -> str:
    return " ".join(_MARKUP.sub("", _EMPHASIS.sub("", _LINK.sub(r"\1", text))).split())


def _triples(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[a-z0-9]+", text.lower())
    return set(zip(found, found[1:], found[2:], strict=False))
