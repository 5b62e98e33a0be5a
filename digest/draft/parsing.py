"""The Markdown of a draft -> its stories and blocks as texts, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.draft.marks import unescape, unknown_mark
from digest.errors import DraftError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"(?P<marks>##?)(?:[ \t]+(?P<text>.*?))?[ \t]*")
_LINK = re.compile(r"\[[^\]]*\]\((?:<(?P<angle>[^<>]*)>|(?P<plain>\S*))\)[ \t]*")
_ITEM = re.compile(r"[-*+][ \t]+")
_QUOTE_MARK = re.compile(r">[ \t]?")
_QUOTE = re.compile(r"[“”„\"«»「『‘'](?P<text>.*)[”“\"»«」』’'][ \t]*(?:—|–|--?)[ \t]*(?P<speaker>\S.*)", re.DOTALL)

Kind = Literal["text", "quote", "figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A block as the file has it. ``source`` has its heading line first; ``line`` is that line's number."""

    line: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStory:
    """A story as the file has it: its title and link, and its blocks still to be parsed."""

    line: int
    title: str
    url: str | None
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBlock:
    """A block's texts, without marks. ``quote`` is the words and their speaker."""

    heading: str | None
    paragraphs: tuple[str, ...]
    quote: tuple[str, str] | None
    figures: tuple[str, ...]


def parse_stories(body: str, first_line: int, name: str) -> tuple[DraftStory, ...]:
    """The stories of a draft's text, whose first line has the number ``first_line`` in the file.

    Raises DraftError with ``name`` of the file and the line, where something stands outside a story.
    """
    stories: list[DraftStory] = []
    for level, chunk in _chunks(body, first_line):
        if level == 1:
            stories.append(_story(chunk, name))
        elif not stories:
            raise DraftError(
                f"{name}, line {_first_words(chunk)}: this stands above the first title.",
                remedy="Begin with a line # Title.",
            )
        else:
            stories[-1] = replace(stories[-1], chunks=(*stories[-1].chunks, chunk))
    if not stories:
        raise DraftError(f"{name} has no title.", remedy="Begin its text with a line # Title.")
    return tuple(stories)


def parse_block(chunk: Chunk, between: str, name: str) -> DraftBlock:
    """The texts of a block; lines of one paragraph are joined with ``between``. Raises DraftError with the line."""
    head, *lines = chunk.source.split("\n")
    groups = list(_groups(lines, chunk.line + 1, name))
    texts = {
        kind: [(line, unescape(between.join(parts))) for one, line, parts in groups if one == kind]
        for kind in ("text", "quote", "figure")
    }
    if not texts["text"]:
        raise DraftError(
            f"{name}, line {chunk.line}: this block has no sentence.", remedy="Write one, or take the ## line out."
        )
    if len(texts["quote"]) > 1:
        line = texts["quote"][1][0]
        raise DraftError(f"{name}, line {line}: a block has one pull quote at most.", remedy="Take one of them out.")
    return DraftBlock(
        heading=_heading_text(head, chunk.line, name) or None,
        paragraphs=tuple(text for _, text in texts["text"]),
        quote=_quote(*texts["quote"][0], name) if texts["quote"] else None,
        figures=tuple(text for _, text in texts["figure"]),
    )


def _chunks(body: str, first_line: int) -> Iterator[tuple[int, Chunk]]:
    """Titles (level 1) and blocks (level 2) with the lines under them; what stands above the first is a block."""
    level, start, lines = 2, first_line - 1, [""]
    for number, line in enumerate(body.split("\n"), first_line):
        heading = _HEADING.fullmatch(line)
        if heading:
            if level == 1 or any(one.strip() for one in lines):
                yield level, Chunk(line=start, source="\n".join(lines))
            level, start, lines = len(heading["marks"]), number, [line]
        else:
            lines.append(line)
    yield level, Chunk(line=start, source="\n".join(lines))


def _first_words(chunk: Chunk) -> int:
    """The number of a chunk's first line with words."""
    return chunk.line + next(i for i, line in enumerate(chunk.source.split("\n")) if line.strip())


def _story(chunk: Chunk, name: str) -> DraftStory:
    """A title, and the link line and text right under it; the text is a block without a heading."""
    head, *lines = chunk.source.split("\n")
    title = _heading_text(head, chunk.line, name)
    if not title:
        raise DraftError(f"{name}, line {chunk.line}: this title is empty.", remedy="Write the title after the #.")
    at = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    link = _LINK.fullmatch(lines[at]) if at < len(lines) else None
    url = (link["angle"] or link["plain"]) if link else None
    if link and not re.match(r"https?://\S", url or ""):
        raise DraftError(
            f"{name}, line {chunk.line + 1 + at}: “{url}” is no web address.",
            remedy="Write it as https://…, or take the line out.",
        )
    rest = lines[at + 1 :] if link else lines[at:]
    line = chunk.line + at + bool(link)
    under = (Chunk(line=line, source="\n".join(["##", *rest])),) if any(one.strip() for one in rest) else ()
    return DraftStory(line=chunk.line, title=title, url=url, chunks=under)


def _heading_text(line: str, number: int, name: str) -> str:
    heading = _HEADING.fullmatch(line)
    text = (heading["text"] or "") if heading else ""
    _refuse_unknown(text, number, name)
    return unescape(text)


def _groups(lines: Sequence[str], first_line: int, name: str) -> Iterator[tuple[Kind, int, list[str]]]:
    """Paragraphs, quotes and figures: the kind, the first line's number, and the lines without their marks."""
    kind: Kind = "text"
    parts: list[str] = []
    start = first_line
    for number, line in enumerate([*lines, ""], first_line):
        opened, text = _opened(line)
        _refuse_unknown(line if opened is None else text, number, name)
        if parts and (not line.strip() or (opened and not opened == kind == "quote")):
            yield kind, start, parts
            parts = []
        if not parts:
            kind, start = opened or "text", number
        if text.strip():
            parts.append(text.strip(" \t"))


def _opened(line: str) -> tuple[Kind | None, str]:
    """What a line's own mark opens, if it has one, and the line without it."""
    if mark := _QUOTE_MARK.match(line):
        return "quote", line[mark.end() :]
    if mark := _ITEM.match(line):
        return "figure", line[mark.end() :]
    return None, line


def _quote(line: int, text: str, name: str) -> tuple[str, str]:
    quote = _QUOTE.fullmatch(text.strip())
    if quote is None:
        raise DraftError(
            f"{name}, line {line}: this pull quote doesn't say who spoke.", remedy="Write it as > “Words.” — Name."
        )
    return quote["text"], quote["speaker"]


def _refuse_unknown(text: str, line: int, name: str) -> None:
    if mark := unknown_mark(text):
        raise DraftError(
            f"{name}, line {line}: a draft can't show {mark}.",
            remedy="Take the marks out, or put a backslash before them to keep them as text.",
        )
